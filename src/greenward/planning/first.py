"""A first plan near the bound: the large demands decided whole, then the small ones around them."""

from dataclasses import dataclass

from greenward.planning.bound import Bound, nearest, relax
from greenward.planning.integer import integer
from greenward.planning.nearby import largest, open_demands
from greenward.planning.program import Program, Whole

LARGE = 100
AROUND = 500
SMALL, WAYS = 200, 8
REACH = 0.01


@dataclass(frozen=True, slots=True, eq=False)
class Draft:
    """A plan in units of each column, and the bound of the small demands with the large ones as they stand in it."""

    units: Whole
    rest: Bound


def first_plan(program: Program, bound: Bound, ways: int, gaps: tuple[float, float], seconds: float) -> Draft | None:
    """Return a plan that keeps the limits to the solver's tolerance; None: these columns hold none.

    What separates the best plan from the bound is a few large demands, which the relaxation divides as it pleases.
    So, first, those alone are decided whole, among all their columns near the bound, with the ``ways`` best columns of
    the open small demands beside them to be shared out. Then they stand, new duals are found for the small ones, and of
    these the open ones are decided whole; the rest stay where the duals put them. ``ways`` widens both steps;
    ``gaps`` are those at which either may stop.
    """
    wider = max(1, ways // 3)
    large = largest(program, LARGE)
    around = open_demands(program, bound, AROUND * wider, large)
    close = (bound.reduced <= REACH * wider * abs(bound.value)) | nearest(program, bound.reduced, ways)
    free = (large[program.need] & close) | (around[program.need] & nearest(program, bound.reduced, ways))
    decided = integer(program, free, bound.shares, gaps[0], seconds, whole=large)
    if decided.shares is None:
        return None
    stands = large & (program.size == 1)
    rest = relax(program, ~stands[program.need] | (decided.shares > 0.5), bound.duals)
    if rest is None:
        return None
    small = open_demands(program, rest, SMALL * wider, stands)
    free = small[program.need] & (nearest(program, rest.reduced, WAYS * wider) | (rest.shares > 0))
    found = integer(program, free, rest.shares, gaps[1], seconds)
    return None if found.shares is None else Draft(found.units(program), rest)
