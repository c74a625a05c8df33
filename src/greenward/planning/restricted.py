"""The best plan of a program, with the proof of how good it is."""

import time
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum
from itertools import pairwise

import numpy as np

from greenward.planning.bound import Bound, relax
from greenward.planning.dominance import undominated
from greenward.planning.exact import awards, decimal, excesses, figure, sums
from greenward.planning.first import WAYS, Draft, decided, rounded
from greenward.planning.integer import SOLVER, Found, integer
from greenward.planning.nearby import largest
from greenward.planning.polish import polished, settled
from greenward.planning.program import Floats, Kind, Mask, Measure, Program, Whole
from greenward.planning.renewed import fitting, renewed
from greenward.terms.demand import Award

GAP = 5e-3
TIME_LIMIT = 60.0
SMALL_PROGRAM = 2_000
# How near the two steps of a first plan come; finer for more than ``FEW`` demands, each of which weighs less. The
# exponents and the sizes were found by trying, on the instances of bench_plan.py.
LARGE_GAP, SMALL_GAP, FEW = 1e-2, 1e-3, 1_000
LARGE = 100
POLISH, POLISH_MANY = ((100, 200, 4), (200, 100, 3)), ((300, 300, 4), (200, 100, 3))
# Not thorough: the most branches of each search, and how often a plan is renewed that was just found.
BRANCHES, RENEWALS = 100, 1
POLISH_GAP, WORTH = 5e-4, 3e-4
WORTH_BOUNDING = 1e-3
MOST_REPAIRS = 20
RESOLUTION = 2e-6


class Proof(Enum):
    """How far the search went."""

    WITHIN_GAP = "the gap asked for is proved"
    NEAR = "a plan near the bound, whose gap is told"
    STOPPED = "the time was over first"
    INFEASIBLE = "no plan keeps the limits"


@dataclass(frozen=True, slots=True)
class Solution:
    """A plan that keeps every limit exactly, and the bound that no plan can beat.

    ``value`` is what it has of the objective, ``bound`` the least that any plan has, ``gap`` how far the plan may lie
    above the best, as a share of its own objective. ``carbon`` None: it is not known of one of the awards. ``duals``
    are those of the relaxation, in counted units by row; ``units`` says the same as the awards by column.
    """

    awards: tuple[Award, ...]
    value: Decimal
    price: Decimal
    cost: Decimal
    carbon: Decimal | None
    bound: Decimal
    gap: Decimal
    proof: Proof
    solver: str
    duals: Floats
    units: Whole


@dataclass(frozen=True, slots=True)
class Unsolved:
    """No plan: there is none (``proof``), or none was found in time. ``unserved`` are demands without any way."""

    proof: Proof
    unserved: tuple[str, ...]
    solver: str


@dataclass(frozen=True, slots=True, eq=False)
class _Search:
    """What a search found, to the solver's tolerance: units (None: no plan), the proved bound, and its end."""

    units: Whole | None
    bound: float
    proof: Proof


