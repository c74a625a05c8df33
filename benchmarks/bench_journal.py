"""Entering acts in the office's journal beside a bare INSERT and COMMIT of the same rows, with the same pragmas.

The bar: at least half as many a second, median of five interleaved rounds, each in a process and a file of its own, one
act a transaction. Ours is ``record`` inside Django's transaction, as every act calls it; the peer is Python's sqlite3
with the rows that ours wrote. The chain that ours wrote must verify.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

BAR, ROUNDS, ENTRIES = 0.5, 5, 2_000
OURS = """
import sys, time
from datetime import UTC, datetime
from greenward.web.serve import make_ready, set_up
set_up(); make_ready()
from django.db import connection, transaction
from greenward.ledger.entry import Act, Subject
from greenward.web.journal.record import record
count = int(sys.argv[1])
act = Act(ts=datetime(2026, 11, 25, tzinfo=UTC), actor="person:1", role="requester", action="need.sent",
          object=Subject("need", "1", "organisation:1"), reason="", after={"lines": 10, "amount": "120000.00"})
connection.ensure_connection()
start = time.perf_counter()
for _ in range(count):
    with transaction.atomic():
        record(act)
print(time.perf_counter() - start)
"""
PEER = """
import sqlite3, sys, time
source, target = sys.argv[1:]
rows = sqlite3.connect(source).execute("SELECT seq, body, leaf, organisation FROM journal_entry").fetchall()
base = sqlite3.connect(target, isolation_level=None)
for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "recursive_triggers=ON"):
    base.execute(f"PRAGMA {pragma}")
base.execute("CREATE TABLE journal_entry (seq bigint PRIMARY KEY, body text, leaf blob, organisation text)")
start = time.perf_counter()
for row in rows:
    base.execute("BEGIN IMMEDIATE")
    base.execute("INSERT INTO journal_entry VALUES (?, ?, ?, ?)", row)
    base.execute("COMMIT")
print(time.perf_counter() - start)
"""


def seconds(code: str, folder: Path, *words: str) -> float:
    """Return the seconds that a script measured of itself."""
    environment = {name: value for name, value in os.environ.items() if name != "GREENWARD_DATABASE"}
    command = [sys.executable, "-c", code, *words]
    said = subprocess.run(
        command, check=True, capture_output=True, text=True, env=environment | {"GREENWARD_DATA": str(folder)}
    )
    return float(said.stdout)


def measure(entries: int, rounds: int) -> tuple[float, float]:
    """Return the median seconds of ours and of the bare writer; ends in an error where the chain does not hold."""
    ours, bare = [], []
    for _ in range(rounds):
        with tempfile.TemporaryDirectory() as room:
            folder = Path(room)
            ours.append(seconds(OURS, folder, str(entries)))
            base = folder / "office/office.sqlite3"
            bare.append(seconds(PEER, folder, str(base), str(folder / "bare.sqlite3")))
            verify = [sys.executable, "-m", "greenward", "verify", str(base), "--json"]
            found = json.loads(subprocess.run(verify, check=False, capture_output=True, text=True).stdout)
            if found["entries"] != entries or found["result"] == "tampered":
                raise SystemExit(f"the journal does not hold: {found}")
    return statistics.median(ours), statistics.median(bare)


def main(entries: int = ENTRIES, rounds: int = ROUNDS) -> int:
    """Print both rates and whether the bar is held; return the exit code."""
    ours, bare = measure(entries, rounds)
    ratio = bare / ours
    print(f"{entries} acts: {entries / ours:.0f} a second; bare INSERT and COMMIT: {entries / bare:.0f}")
    print(f"ratio {ratio:.2f} (bar {BAR})")
    held = ratio >= BAR
    print("held" if held else "missed")
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main(*(int(word) for word in sys.argv[1:])))
