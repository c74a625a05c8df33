"""From the command line to an answer: ``greenward check`` beside a Typer hello-world in the same environment.

The bar: at most 2.5 times the hello-world, median of five interleaved rounds of ten runs each; the answer is
compared with what the library gives, and neither NumPy nor SciPy may be loaded.
"""

import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

BAR, ROUNDS, RUNS = 2.5, 5, 10
HELLO = """
import typer
app = typer.Typer()
@app.command()
def hello(name: str) -> None:
    typer.echo(f"hello {name}")
app()
"""
ITEM = ["check", "台式计算机", "--pack", "cn", "--on", "2026-11-01", "--json"]


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
        if answer["status"] != "mandatory":
            raise SystemExit("the answer is not what the list says")
        seconds(ours, 1)
        seconds(peer, 1)
        pairs = [(seconds(ours, runs), seconds(peer, runs)) for _ in range(rounds)]
    return statistics.median(own for own, _ in pairs), statistics.median(other for _, other in pairs)


def main() -> None:
    """Print both times, their ratio and whether the bar holds."""
    ours, peer = measure()
    ratio = ours / peer
    print(f"greenward check: {ours * 1000:.0f} ms; Typer hello-world: {peer * 1000:.0f} ms; ratio {ratio:.2f}")
    print(f"bar {BAR}: {'held' if ratio <= BAR else 'MISSED'}")


if __name__ == "__main__":
    main()
