"""What each year of a study is counted with: discount factor, price indices and the grid's carbon, as live cells."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from greenward.documents.method_cells import exact
from greenward.documents.table import Cell, Figure, TableView
from greenward.lifecycle.cost import grid_path
from greenward.lifecycle.discount import DAYS_A_YEAR, anniversary, discount_factor
from greenward.lifecycle.flows import HALF
from greenward.lifecycle.price_path import elapsed, price_factor
from greenward.terms.method import Method, Timing
from greenward.terms.names import Language
from greenward.terms.price_path import PricePath
from greenward.texts import say

Moment = Literal["end", "use"]
"""At the end of a year, or when what is used in it is paid."""

PLACES, MANY = 6, 10
YEAR, GRID = "study_year", "grid_carbon"


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of the table: its heading, the name of its cells, and what stands in it for a year."""

    heading: str
    name: str
    figure: Callable[[int], Cell]


def discount_range(method: Method, moment: Moment) -> str:
    """Return the name of the column of discount factors."""
    return f"discount_{_moment(method, moment)}"


def price_range(method: Method, path: str, moment: Moment) -> str:
    """Return the name of the column by which a price that follows ``path`` moves; empty where it does not move."""
    if not path and method.inflation is None:
        return ""
    ids = [item.id for item in method.paths]
    return f"price_index_{ids.index(path) + 1 if path else 0}_{_moment(method, moment)}"


def factors_table(method: Method, language: Language) -> TableView:
    """Return a row a year, 1 to the last; on the base date every factor is 1."""
    columns: list[_Column] = []
    for column in _columns(method, language, columns):
        columns.append(column)
    rows = tuple(tuple(column.figure(year) for column in columns) for year in range(1, method.years + 1))
    ranges = tuple((at, column.name) for at, column in enumerate(columns) if column.name)
    headings = tuple(column.heading.strip() for column in columns)
    note = say("sheet.factors_note", language, day=method.base_date)
    return TableView("factors", say("table.factors", language), headings, rows, note=note, ranges=ranges)


def _moment(method: Method, moment: Moment) -> Moment:
    return moment if method.timing is Timing.MID_YEAR else "end"


def _moments(method: Method) -> tuple[Moment, ...]:
    return ("end", "use") if method.timing is Timing.MID_YEAR else ("end",)


def _when(year: int, moment: Moment) -> Decimal:
    return year - (HALF if moment == "use" else 0) + Decimal(0)


def _columns(method: Method, language: Language, before: list[_Column]) -> Iterator[_Column]:
    """Yield the columns from left to right; ``before`` are those already standing, which formulas refer to."""
    base = method.base_date
    yield _Column(say("sheet.year", language), YEAR, lambda year: Figure(Decimal(year), 0))
    yield _Column(say("sheet.ends", language), "", lambda year: str(base.year + year))
    if method.timing is Timing.DAY_COUNT:
        days = say("sheet.days", language)
        yield _Column(days, "", lambda year: Figure(Decimal((anniversary(base, year) - base).days), 0))
    for moment in _moments(method):
        yield _elapsed(method, moment, language, len(before))
        at = len(before) - 1
        yield _discount(method, moment, language, at)
        if method.inflation is not None:
            heading = say("sheet.index_none", language, moment=_word(method, moment, language))
            yield _moved(method, None, moment, heading, f"(1+inflation_rate)^[{at}]")
        for number, path in enumerate(method.paths, start=1):
            heading = say("sheet.index", language, path=path.names, moment=_word(method, moment, language))
            if path.rate is not None:
                level = "" if method.inflation is None else f"*(1+inflation_rate)^([{at}]-[0])"
                yield _moved(method, path, moment, heading, f"(1+path_rate_{number})^[0]{level}")
                continue
            yield _published(method, path, language)
            yield _moved(method, path, moment, heading, f"[{len(before) - 1}]/path_base_{number}")
    grid = grid_path(method)
    if grid.missing is None:
        unit = grid.factors[0].unit
        heading = say("sheet.grid", language, unit=unit)
        yield _Column(heading, GRID, lambda year: exact(grid.factors[year - 1].value))


def _word(method: Method, moment: Moment, language: Language) -> str:
    """Return at what moment a factor holds, where there are two."""
    if method.timing is not Timing.MID_YEAR:
        return ""
    return say("sheet.in_middle" if moment == "use" else "sheet.at_end", language)


def _elapsed(method: Method, moment: Moment, language: Language, at: int) -> _Column:
    heading = say("sheet.elapsed", language, moment=_word(method, moment, language))
    live = f"[{at - 1}]/{DAYS_A_YEAR}" if method.timing is Timing.DAY_COUNT else "[0]-1/2" if moment == "use" else "[0]"
    places = PLACES if method.timing is Timing.DAY_COUNT else 1 if moment == "use" else 0
    name = f"elapsed_{moment}"
    return _Column(heading, name, lambda year: Figure(elapsed(_when(year, moment), method), places, formula=live))


def _discount(method: Method, moment: Moment, language: Language, at: int) -> _Column:
    """Return the discount factor: each rate discounts the time in which it holds, the last goes on."""
    parts, start = [], "0"
    for number in range(1, len(method.rates) + 1):
        last = number == len(method.rates)
        until = f"[{at}]" if last else f"MIN([{at}],rate_until_{number})"
        power = f"[{at}]" if last and number == 1 else f"(MAX({until},{start})-{start})"
        parts.append(f"(1+rate_{number})^{power}")
        start = f"rate_until_{number}"
    live = f"1/({'*'.join(parts)})"
    heading = say("sheet.discount", language, moment=_word(method, moment, language))
    return _Column(
        heading,
        discount_range(method, moment),
        lambda year: Figure(discount_factor(method.rates, elapsed(_when(year, moment), method)), MANY, formula=live),
    )


def _published(method: Method, path: PricePath, language: Language) -> _Column:
    known, base = dict(path.index), method.base_date.year
    heading = say("sheet.index_given", language, path=path.names)
    return _Column(heading, "", lambda year: exact(known[base + year]))


def _moved(method: Method, path: PricePath | None, moment: Moment, heading: str, live: str) -> _Column:
    name = price_range(method, path.id if path is not None else "", moment)
    return _Column(
        heading, name, lambda year: Figure(price_factor(path, _when(year, moment), method), PLACES, formula=live)
    )
