"""The front of a case: what less carbon, or less money now, costs over life."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import groupby

import numpy as np

from greenward.planning.choice import carbon_of, demand, gap_asked, left_out, proved_gap
from greenward.planning.frontier import Point, frontier
from greenward.planning.marginal import PER_TONNE
from greenward.planning.program import Measure, Program, Whole, build
from greenward.planning.restricted import Proof
from greenward.planning.split import served
from greenward.terms.demand import Limits
from greenward.terms.finding import Reason
from greenward.terms.front import CARBON, Front, FrontPoint, FrontWish
from greenward.terms.plan import Option, Survey


def front(
    surveys: Sequence[Survey], limits: Limits, wish: FrontWish, gap: float, chosen: Mapping[str, Option]
) -> Front:
    """Return the least life-cycle cost under each ceiling that ``wish`` asks for, within ``limits``.

    ``chosen`` is the plan itself, by need: each point says what it changes of it. Where carbon has a ceiling, options
    whose carbon is not known are left out.
    """
    counts_carbon = CARBON in wish.over or limits.carbon is not None
    program = build([demand(survey) for survey in surveys], limits, counts_carbon)
    over = tuple(Measure(word) for word in wish.over)
    asked = gap_asked(program, gap)
    found = frontier(program, over, wish.points, asked, known=_units(program, chosen))
    stopped = any(end.proof is not Proof.INFEASIBLE for _, end in found.unsolved)
    why = Reason("front.stopped" if stopped else "front.none") if found.unsolved else None
    points = [_point(point, surveys, chosen) for point in found.points]
    rows = [tuple(row) for _, row in groupby(points, lambda point: point.price_ceiling if len(over) > 1 else None)]
    return Front(
        wish.over,
        tuple(item for row in rows for item in _rated(row, wish.over)),
        left_out(program),
        why,
        Decimal(repr(asked)),
    )


def _units(program: Program, chosen: Mapping[str, Option]) -> Whole | None:
    """Return the plan itself in units of each column; None where one of its options is left out of the program."""
    columns = {
        (program.demands[need].id, way.id): at
        for at, (need, way) in enumerate(zip(program.need, program.ways, strict=True))
    }
    units = np.zeros(len(program.ways), dtype=np.int64)
    for need, option in chosen.items():
        for award in option.awards:
            at = columns.get((need, award.id))
            if at is None:
                return None
            units[at] = award.pieces if program.demands[program.need[at]].lot is not None else 1
    return units


def _point(point: Point, surveys: Sequence[Survey], chosen: Mapping[str, Option]) -> FrontPoint:
    ceilings = dict(point.ceilings)
    price, carbon = ceilings.get(Measure.PRICE), ceilings.get(Measure.CARBON)
    plan, bound = point.plan, point.bound
    if plan is None or bound is None:
        why = Reason("front.no_plan" if point.why is Proof.INFEASIBLE else "front.not_found")
        return FrontPoint(price, carbon, None, None, None, None, None, why, False, (), None)
    taken = served(surveys, plan.awards)
    changed = tuple(need for need, option in taken.items() if option != chosen[need])
    known = carbon_of(list(taken.values()))
    gap = proved_gap(plan.cost, bound)
    return FrontPoint(price, carbon, plan.price, plan.cost, known, bound, gap, None, point.beaten, changed, None)


def _rated(row: Sequence[FrontPoint], over: tuple[str, ...]) -> Iterator[FrontPoint]:
    """Give the points of one row, each with what going there costs from the last unbeaten one that had more."""
    before: FrontPoint | None = None
    for point in row:
        rated = point
        if not point.beaten and point.cost is not None and point.bound is not None:
            less = None if before is None else _less(before, point, over)
            if less and before is not None and before.cost is not None and before.bound is not None:
                rate, low = (point.cost - before.cost) / less, (point.bound - before.cost) / less
                rated = replace(point, rate=rate, rate_low=low, rate_high=(point.cost - before.bound) / less)
            before = point if before is None or less else before
        yield rated


def _less(before: FrontPoint, point: FrontPoint, over: tuple[str, ...]) -> Decimal | None:
    """Return how many tonnes of CO2, or how much money, a point has less than the one before; None: not less."""
    ends = (before.carbon, point.carbon) if CARBON in over else (before.price, point.price)
    if ends[0] is None or ends[1] is None or ends[1] >= ends[0]:
        return None
    return (ends[0] - ends[1]) / (PER_TONNE if CARBON in over else 1)
