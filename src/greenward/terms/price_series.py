"""Prices of energy over time as published, and projected paths of them."""

from dataclasses import dataclass
from decimal import Decimal

from greenward.terms.dataset import PublicSet


@dataclass(frozen=True, slots=True)
class PricePoint:
    """The price in a period: a year (2025) or a half-year (2024-S2)."""

    period: str
    value: Decimal


@dataclass(frozen=True, slots=True)
class PriceSeries:
    """Prices of ``product`` (electricity, natural_gas, ...) for ``users`` in ``place``, in ``unit`` (EUR/kWh).

    ``points`` stand in the order of time; a period that the publisher left empty is not among them. ``case`` is
    that of a projection, or empty.
    """

    place: str
    product: str
    users: str
    case: str
    unit: str
    points: tuple[PricePoint, ...]
    release: str
    publisher: str

    def at(self, period: str) -> Decimal | None:
        """Return the price in ``period``; None where the publisher states none, which is not zero."""
        return next((point.value for point in self.points if point.period == period), None)


@dataclass(frozen=True, slots=True)
class PricePath:
    """A projected path of real prices as indices: the price of each year over that of ``base_year``."""

    place: str
    product: str
    users: str
    case: str
    base_year: int
    points: tuple[PricePoint, ...]
    release: str
    publisher: str

    def index(self, year: int) -> Decimal | None:
        """Return the index of ``year``; None outside the path."""
        return next((point.value for point in self.points if point.period == str(year)), None)


@dataclass(frozen=True, slots=True)
class PriceSeriesList(PublicSet):
    """Prices of one publisher and release."""

    series: tuple[PriceSeries, ...]


@dataclass(frozen=True, slots=True)
class PricePathList(PublicSet):
    """Price paths of one publisher and release."""

    paths: tuple[PricePath, ...]
