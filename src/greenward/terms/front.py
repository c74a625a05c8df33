"""The plans between which a choice must be made: the least life-cycle cost under each ceiling on carbon or price."""

from dataclasses import dataclass
from decimal import Decimal

from greenward.terms.finding import Reason

POINTS = 30
CARBON, PRICE = "carbon", "price"
FRONTS = {CARBON: (CARBON,), PRICE: (PRICE,), "both": (PRICE, CARBON)}
"""On what the ceilings lie, by the word that asks for it."""


@dataclass(frozen=True, slots=True)
class FrontWish:
    """What front is asked for: on what the ceilings lie (``carbon``, ``price``), and about how many points it has."""

    over: tuple[str, ...]
    points: int = POINTS


@dataclass(frozen=True, slots=True)
class FrontPoint:
    """The plan with the least life-cycle cost under ceilings: on price, in money; on carbon of use, in kgCO2.

    A ceiling that is not asked for is None. Where there is no plan, ``why`` says so and its figures are None;
    ``carbon`` is also None where it is not known. No plan under the ceilings costs less than ``bound``; ``gap`` is how
    far this one may lie above the best, as a share of its cost. ``beaten``: the plan of another point is no worse in
    cost, in price and, where it is limited, in carbon, and better in one. ``changed`` are the needs that it serves
    otherwise than the plan itself. ``rate`` is what going here costs from the unbeaten point before: life-cycle cost
    for a tonne of CO2 less, or, where the ceilings lie on price alone, for one unit of money less; None where nothing
    is to be compared. The truth lies between ``rate_low`` and ``rate_high``, as far as the two plans are proved.
    """

    price_ceiling: Decimal | None
    carbon_ceiling: Decimal | None
    price: Decimal | None
    cost: Decimal | None
    carbon: Decimal | None
    bound: Decimal | None
    gap: Decimal | None
    why: Reason | None
    beaten: bool
    changed: tuple[str, ...]
    rate: Decimal | None
    rate_low: Decimal | None = None
    rate_high: Decimal | None = None

    @property
    def rate_is_sure(self) -> bool:
        """Whether the rate is known more closely than by its own size."""
        if self.rate is None or self.rate_low is None or self.rate_high is None:
            return False
        return self.rate_high - self.rate_low <= abs(self.rate)


@dataclass(frozen=True, slots=True)
class Front:
    """Points from the loosest ceilings to the tightest, within all limits of the case.

    ``over`` says on what the ceilings lie. ``left_out`` are the needs of which options were left out, since their
    carbon is not known. ``why`` says why there are no points. ``asked`` is the gap to which points were to be proved.
    """

    over: tuple[str, ...]
    points: tuple[FrontPoint, ...]
    left_out: tuple[str, ...]
    why: Reason | None
    asked: Decimal = Decimal(0)
