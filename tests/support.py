"""Short ways to a command's answer and to values, for tests only."""

import csv
import io
import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from greenward.policy import Rules, load_layer, load_pack, resolve
from greenward.terms.problem import ProblemsError

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Said:
    """What a command printed and how it ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


def greenward(*arguments: object, cwd: Path = ROOT) -> Said:
    """Run the greenward command as a user does, in a process of its own."""
    command = [sys.executable, "-W", "error", "-m", "greenward", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", cwd=cwd, check=False)
    return Said(done.returncode, done.stdout, done.stderr)


def rules_of(day: str, *layers: Path) -> Rules:
    """Return China's rules of a day, with layers upon them."""
    packs = (load_pack("cn"),)
    for layer in layers:
        packs += (load_layer(layer, packs),)  # type: ignore[assignment]
    return resolve(packs, date.fromisoformat(day))


def codes(action: Callable[[], object]) -> list[tuple[str, int | None]]:
    """Return code and row of each problem that ``action`` raises."""
    try:
        action()
    except ProblemsError as error:
        return [(problem.code, problem.place.row if problem.place else None) for problem in error.problems]
    return []


def read_rows(path: Path) -> list[dict[str, str]]:
    """Return the rows of a CSV by heading."""
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"))))


def write_rows(path: Path, rows: list[dict[str, str]]) -> None:
    """Write rows back in the shape they were read."""
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
