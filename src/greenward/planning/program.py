"""The plan as a program: a column for each way to serve a demand, a row for each limit, exact figures beside floats."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csc_array, vstack

from greenward.planning.refuse import refuse
from greenward.terms.demand import Demand, Limits, Way

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]
Mask = NDArray[np.bool_]

SCALE = Decimal(1000)
LARGEST_COEFFICIENT = Decimal(1_000_000)


class Measure(Enum):
    """What a plan's figures add up to, and what may be minimised."""

    COST = "cost"
    PRICE = "price"
    CARBON = "carbon"


class Kind(Enum):
    """What a row limits."""

    LINE = "budget line"
    TOTAL = "total budget"
    CAPACITY = "supplier capacity"
    GREEN = "green share"
    CARBON = "carbon cap"
    COST = "life-cycle cost"


@dataclass(frozen=True, slots=True)
class Row:
    """One limit: what all awards use of it may not exceed ``limit``.

    ``name`` is the budget line or the supplier. A green share of theta is written as ``sum of price (theta - green)
    <= 0``: linear, and the same as the ratio wherever something is bought.
    """

    kind: Kind
    name: str
    limit: Decimal
    year: int | None = None
    share: Decimal | None = None

    def use(self, demand: Demand, way: Way) -> Decimal:
        """Return what ``way`` uses of the limit when it serves the whole of ``demand``."""
        match self.kind:
            case Kind.LINE:
                held = demand.line == self.name and self.year in (None, demand.year)
                return way.price if held else Decimal(0)
            case Kind.TOTAL:
                return way.price
            case Kind.CAPACITY:
                return Decimal((way.pieces or demand.quantity) if way.supplier == self.name else 0)
            case Kind.GREEN:
                return way.price * ((self.share or Decimal(0)) - (1 if way.green else 0))
            case Kind.CARBON:
                return way.carbon or Decimal(0)
            case Kind.COST:
                return way.cost


@dataclass(frozen=True, slots=True)
class Scales:
    """How much one counted unit is: of money, in the currency; of carbon, in kilograms."""

    money: Decimal
    carbon: Decimal

    def of(self, what: Measure | Kind) -> Decimal:
        """Return the unit in which a measure, or what a row limits, is counted; pieces are counted singly."""
        if what is Kind.CAPACITY:
            return Decimal(1)
        return self.carbon if what in (Measure.CARBON, Kind.CARBON) else self.money


@dataclass(frozen=True, slots=True, eq=False)
class Program:
    """Demands in order of their ids, their ways by cost, price and id as columns, and the rows that limit them.

    ``need`` holds the demand of each column, ``first`` the first column of each demand and, last, their number.
    ``size`` is 1 for a demand that one way serves whole, else its quantity, and ``lot`` the least of it that one way
    may have. ``cost``, ``price`` and ``carbon`` are a column's figures for the whole demand, ``uses`` (rows x columns)
    and ``limits`` the rows, all counted in ``scales``. ``left_out`` are the ways, by demand and way, whose carbon is
    not known although it counts.
    """

    demands: tuple[Demand, ...]
    ways: tuple[Way, ...]
    rows: tuple[Row, ...]
    objective: Measure
    need: Whole
    first: Whole
    size: Whole
    lot: Whole
    cost: Floats
    price: Floats
    carbon: Floats
    uses: Any
    limits: Floats
    scales: Scales
    left_out: tuple[tuple[str, str], ...]

    @property
    def aim(self) -> Floats:
        """What is minimised, for each column."""
        return self.figures(self.objective)

    def figures(self, measure: Measure) -> Floats:
        """Return a measure of each column."""
        return {Measure.COST: self.cost, Measure.PRICE: self.price, Measure.CARBON: self.carbon}[measure]

    def unserved(self) -> tuple[str, ...]:
        """Return the demands that have no way at all."""
        return tuple(self.demands[at].id for at in np.flatnonzero(np.diff(self.first) == 0))

    def minimising(self, objective: Measure) -> "Program":
        """Return the program with another objective; raises ValueError for carbon that is not known of every way."""
        self._known(objective)
        return replace(self, objective=objective)

    def _known(self, measure: Measure) -> None:
        if measure is Measure.CARBON and any(way.carbon is None for way in self.ways):
            raise ValueError("carbon counts only in a program that was built to count it")

    def row(self, kind: Kind, name: str = "", year: int | None = None) -> int:
        """Return where a row stands; raises KeyError where there is none."""
        for at, row in enumerate(self.rows):
            if (row.kind, row.name, row.year) == (kind, name, year):
                return at
        raise KeyError((kind, name, year))

    def limited(self, at: int, limit: Decimal) -> "Program":
        """Return the program with another limit in row ``at``."""
        rows, limits = list(self.rows), self.limits.copy()
        rows[at] = replace(rows[at], limit=limit)
        limits[at] = float(limit / self.scales.of(rows[at].kind))
        return replace(self, rows=tuple(rows), limits=limits)

    def capped(self, measure: Measure, limit: Decimal) -> "Program":
        """Return the program in which a measure may not exceed ``limit``, nor what it was limited to before.

        Raises ValueError for carbon that is not known of every way.
        """
        self._known(measure)
        kind = {Measure.COST: Kind.COST, Measure.PRICE: Kind.TOTAL, Measure.CARBON: Kind.CARBON}[measure]
        known = [at for at, row in enumerate(self.rows) if row.kind is kind]
        if known:
            return self.limited(known[0], min(limit, self.rows[known[0]].limit))
        return replace(
            self,
            rows=(*self.rows, Row(kind, "", limit)),
            uses=vstack([self.uses, csc_array(self.figures(measure).reshape(1, -1))], format="csc"),
            limits=np.append(self.limits, float(limit / self.scales.of(kind))),
        )

    def narrowed(self, kept: Mask) -> "Program":
        """Return the program with the columns of ``kept`` alone."""
        at = np.flatnonzero(kept)
        return replace(
            self,
            ways=tuple(self.ways[column] for column in at),
            need=self.need[at],
            first=_first(self.need[at], len(self.demands)),
            cost=self.cost[at],
            price=self.price[at],
            carbon=self.carbon[at],
            uses=self.uses[:, at],
        )


