"""From a list's file to its findings file: ``greenward check LIST`` beside ``csv.DictReader`` over the same file.

The bars, at 1,000,000 rows that differ in code, day, buyer and certificate: at most 6 times the reader, median of five
interleaved rounds, and peak memory within 10 % of that at 100,000 rows. A sample of rows is compared with what the
library says of each alone, without any cache; every row must be answered.
"""

import csv
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from greenward.documents.list_wording import headings
from greenward.policy import check, load_packs, resolve, way
from greenward.terms.buyer import Buyer
from greenward.terms.category import Code
from greenward.terms.line import Line
from greenward.terms.money import Money
from greenward.texts import say
from lists import write_list

BAR, MEMORY_BAR, ROUNDS, ROWS, SAMPLE = 6.0, 1.10, 5, 1_000_000, 300
READER = (
    "import csv,sys\nwith open(sys.argv[1],encoding='utf-8',newline='') as f: print(sum(1 for _ in csv.DictReader(f)))"
)
LEVELS = {"central", "province", "city", "county"}


@dataclass(frozen=True)
class Measured:
    """Median seconds of ours and of the reader, and our peak memory in MB at a tenth of the rows and at all."""

    ours: float
    reader: float
    memory_tenth: float
    memory: float


def run(command: list[str]) -> tuple[float, float]:
    """Return wall seconds and peak memory in MB of a command."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)  # the only wait that tells the peak memory of this one child
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise SystemExit(f"{command[0]} ended with {process.returncode}")
    return time.perf_counter() - start, usage.ru_maxrss / 1024


def verify(path: Path, rows: int) -> None:
    """Compare a sample of rows with the library's answer for each alone, and count the answered rows."""
    names = headings("en")
    wanted = set(random.Random(7).sample(range(rows), min(SAMPLE, rows)))
    answered = 0
    with path.open(encoding="utf-8-sig", newline="") as stream:
        for number, row in enumerate(csv.DictReader(stream)):
            answered += bool(row[names[1]])
            if number not in wanted:
                continue
            buyer = Buyer(row["地区"], row["预算级次"], row["单位性质"])
            day = date.fromisoformat(row["日期"])
            rules = resolve(load_packs("cn", buyer), day, buyer)
            attributes = tuple(tuple(part.split("=")) for part in [row["属性"]] if part)
            answer = check(Line("", Code("", row["目录版本"], row["品目编码"]), attributes), rules)
            status = say(f"status.{answer.status.name.lower()}", "en")
            amount = Money(Decimal(row["单价（元）"]) * Decimal(row["数量"]), "CNY")
            bought = way(answer, amount, "goods", rules)
            sentence = say(bought.reason.code, "en", **bought.reason.params)
            if row[names[1]] != status or not row[names[7]].startswith(sentence):
                raise SystemExit(f"row {number + 2} is not what the library says: {row[names[1]]} / {row[names[7]]}")
    if answered != rows:
        raise SystemExit(f"{answered} of {rows} rows are answered")


def measure(rows: int = ROWS, rounds: int = ROUNDS) -> Measured:
    """Return times and memory for a list of ``rows`` rows."""
    greenward = str(Path(sys.executable).parent / "greenward")
    with tempfile.TemporaryDirectory() as name:
        full, tenth, out = (Path(name) / file for file in ("list.csv", "tenth.csv", "out.csv"))
        write_list(full, rows)
        write_list(tenth, rows // 10)
        ours = [greenward, "check", str(full), "--out", str(out), "--on", "2026-11-22", "--lang", "en"]
        _, memory_tenth = run([*ours[:2], str(tenth), *ours[3:]])
        pairs = []
        for _ in range(rounds):
            out.unlink()
            pairs.append((run(ours), run([sys.executable, "-c", READER, str(full)])))
        verify(out, rows)
    return Measured(
        statistics.median(own[0] for own, _ in pairs),
        statistics.median(peer[0] for _, peer in pairs),
        memory_tenth,
        max(own[1] for own, _ in pairs),
    )


def main() -> None:
    """Print times, ratio and memory, and end in an error where a bar is missed."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    found = measure(rows)
    ratio, growth = found.ours / found.reader, found.memory / found.memory_tenth
    print(f"{rows} rows: {found.ours:.1f} s; csv.DictReader: {found.reader:.2f} s; ratio {ratio:.2f} (bar {BAR})")
    print(
        f"peak memory: {found.memory_tenth:.0f} MB at a tenth of the rows, {found.memory:.0f} MB at all; "
        f"ratio {growth:.2f} (bar {MEMORY_BAR})"
    )
    if ratio > BAR or growth > MEMORY_BAR:
        raise SystemExit("missed")
    print("held")


if __name__ == "__main__":
    main()
