"""A first plan near the bound: the large demands decided whole, then the small ones around them."""

from dataclasses import dataclass

import numpy as np

from greenward.planning.bound import Bound, nearest, relax
from greenward.planning.integer import integer
from greenward.planning.nearby import largest, open_demands
from greenward.planning.program import Program, Whole

LARGE = (30, 150)
NEXT, OPEN = 100, 500
SMALL, WAYS = 200, 8
REACH = 0.01


@dataclass(frozen=True, slots=True, eq=False)
class Draft:
    """A plan in units of each column, and the bound of the small demands with the large ones as they stand in it."""

    units: Whole
    rest: Bound


def first_plan(program: Program, bound: Bound, ways: int, gap: float, seconds: float) -> Draft | None:
    """Return a plan that keeps the limits to the solver's tolerance; None: these columns hold none.

    What separates the best plan from the bound is a few large demands, which the relaxation divides as it pleases. So
    the largest are decided whole first, while what is next in size and the open small ones may still be divided; then
    they stand, new duals are found for the rest, and the next are decided; at last the open small ones, while the
    others stay where the duals put them. Each is one small integer program over columns near the duals, solved to
    ``gap``; ``ways`` of 3 and more widens them.
    """
    wider = max(1, ways // 3)
    rest = bound
    stand = np.zeros(len(program.demands), dtype=bool)
    stays = np.ones(len(program.need), dtype=bool)
    for size in LARGE:
        large = largest(program, size) & ~stand
        following = largest(program, size + NEXT) & ~stand & ~large
        small = open_demands(program, rest, OPEN * wider, stand | large | following)
        close = (rest.reduced <= REACH * wider * abs(rest.value)) | nearest(program, rest.reduced, ways)
        free = ((large | following)[program.need] & close) | (
            small[program.need] & nearest(program, rest.reduced, ways)
        )
        decided = integer(program, free & stays, rest.shares, gap, seconds, whole=large)
        if decided.shares is None:
            return None
        stand |= large & (program.size == 1)
        stays &= ~stand[program.need] | (decided.shares > 0.5)
        left = relax(program, stays, rest.duals)
        if left is None:
            return None
        rest = left
    small = open_demands(program, rest, SMALL * wider, stand)
    free = small[program.need] & (nearest(program, rest.reduced, WAYS * wider) | (rest.shares > 0))
    found = integer(program, free, rest.shares, gap, seconds)
    return None if found.shares is None else Draft(found.units(program), rest)


def around(program: Program, bound: Bound, units: Whole) -> Draft | None:
    """Return a known plan as a draft; None where it does not keep the limits."""
    stand = largest(program, LARGE[-1]) & (program.size == 1)
    rest = relax(program, ~stand[program.need] | (units > 0), bound.duals)
    return None if rest is None else Draft(units, rest)
