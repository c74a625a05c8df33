"""A plan made better without a new search, and its ties settled by rule."""

from decimal import Decimal, localcontext
from fractions import Fraction

import numpy as np

from greenward.planning.bound import Bound, nearest
from greenward.planning.exact import DIGITS, EXACT, excesses, figure
from greenward.planning.first import Draft
from greenward.planning.integer import integer
from greenward.planning.nearby import largest, open_demands
from greenward.planning.program import Measure, Program, Whole

ROUNDING = 1e-9


def polished(
    program: Program, bound: Bound, draft: Draft, size: tuple[int, int, int], gap: float, seconds: float
) -> Whole:
    """Return the plan with its large demands and the open small ones decided anew together, no worse than before.

    ``size``: how many large demands, how many small ones, and how many ways of each of these.

    A column whose reduced cost exceeds what the plan lies above the bound can be in no better plan.
    """
    given = draft.units / program.size[program.need]
    above = float(program.aim @ given) - bound.value
    large = largest(program, size[0])
    small = open_demands(program, draft.rest, size[1], large)
    free = large[program.need] & (bound.reduced <= above)
    free |= small[program.need] & nearest(program, draft.rest.reduced, size[2])
    free |= (large | small)[program.need] & (draft.units > 0)
    found = integer(program, free, given, gap, seconds)
    if found.shares is None or program.aim @ found.shares >= program.aim @ given:
        return draft.units
    return found.units(program)


def settled(program: Program, units: Whole) -> Whole:
    """Return the plan after every exchange of one way for another that the rule prefers and that keeps all limits.

    The rule: less of the objective, then the lower price, then the earlier id. Only demands that one way serves whole
    take part. Exchanges are tried exactly, demand by demand in order of ids, until none is left.
    """
    units, order = units.copy(), _order(program)
    with localcontext(EXACT):
        room = [_floor(-excess) for excess in excesses(program, units)]
        while True:
            changed = False
            for new, old in _candidates(program, units, order, room):
                if units[old] and _exchange(program, room, new, old):
                    units[new], units[old], changed = units[old], 0, True
            if not changed:
                return units


def _order(program: Program) -> Whole:
    """Return the place of each column in the rule's order among those of its demand."""
    place = np.arange(len(program.ways))
    if program.objective is Measure.COST:
        return place

    def key(at: int) -> tuple[object, ...]:
        way = program.ways[at]
        return figure(way, program.objective), way.price, way.id

    place[sorted(range(len(place)), key=key)] = np.arange(len(place))
    return place


def _candidates(program: Program, units: Whole, order: Whole, room: list[Decimal]) -> list[tuple[int, int]]:
    """Return the exchanges (new, old) that the rule prefers and that rounded figures do not rule out, best first."""
    held = np.full(len(program.demands), -1)
    whole = np.flatnonzero(units == program.size[program.need])
    held[program.need[whole]] = whole
    old = held[program.need]
    new = np.flatnonzero((old >= 0) & (order < order[old]))
    old = old[new]
    change = (program.uses[:, new] - program.uses[:, old]).tocoo()
    left = np.array(
        [float(each) / float(program.scales.of(row.kind)) for each, row in zip(room, program.rows, strict=True)]
    )
    too_much = change.data > left[change.row] + ROUNDING * (1 + np.abs(left[change.row]))
    possible = np.ones(len(new), dtype=bool)
    possible[change.col[too_much]] = False
    pairs = zip(new[possible].tolist(), old[possible].tolist(), strict=True)
    return sorted(pairs, key=lambda pair: (program.need[pair[0]], order[pair[0]]))


def _exchange(program: Program, room: list[Decimal], new: int, old: int) -> bool:
    """Return whether an exchange keeps every limit, exactly, and if so take what it uses from ``room``."""
    demand = program.demands[program.need[new]]
    left = {}
    for column in (new, old):
        for at in program.uses.indices[program.uses.indptr[column] : program.uses.indptr[column + 1]].tolist():
            row = program.rows[at]
            left[at] = room[at] + row.use(demand, program.ways[old]) - row.use(demand, program.ways[new])
            if left[at] < 0:
                return False
    for at, amount in left.items():
        room[at] = amount
    return True


def _floor(number: Fraction) -> Decimal:
    """Return a fraction as a decimal, not above it."""
    return Decimal(number.numerator * 10**DIGITS // number.denominator).scaleb(-DIGITS)
