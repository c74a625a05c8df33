"""``make demo`` from nothing: wall time and size of the environment, in a clone of this repository, without a cache.

It installs from the package registry, so ``make test`` never runs it. There is no bar; the figures are told.
"""

import os
import subprocess
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    """Print the seconds and the megabytes."""
    with tempfile.TemporaryDirectory() as name:
        clone = Path(name) / "greenward"
        subprocess.run(["git", "clone", "-q", str(ROOT), str(clone)], check=True)
        environment = {**os.environ, "PIP_NO_CACHE_DIR": "1"}
        start = time.perf_counter()
        subprocess.run(["make", "demo"], cwd=clone, env=environment, check=True, stdout=subprocess.DEVNULL)
        seconds = time.perf_counter() - start
        size = sum(path.stat().st_size for path in (clone / ".venv").rglob("*") if path.is_file())
        dirty = subprocess.run(["git", "status", "--porcelain"], cwd=clone, check=True, capture_output=True, text=True)
        if dirty.stdout:
            raise SystemExit(f"make demo left the tree dirty:\n{dirty.stdout}")
    print(f"make demo from nothing: {seconds:.0f} s; the environment holds {size / 1e6:.0f} MB")


if __name__ == "__main__":
    main()
