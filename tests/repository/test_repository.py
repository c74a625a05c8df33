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
ALLOWED = re.compile(
    r"MIT|BSD|Apache|PSF|Python Software Foundation|MPL|ISC|Unlicense|Zlib|CC0|0BSD|HPND|LGPL|Mozilla|Public Domain",
    re.IGNORECASE,
)
SAID_ELSEWHERE = {"axe-playwright-python": "MIT, in the LICENSE file of its wheel"}


def tracked() -> list[Path]:
    said = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [ROOT / name for name in said.splitlines() if (ROOT / name).is_file()]


def locked(name: str) -> list[str]:
    text = (ROOT / "requirements" / name).read_text("utf-8")
    return re.findall(r"^([A-Za-z0-9._-]+)==", text, re.MULTILINE)


@pytest.mark.parametrize("name", ["build.txt", "run.txt", "test.txt"])
def test_a_lock_names_no_host_and_hashes_everything(name: str) -> None:
    text = (ROOT / "requirements" / name).read_text("utf-8")
    assert not HOST.search(text)
    assert text.count("==") <= text.count("--hash=sha256:")


def test_the_host_check_would_find_a_host() -> None:
    assert HOST.search("six==1.16.0 --find-links https://pypi.invalid/simple")


@pytest.mark.parametrize("name", ["build.txt", "run.txt", "test.txt"])
def test_every_locked_package_is_licensed_for_us(name: str) -> None:
    unknown = {}
    for package in locked(name):
        try:
            metadata = dict(distribution(package).metadata.json)
        except ModuleNotFoundError:
            continue  # locked for another system or Python
        said = " ".join(
            [SAID_ELSEWHERE.get(package, "")]
            + [str(metadata.get(key, "")) for key in ("license_expression", "license")]
            + [text for text in metadata.get("classifier", []) if text.startswith("License")]
        )
        if not ALLOWED.search(said):
            unknown[package] = said[:80]
    assert unknown == {}


def test_the_licence_check_would_find_a_licence_that_is_not_ours() -> None:
    assert not ALLOWED.search("GNU Affero General Public License v3")


def test_no_source_file_is_longer_than_a_room_allows() -> None:
    long = {}
    for path in tracked():
        if path.suffix == ".py" and "tests" not in path.parts:
            lines = len(path.read_text("utf-8").splitlines())
            if lines > LONGEST:
                long[str(path.relative_to(ROOT))] = lines
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
