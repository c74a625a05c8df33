"""How life-cycle cost is computed: fixed and hashed before use, so that an outsider can recompute it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum

from greenward.terms.footprint import Footprint
from greenward.terms.money import ROUNDING
from greenward.terms.price_path import Basis, PricePath, RateBand, check_rate, schedule_problems
from greenward.terms.problem import Problem, ProblemsError
from greenward.terms.source import Citation

MOST_YEARS = 200
HOURS_A_YEAR = 8760
RESOURCES = {"electricity": "kWh", "fuel": "L", "water": "m3"}
"""What a piece uses year by year, with the unit that it is counted and priced in."""

CARBON_UNIT = "tCO2e"

FOLLOWERS = ("purchase", "consumables", "maintenance", "end_of_life")
"""Cost parts that may follow a price path; that of the purchase is followed by replacements and residual values."""

ASKS = ("yearly_energy", "maintenance", "end_of_life", "residual", "life")
"""What a method asks of each offer unless it says otherwise."""

ASKABLE = (*ASKS, "installation", "water", "consumables")


class Timing(Enum):
    """When recurring amounts are paid, and how time is counted.

    END_OF_YEAR and MID_YEAR count whole years; DAY_COUNT pays at the end of each year and counts days / 365.
    """

    END_OF_YEAR = "end_of_year"
    MID_YEAR = "mid_year"
    DAY_COUNT = "day_count"


@dataclass(frozen=True, slots=True)
class Assumption:
    """A figure of the method with its unit and its source."""

    value: Decimal
    unit: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class UnitPrice:
    """The price of one of ``RESOURCES`` at the base date, and the id of the price path that it follows (empty: none).

    ``unit`` is the method's currency by the unit of the resource, for instance CNY/kWh.
    """

    resource: str
    value: Decimal
    unit: str
    citation: Citation
    path: str = ""


@dataclass(frozen=True, slots=True)
class CitedGridFactor:
    """Carbon of a kilowatt-hour from the grid that a method cites: kgCO2/kWh of ``place`` in ``year``, as released."""

    value: Decimal
    unit: str
    place: str
    year: int
    release: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class GridForecast:
    """Carbon of a kilowatt-hour by calendar year, in place of the released factor."""

    values: tuple[tuple[int, Decimal], ...]
    unit: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class UsageProfile:
    """Shares of the year in each mode, as fractions that add up to 1; raises ProblemsError where they do not."""

    category: str
    off: Decimal
    sleep: Decimal
    long_idle: Decimal
    short_idle: Decimal
    citation: Citation

    def __post_init__(self) -> None:
        shares = (self.off, self.sleep, self.long_idle, self.short_idle)
        if sum(shares) != 1 or min(shares) < 0:
            raise ProblemsError([Problem("method.shares", params={"sum": str(sum(shares))})])


@dataclass(frozen=True, slots=True)
class Activity:
    """How much one piece of a category is used a year: hours in operation, pages, kilometres. None: not stated."""

    category: str
    citation: Citation
    hours: Decimal | None = None
    pages: Decimal | None = None
    km: Decimal | None = None


@dataclass(frozen=True, slots=True)
class CategoryFootprint:
    """Embodied carbon of a piece of a category, with its range, and what it rests on; None: an imported set, named."""

    category: str
    footprint: Footprint
    citation: Citation | None


@dataclass(frozen=True, slots=True)
class Method:
    """Study period, base date, rates, prices with their paths, and use: all that a result rests on but the offers.

    A method that stands is sound: ProblemsError is raised for a study period outside 1 to 200 years, rates out of
    order, a price in another unit or currency, a path with holes or on another basis, an unknown word.
    ``prices`` are of the base date. What follows no path keeps its real value; in a nominal method it rises with
    ``inflation``. ``follows`` gives cost parts (``FOLLOWERS``) their path. ``asks`` are the inputs (``ASKABLE``)
    without which an offer's cost is incomplete. ``whole_life`` lets flows count that are of whole-life cost only.
    ``embodied`` are the category values that carbon is ranked by; ``carbon_price`` is a price of a tonne.
    """

    years: int
    base_date: date
    currency: str
    rates: tuple[RateBand, ...]
    prices: tuple[UnitPrice, ...]
    basis: Basis = Basis.REAL
    timing: Timing = Timing.END_OF_YEAR
    inflation: Assumption | None = None
    paths: tuple[PricePath, ...] = ()
    follows: tuple[tuple[str, str], ...] = ()
    grid_factor: CitedGridFactor | None = None
    grid_forecast: GridForecast | None = None
    profiles: tuple[UsageProfile, ...] = ()
    activity: tuple[Activity, ...] = ()
    asks: tuple[str, ...] = ASKS
    whole_life: bool = False
    embodied: tuple[CategoryFootprint, ...] = ()
    carbon_price: UnitPrice | None = None
    rounding: str = ROUNDING

    def __post_init__(self) -> None:
        problems = [*_scope(self), *_prices(self), *_paths(self), *_use(self)]
        if problems:
            raise ProblemsError(problems)

    def price(self, resource: str) -> UnitPrice | None:
        """Return the unit price of a resource."""
        return next((item for item in self.prices if item.resource == resource), None)

    def path(self, id_: str) -> PricePath | None:
        """Return the price path of an id."""
        return next((item for item in self.paths if item.id == id_), None)

    def path_of(self, part: str) -> str:
        """Return the id of the path that a cost part follows; empty: none."""
        return dict(self.follows).get(part, "")

    def profile(self, category: str) -> UsageProfile | None:
        """Return the usage profile of a category."""
        return next((item for item in self.profiles if item.category == category), None)

    def activity_of(self, category: str) -> Activity | None:
        """Return the yearly activity of a category."""
        return next((item for item in self.activity if item.category == category), None)

    def embodied_of(self, category: str) -> CategoryFootprint | None:
        """Return the embodied carbon of a category."""
        return next((item for item in self.embodied if item.category == category), None)

    def citations(self) -> Iterator[Citation]:
        """Yield what each figure rests on."""
        yield from (item.citation for item in self.rates)
        yield from (item.citation for item in self.prices)
        yield from (item.citation for item in (self.inflation, self.carbon_price) if item is not None)
        yield from (item.citation for item in self.paths)
        yield from (item.citation for item in (self.grid_factor, self.grid_forecast) if item is not None)
        yield from (item.citation for item in self.profiles)
        yield from (item.citation for item in self.activity)
        yield from (item.citation for item in self.embodied if item.citation is not None)


def _scope(method: Method) -> Iterator[Problem]:
    if not 1 <= method.years <= MOST_YEARS:
        yield Problem("method.years", params={"most": str(MOST_YEARS)})
        return
    yield from schedule_problems(method.rates, method.years)
    if method.basis is Basis.NOMINAL and method.inflation is None:
        yield Problem("method.no_inflation")
    if method.basis is Basis.REAL and method.inflation is not None:
        yield Problem("method.inflation_unused")
    if method.inflation is not None:
        try:
            check_rate(method.inflation.value)
        except ProblemsError as error:
            yield from error.problems


def _prices(method: Method) -> Iterator[Problem]:
    seen: set[str] = set()
    carbon = () if method.carbon_price is None else (method.carbon_price,)
    for price in (*method.prices, *carbon):
        counted = CARBON_UNIT if price in carbon else RESOURCES.get(price.resource)
        if counted is None or price.resource in seen:
            known = tuple(RESOURCES)
            yield Problem("method.resource", params={"text": price.resource, "known": known})
            continue
        seen.add(price.resource)
        unit = f"{method.currency}/{counted}"
        if price.unit != unit:
            yield Problem("method.unit", params={"name": price.resource, "unit": unit, "text": price.unit})
        if price.path and method.path(price.path) is None:
            yield Problem("method.unknown_path", params={"path": price.path})


def _paths(method: Method) -> Iterator[Problem]:
    ids = [path.id for path in method.paths]
    for path in method.paths:
        if ids.count(path.id) > 1:
            yield Problem("method.path_twice", params={"path": path.id})
        if path.basis is not method.basis:
            params: dict[str, object] = {"path": path.id, "basis": path.basis.value, "needed": method.basis.value}
            yield Problem("method.basis_mixed", params=params)
        if holes := path.holes(method.base_date.year, method.years):
            yield Problem("path.hole", params={"path": path.id, "years": tuple(map(str, holes))})
    for part, id_ in method.follows:
        if part not in FOLLOWERS:
            yield Problem("method.follower", params={"text": part, "known": FOLLOWERS})
        if id_ not in ids:
            yield Problem("method.unknown_path", params={"path": id_})


def _use(method: Method) -> Iterator[Problem]:
    used = ((method.profiles, "method.profile"), (method.activity, "method.activity"))
    for items, code in (*used, (method.embodied, "method.embodied")):
        categories = [item.category for item in items]
        for category in sorted({item for item in categories if categories.count(item) > 1}):
            yield Problem(code, params={"category": category})
    for activity in method.activity:
        if activity.hours is not None and activity.hours > HOURS_A_YEAR:
            yield Problem("method.hours", params={"category": activity.category, "most": str(HOURS_A_YEAR)})
    for word in method.asks:
        if word not in ASKABLE:
            yield Problem("method.asks", params={"text": word, "known": ASKABLE})
    if method.grid_forecast is not None:
        known = {year for year, _ in method.grid_forecast.values}
        first = method.base_date.year + 1
        missing = tuple(str(year) for year in range(first, first + method.years) if year not in known)
        if missing:
            yield Problem("method.grid_hole", params={"years": missing})
