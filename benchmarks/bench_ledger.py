"""Verifying a journal: the stand-alone verifier beside one pass that json.loads each line and hashes it once.

The bar, at 1,000,000 entries: at most 3 times that pass, median of five interleaved rounds, each in a process of its
own, on the same export and against an outside checkpoint with its key; peak memory within 10 % of that at a tenth of
the entries. The verifier must find the root that the library built, and must name an entry that was changed in the
middle.
"""

import json
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from bench_list import run
from logs import write_export

BAR, MEMORY_BAR, ROUNDS, ENTRIES = 3.0, 1.10, 5, 1_000_000
READER = (
    "import hashlib,json,sys\n"
    "with open(sys.argv[1],'rb') as f:\n"
    "    for line in f: json.loads(line); hashlib.sha256(line).digest()"
)


@dataclass(frozen=True)
class Measured:
    """Median seconds of ours and of the pass, our peak memory in MB at a tenth of the entries and at all, and bytes."""

    ours: float
    single: float
    memory_tenth: float
    memory: float
    size: int


def command(folder: Path, checkpoint: Path, key: Path) -> list[str]:
    """Return the command that verifies an export with the verifier that lies in it."""
    options = ["--checkpoint", str(checkpoint), "--key", str(key), "--json"]
    return [sys.executable, str(folder / "verifier.py"), "verify", str(folder), *options]


def check(folder: Path, words: list[str], entries: int) -> None:
    """End in an error unless the verifier finds the library's root, and names the entry changed in the middle."""
    said = json.loads(subprocess.run(words, check=True, capture_output=True, text=True).stdout)
    root = json.loads((folder / "manifest.json").read_bytes())["root"]
    if (said["result"], said["entries"], said["root"]) != ("ok", entries, root):
        raise SystemExit(f"the verifier does not find the root of the library: {said}")
    path, at = folder / "entries.jsonl", entries // 2
    with path.open("r+b") as stream:
        for _ in range(at):
            stream.readline()
        start = stream.tell()
        place = start + stream.readline().index(b'"role":"p') + 8
        stream.seek(place)
        stream.write(b"q")
    done = subprocess.run(words, check=False, capture_output=True, text=True)
    if done.returncode != 1 or json.loads(done.stdout)["notes"][0]["seq"] != at + 1:
        raise SystemExit(f"the changed entry {at} was not named: {done.stdout}")


def measure(entries: int = ENTRIES, rounds: int = ROUNDS) -> Measured:
    """Return times and memory for an export of ``entries`` entries."""
    with tempfile.TemporaryDirectory() as name:
        full, tenth = Path(name) / "full", Path(name) / "tenth"
        ours = command(full, *write_export(full, entries))
        _, memory_tenth = run(command(tenth, *write_export(tenth, entries // 10)))
        single = [sys.executable, "-c", READER, str(full / "entries.jsonl")]
        pairs = [(run(ours), run(single)) for _ in range(rounds)]
        size = (full / "entries.jsonl").stat().st_size
        check(full, ours, entries)
    return Measured(
        statistics.median(own[0] for own, _ in pairs),
        statistics.median(peer[0] for _, peer in pairs),
        memory_tenth,
        max(own[1] for own, _ in pairs),
        size,
    )


def main() -> None:
    """Print times, ratio and memory, and end in an error where a bar is missed."""
    entries = int(sys.argv[1]) if len(sys.argv) > 1 else ENTRIES
    found = measure(entries)
    ratio, growth = found.ours / found.single, found.memory / found.memory_tenth
    print(
        f"{entries} entries, {found.size / 1e6:.0f} MB: {found.ours:.1f} s; "
        f"json.loads and one hash of each line: {found.single:.2f} s; ratio {ratio:.2f} (bar {BAR})"
    )
    print(
        f"peak memory: {found.memory_tenth:.0f} MB at a tenth of the entries, {found.memory:.0f} MB at all; "
        f"ratio {growth:.2f} (bar {MEMORY_BAR})"
    )
    if ratio > BAR or growth > MEMORY_BAR:
        raise SystemExit("missed")
    print("held")


if __name__ == "__main__":
    main()
