"""An export: what it holds, that it is the same for the same input, and that it verifies on another machine."""

import ast
import hashlib
import importlib.util
import json
import subprocess
import sys
import venv
from collections.abc import Iterator
from pathlib import Path

import pytest

from greenward.ledger import verifier
from greenward.ledger.entry import leaf_of
from greenward.ledger.export import Exported, export
from greenward.ledger.tree import root_of
from greenward.ledger.witness import cosign
from journals import LOG_KEY, START, WITNESS_KEY, Outside, checkpoint_of, log_of, outside
from support import codes

LOG = log_of(12)
SIGNED = [checkpoint_of(LOG[:5]), cosign(checkpoint_of(LOG), WITNESS_KEY, START)]
KEYS = [LOG_KEY.verifying, WITNESS_KEY.verifying]


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def write(folder: Path) -> Exported:
    return export(folder, iter(LOG), iter(SIGNED), iter(KEYS))


def test_an_export_holds_plain_files_and_a_manifest_of_them(tmp_path: Path) -> None:
    found = write(tmp_path / "export")
    files = contents(tmp_path / "export")
    manifest = json.loads(files.pop("manifest.json"))
    assert found == Exported(12, root_of([leaf_of(body) for body in LOG]))
    assert files["entries.jsonl"].split(b"\n") == [*LOG, b""]
    assert files["checkpoints/000001.txt"].decode() == SIGNED[1].note
    assert files["keys.txt"].decode().split() == [key.line for key in KEYS]
    assert (manifest["entries"], manifest["root"]) == (12, found.root.hex())
    assert manifest["files"] == {
        name: {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data)} for name, data in files.items()
    }


def test_the_same_journal_gives_the_same_bytes(tmp_path: Path) -> None:
    write(tmp_path / "one")
    write(tmp_path / "other")
    assert contents(tmp_path / "one") == contents(tmp_path / "other")
    export(tmp_path / "shorter", LOG[:11], SIGNED[:1], KEYS)
    assert contents(tmp_path / "one") != contents(tmp_path / "shorter")


def test_an_export_never_replaces_what_is_there(tmp_path: Path) -> None:
    write(tmp_path / "export")
    kept = contents(tmp_path / "export")
    assert codes(lambda: export(tmp_path / "export", [], [], [])) == [("ledger.export_exists", None)]
    assert contents(tmp_path / "export") == kept


def test_an_export_that_cannot_be_finished_leaves_nothing(tmp_path: Path) -> None:
    def failing() -> Iterator[bytes]:
        yield LOG[0]
        raise OSError("the disk is full")

    with pytest.raises(OSError, match="full"):
        export(tmp_path / "export", failing(), [], [])
    assert codes(lambda: export(tmp_path / "export", [LOG[0], b"{\n}"], [], [])) == [("ledger.entry_not_canonical", 2)]
    assert list(tmp_path.iterdir()) == []


def alone(python: Path | str, export: Path, *words: object) -> subprocess.CompletedProcess[str]:
    """Run the verifier that lies in the export, isolated: no path, no site of ours, no environment."""
    command = [str(python), "-I", "-W", "error", str(export / "verifier.py"), *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, cwd=export, env={"LANG": "C.UTF-8"}, check=False)


def machine(folder: Path, *packages: str) -> Path:
    """Return a Python of its own that has these packages of ours and no other."""
    venv.create(folder, symlinks=True)
    site = next((folder / "lib").glob("python*")) / "site-packages"
    for name in packages:
        spec = importlib.util.find_spec(name)
        assert spec is not None
        source = Path(str(spec.origin))
        source = source.parent if source.name == "__init__.py" else source
        (site / source.name).symlink_to(source)
    return folder / "bin/python"


@pytest.fixture
def kept(tmp_path: Path) -> Outside:
    return outside(tmp_path, SIGNED[1])


def test_the_export_verifies_on_a_machine_without_greenward(tmp_path: Path, kept: Outside) -> None:
    write(tmp_path / "export")
    python = machine(tmp_path / "machine", "cryptography", "cffi", "_cffi_backend")
    absent = subprocess.run([python, "-I", "-c", "import greenward"], capture_output=True, check=False)
    assert b"No module named 'greenward'" in absent.stderr
    done = alone(python, tmp_path / "export", "verify", tmp_path / "export", *kept.options)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("OK: 12 entries, root ")
    assert "Witness audit.example/w1 cosigned" in done.stdout
    path = tmp_path / "export/entries.jsonl"
    path.write_bytes(path.read_bytes().replace(b'"N-0007"', b'"N-0008"', 1))
    done = alone(python, tmp_path / "export", "verify", tmp_path / "export", *kept.options, "--lang", "zh")
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.startswith("发现篡改\n  第8号条目与前一条目不衔接，两者之一被改动。\n")


def test_without_cryptography_all_but_signatures_is_checked_and_told(tmp_path: Path, kept: Outside) -> None:
    write(tmp_path / "export")
    bare = machine(tmp_path / "machine")
    done = alone(bare, tmp_path / "export", "verify", tmp_path / "export", *kept.options)
    assert (done.returncode, done.stderr) == (2, "")
    assert "Install the Python package cryptography." in done.stdout
    assert "The first 12 entries are those of the outside checkpoint" in done.stdout
    done = alone(bare, tmp_path / "export", "verify", tmp_path / "export", *kept.options, "--lang", "zh")
    assert "无法判定" in done.stdout
    assert "请安装Python组件cryptography" in done.stdout
    path = tmp_path / "export/entries.jsonl"
    path.write_bytes(path.read_bytes().replace(b'"N-0007"', b'"N-0008"', 1))
    assert alone(bare, tmp_path / "export", "verify", tmp_path / "export", *kept.options).returncode == 1


def imported(source: str) -> set[str]:
    """Return the first names of what a source imports."""
    names = set()
    for part in ast.walk(ast.parse(source)):
        if isinstance(part, ast.Import):
            names |= {alias.name.split(".")[0] for alias in part.names}
        elif isinstance(part, ast.ImportFrom):
            names.add("." if part.level else str(part.module).split(".")[0])
    return names


def test_the_verifier_imports_the_standard_library_and_cryptography_alone() -> None:
    source = Path(verifier.__file__).read_text("utf-8")
    assert imported(source) - set(sys.stdlib_module_names) == {"cryptography"}
    planted = source + "\nfrom greenward.terms import canonical\n"
    assert imported(planted) - set(sys.stdlib_module_names) == {"cryptography", "greenward"}
    assert "." in imported("from .tree import root_of")
