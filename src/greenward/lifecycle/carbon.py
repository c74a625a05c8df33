"""What one piece emits over a study: use by year, the view for deciding, the view for the inventory, its price.

Carbon is counted undiscounted in every figure; only a price put on it is discounted. The view for deciding and the
inventory are two values of two types, and neither has a sum of the other's parts (GHG Protocol: the buyer's scope 2
and scope 3 are separate accounts, and capital goods are booked whole in the year of purchase).
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal, localcontext

from greenward.lifecycle.discount import PRECISION, anniversary
from greenward.terms.carbon import Booking, Consumption, DecisionView, InventoryView, YearOfUse
from greenward.terms.factor import Accounting, GridFactor, GridPath
from greenward.terms.finding import Reason
from greenward.terms.footprint import MAKERS, Boundary, Footprint, Part, Rung

KILOGRAMS_A_TONNE = 1000
GOODS, CAPITAL_GOODS = 1, 2
"""Categories of scope 3 in the GHG Protocol: purchased goods and services, capital goods."""


def use_by_year(kwh: Sequence[Decimal], factors: Sequence[GridFactor]) -> tuple[YearOfUse, ...]:
    """Return kWh of each year times the grid's factor of that year (kg per kWh), undiscounted.

    Raises ValueError where the two differ in length, or where the factors are of more than one series: direct and
    life-cycle, production and consumption, two publishers or two releases are never mixed.
    """
    if len(kwh) != len(factors):
        raise ValueError(f"{len(kwh)} years of energy and {len(factors)} grid factors")
    if len({factor.series for factor in factors}) > 1:
        raise ValueError("grid factors of different series are never mixed")
    with localcontext(prec=PRECISION):
        return tuple(
            YearOfUse(year, energy, factor, energy * factor.value)
            for year, (energy, factor) in enumerate(zip(kwh, factors, strict=True), start=1)
        )


def purchases(years: int, life: int) -> tuple[int, ...]:
    """Return the years after the start in which a piece is bought so that one serves for ``years`` years.

    The first at 0, then each time one of ``life`` years ends within the study. Raises ValueError below a year.
    """
    if years < 1 or life < 1:
        raise ValueError("a study and a life last at least a year")
    return tuple(range(0, years, life))


Range = tuple[Decimal | None, Decimal | None, Decimal | None]
"""A value with its low and high end."""

_NOTHING: Range = (None, None, None)


def over_study(embodied: Footprint, use: Sequence[YearOfUse], pieces: int) -> Range:
    """Return embodied carbon of ``pieces`` pieces, one after another, and all use, with low and high end; kg."""
    with localcontext(prec=PRECISION):
        used = sum((item.carbon for item in use), Decimal(0))
        ends = [None if end is None else end * pieces + used for end in (embodied.low, embodied.high)]
        return embodied.value * pieces + used, ends[0], ends[1]


def per_year(embodied: Footprint, use: Sequence[YearOfUse], years: int, life: int) -> Range:
    """Return the footprint of a year of service: embodied / life + all use / years, with low and high end; kg."""
    with localcontext(prec=PRECISION):
        used = sum((item.carbon for item in use), Decimal(0)) / years
        ends = [None if end is None else end / life + used for end in (embodied.low, embodied.high)]
        return embodied.value / life + used, ends[0], ends[1]


def decision_view(
    embodied: Footprint | Reason | None,
    own: Footprint | None,
    kwh: Sequence[Decimal] | Reason,
    grid: GridPath,
    years: int,
    life: int | None,
) -> DecisionView:
    """Return the footprint of one piece over the study and per year of service, or what of it is missing.

    ``embodied`` is the category's value (of an import or of the case), or why there is none: without it embodied
    carbon is incomplete. ``own`` is the maker's figure and enters no sum. ``kwh`` is the energy of each year.
    Total = embodied x pieces + sum of use; per year = embodied / life + sum of use / years.
    """
    missing = [reason for reason in (_unknown(embodied), *_no_use(kwh, grid)) if reason is not None]
    if life is None:
        missing.append(Reason("missing.life"))
    known = embodied if isinstance(embodied, Footprint) else None
    if known is not None and (wrong := _unfit(known)) is not None:
        missing.append(wrong)
        known = None
    use = _use(kwh, grid, years)
    pieces = None if life is None else len(purchases(years, life))
    totals = yearly = _NOTHING
    if known is not None and life is not None and pieces is not None and use:
        totals = over_study(known, use, pieces)
        yearly = per_year(known, use, years, life)
    return DecisionView(
        years=years,
        life=life,
        pieces=pieces,
        embodied=known,
        own=own,
        use=use,
        value=totals[0],
        low=totals[1],
        high=totals[2],
        value_per_year=yearly[0],
        low_per_year=yearly[1],
        high_per_year=yearly[2],
        missing=tuple(missing),
        warnings=_warnings((known, own), grid),
    )


def inventory_view(
    bought: Footprint | Reason | None,
    kwh: Sequence[Decimal] | Reason,
    grid: GridPath,
    start: date,
    years: int,
    life: int | None,
    pieces: int,
    capital: bool,
    in_use: int | None = None,
) -> InventoryView:
    """Return what ``pieces`` pieces enter into the inventory, by calendar year, in ``years`` years from ``start`` on.

    Scope 3: each purchase is booked whole in its own year, category 2 where ``capital`` says that they are capital
    goods, else category 1; nothing is depreciated. ``bought`` is the cradle-to-gate footprint of one piece; another
    boundary of embodied carbon is booked with a warning. Scope 2: electricity of each year, with a warning where the
    grid's factors are not those of direct emissions. ``kwh`` is that of one piece; ``in_use`` of them are used (None:
    all). A year that ends in another calendar year than it begins is shared out between the two by its days.
    """
    missing = [reason for reason in (_unknown(bought), *_no_use(kwh, grid)) if reason is not None]
    warnings = list(_warnings((bought if isinstance(bought, Footprint) else None,), grid))
    use = _use(kwh, grid, years)
    bookings: tuple[Booking, ...] = ()
    if life is None:
        missing.append(Reason("missing.life"))
    if isinstance(bought, Footprint) and bought.part is not Part.EMBODIED:
        missing.append(Reason("missing.embodied_part"))
    elif isinstance(bought, Footprint) and life is not None:
        category = CAPITAL_GOODS if capital else GOODS
        bookings = _bookings(bought, [start.year + offset for offset in purchases(years, life)], pieces, category)
    if bookings and bookings[0].footprint.boundary is not Boundary.CRADLE_TO_GATE:
        warnings.append(Reason("warning.boundary_of_purchase"))
    if any(item.factor.accounting is not Accounting.DIRECT for item in use):
        warnings.append(Reason("warning.scope2_not_direct"))
    used = pieces if in_use is None else in_use
    consumed = tuple(each for item in use for each in _by_calendar_year(item, start, used))
    return InventoryView(bookings, consumed, tuple(missing), tuple(warnings))


def carbon_cost(emissions: Sequence[Decimal], prices: Sequence[Decimal], discount: Callable[[int], Decimal]) -> Decimal:
    """Return the value of today of a price on carbon: the sum of kg / 1000 x price x discount factor of the year.

    ``emissions`` (kg) and ``prices`` (a tonne) go by year from year 0, the purchase; ``discount`` gives the factor of
    a year. Tonnes themselves are never discounted. Raises ValueError where the two differ in length.
    """
    if len(emissions) != len(prices):
        raise ValueError(f"{len(emissions)} years of emissions and {len(prices)} prices")
    with localcontext(prec=PRECISION):
        return sum(
            (
                carbon / KILOGRAMS_A_TONNE * price * discount(year)
                for year, (carbon, price) in enumerate(zip(emissions, prices, strict=True))
            ),
            Decimal(0),
        )


def _use(kwh: Sequence[Decimal] | Reason, grid: GridPath, years: int) -> tuple[YearOfUse, ...]:
    """Return the use of each year; nothing where energy or grid is missing. Raises ValueError for other years."""
    use = () if isinstance(kwh, Reason) or grid.missing else use_by_year(kwh, grid.factors)
    if use and len(use) != years:
        raise ValueError(f"{len(use)} years of use in a study of {years}")
    return use


def _by_calendar_year(use: YearOfUse, start: date, pieces: int) -> Iterator[Consumption]:
    """Yield a year of use of ``pieces`` pieces in the calendar years that it lies in, by days."""
    begins, ends = anniversary(start, use.year - 1), anniversary(start, use.year)
    turn = date(begins.year + 1, 1, 1)
    with localcontext(prec=PRECISION):
        for year, days in ((begins.year, min(turn, ends) - begins), (turn.year, ends - turn)):
            share = Decimal(days.days) / (ends - begins).days
            if share > 0:
                yield Consumption(year, use.kwh * pieces * share, use.carbon * pieces * share, use.factor)


def _bookings(bought: Footprint, years: Sequence[int], pieces: int, category: int) -> tuple[Booking, ...]:
    with localcontext(prec=PRECISION):
        return tuple(Booking(year, category, pieces, bought.value * pieces, bought) for year in years)


def _unknown(embodied: Footprint | Reason | None) -> Reason | None:
    if isinstance(embodied, Reason):
        return embodied
    return Reason("missing.embodied") if embodied is None else None


def _unfit(embodied: Footprint) -> Reason | None:
    """Return why a figure cannot stand for embodied carbon in a decision."""
    if embodied.rung is Rung.SPEND:
        return Reason("missing.only_spend")
    if embodied.rung in MAKERS:
        return Reason("missing.own_is_no_category")
    if embodied.part is not Part.EMBODIED:
        return Reason("missing.embodied_part")
    return None


def _no_use(kwh: Sequence[Decimal] | Reason, grid: GridPath) -> tuple[Reason, ...]:
    unknown = (kwh,) if isinstance(kwh, Reason) else ()
    return unknown if grid.missing is None else (*unknown, grid.missing)


def _warnings(figures: Sequence[Footprint | None], grid: GridPath) -> tuple[Reason, ...]:
    """Return the sentence of each figure's publisher once, and the years whose grid factor is an older one."""
    codes = [item.warning for item in figures if item is not None] + [item.warning for item in grid.factors]
    found = [Reason(code) for code in dict.fromkeys(codes) if code]
    if grid.held and grid.factors[-1].year is not None:
        years = tuple(str(year) for year in grid.held)
        found.append(Reason("warning.grid_held", {"years": years, "year": str(grid.factors[-1].year)}))
    elif grid.held:
        found.append(Reason("warning.grid_undated", {"release": grid.factors[0].release}))
    return tuple(found)
