"""An amount with its currency; never a float."""

from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal

CENT = Decimal("0.01")
ROUNDING = "half_even_2_once_where_shown"
"""How figures are rounded, as a method declares it; ``rounded`` does it."""


class CurrencyMismatchError(ValueError):
    """Two amounts of different currencies met in one sum."""


def rounded(amount: Decimal) -> Decimal:
    """Return ``amount`` rounded half-even to two decimals: done once, where a figure is shown."""
    return amount.quantize(CENT, rounding=ROUND_HALF_EVEN)


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in a currency (ISO 4217 code), kept at full precision."""

    amount: Decimal
    currency: str

    def __add__(self, other: "Money") -> "Money":
        return Money(self.amount + self._same(other), self.currency)

    def __mul__(self, factor: Decimal | int) -> "Money":
        return Money(self.amount * factor, self.currency)

    def _same(self, other: "Money") -> Decimal:
        if self.currency != other.currency:
            raise CurrencyMismatchError(f"{self.currency} and {other.currency} cannot be added")
        return other.amount
