"""What every test stands on: loopback only, the command line, Unit X's case, and what a skip means."""

import functools
import os
import shutil
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import hypothesis
import pytest

ROOT = Path(__file__).resolve().parent.parent
GUARD = str(ROOT / "tests/loopback")

sys.path.insert(0, GUARD)
import sitecustomize  # noqa: E402,F401  the guard of this process; children get it by PYTHONPATH

os.environ["PYTHONPATH"] = GUARD
os.environ.pop("GREENWARD_DATA", None)

hypothesis.settings.register_profile("ci", max_examples=50, derandomize=True, deadline=None)
hypothesis.settings.register_profile("long", max_examples=1000, deadline=None)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))

pytest_plugins = ["office", "served", "provided"]

STARTED, LONGEST = time.monotonic(), 30 * 60
NEEDS = {
    "chromium": "chromium fonts-noto-cjk",
    "pdftotext": "poppler-utils",
    "soffice": "libreoffice-writer libreoffice-calc fonts-noto-cjk fonts-liberation",
    "chinese fonts": "fonts-noto-cjk fontconfig",
}


@functools.cache
def is_there(need: str) -> bool:
    """Return whether this machine has a program, or the fonts that the kept texts were made with."""
    if need != "chinese fonts":
        return shutil.which(need) is not None
    if shutil.which("fc-list") is None:
        return False
    found = subprocess.run(["fc-list", ":lang=zh", "family"], capture_output=True, text=True, check=False).stdout
    return all(family in found for family in ("Noto Sans CJK SC", "Noto Serif CJK SC"))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """A test that needs something of the system is skipped without it; under CI it fails instead."""
    for item in items:
        for marker in item.iter_markers("needs"):
            for need in marker.args:
                if not is_there(need) and os.environ.get("CI") != "true":
                    reason = f"needs {need}: sudo apt-get install {NEEDS[need]}"
                    item.add_marker(pytest.mark.skip(reason=reason))


def pytest_configure(config: pytest.Config) -> None:
    """Name the markers."""
    config.addinivalue_line("markers", "needs(things): needs programs or fonts of the system")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name what was skipped on the last lines, with the command that installs it."""
    reasons = Counter(str(report.longrepr[2]) for report in terminalreporter.stats.get("skipped", []))
    for reason, count in sorted(reasons.items()):
        terminalreporter.write_line(f"{count} not run, {reason.removeprefix('Skipped: ')}")


def pytest_sessionfinish(session: pytest.Session) -> None:
    """All tests together may take half an hour; more is an error of the suite."""
    if time.monotonic() - STARTED > LONGEST:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(autouse=True)
def _own_data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes the user's data folder."""
    monkeypatch.setenv("GREENWARD_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("LANG", "C.UTF-8")


@pytest.fixture
def case_a(tmp_path: Path) -> Path:
    """A copy of Unit X's case A that a test may change."""
    shutil.copytree(ROOT / "examples/unit_x", tmp_path / "unit_x")
    return tmp_path / "unit_x/case_a"
