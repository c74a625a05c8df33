"""Emissions for a unit of something: a kilowatt-hour from a grid, money spent in an industry."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum

from greenward.terms.dataset import PublicSet
from greenward.terms.finding import Reason


class Accounting(Enum):
    """Whether a grid factor counts what leaves the stack, or also what comes before and after."""

    DIRECT = "direct"
    LIFE_CYCLE = "life-cycle"
    NOT_STATED = "not stated"


class GridSide(Enum):
    """Whether a grid factor is that of the power made in a place, or of the power used there."""

    PRODUCTION = "production"
    CONSUMPTION = "consumption"
    NOT_STATED = "not stated"


@dataclass(frozen=True, slots=True)
class GridSeries:
    """What factors must have in common to stand in one calculation."""

    publisher: str
    release: str
    place: str
    unit: str
    accounting: Accounting
    side: GridSide


@dataclass(frozen=True, slots=True)
class GridFactor:
    """Carbon of a kilowatt-hour from the grid of ``place``, in the publisher's own code for it.

    ``unit`` is kgCO2e/kWh or kgCO2/kWh; ``year`` is None where the publisher does not state it: ``release`` then is
    the only vintage. ``warning`` is the code of a sentence, or empty.
    """

    value: Decimal
    unit: str
    place: str
    year: int | None
    accounting: Accounting
    side: GridSide
    release: str
    publisher: str
    licence: str
    retrieved: date
    warning: str

    @property
    def series(self) -> GridSeries:
        """The series that the factor belongs to; factors of two series are never mixed."""
        return GridSeries(self.publisher, self.release, self.place, self.unit, self.accounting, self.side)


@dataclass(frozen=True, slots=True)
class GridPath:
    """One factor for each year of a study, or why there is none.

    ``held`` are the years that had to take the factor of an earlier one.
    """

    factors: tuple[GridFactor, ...]
    held: tuple[int, ...]
    missing: Reason | None = None


class Pricing(Enum):
    """Whether a factor for money includes what trade and transport add on the way to the purchaser."""

    WITH_MARGINS = "with margins"
    WITHOUT_MARGINS = "without margins"


@dataclass(frozen=True, slots=True)
class EmissionFactor:
    """kgCO2e for a unit of money spent at purchaser's prices of ``year`` in an industry of ``place``.

    ``code`` and ``title`` are those of the industry in the publisher's classification; ``warning`` is the code of a
    sentence, or empty.
    """

    value: Decimal
    unit: str
    code: str
    title: str
    place: str
    currency: str
    year: int
    pricing: Pricing
    release: str
    publisher: str
    licence: str
    retrieved: date
    warning: str


@dataclass(frozen=True, slots=True)
class GridFactorList(PublicSet):
    """Grid factors of one publisher and release."""

    factors: tuple[GridFactor, ...]


@dataclass(frozen=True, slots=True)
class EmissionFactorList(PublicSet):
    """Emission factors of one publisher and release."""

    factors: tuple[EmissionFactor, ...]
