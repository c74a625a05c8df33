"""From the command line to an answer: ``greenward check`` beside a Typer hello-world in the same environment.

The bar: at most 2.5 times the hello-world, median of five interleaved rounds of ten runs each. The answer is
compared with what the library itself gives, and the command ends in an error where the bar is missed. That neither
NumPy nor SciPy is loaded is a test (tests/repository/test_imports.py).
"""

import json
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from greenward.documents.answer import answer_data
from greenward.policy import check, load_pack, resolve
from greenward.terms.line import Line

BAR, ROUNDS, RUNS = 2.5, 5, 10
HELLO = """
import typer
app = typer.Typer()
@app.command()
def hello(name: str) -> None:
    typer.echo(f"hello {name}")
app()
"""
DAY = "2026-11-01"
ITEM = ["check", "台式计算机", "--pack", "cn", "--on", DAY, "--json", "--lang", "en"]


def seconds(command: list[str], runs: int) -> float:
    """Return the mean wall time of one run."""
    start = time.perf_counter()
    for _ in range(runs):
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return (time.perf_counter() - start) / runs


def measure(rounds: int = ROUNDS, runs: int = RUNS) -> tuple[float, float]:
    """Return the median seconds of ours and of the hello-world."""
    greenward = str(Path(sys.executable).parent / "greenward")
    with tempfile.TemporaryDirectory() as name:
        script = Path(name) / "hello.py"
        script.write_text(HELLO, "utf-8")
        ours, peer = [greenward, *ITEM], [sys.executable, str(script), "world"]
        answer = json.loads(subprocess.run(ours, check=True, capture_output=True, text=True).stdout)
        rules = resolve((load_pack("cn"),), date.fromisoformat(DAY))
        expected = answer_data(check(Line(ITEM[1]), rules), None, "en")
        if answer["findings"][0]["rule"] != "cn.energy.r01.desktop" or answer != json.loads(json.dumps(expected)):
            raise SystemExit("the answer is not that of the library")
        seconds(ours, 1)
        seconds(peer, 1)
        pairs = [(seconds(ours, runs), seconds(peer, runs)) for _ in range(rounds)]
    return statistics.median(own for own, _ in pairs), statistics.median(other for _, other in pairs)


def main() -> None:
    """Print both times, their ratio and whether the bar holds."""
    ours, peer = measure()
    ratio = ours / peer
    print(f"greenward check: {ours * 1000:.0f} ms; Typer hello-world: {peer * 1000:.0f} ms; ratio {ratio:.2f}")
    if ratio > BAR:
        raise SystemExit(f"bar {BAR}: missed")
    print(f"bar {BAR}: held")


if __name__ == "__main__":
    main()
