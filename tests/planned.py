"""Plans as the command gives them, for tests only."""

from pathlib import Path
from typing import Any

from support import greenward


def planned(case: Path, *arguments: object) -> Any:
    """Return the plan of a case as JSON; it may be one that leaves needs unserved."""
    said = greenward("plan", case, "--json", *arguments)
    assert said.code in (0, 4), said.err
    return said.json


def line(plan: Any, need: str) -> Any:
    """Return what a plan says of a need."""
    return next(item for item in plan["lines"] if item["survey"]["need"]["id"] == need)
