"""Build the wheel, install it alone in a new environment from the lock, and run the demonstration there.

Usage: python tools/try_wheel.py BUILD_PYTHON LOCK, where BUILD_PYTHON has the build's own lock installed.
"""

import os
import subprocess
import sys
import tempfile
import venv
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TEMPLATES = ("document.html.j2", "document.typ", "official.docx", "report.docx")
EXPECTED = ("report-en.html", "report-zh.html", "plan.xlsx", "plan.json")


def try_wheel(build_python: str, lock: str) -> None:
    """Raise SystemExit or CalledProcessError unless the wheel by itself runs ``greenward demo``."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pip = [build_python, "-m", "pip", "wheel", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, "--no-deps", "--no-build-isolation", "--wheel-dir", name, str(ROOT)], check=True)
        wheel = next(folder.glob("*.whl"))
        with zipfile.ZipFile(wheel) as archive:
            absent = [part for part in TEMPLATES if f"greenward/documents/templates/{part}" not in archive.namelist()]
        if absent:
            raise SystemExit(f"the wheel lacks {absent}")
        venv.create(folder / "clean", with_pip=True)
        python = folder / "clean/bin/python"
        install = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*install, "--require-hashes", "-r", lock], check=True)
        subprocess.run([*install, "--no-deps", str(wheel)], check=True)
        environment = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
        command = [str(folder / "clean/bin/greenward"), "demo", "--out", str(folder / "demo")]
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
        missing = [file for file in EXPECTED if not (folder / "demo" / file).is_file()]
        if done.returncode or missing:
            raise SystemExit(f"greenward demo from the wheel failed: {missing}\n{done.stdout}{done.stderr}")
        if "greenward[pdf]" not in done.stdout:
            raise SystemExit(f"greenward demo does not say what a PDF needs:\n{done.stdout}")
        command = [str(folder / "clean/bin/greenward"), "check", "联想台式机", "--on", "2026-11-01", "--json"]
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
        if done.returncode or '"status": "mandatory"' not in done.stdout:
            raise SystemExit(f"greenward check from the wheel failed:\n{done.stdout}{done.stderr}")
        print(f"the wheel alone runs the demonstration ({wheel.name}, {wheel.stat().st_size // 1024} KiB)")


if __name__ == "__main__":
    try_wheel(sys.argv[1], sys.argv[2])
