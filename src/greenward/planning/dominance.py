"""Of several ways to serve a need, those that no other beats in both price and cost."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Protocol, TypeVar


class Rankable(Protocol):
    """Anything with a price, a life-cycle cost and an id."""

    @property
    def price(self) -> Decimal:
        """What the budget must hold."""

    @property
    def cost(self) -> Decimal:
        """The life-cycle cost."""

    @property
    def id(self) -> str:
        """The id that settles a tie."""


P = TypeVar("P", bound=Rankable)


def undominated(options: Iterable[P]) -> list[P]:
    """Return the options that no other beats in both price and cost: with budget rows alone, the rest cannot win."""
    kept: list[P] = []
    for option in sorted(options, key=lambda item: (item.price, item.cost, item.id)):
        if not kept or option.cost < kept[-1].cost:
            kept.append(option)
    return kept
