"""Every command that is not the office's works where Django and what comes with it are not installed."""

import subprocess
import sys
from pathlib import Path

import pytest

from support import ROOT

BLOCKED = """
import sys
class Absent:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {ABSENT}:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
sys.meta_path.insert(0, Absent())
from greenward.cli.main import run
sys.argv[0] = "greenward"
run()
""".replace("{ABSENT}", repr({"django", "allauth", "csp", "django_htmx", "django_cotton", "cas", "granian"}))
CASE = "examples/unit_x/case_a"
COMMANDS = (
    ("check", "台式计算机", "--on", "2026-11-01"),
    ("check", "examples/unit_x/list/department_list.csv", "--out", "{folder}/list.csv", "--on", "2026-11-01"),
    ("cost", CASE),
    ("plan", CASE, "--html", "{folder}/plan.html"),
    ("template", "people", "--out", "{folder}/people.xlsx"),
    ("verify", "{folder}"),
)


def without_django(*words: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-c", BLOCKED, *words]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)


@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: words[0])
def test_a_command_works_without_django(words: tuple[str, ...], tmp_path: Path) -> None:
    said = without_django(*(word.format(folder=tmp_path) for word in words))
    assert "No module named" not in said.stderr
    assert said.returncode in (0, 2, 4), said.stderr
    assert "Traceback" not in said.stderr


def test_the_office_s_commands_would_show_that_django_is_not_there() -> None:
    said = without_django("users", "password", "nobody")
    assert "No module named 'django'" in said.stderr
