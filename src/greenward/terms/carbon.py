"""What a product emits, in the two views that are never summed into one: for deciding and for the inventory."""

from dataclasses import dataclass
from decimal import Decimal

from greenward.terms.factor import GridFactor
from greenward.terms.finding import Reason
from greenward.terms.footprint import Footprint


@dataclass(frozen=True, slots=True)
class YearOfUse:
    """One year of use (1: the first) of one piece: kWh, the grid's factor and their product in kg, undiscounted."""

    year: int
    kwh: Decimal
    factor: GridFactor
    carbon: Decimal


@dataclass(frozen=True, slots=True)
class DecisionView:
    """The footprint of one piece that serves over the study, for choosing between offers; kgCO2e, undiscounted.

    ``embodied`` is the category's value with its range and decides; ``own`` is the maker's figure, which stands
    beside it. A piece serves ``life`` years; ``pieces`` are bought one after another to serve all ``years``.
    ``value`` with ``low`` and ``high`` are embodied carbon of all those pieces and use of all years; the
    ``_per_year`` figures are those of a year of service: embodied carbon over a piece's life, and use over the years
    of the study. What could not be computed is None and named in ``missing``.
    """

    years: int
    life: int | None
    pieces: int | None
    embodied: Footprint | None
    own: Footprint | None
    use: tuple[YearOfUse, ...]
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    value_per_year: Decimal | None
    low_per_year: Decimal | None
    high_per_year: Decimal | None
    missing: tuple[Reason, ...]
    warnings: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Booking:
    """Emissions of goods booked whole in the calendar year in which they are bought, in kgCO2e."""

    year: int
    category: int
    pieces: int
    carbon: Decimal
    footprint: Footprint


@dataclass(frozen=True, slots=True)
class Consumption:
    """Emissions of electricity in a calendar year, in kgCO2e or kgCO2 as the factor says."""

    year: int
    kwh: Decimal
    carbon: Decimal
    factor: GridFactor


@dataclass(frozen=True, slots=True)
class InventoryView:
    """What a buyer enters into a greenhouse-gas inventory: purchases in scope 3, electricity in scope 2.

    The two are different accounts and have no common sum. What could not be computed is named in ``missing``.
    """

    scope3: tuple[Booking, ...]
    scope2: tuple[Consumption, ...]
    missing: tuple[Reason, ...]
    warnings: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class NeedInventory:
    """What a plan's choice for a need, by the id of the option, enters into the inventory."""

    need: str
    option: str
    view: InventoryView
