"""What a department needs."""

from dataclasses import dataclass

from greenward.terms.line import Line


@dataclass(frozen=True, slots=True)
class Need:
    """One line of a department's request.

    ``channel`` is the id of a purchasing channel of the pack; empty counts as competed. ``row`` is the row of
    the file it came from.
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
