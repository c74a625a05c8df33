"""The import contracts, and for each a planted import that it must find."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

PLANTED = {
    "Imports point downward": ("terms/money.py", "import greenward.policy.pack"),
    "Only cli imports typer and rich": ("documents/answer.py", "import rich"),
    "Numpy: planning, lifecycle.vector, .sensitivity; only planning scipy": ("lifecycle/flows.py", "import numpy"),
    "Only web imports django": ("exchange/sheet.py", "import django"),
    "Only supervision imports ibis, duckdb and pyspark": ("planning/plan.py", "import duckdb"),
    "Only documents imports what sets paper": ("cli/plan.py", "import typst"),
    "Sentences are rendered by the faces: texts serves documents and cli": (
        "planning/plan.py",
        "import greenward.texts",
    ),
    "Inside web: desks apart, services, records, journal beside accounts": (
        "web/records/models/need.py",
        "import greenward.web.services.refusal",
    ),
}


def lint(folder: Path) -> str:
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache", "--config", "pyproject.toml"]
    environment = {"PYTHONPATH": str(folder / "src"), "PATH": "/usr/bin:/bin"}
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, env=environment, check=False)
    return done.stdout + done.stderr


@pytest.fixture
def house(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__", "*.mo", "compiled"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_every_contract_is_kept(house: Path) -> None:
    said = lint(house)
    assert f"Contracts: {len(PLANTED)} kept, 0 broken." in said


@pytest.mark.parametrize("contract", PLANTED)
def test_a_planted_import_breaks_its_contract(house: Path, contract: str) -> None:
    file, line = PLANTED[contract]
    path = house / "src/greenward" / file
    path.write_text(path.read_text("utf-8") + f"\n{line}\n", "utf-8")
    assert f"{contract} BROKEN" in lint(house)


@pytest.mark.parametrize("line", ["import greenward.texts", "import greenward.exchange.file"])
def test_the_ledger_imports_terms_alone(house: Path, line: str) -> None:
    path = house / "src/greenward/ledger/tree.py"
    path.write_text(path.read_text("utf-8") + f"\n{line}\n", "utf-8")
    assert "Imports point downward BROKEN" in lint(house)


def test_one_desk_does_not_know_another(house: Path) -> None:
    path = house / "src/greenward/web/needs/forms.py"
    path.write_text(path.read_text("utf-8") + "\nimport greenward.web.people.forms\n", "utf-8")
    assert "journal beside accounts BROKEN" in lint(house)


def test_the_vector_file_may_not_import_scipy(house: Path) -> None:
    path = house / "src/greenward/lifecycle/vector.py"
    path.write_text(path.read_text("utf-8") + "\nimport scipy\n", "utf-8")
    assert "only planning scipy BROKEN" in lint(house)


def test_the_vector_file_is_imported_without_numpy() -> None:
    code = "import sys, greenward.lifecycle.vector; print('numpy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_check_needs_neither_numpy_nor_scipy() -> None:
    code = (
        "import sys; sys.argv = ['greenward', 'check', '台式计算机', '--on', '2026-11-01', '--json']\n"
        "from greenward.cli.main import run\n"
        "try: run()\n"
        "except SystemExit: pass\n"
        "print([name for name in ('numpy', 'scipy', 'vl_convert', 'jinja2') if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"
    assert '"mandatory"' in done.stdout
