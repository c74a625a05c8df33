"""What a department needs."""

from dataclasses import dataclass

from greenward.terms.line import Line


@dataclass(frozen=True, slots=True)
class Need:
    """One line of a department's request.

    ``channel`` is the id of a purchasing channel of the pack; empty counts as competed. ``row`` is the row of
    the file it came from. ``year`` is the budget year that pays for it; None: none is stated. ``lot`` None: one
    supplier delivers the whole; else the quantity may be split among suppliers, each of them at least ``lot`` pieces.
    """

    id: str
    department: str
    line: Line
    quantity: int
    unit: str
    budget_line: str
    channel: str
    purpose: str
    row: int
    year: int | None = None
    lot: int | None = None
