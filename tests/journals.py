"""Small journals of an invented unit for tests: their bodies, keys, checkpoints and files."""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from greenward.ledger import verifier
from greenward.ledger.checkpoint import SignedCheckpoint, sign
from greenward.ledger.entry import Act, Link, Subject, follow, leaf_of
from greenward.ledger.key import KeyKind, SigningKey
from greenward.ledger.tree import root_of

START = datetime(2026, 11, 2, 1, 0, tzinfo=UTC)
ORIGIN = "unit-x.example/journal"
LOG_KEY = SigningKey(ORIGIN, KeyKind.LOG, b"a seed of a test's log, 32 bytes")
OTHER_KEY = SigningKey(ORIGIN, KeyKind.LOG, b"a seed of another log's, 32 byte")
WITNESS_KEY = SigningKey("audit.example/w1", KeyKind.WITNESS, b"a seed of a test's witness, 32 b")


def act(number: int, **changed: Any) -> Act:
    """Return an act of the unit; ``changed`` replaces fields."""
    fields: dict[str, Any] = {
        "ts": START + timedelta(minutes=number),
        "actor": f"person:{number % 3}",
        "on_behalf_of": "person:9" if number % 4 == 0 else None,
        "role": "purchaser",
        "action": "need.sent" if number % 2 else "need.changed",
        "object": Subject("need", f"N-{number:04}", "unit-x"),
        "before": {"quantity": number, "price": "4999.00"},
        "after": {"quantity": number + 1, "price": "5100.00", "note": ["绿色", None, True]},
        "reason": "部门调整需求数量",
    }
    return Act(**(fields | changed))


def chain(acts: Sequence[Act], previous: Link | None = None) -> list[bytes]:
    """Return the bodies of ``acts``, one after the other, after ``previous``."""
    bodies = []
    for one in acts:
        body, previous = follow(previous, one)
        bodies.append(body)
    return bodies


def log_of(size: int) -> list[bytes]:
    """Return the bodies of a journal of ``size`` entries."""
    return chain([act(number) for number in range(size)])


def checkpoint_of(bodies: Sequence[bytes], key: SigningKey = LOG_KEY) -> SignedCheckpoint:
    """Return the signed checkpoint over ``bodies``."""
    return sign(key.name, len(bodies), root_of([leaf_of(body) for body in bodies]), key)


def rewritten(bodies: Sequence[bytes], at: int, **changed: Any) -> list[bytes]:
    """Return a journal with entry ``at`` changed and the chain made good from there on, as its owner could."""
    kept = list(bodies[:at])
    previous = Link(at - 1, leaf_of(kept[-1])) if at else None
    return kept + chain([act(at, **changed), *(act(number) for number in range(at + 1, len(bodies)))], previous)


def write_lines(path: Path, bodies: Sequence[bytes]) -> Path:
    """Write bodies as JSON Lines."""
    path.write_bytes(b"".join(body + b"\n" for body in bodies))
    return path


def write_base(path: Path, rows: Sequence[tuple[int, bytes, bytes]]) -> Path:
    """Write rows of number, body and leaf as the SQLite file of an office."""
    path.unlink(missing_ok=True)
    base = sqlite3.connect(path)
    base.execute("PRAGMA synchronous=OFF")
    base.execute("CREATE TABLE journal_entry (seq INTEGER, body TEXT, leaf BLOB)")
    base.executemany(
        "INSERT INTO journal_entry VALUES (?, CAST(? AS TEXT), ?)", [(seq, body, leaf) for seq, body, leaf in rows]
    )
    base.commit()
    base.close()
    return path


def rows_of(bodies: Sequence[bytes]) -> list[tuple[int, bytes, bytes]]:
    """Return the rows of a sound SQLite file."""
    return [(seq, body, leaf_of(body)) for seq, body in enumerate(bodies)]


@dataclass(frozen=True)
class Outside:
    """What an auditor keeps: files of a checkpoint and of public keys."""

    checkpoint: Path
    key: Path

    @property
    def options(self) -> tuple[str, ...]:
        return ("--checkpoint", str(self.checkpoint), "--key", str(self.key))


def outside(folder: Path, signed: SignedCheckpoint) -> Outside:
    """Write a checkpoint and the keys of log and witness for an auditor."""
    found = Outside(folder / "kept.txt", folder / "keys-kept.txt")
    found.checkpoint.write_text(signed.note, "utf-8")
    found.key.write_text(f"{LOG_KEY.verifying.line}\n{WITNESS_KEY.verifying.line}\n", "utf-8")
    return found


@dataclass(frozen=True)
class Verdict:
    """What the verifier said, in this process."""

    code: int
    said: Any

    @property
    def first(self) -> tuple[str, int | None]:
        """The first sentence's code, and the number of the entry that it names."""
        note = self.said["notes"][0]
        return note["code"], note.get("seq")

    @property
    def codes(self) -> list[str]:
        return [note["code"] for note in self.said["notes"]]


def verdict(capsysbinary: pytest.CaptureFixture[bytes], *words: object) -> Verdict:
    """Run the verifier's command line in this process."""
    code = verifier.main([*map(str, words), "--json"])
    return Verdict(code, json.loads(capsysbinary.readouterr().out))
