"""Bring the few browser files that the office serves into its package: for maintainers, with npm (make vendor).

Each file's SHA-256 stands in SHA256SUMS beside it; a test compares them, so that no vendored file is edited by hand.
Users and CI need no Node.
"""

import hashlib
import json
import subprocess
import tarfile
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MANIFEST = ROOT / "tools/vendor.json"
TARGET = ROOT / "src/greenward/web/static/vendor"
SUMS = "SHA256SUMS"


def vendor(manifest: Path, target: Path) -> None:
    """Fetch every package that ``manifest`` names and keep in ``target`` the files that it lists."""
    target.mkdir(parents=True, exist_ok=True)
    sums = []
    for name, entry in json.loads(manifest.read_text("utf-8")).items():
        with tempfile.TemporaryDirectory() as folder:
            wanted = f"{name}@{entry['version']}"
            command = ["npm", "pack", "--silent", "--ignore-scripts", wanted]
            subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
            with tarfile.open(next(Path(folder).glob("*.tgz"))) as archive:
                for source, kept in entry["files"].items():
                    member = archive.extractfile(f"package/{source}")
                    if member is None:
                        raise SystemExit(f"{wanted} has no file {source}")
                    data = member.read()
                    (target / kept).write_bytes(data)
                    sums.append(f"{hashlib.sha256(data).hexdigest()}  {kept}\n")
    (target / SUMS).write_text("".join(sorted(sums)), "utf-8")


if __name__ == "__main__":
    vendor(MANIFEST, TARGET)
