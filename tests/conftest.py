"""What every test stands on: loopback only, the command line, Unit X's case, and what a skip means."""

import os
import shutil
import sys
import time
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

STARTED, LONGEST = time.monotonic(), 30 * 60
NEEDS = {"chromium": "chromium", "pdftoppm": "poppler-utils"}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """A test that needs a program of the system is skipped without it; under CI it fails instead."""
    for item in items:
        for marker in item.iter_markers("needs"):
            program = marker.args[0]
            if shutil.which(program) is None and os.environ.get("CI") != "true":
                reason = f"needs {program}: sudo apt-get install {NEEDS[program]} fonts-noto-cjk"
                item.add_marker(pytest.mark.skip(reason=reason))


def pytest_configure(config: pytest.Config) -> None:
    """Name the markers."""
    config.addinivalue_line("markers", "needs(program): needs a program of the system")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name what was skipped on the last lines, with the command that installs it."""
    reasons = {str(report.longrepr[2]) for report in terminalreporter.stats.get("skipped", [])}
    for reason in sorted(reasons):
        terminalreporter.write_line(f"not run, {reason.removeprefix('Skipped: ')}")


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
