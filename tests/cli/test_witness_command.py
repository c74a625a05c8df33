"""A witness outside the office: it signs for a journal that continues, and for no other."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from greenward.ledger.checkpoint import sign
from greenward.ledger.entry import Act, Link, Subject, follow
from greenward.ledger.export import export
from greenward.ledger.key import KeyKind, SigningKey, generate, read_signing_key
from greenward.ledger.tree import Edge
from support import greenward

ORIGIN = "greenward/journal"


def bodies(count: int, word: str = "sent") -> list[bytes]:
    found, link = [], None
    for number in range(count):
        act = Act(
            ts=datetime(2026, 11, 25, tzinfo=UTC),
            actor="person:1",
            role="requester",
            action=f"need.{word}",
            object=Subject("need", str(number), "organisation:1"),
            reason="",
        )
        body, link = follow(link, act)
        found.append(body)
    assert count == 0 or isinstance(link, Link)
    return found


@pytest.fixture
def log(tmp_path: Path) -> SigningKey:
    public = generate(tmp_path / "log.key", ORIGIN, KeyKind.LOG)
    (tmp_path / "log.pub").write_text(f"{public.line}\n")
    said = greenward("witness", "key", tmp_path / "witness.key", "--name", "audit.example.org")
    assert said.code == 0, said.err
    (tmp_path / "witness.pub").write_text(said.out)
    return read_signing_key(tmp_path / "log.key")


def exported(folder: Path, log: SigningKey, entries: list[bytes], covered: int | None = None) -> Path:
    import hashlib

    shutil.rmtree(folder, ignore_errors=True)
    leaves = [hashlib.sha256(b"\x00" + body).digest() for body in entries]
    edge = Edge().grown(leaves)
    export(folder, entries, [sign(ORIGIN, covered or edge.size, edge.root, log)], [log.verifying])
    return folder


def signed(tmp_path: Path, folder: Path, lang: str = "en") -> tuple[int, str]:
    said = greenward(
        "witness", "sign", folder, "--log-key", tmp_path / "log.pub", "--key", tmp_path / "witness.key",
        "--seen", tmp_path / "seen.txt", "--lang", lang,
    )  # fmt: skip
    return said.code, said.out + said.err


def test_a_witness_signs_a_journal_that_continues_and_its_word_verifies(tmp_path: Path, log: SigningKey) -> None:
    for count in (3, 3, 8):
        code, text = signed(tmp_path, exported(tmp_path / "journal", log, bodies(count)))
        assert code == 0, text
        assert f"{count} entries" in text
    said = greenward(
        "verify", tmp_path / "journal", "--checkpoint", tmp_path / "seen.txt", "--key", tmp_path / "log.pub",
        "--key", tmp_path / "witness.pub",
    )  # fmt: skip
    assert said.code == 0, said.out
    assert "audit.example.org" in said.out


@pytest.mark.parametrize(
    ("entries", "code"),
    [
        (bodies(4), "ledger.log_shrunk"),
        (bodies(5, "seen"), "ledger.split_view"),
        (bodies(9, "seen"), "ledger.proof_false"),
    ],
)
def test_a_journal_that_does_not_continue_is_not_signed_and_what_was_seen_stays(
    tmp_path: Path, log: SigningKey, entries: list[bytes], code: str
) -> None:
    signed(tmp_path, exported(tmp_path / "journal", log, bodies(5)))
    before = (tmp_path / "seen.txt").read_bytes()
    ended, text = signed(tmp_path, exported(tmp_path / "journal", log, entries), "zh")
    assert ended == 3
    assert code in text
    assert (tmp_path / "seen.txt").read_bytes() == before


def test_what_is_no_export_or_lacks_entries_is_refused(tmp_path: Path, log: SigningKey) -> None:
    (tmp_path / "empty").mkdir()
    assert "ledger.no_export" in signed(tmp_path, tmp_path / "empty")[1]
    assert "ledger.export_short" in signed(tmp_path, exported(tmp_path / "journal", log, bodies(3), covered=4))[1]
    other = generate(tmp_path / "other.key", ORIGIN, KeyKind.LOG)
    (tmp_path / "log.pub").write_text(f"{other.line}\n")
    code, text = signed(tmp_path, exported(tmp_path / "journal", log, bodies(3)))
    assert code == 3
    assert "ledger." in text
    assert not (tmp_path / "seen.txt").exists()
