"""What one piece of an offer uses and costs, with the gaps named: the one reading that every computation shares."""

from dataclasses import dataclass
from decimal import Decimal

from greenward.terms.finding import Reason
from greenward.terms.problem import Problem, ProblemsError


@dataclass(frozen=True, slots=True)
class Inputs:
    """Amounts of one piece, in the method's currency at prices of the base date, and its use a year; None: it has none.

    ``electricity`` kWh, ``fuel`` litres and ``water`` m3 a year; ``consumables`` and ``maintenance`` money a year, the
    latter from year ``maintenance_from`` of the piece's life on; the rest money once. ``residual`` None: by straight
    line. ``life`` None: it lasts. ``unknown`` are the parts that the method asks for and nobody knows, ``missing``
    why, and ``left_out`` what is stated and does not count. Raises ProblemsError for a life below 1.
    """

    purchase: Decimal
    installation: Decimal | None = None
    electricity: Decimal | None = None
    fuel: Decimal | None = None
    water: Decimal | None = None
    consumables: Decimal | None = None
    maintenance: Decimal | None = None
    maintenance_from: int = 1
    end_of_life: Decimal | None = None
    residual: Decimal | None = None
    life: int | None = None
    energy_basis: str | None = None
    unknown: tuple[str, ...] = ()
    missing: tuple[Reason, ...] = ()
    left_out: tuple[Reason, ...] = ()

    def __post_init__(self) -> None:
        if self.life is not None and self.life < 1:
            raise ProblemsError([Problem("offer.life", params={"life": str(self.life)})])