def solve(
    program: Program,
    gap: float = GAP,
    seconds: float = TIME_LIMIT,
    thorough: bool = True,
    start: Floats | None = None,
    known: Whole | None = None,
) -> Solution | Unsolved:
    """Return the plan with the least objective, proved to lie within ``gap`` of the best, or why there is none.

    Small programs are solved whole. Of others the bound comes first, then a plan from the columns near it, twice as
    many of them while they hold no plan. It is polished, which brings it much nearer to the best than ``gap``; where
    the bound does not prove the gap, a stronger one is sought, and at last the whole program is searched. Not
    ``thorough``: a known plan, or else a first one, is renewed in bounded work and told with the gap it has.

    Limits are kept exactly: where the solver's tolerance oversteps one, it is lowered by that much for the solver and
    the search repeated; the bound is that of the first search. With budget rows alone, ways beaten in price and cost
    are dropped first. ``start`` are duals of a program like it and ``known``, where not ``thorough``, the units of a
    plan that keeps its limits: neither is needed, both save work. After ``seconds`` the best so far is returned: the
    one case in which two runs may differ.
    """
    if program.unserved():
        return Unsolved(Proof.INFEASIBLE, program.unserved(), SOLVER)
    kept = _undominated(program)
    search, end = program.narrowed(kept), time.monotonic() + seconds
    columns = None if thorough or len(search.need) <= SMALL_PROGRAM else fitting(search)
    if columns is not None and not np.logical_or.reduceat(columns, search.first[:-1]).all():
        return Unsolved(Proof.INFEASIBLE, (), SOLVER)
    bound = relax(search, columns, start)
    if bound is None:
        return Unsolved(Proof.INFEASIBLE, (), SOLVER)
    tight, first = search, None
    known = known[kept] if known is not None and not known[~kept].any() else None
    for _ in range(MOST_REPAIRS):
        found = _search(tight, bound, gap, end, thorough, known)
        first = first or found
        if found.units is None and found is first:
            return Unsolved(found.proof, (), SOLVER)
        if found.units is None:
            break
        over = excesses(search, found.units)
        if all(excess <= 0 for excess in over):
            return _solution(program, _whole(kept, settled(search, found.units)), first, bound.duals)
        tight = _lowered(tight, [float(excess) for excess in over])
    if known is not None and first is not None and all(excess <= 0 for excess in excesses(search, known)):
        return _solution(program, _whole(kept, settled(search, known)), first, bound.duals)
    return Unsolved(Proof.STOPPED, (), SOLVER)


def _whole(kept: Mask, units: Whole) -> Whole:
    """Return the units of all columns from those of the kept ones."""
    found = np.zeros(len(kept), dtype=np.int64)
    found[kept] = units
    return found


def _undominated(program: Program) -> Mask:
    """Return the columns that can be in the best plan: with budget rows alone, not those beaten in price and cost."""
    rows = {row.kind for row in program.rows}
    if program.objective is Measure.CARBON or not rows <= {Kind.LINE, Kind.TOTAL, Kind.COST}:
        return np.ones(len(program.need), dtype=bool)
    kept = np.zeros(len(program.need), dtype=bool)
    for low, high in pairwise(program.first):
        ids = {way.id for way in undominated(program.ways[low:high])}
        kept[low:high] = [way.id in ids for way in program.ways[low:high]]
    return kept


def _search(program: Program, bound: Bound, gap: float, end: float, thorough: bool, known: Whole | None) -> _Search:
    everything = np.ones(len(program.need), dtype=bool)
    if len(everything) <= SMALL_PROGRAM:
        return _ended(program, integer(program, everything, bound.shares, gap, _left(end)), None, bound.value, gap)
    units = _near(program, bound, end) if thorough else _quickly(program, bound, gap, end, known)
    proved = bound.value
    if units is not None:
        above = _aim(program, units) - bound.value
        if _within(_aim(program, units), proved, gap):
            return _Search(units, proved, Proof.WITHIN_GAP)
        if not thorough:
            return _Search(units, proved, Proof.NEAR)
        if gap >= WORTH_BOUNDING:
            large = largest(program, LARGE)
            proved = max(proved, integer(program, everything, bound.shares, gap / 2, _left(end), whole=large).bound)
            if _within(_aim(program, units), proved, gap):
                return _Search(units, proved, Proof.WITHIN_GAP)
        everything = bound.reduced <= above + RESOLUTION
    nodes = None if thorough else BRANCHES
    return _ended(program, integer(program, everything, bound.shares, gap, _left(end), nodes=nodes), units, proved, gap)


