"""Published discount rates."""

from dataclasses import dataclass
from decimal import Decimal

from greenward.terms.dataset import PublicSet


@dataclass(frozen=True, slots=True)
class PublishedRate:
    """A discount rate a year, as fractions, for studies of ``years`` years (None: of any length).

    ``rate`` is the publisher's name of it (DOE, OMB), ``released`` the year of the table.
    """

    rate: str
    years: int | None
    real: Decimal
    nominal: Decimal | None
    inflation: Decimal | None
    released: int
    publisher: str


@dataclass(frozen=True, slots=True)
class RateList(PublicSet):
    """Discount rates of one publisher."""

    rates: tuple[PublishedRate, ...]
