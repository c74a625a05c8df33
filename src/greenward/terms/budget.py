"""A budget line as the finance system holds it."""

from dataclasses import dataclass
from datetime import date

from greenward.terms.money import Money
from greenward.terms.need import Need


@dataclass(frozen=True, slots=True)
class BudgetLine:
    """An amount available on a line, as of a day: for needs of one ``year``, or (None) for those of all years together.

    ``row`` is the row of the file it came from.
    """

    id: str
    name: str
    available: Money
    as_of: date
    row: int
    year: int | None = None

    @property
    def key(self) -> tuple[str, int | None]:
        """What no other line of the budget has."""
        return self.id, self.year

    def holds(self, need: Need) -> bool:
        """Return whether the need is paid from this amount."""
        return need.budget_line == self.id and self.year in (None, need.year)
