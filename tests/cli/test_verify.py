"""greenward verify: an export before and after a changed byte, in both languages, without Django."""

import subprocess
import sys
from pathlib import Path

import pytest

from greenward.ledger.export import export
from journals import LOG_KEY, Outside, checkpoint_of, log_of, outside
from support import ROOT, greenward

LOG = log_of(9)


@pytest.fixture
def kept(tmp_path: Path) -> Outside:
    export(tmp_path / "export", LOG, [checkpoint_of(LOG)], [LOG_KEY.verifying])
    return outside(tmp_path, checkpoint_of(LOG))


def change_a_byte(export: Path) -> None:
    path = export / "entries.jsonl"
    path.write_bytes(path.read_bytes().replace(b'"price":"4999.00"', b'"price":"4999.01"', 1))


def test_an_export_verifies_and_after_a_changed_byte_it_does_not(tmp_path: Path, kept: Outside) -> None:
    said = greenward("verify", tmp_path / "export", *kept.options, "--lang", "en")
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith("OK: 9 entries, root ")
    change_a_byte(tmp_path / "export")
    said = greenward("verify", tmp_path / "export", *kept.options, "--lang", "en")
    assert (said.code, said.err) == (1, "")
    assert said.out.startswith("TAMPERED WITH\n  Entry 1 does not continue the one before it")


def test_it_says_the_same_in_chinese(tmp_path: Path, kept: Outside) -> None:
    said = greenward("verify", tmp_path / "export", *kept.options, "--lang", "zh")
    assert (said.code, said.out.splitlines()[0][:9]) == (0, "校验通过：共9条，")
    change_a_byte(tmp_path / "export")
    said = greenward("verify", tmp_path / "export", *kept.options, "--lang", "zh")
    assert (said.code, said.out.splitlines()[0]) == (1, "发现篡改")


def test_without_a_checkpoint_it_cannot_tell_and_says_what_would_settle_it(tmp_path: Path, kept: Outside) -> None:
    said = greenward("verify", tmp_path / "export", "--json", "--lang", "en")
    assert said.code == 2
    assert said.json["result"] == "cannot_tell"
    assert "--checkpoint" in said.json["notes"][-1]["text"]


def test_a_log_that_is_not_there_cannot_be_told(tmp_path: Path) -> None:
    said = greenward("verify", tmp_path / "none", "--lang", "en")
    assert (said.code, "Give the right file" in said.out) == (2, True)


def test_it_runs_without_django_and_loads_neither_numpy_nor_scipy(tmp_path: Path, kept: Outside) -> None:
    code = (
        "import sys; sys.modules['django'] = None\n"
        f"sys.argv = ['greenward', 'verify', {str(tmp_path / 'export')!r}, *{kept.options!r}]\n"
        "from greenward.cli.main import run\n"
        "try: run()\n"
        "except SystemExit as ended: print(ended.code, file=sys.stderr)\n"
        "print([name for name in ('numpy', 'scipy', 'rfc8785') if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stderr.split() == ["0", "[]"]