def _near(program: Program, bound: Bound, end: float) -> Whole | None:
    """Return a plan from the columns near the bound, or None where even a wide choice of them holds none."""
    draft = _draft(program, bound, end)
    if draft is None:
        return None
    for size in POLISH if len(program.demands) <= FEW else POLISH_MANY:
        before = _aim(program, draft.units)
        draft = replace(draft, units=polished(program, bound, draft, size, POLISH_GAP, _left(end)))
        if before - _aim(program, draft.units) < WORTH * abs(before):
            break
    return draft.units


def _quickly(program: Program, bound: Bound, gap: float, end: float, known: Whole | None) -> Whole | None:
    """Return the known plan or, where it is not within the gap, one renewed from it, in bounded work."""
    units, rounds = known, 1
    if units is None:
        draft = _draft(program, bound, end, BRANCHES)
        if draft is None:
            return None
        units, rounds = draft.units, RENEWALS
    for _ in range(rounds):
        if _within(_aim(program, units), bound.value, gap):
            break
        units = renewed(program, bound, units, _left(end))
    return units


def _draft(program: Program, bound: Bound, end: float, nodes: int | None = None) -> Draft | None:
    """Return a first plan, from twice as many columns while they hold none."""
    many = max(1.0, len(program.demands) / FEW)
    large_gap, small_gap = LARGE_GAP / many**1.2, SMALL_GAP / many**0.7
    wider, most = 1, int(np.diff(program.first).max())
    while True:
        frame = decided(program, bound, wider, large_gap, _left(end), nodes)
        draft = None if frame is None else rounded(program, frame, wider, small_gap, _left(end), nodes)
        if draft is not None or WAYS * wider >= most or _left(end) == 0:
            return draft
        wider *= 2


def _ended(program: Program, found: Found, units: Whole | None, proved: float, gap: float) -> _Search:
    """Return the better of a plan at hand and what the whole program gave, with what both prove."""
    best = units
    if found.shares is not None and (units is None or program.aim @ found.shares < _aim(program, units)):
        best = found.units(program)
    if best is None:
        return _Search(None, proved, Proof.STOPPED if found.stopped else Proof.INFEASIBLE)
    # Columns were left out that no plan better than the one at hand has: its own objective bounds the bound.
    proved = max(proved, min(found.bound, _aim(program, best)))
    return _Search(best, proved, Proof.WITHIN_GAP if _within(_aim(program, best), proved, gap) else Proof.STOPPED)


def _aim(program: Program, units: Whole) -> float:
    return float(program.aim @ (units / program.size[program.need]))


def _within(value: float, proved: float, gap: float) -> bool:
    return value - proved <= max(gap * abs(value), RESOLUTION)


def _left(end: float) -> float:
    return max(0.0, end - time.monotonic())


def _lowered(program: Program, over: list[float]) -> Program:
    """Return the program whose overstepped limits are lowered by what they were overstepped, and a little more."""
    limits = program.limits.copy()
    for at, (row, excess) in enumerate(zip(program.rows, over, strict=True)):
        if excess > 0:
            limits[at] -= excess / float(program.scales.of(row.kind)) + RESOLUTION
    return replace(program, limits=limits)


def _solution(program: Program, units: Whole, search: _Search, duals: Floats) -> Solution:
    given = awards(program, units)
    known = all(award.carbon is not None for award in given)
    value = decimal(sums(program, units, lambda _, way: figure(way, program.objective)))
    scale = program.scales.of(program.objective)
    bound = min(Decimal(repr(search.bound)) * scale, value)
    near = value - bound <= Decimal(repr(RESOLUTION)) * scale
    return Solution(
        awards=given,
        value=value,
        price=decimal(sums(program, units, lambda _, way: way.price)),
        cost=decimal(sums(program, units, lambda _, way: way.cost)),
        carbon=decimal(sums(program, units, lambda _, way: way.carbon or Decimal(0))) if known else None,
        bound=bound,
        gap=Decimal(0) if near else (value - bound) / abs(value),
        proof=search.proof,
        solver=SOLVER,
        duals=duals,
        units=units,
    )
