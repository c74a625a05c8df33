"""How sure a ranking by life-cycle cost is: what is uncertain, and what that does to the offers compared."""

from dataclasses import dataclass
from decimal import Decimal

from greenward.terms.source import Citation

DISCOUNT_RATE = "discount_rate"


@dataclass(frozen=True, slots=True)
class Uncertain:
    """From what to what an assumption may lie: a factor on a cost part, or points added to the discount rate.

    ``key`` is a part of ``COST_PARTS`` or ``DISCOUNT_RATE``.
    """

    key: str
    low: Decimal
    high: Decimal
    citation: Citation


@dataclass(frozen=True, slots=True)
class Ranges:
    """All that is uncertain in a case, and how many draws are made of it under which seed."""

    uncertain: tuple[Uncertain, ...]
    draws: int
    seed: int


@dataclass(frozen=True, slots=True)
class Input:
    """An uncertain input: what it is thought to be, from what to what it may lie, and below what it makes no sense."""

    key: str
    low: Decimal
    base: Decimal
    high: Decimal
    least: Decimal | None = None

    def __post_init__(self) -> None:
        if not self.low <= self.base <= self.high:
            raise ValueError(f"{self.key}: {self.low} <= {self.base} <= {self.high} does not hold")


@dataclass(frozen=True, slots=True)
class Swing:
    """What one input does to the lead of the offer that is best at the base: its lead over the next at low and high.

    A negative lead: another offer is best there. ``switches`` are the values nearest to the base, below and above it,
    at which the best offer changes (None: none within ``REACH`` times the range), and who is best beyond them.
    """

    input: Input
    at_low: Decimal
    at_high: Decimal
    cost_low: Decimal
    cost_high: Decimal
    switches: tuple[tuple[Decimal, int] | None, tuple[Decimal, int] | None]

    @property
    def spread(self) -> Decimal:
        """How much the best offer's cost moves between low and high."""
        return abs(self.cost_high - self.cost_low)


@dataclass(frozen=True, slots=True)
class Spread:
    """The costs of one offer over all draws: mean and percentiles, and in what share of them it is best.

    Draws in which several are equally good are shared out. ``group`` is 0 for the offers that cannot be told from the
    best, 1 for the next, and so on.
    """

    mean: Decimal
    p05: Decimal
    p50: Decimal
    p95: Decimal
    best: Decimal
    group: int


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """What the ranges do to the lawful offers of one comparison, named by their ids in order of life-cycle cost."""

    needs: tuple[str, ...]
    offers: tuple[str, ...]
    swings: tuple[Swing, ...]
    spreads: tuple[Spread, ...]
