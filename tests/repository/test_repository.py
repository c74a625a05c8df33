"""What must hold of the repository itself."""

import json
import re
import subprocess
from importlib.metadata import distribution
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
HOST = re.compile(r"https?://|--(extra-)?index-url|--find-links|file:")
LONGEST = 400
STANDS_ALONE = {"src/greenward/ledger/verifier.py": 600}  # one file on purpose: an auditor carries it away
LOCKS = ("build.txt", "run.txt", "pdf.txt", "docx.txt", "test.txt")
ALLOWED = re.compile(
    r"MIT|BSD|Apache|PSF|Python Software Foundation|MPL|ISC|Unlicense|Zlib|CC0|0BSD|HPND|Mozilla|Public Domain",
    re.IGNORECASE,
)
LESSER = re.compile(r"LGPL|Lesser General Public", re.IGNORECASE)
UNCHANGED = {  # LGPL, used as it comes, only in these locks
    "docxtpl": ("docx.txt", "test.txt"),
    "psycopg": ("postgres.txt", "test.txt"),
    "psycopg-binary": ("postgres.txt", "test.txt"),
}
SAID_ELSEWHERE = {"axe-playwright-python": "MIT, in the LICENSE file of its wheel"}


def tracked() -> list[Path]:
    said = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [ROOT / name for name in said.splitlines() if (ROOT / name).is_file()]


def locked(name: str) -> list[str]:
    text = (ROOT / "requirements" / name).read_text("utf-8")
    return re.findall(r"^([A-Za-z0-9._-]+)==", text, re.MULTILINE)


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_names_no_host_and_hashes_everything(name: str) -> None:
    text = (ROOT / "requirements" / name).read_text("utf-8")
    assert not HOST.search(text)
    assert text.count("==") <= text.count("--hash=sha256:")


def test_the_host_check_would_find_a_host() -> None:
    assert HOST.search("six==1.16.0 --find-links https://pypi.invalid/simple")


@pytest.mark.parametrize("name", LOCKS)
def test_every_locked_package_is_licensed_for_us(name: str) -> None:
    unknown = {}
    for package in locked(name):
        said = licence(package)
        lesser = LESSER.search(said) is not None
        if said and (not ALLOWED.search(said) or lesser) and not (lesser and name in UNCHANGED.get(package, ())):
            unknown[package] = said[:80]
    assert unknown == {}


def licence(package: str) -> str:
    """What a package says of its licence; nothing where it is locked for another system or Python."""
    try:
        metadata = dict(distribution(package).metadata.json)
    except ModuleNotFoundError:
        return ""
    return " ".join(
        [SAID_ELSEWHERE.get(package, "")]
        + [str(metadata.get(key, ""))[:200] for key in ("license_expression", "license")]  # not the texts of parts
        + [text for text in metadata.get("classifier", []) if text.startswith("License")]
        + [package]  # a package that says nothing is not left out
    )


def test_the_licence_check_would_find_a_licence_that_is_not_ours() -> None:
    assert not ALLOWED.search("GNU Affero General Public License v3")
    assert not ALLOWED.search("GNU General Public License v3")


def test_the_one_lesser_licence_is_found_and_stays_out_of_the_base() -> None:
    assert LESSER.search(licence("docxtpl"))
    assert "docxtpl" in locked("docx.txt")
    assert all("docxtpl" not in locked(name) for name in ("run.txt", "pdf.txt", "build.txt"))


def test_the_extras_add_to_the_base_what_they_name_and_what_that_needs() -> None:
    base = set(locked("run.txt"))
    assert set(locked("pdf.txt")) - base == {"typst"}
    assert set(locked("docx.txt")) - base == {"docxtpl", "python-docx"}
    assert set(locked("postgres.txt")) - base == {"psycopg", "psycopg-binary"}
    assert base <= set(locked("pdf.txt"))


def test_no_source_file_is_longer_than_a_room_allows() -> None:
    long = {}
    for path in tracked():
        if path.suffix == ".py" and "tests" not in path.parts:
            name, lines = str(path.relative_to(ROOT)), len(path.read_text("utf-8").splitlines())
            if lines > STANDS_ALONE.get(name, LONGEST):
                long[name] = lines
    assert long == {}


def test_no_file_names_a_path_of_a_machine_or_the_shared_folder() -> None:
    marks = re.compile(rb"/ro" rb"ot/|/wo" rb"rk/|/ho" rb"me/[a-z]|\.\./sha" rb"red/")
    found = [str(path.relative_to(ROOT)) for path in tracked() if marks.search(path.read_bytes())]
    assert found == []


def test_no_secret_key_is_in_the_repository() -> None:
    marks = re.compile(rb"BEGIN [A-Z ]*PRIVATE" rb" KEY|AKIA[0-9A-Z]{16}")
    assert [path for path in tracked() if marks.search(path.read_bytes())] == []


def test_python_files_are_named_by_a_noun_or_a_verb() -> None:
    drawers = {"utils", "helpers", "common", "manager", "misc", "util", "helper"}
    assert [path.name for path in tracked() if path.stem in drawers] == []


def test_json_in_the_repository_can_be_read() -> None:
    for path in tracked():
        if path.suffix == ".json":
            json.loads(path.read_text("utf-8"))
