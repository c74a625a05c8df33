"""The present values of a project's cash flows, by part and year, with the method that they were computed by."""

from dataclasses import dataclass
from decimal import Decimal

from greenward.terms.life_cycle import YearCost
from greenward.terms.method import Method


@dataclass(frozen=True, slots=True)
class PartYear:
    """What one cost part costs in one year: money paid in it, and its present value. Year 0 is the base date."""

    part: str
    year: int
    cash: Decimal
    present: Decimal


@dataclass(frozen=True, slots=True)
class PresentValues:
    """Each part's cost by year, in the order of the parts and then of the years; what is received is negative.

    ``cash`` is undiscounted, in the money of the method's basis, with prices moved along their paths.
    """

    method: Method
    cells: tuple[PartYear, ...]

    @property
    def parts(self) -> tuple[tuple[str, Decimal], ...]:
        """The present value of each part that there is."""
        found: dict[str, Decimal] = {}
        for cell in self.cells:
            found[cell.part] = found.get(cell.part, Decimal(0)) + cell.present
        return tuple(found.items())

    @property
    def by_year(self) -> tuple[YearCost, ...]:
        """Cash need and present value of each year from 0 to the end of the study."""
        cash = dict.fromkeys(range(self.method.years + 1), Decimal(0))
        present = dict(cash)
        for cell in self.cells:
            cash[cell.year] += cell.cash
            present[cell.year] += cell.present
        return tuple(YearCost(year, cash[year], present[year]) for year in cash)

    @property
    def total(self) -> Decimal:
        """The life-cycle cost."""
        return sum((cell.present for cell in self.cells), Decimal(0))
