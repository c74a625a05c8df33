"""The plans between which a choice must be made: less of one measure only for more of another."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, Decimal
from itertools import product
from math import inf, isqrt

from greenward.planning.program import Floats, Measure, Program, Whole
from greenward.planning.restricted import GAP, SMALL_PROGRAM, Proof, Solution, Unsolved, solve

POINTS = 30
TIME_LIMIT = 300.0
# Large programs: every how many points a plan is sought anew, how much nearer than asked it is to come, and which part
# of the points, one in so many, rests at the tight end.
EVERY, NEARER, RESTING = 3, 10, 10
FINEST = Decimal("0.000001")


@dataclass(frozen=True, slots=True)
class Point:
    """The best plan found under ceilings on other measures.

    ``bound`` is the least of the objective that any plan under these ceilings has, and ``gap`` how far ``plan`` may lie
    above the best, as a share of its own. ``plan`` None: ``why`` says whether there is none or none was found.
    ``beaten``: a plan of another point is no worse in any measure and better in one.
    """

    ceilings: tuple[tuple[Measure, Decimal], ...]
    plan: Solution | None
    bound: Decimal | None
    gap: Decimal | None
    why: Proof
    beaten: bool


@dataclass(frozen=True, slots=True)
class Front:
    """Points from the loosest ceilings to the tightest, and the plans at the ends.

    ``best`` has the least of the objective; ``least`` has, for each measure with a ceiling, the plan with the least of
    it. Where one of these ends has no plan, ``unsolved`` says of which measure and why, and there are no points.
    """

    objective: Measure
    best: Solution | None
    least: tuple[tuple[Measure, Solution], ...]
    points: tuple[Point, ...]
    unsolved: tuple[tuple[Measure, Unsolved], ...]


def frontier(
    program: Program,
    over: Sequence[Measure] = (Measure.CARBON,),
    points: int = POINTS,
    gap: float = GAP,
    seconds: float = TIME_LIMIT,
    known: Whole | None = None,
) -> Front:
    """Return the front of the objective against one or two other measures, at about ``points`` equal steps.

    The ceilings run from the most that the plan at any end has of a measure to the least that any plan has (epsilon
    constraints). Every plan is in whole awards and keeps all limits; each point has a bound of its own. A plan found
    for one point serves every other whose ceilings it keeps and where it is better; large programs search anew where
    the known plan is not within ``gap``, and at every third point. With two measures the ceilings form a lattice, in
    whose corners there may be no plan: such points say so. Raises ValueError for a measure that is the objective
    itself, and for fewer points than the lattice has corners. ``known`` are the units of a plan that keeps the limits.
    """
    if program.objective in over or not 1 <= len(set(over)) == len(over) <= 2 or points < 2 ** len(over):
        raise ValueError("a front needs one or two measures beside the objective, and a point for each corner")
    end = time.monotonic() + seconds
    measures = (program.objective, *over)
    large = len(program.need) > SMALL_PROGRAM
    near = gap / NEARER if large else gap
    ends = [(measure, solve(program.minimising(measure), near, seconds, False, None, known)) for measure in measures]
    plans = [(measure, plan) for measure, plan in ends if isinstance(plan, Solution)]
    if len(plans) < len(ends):
        unsolved = tuple((measure, plan) for measure, plan in ends if isinstance(plan, Unsolved))
        return Front(program.objective, None, (), (), unsolved)
    best, least = plans[0][1], tuple(plans[1:])
    tops = [max(value(plan, measure) for _, plan in plans) for measure in over]
    levels = [
        list(_levels(top, value(plan, measure), _steps(points, len(over))))
        for top, (measure, plan) in zip(tops, least, strict=True)
    ]
    found = _swept(program, over, list(product(*levels)), [plan for _, plan in plans], gap, end)
    return Front(program.objective, best, least, tuple(_compared(found)), ())


def value(plan: Solution, measure: Measure) -> Decimal:
    """Return what a plan has of a measure; raises ValueError where its carbon is not known."""
    found = {Measure.COST: plan.cost, Measure.PRICE: plan.price, Measure.CARBON: plan.carbon}[measure]
    if found is None:
        raise ValueError("the carbon of the plan is not known")
    return found


def _steps(points: int, measures: int) -> int:
    return points if measures == 1 else isqrt(points)


def _levels(high: Decimal, low: Decimal, steps: int) -> Iterator[Decimal]:
    """Give the ceilings from the loosest to the tightest, rounded up, so that the plans at the ends keep theirs."""
    for step in range(steps - 1, -1, -1):
        yield (low + (high - low) * step / (steps - 1)).quantize(FINEST, ROUND_CEILING)


def _swept(
    program: Program,
    over: Sequence[Measure],
    ceilings: Sequence[tuple[Decimal, ...]],
    pool: list[Solution],
    gap: float,
    end: float,
) -> list[Point]:
    """Return the point of each tuple of ceilings; ``pool`` holds the plans known so far and gains those found.

    The tightest comes first, so that each plan keeps the ceilings of the next, and every search starts from the best
    plan known. Of a large program the first tenth takes that plan as it is: there is room for hardly any other, and the
    search for one is long. Later it is taken while it lies within ``gap``, but every third point asks for nearer.
    """
    points: list[Point] = []
    start: Floats | None = None
    large = len(program.need) > SMALL_PROGRAM
    for place, limits in enumerate(reversed(ceilings), start=1):
        capped = program
        for measure, limit in zip(over, limits, strict=True):
            capped = capped.capped(measure, limit)
        known = _best(program, over, limits, pool)
        if not large or known is None:
            asked = gap
        elif place <= len(ceilings) // RESTING:
            asked = inf
        else:
            asked = gap if place % EVERY else gap / NEARER
        plan = solve(capped, asked, max(end - time.monotonic(), 0.0), False, start, known.units if known else None)
        named = tuple(zip(over, limits, strict=True))
        if not isinstance(plan, Solution):
            points.append(Point(named, None, None, None, plan.proof, False))
            continue
        pool.append(plan)
        start = plan.duals
        points.append(Point(named, plan, plan.bound, plan.gap, plan.proof, False))
    return [_improved(program, over, point, pool, gap) for point in reversed(points)]


def _best(
    program: Program, over: Sequence[Measure], limits: Sequence[Decimal], pool: Sequence[Solution]
) -> Solution | None:
    """Return the best known plan that keeps the ceilings."""
    kept = [plan for plan in pool if all(value(plan, m) <= limit for m, limit in zip(over, limits, strict=True))]
    return min(kept, key=lambda plan: value(plan, program.objective), default=None)


def _improved(program: Program, over: Sequence[Measure], point: Point, pool: Sequence[Solution], gap: float) -> Point:
    """Return the point with the best plan that any other point found for it, and how near that is."""
    if point.plan is None or point.bound is None:
        return point
    kept = _best(program, over, [limit for _, limit in point.ceilings], pool) or point.plan
    best = min(point.plan, kept, key=lambda plan: value(plan, program.objective))
    own = _gap(value(best, program.objective), point.bound)
    why = Proof.WITHIN_GAP if own <= gap else Proof.STOPPED if point.why is Proof.STOPPED else Proof.NEAR
    return replace(point, plan=best, gap=own, why=why)


def _gap(own: Decimal, bound: Decimal) -> Decimal:
    """Return how far a value lies above a bound, as a share of itself."""
    return max(own - bound, Decimal(0)) / abs(own) if own else Decimal(0)


def _compared(points: Sequence[Point]) -> Iterator[Point]:
    """Give the points, each with whether a plan of another beats it in the measures that are known of all."""
    plans = [point.plan for point in points if point.plan is not None]
    known = [m for m in Measure if m is not Measure.CARBON or all(plan.carbon is not None for plan in plans)]
    figures = {tuple(value(plan, measure) for measure in known) for plan in plans}
    for point in points:
        own = None if point.plan is None else tuple(value(point.plan, measure) for measure in known)
        beaten = own is not None and any(
            other != own and all(a <= b for a, b in zip(other, own, strict=True)) for other in figures
        )
        yield replace(point, beaten=beaten)
