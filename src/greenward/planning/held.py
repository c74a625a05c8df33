"""Which limits kept the choice with the least life-cycle cost out."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from greenward.planning.choice import CAPACITY, CARBON, GREEN_SHARE, LINE, TOTAL
from greenward.terms.plan import BudgetUse, Held, LimitUse, Option


@dataclass(frozen=True, slots=True)
class Room:
    """What a plan leaves of its limits, and the price and its green part of all that it takes."""

    limits: Sequence[LimitUse]
    price: Decimal
    green: Decimal

    def held_back(self, chosen: Option, best: Option, budgets: Iterable[BudgetUse]) -> tuple[Held, ...]:
        """Return the limits that ``best`` in the place of ``chosen`` would overstep, all else as it is.

        ``budgets`` are the lines that pay for the need. None: no single exchange oversteps a limit, and the plan is
        all the same within its proved gap of the best.
        """
        return tuple(self._overstepped(chosen, best, budgets))

    def _overstepped(self, chosen: Option, best: Option, budgets: Iterable[BudgetUse]) -> Iterator[Held]:
        dearer = best.price - chosen.price
        for use in budgets:
            if use.planned + dearer > use.amount:
                yield Held(LINE, use.line.id, use.line.year)
        for limit in self.limits:
            if limit.used is None:
                continue
            if limit.kind == GREEN_SHARE:
                green = self.green + best.green - chosen.green
                over = green < limit.limit * (self.price + dearer)
            else:
                over = limit.used + _more(limit, chosen, best) > limit.limit
            if over:
                yield Held(limit.kind, limit.name)


def room(limits: Sequence[LimitUse], taken: Sequence[Option]) -> Room:
    """Return the room that a plan leaves which takes the options ``taken``."""
    price = sum((option.price for option in taken), Decimal(0))
    return Room(limits, price, sum((option.green for option in taken), Decimal(0)))


def _more(limit: LimitUse, chosen: Option, best: Option) -> Decimal:
    """Return how much more of a limit ``best`` uses than ``chosen``."""
    if limit.kind == CAPACITY:
        return Decimal(best.pieces_of(limit.name) - chosen.pieces_of(limit.name))
    if limit.kind == CARBON:
        return (best.carbon or Decimal(0)) - (chosen.carbon or Decimal(0))
    return best.price - chosen.price if limit.kind == TOTAL else Decimal(0)
