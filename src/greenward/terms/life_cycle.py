"""What an offer costs and emits over its life."""

from dataclasses import dataclass
from decimal import Decimal

from greenward.terms.finding import Reason

COST_PARTS = ("purchase", "electricity", "maintenance", "end_of_life", "residual")


@dataclass(frozen=True, slots=True)
class LifeCycle:
    """Present values of one piece by part, in the method's currency, and its carbon of use in kgCO2.

    A part that could not be computed is None and named in ``missing``; the total is then None: incomplete,
    never zero. ``residual`` counts against the rest (a negative present value). ``energy_basis`` says whether
    the yearly energy (kWh) is the label's or computed from watts and a usage profile.
    """

    purchase: Decimal
    electricity: Decimal | None
    maintenance: Decimal | None
    end_of_life: Decimal | None
    residual: Decimal | None
    yearly_energy: Decimal | None
    energy_basis: str | None
    carbon_of_use: Decimal | None
    missing: tuple[Reason, ...]

    @property
    def parts(self) -> tuple[tuple[str, Decimal | None], ...]:
        """Each part's name and present value."""
        return tuple((name, getattr(self, name)) for name in COST_PARTS)

    @property
    def total(self) -> Decimal | None:
        """The life-cycle cost, or None where a part is missing."""
        known = [value for _, value in self.parts if value is not None]
        return sum(known, Decimal(0)) if len(known) == len(COST_PARTS) else None
