"""What a department needs."""

from dataclasses import dataclass
from decimal import Decimal

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


@dataclass(frozen=True, slots=True)
class Asked:
    """A line of a need as its writer puts it; ``unit_price`` is an estimate for one piece in CNY, tax included."""

    item: str
    attributes: str
    quantity: int
    unit_price: Decimal