def build(demands: Sequence[Demand], limits: Limits, counts_carbon: bool = False) -> Program:
    """Return the program of ``demands`` within ``limits``, with the life-cycle cost as its objective.

    The order of the arguments does not matter. Where carbon is limited, or ``counts_carbon`` asks for it, ways whose
    carbon is not known are left out and named. Raises ProblemsError for what no plan could be made of.
    """
    refuse(demands, limits)
    counts_carbon = counts_carbon or limits.carbon is not None
    ordered = sorted(demands, key=lambda demand: demand.id)
    columns, left_out = [], []
    for at, demand in enumerate(ordered):
        for way in sorted(demand.ways, key=lambda way: (way.cost, way.price, way.id)):
            if counts_carbon and way.carbon is None:
                left_out.append((demand.id, way.id))
            else:
                columns.append((at, way))
    ways = tuple(way for _, way in columns)
    need = np.array([at for at, _ in columns], dtype=np.int64)
    rows, scales = tuple(_rows(limits)), Scales(_money(ways), SCALE)
    return Program(
        demands=tuple(ordered),
        ways=ways,
        rows=rows,
        objective=Measure.COST,
        need=need,
        first=_first(need, len(ordered)),
        size=np.array([1 if demand.lot is None else demand.quantity for demand in ordered], dtype=np.int64),
        lot=np.array([demand.lot or 1 for demand in ordered], dtype=np.int64),
        cost=np.array([float(way.cost / scales.money) for way in ways]),
        price=np.array([float(way.price / scales.money) for way in ways]),
        carbon=np.array([float((way.carbon or Decimal(0)) / scales.carbon) for way in ways]),
        uses=_uses(rows, [(ordered[at], way) for at, way in columns], scales),
        limits=np.array([float(row.limit / scales.of(row.kind)) for row in rows]),
        scales=scales,
        left_out=tuple(left_out),
    )


def _rows(limits: Limits) -> Iterator[Row]:
    for line in sorted(limits.lines, key=lambda item: (item.line, item.year is not None, item.year or 0)):
        yield Row(Kind.LINE, line.line, line.amount, line.year)
    if limits.total is not None:
        yield Row(Kind.TOTAL, "", limits.total)
    for capacity in sorted(limits.capacities, key=lambda item: item.supplier):
        yield Row(Kind.CAPACITY, capacity.supplier, Decimal(capacity.pieces))
    if limits.green_share is not None:
        yield Row(Kind.GREEN, "", Decimal(0), share=limits.green_share)
    if limits.carbon is not None:
        yield Row(Kind.CARBON, "", limits.carbon)


def _uses(rows: Sequence[Row], columns: Sequence[tuple[Demand, Way]], scales: Scales) -> Any:
    """Return the rows as a sparse matrix; of lines and suppliers only those that a column names are looked at."""
    named: dict[tuple[bool, str], list[int]] = {}
    general = []
    for at, row in enumerate(rows):
        if row.kind in (Kind.LINE, Kind.CAPACITY):
            named.setdefault((row.kind is Kind.LINE, row.name), []).append(at)
        else:
            general.append(at)
    uses, at_row, at_column = [], [], []
    for column, (demand, way) in enumerate(columns):
        for at in (*named.get((True, demand.line), ()), *named.get((False, way.supplier), ()), *general):
            use = rows[at].use(demand, way)
            if use:
                uses.append(float(use / scales.of(rows[at].kind)))
                at_row.append(at)
                at_column.append(column)
    return csc_array((uses, (at_row, at_column)), shape=(len(rows), len(columns)))


def _money(ways: Sequence[Way]) -> Decimal:
    """Return a thousand, or the power of ten that brings the largest amount of a column to a million."""
    largest = max((max(abs(way.cost), way.price) for way in ways), default=Decimal(0))
    money = SCALE
    while largest / money > LARGEST_COEFFICIENT:
        money *= 10
    return money


def _first(need: Whole, demands: int) -> Whole:
    return np.searchsorted(need, np.arange(demands + 1)).astype(np.int64)
