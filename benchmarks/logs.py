"""Invented journals for the benchmark of verification: entries of the form that an office writes."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from greenward.ledger.checkpoint import sign
from greenward.ledger.entry import Act, Link, Subject, follow
from greenward.ledger.export import export
from greenward.ledger.key import KeyKind, SigningKey

KEY = SigningKey("unit-x.example/journal", KeyKind.LOG, b"the seed of a benchmark's log...")
START = datetime(2026, 1, 1, tzinfo=UTC)
ACTIONS = ("need.changed", "need.sent", "plan.approved", "offer.received")
REASONS = ("部门调整需求数量", "经费来源变更", "", "Approved within the budget line", "供应商重新报价")


def bodies(size: int) -> Iterator[bytes]:
    """Yield the bodies of a journal of ``size`` entries."""
    previous: Link | None = None
    for number in range(size):
        act = Act(
            ts=START + timedelta(milliseconds=number * 7919),
            actor=f"person:{number % 97}",
            on_behalf_of=f"person:{number % 11}" if number % 8 == 0 else None,
            role="purchaser",
            action=ACTIONS[number % len(ACTIONS)],
            object=Subject("need", f"N-2026-{number // 3:06}", "unit-x"),
            before=None if number % 6 == 0 else {"price": f"{4000 + number % 900}.00", "quantity": number % 50},
            after={"price": f"{4100 + number % 900}.00", "quantity": number % 50 + 1, "status": "sent"},
            reason=REASONS[number % len(REASONS)],
        )
        body, previous = follow(previous, act)
        yield body


def write_export(folder: Path, size: int) -> tuple[Path, Path]:
    """Write an export of ``size`` entries, and beside it the checkpoint and the key that an auditor kept."""
    done = export(folder, bodies(size), [], [KEY.verifying])
    checkpoint, key = folder.with_suffix(".checkpoint"), folder.with_suffix(".key")
    checkpoint.write_text(sign(KEY.name, done.entries, done.root, KEY).note, "utf-8")
    key.write_text(f"{KEY.verifying.line}\n", "utf-8")
    return checkpoint, key
