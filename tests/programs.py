"""Small programs drawn by Hypothesis, and every plan there is for them, worked out apart from the library.

All names and figures are invented. Amounts are quarters of the currency's unit, so that ties and limits met exactly are
common.
"""

import itertools
from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from hypothesis import strategies as st

from greenward.terms.demand import Capacity, Demand, Limits, LineLimit, Way

SUPPLIERS = ("Invented A", "Invented B", "")
LINES = (("travel", 2026), ("office", 2026), ("office", 2027), ("", None))

Allocation = tuple[tuple[Demand, Way, int], ...]

amount = st.integers(0, 400).map(lambda quarters: Decimal(quarters) / 4)


@st.composite
def demands(draw: st.DrawFn, most: int = 4) -> list[Demand]:
    """One to ``most`` demands, some of them split with a lot."""
    found = []
    for at in range(draw(st.integers(1, most))):
        quantity = draw(st.integers(1, 4))
        split = draw(st.booleans())
        line, year = draw(st.sampled_from(LINES))
        ways = []
        for number in range(draw(st.integers(1, 3))):
            price = draw(amount)
            ways.append(
                Way(
                    f"way {number}",
                    price * quantity,
                    (price + draw(amount)) * quantity,
                    None if draw(st.booleans()) else draw(amount) * quantity,
                    draw(st.booleans()),
                    draw(st.sampled_from(SUPPLIERS)),
                )
            )
        lot = draw(st.integers(1, quantity)) if split else None
        found.append(Demand(f"demand {at}", quantity, tuple(ways), line, year, lot))
    return found


@st.composite
def problems(draw: st.DrawFn, most: int = 4) -> tuple[list[Demand], Limits]:
    """Demands, with limits that some plan just keeps (twice in three) or with any limits, hardly ever kept."""
    wanted = draw(demands(most))
    every = list(itertools.islice(plans(wanted, True), 500))
    if not every or draw(st.integers(0, 2)) == 0:
        return wanted, draw(limits())
    plan = draw(st.sampled_from(every))
    kept, more = used_by(plan), draw(amount) if draw(st.booleans()) else Decimal(0)
    price = total(plan, "price")
    green = total(tuple(part for part in plan if part[1].green), "price")
    return wanted, Limits(
        tuple(LineLimit(item.line, item.amount + more, item.year) for item in kept.lines),
        kept.total if draw(st.booleans()) else None,
        kept.capacities if draw(st.booleans()) else (),
        Decimal(int(green / price * 100)) / 100 if price and draw(st.booleans()) else None,
        kept.carbon if draw(st.booleans()) else None,
    )


@st.composite
def limits(draw: st.DrawFn, kinds: Sequence[str] = ("lines", "total", "capacities", "green", "carbon")) -> Limits:
    """Limits of some of the kinds, about as often too tight as not."""
    money = st.integers(0, 1600).map(lambda quarters: Decimal(quarters) / 4)
    if "lines" in kinds:
        lines = (
            LineLimit("travel", draw(money)),
            LineLimit("office", draw(money), 2026),
            LineLimit("office", draw(money), 2027),
            *((LineLimit("office", draw(money)),) if draw(st.booleans()) else ()),
        )
    else:
        lines = tuple(LineLimit(line, Decimal(10**6), None) for line in ("travel", "office"))
    capacities = tuple(
        Capacity(supplier, draw(st.integers(0, 6)))
        for supplier in SUPPLIERS[:2]
        if "capacities" in kinds and draw(st.booleans())
    )
    return Limits(
        lines,
        draw(st.none() | money) if "total" in kinds else None,
        capacities,
        draw(st.none() | st.integers(0, 4).map(lambda part: Decimal(part) / 4)) if "green" in kinds else None,
        draw(st.none() | money) if "carbon" in kinds else None,
    )


def plans(wanted: Sequence[Demand], counts_carbon: bool) -> Iterator[Allocation]:
    """Give every way to serve all demands, limits aside; ways of unknown carbon stay out where carbon counts."""
    each: list[list[Allocation]] = []
    for demand in sorted(wanted, key=lambda demand: demand.id):
        ways = [way for way in demand.ways if not (counts_carbon and way.carbon is None)]
        if demand.lot is None:
            each.append([((demand, way, demand.quantity),) for way in ways])
        else:
            parts = [0, *range(demand.lot, demand.quantity + 1)]
            each.append(
                [
                    tuple((demand, way, pieces) for way, pieces in zip(ways, split, strict=True) if pieces)
                    for split in itertools.product(parts, repeat=len(ways))
                    if sum(split) == demand.quantity
                ]
            )
    for choice in itertools.product(*each):
        yield tuple(itertools.chain.from_iterable(choice))


def used_by(plan: Allocation) -> Limits:
    """Return the limits that a plan uses to the last: it keeps them, and hardly another does better."""
    keys = {(demand.line, demand.year) for demand, _, _ in plan if demand.line}
    lines = {key: tuple(part for part in plan if (part[0].line, part[0].year) == key) for key in keys}
    pieces = {name: sum(each for _, way, each in plan if way.supplier == name) for name in SUPPLIERS[:2]}
    return Limits(
        tuple(LineLimit(line, _decimal(total(mine, "price")), year) for (line, year), mine in sorted(lines.items())),
        _decimal(total(plan, "price")),
        tuple(Capacity(name, count) for name, count in pieces.items()),
        None,
        _decimal(total(plan, "carbon")),
    )


def _decimal(number: Fraction) -> Decimal:
    return Decimal(number.numerator) / Decimal(number.denominator)


def total(plan: Allocation, figure: str) -> Fraction:
    """Return the sum of a figure of the ways chosen."""
    return sum(
        (Fraction(getattr(way, figure) or 0) * pieces / demand.quantity for demand, way, pieces in plan), Fraction(0)
    )


def lacks(plan: Allocation, kept: Limits) -> dict[str, Fraction]:
    """Return by how much a plan oversteps the limits, added up by kind; all 0: it keeps them."""
    found = dict.fromkeys(("capacity", "carbon", "green", "money"), Fraction(0))
    for line in kept.lines:
        mine = tuple(part for part in plan if part[0].line == line.line and line.year in (None, part[0].year))
        found["money"] += max(Fraction(0), total(mine, "price") - Fraction(line.amount))
    if kept.total is not None:
        found["money"] += max(Fraction(0), total(plan, "price") - Fraction(kept.total))
    for capacity in kept.capacities:
        pieces = sum(pieces for _, way, pieces in plan if way.supplier == capacity.supplier)
        found["capacity"] += max(0, pieces - capacity.pieces)
    if kept.green_share is not None:
        green = total(tuple(part for part in plan if part[1].green), "price")
        found["green"] = max(Fraction(0), Fraction(kept.green_share) * total(plan, "price") - green)
    if kept.carbon is not None:
        found["carbon"] = max(Fraction(0), total(plan, "carbon") - Fraction(kept.carbon))
    return found


def best(wanted: Sequence[Demand], kept: Limits, figure: str = "cost", counts_carbon: bool = False) -> Fraction | None:
    """Return the least of a figure that any plan within the limits has; None: there is no such plan."""
    counts = counts_carbon or kept.carbon is not None
    keeping = (plan for plan in plans(wanted, counts) if not any(lacks(plan, kept).values()))
    return min((total(plan, figure) for plan in keeping), default=None)
