"""How life-cycle cost is computed: fixed before use, so that an outsider can recompute it."""

from dataclasses import dataclass
from decimal import Decimal

from greenward.terms.source import Citation


@dataclass(frozen=True, slots=True)
class Assumption:
    """A figure of the method with its unit and its source."""

    value: Decimal
    unit: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class GridFactor:
    """Carbon of a kilowatt-hour from the grid: kgCO2/kWh of ``place`` in ``year``, as released."""

    value: Decimal
    unit: str
    place: str
    year: int
    release: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class UsageProfile:
    """Shares of the year in each mode, as fractions that add up to 1."""

    category: str
    off: Decimal
    sleep: Decimal
    long_idle: Decimal
    short_idle: Decimal
    citation: Citation


@dataclass(frozen=True, slots=True)
class Method:
    """Study period in years, real discount rate a year, electricity tariff and grid factor, in one currency.

    Amounts are of the end of each year and in real money of the base year.
    """

    years: int
    discount_rate: Assumption
    tariff: Assumption
    currency: str
    grid_factor: GridFactor | None
    profiles: tuple[UsageProfile, ...] = ()
