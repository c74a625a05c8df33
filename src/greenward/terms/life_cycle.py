"""What an offer costs and emits over its life."""

from dataclasses import dataclass
from decimal import Decimal

from greenward.terms.carbon import DecisionView
from greenward.terms.finding import Reason

COST_PARTS = (
    "purchase",
    "installation",
    "electricity",
    "fuel",
    "water",
    "consumables",
    "maintenance",
    "replacement",
    "follow_on",
    "end_of_life",
    "carbon_price",
    "residual",
)
"""The parts of a life-cycle cost in the order in which they are shown.

``follow_on`` is what the years cost that follow pieces already in use; no offer has it.
"""


@dataclass(frozen=True, slots=True)
class YearCost:
    """What a year costs: money paid in it and its present value. Year 0 is the base date, year 1 ends a year later."""

    year: int
    cash: Decimal
    present: Decimal


@dataclass(frozen=True, slots=True)
class LifeCycle:
    """Present values of one piece by part, in the method's currency, and its carbon of use in kgCO2.

    ``parts`` are those of ``COST_PARTS`` that the offer has or the method asks for, in that order. A part that could
    not be computed is None and named in ``missing``; the total is then None and ``by_year`` empty: incomplete, never
    zero. ``residual`` counts against the rest (a negative present value). ``left_out`` says what the offer states
    and the method has no figure for, so that it does not count. ``energy_basis`` says what the yearly energy (kWh)
    rests on; ``carbon_by_year`` adds up to ``carbon_of_use``. ``carbon`` is the view for deciding: embodied and use.
    """

    parts: tuple[tuple[str, Decimal | None], ...]
    by_year: tuple[YearCost, ...]
    yearly_energy: Decimal | None
    energy_basis: str | None
    carbon_of_use: Decimal | None
    carbon_by_year: tuple[Decimal, ...]
    missing: tuple[Reason, ...]
    carbon: DecisionView
    left_out: tuple[Reason, ...] = ()

    def part(self, name: str) -> Decimal | None:
        """Return the present value of a part; None where the offer does not have it or it is not known."""
        return dict(self.parts).get(name)

    @property
    def total(self) -> Decimal | None:
        """The life-cycle cost, or None where a part is missing."""
        if self.missing:
            return None
        return sum((value for _, value in self.parts if value is not None), Decimal(0))
