"""A budget line as the finance system holds it."""

from dataclasses import dataclass
from datetime import date

from greenward.terms.money import Money


@dataclass(frozen=True, slots=True)
class BudgetLine:
    """An amount available on a line, as of a day. ``row`` is the row of the file it came from."""

    id: str
    name: str
    available: Money
    as_of: date
    row: int
