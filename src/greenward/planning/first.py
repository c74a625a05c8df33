"""A first plan near the bound: the large demands decided whole, then the small ones around them."""

from dataclasses import dataclass

import numpy as np

from greenward.planning.bound import Bound, nearest, relax
from greenward.planning.integer import integer
from greenward.planning.nearby import largest, open_demands
from greenward.planning.program import Mask, Program, Whole

# How many demands are decided: the largest, and those next in size; and how many others take part: those that the
# duals leave most open while the largest are decided, and afterwards.
LARGE, NEXT = 60, 90
OPEN, SMALL = 1_000, 110
ONE_IN = 50
# Which of their ways: the nearest, and of the largest all within this share of the bound.
WAYS, REACH = 6, 0.02


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """The large demands as they stand (``stand``), and the bound of the others around them."""

    stand: Mask
    rest: Bound


@dataclass(frozen=True, slots=True, eq=False)
class Draft:
    """A plan in units of each column, and the bound of the small demands with the large ones as they stand in it."""

    units: Whole
    rest: Bound


def decided(
    program: Program, bound: Bound, wider: int, gap: float, seconds: float, nodes: int | None = None
) -> Frame | None:
    """Return the largest demands decided whole; None: the columns near the bound hold no such choice.

    What separates the best plan from the bound is a few large demands, which the relaxation divides as it pleases. So
    they are decided whole first while all open ones may still be divided among their nearest ways, which is one small
    integer program, solved to ``gap``. ``wider`` of 2 and more widens the choice, ``nodes`` are the most branches
    searched.
    """
    stand = largest(program, _most(program, LARGE))
    near = nearest(program, bound.reduced, WAYS * wider)
    close = near | (bound.reduced <= REACH * wider * abs(bound.value))
    small = open_demands(program, bound, OPEN * wider, stand)
    free = (stand[program.need] & close) | (small[program.need] & near)
    found = integer(program, free, bound.shares, gap, seconds, whole=stand, nodes=nodes)
    return None if found.shares is None else framed(program, bound, found.shares > 0.5)


def framed(program: Program, near: Bound, chosen: Mask) -> Frame | None:
    """Return the largest demands standing as ``chosen``; None where the others cannot keep the limits then.

    ``near`` is the bound of a program like it; the columns left out of it stay out.
    """
    stand = largest(program, _most(program, LARGE)) & (program.size == 1)
    rest = relax(program, (~stand[program.need] | chosen) & np.isfinite(near.reduced), near.duals)
    return None if rest is None else Frame(stand, rest)


def rounded(
    program: Program, frame: Frame, wider: int, gap: float, seconds: float, nodes: int | None = None
) -> Draft | None:
    """Return a plan with the large demands as they stand; None: the columns near the bound of the rest hold none.

    The next in size and the open small ones are decided, each among a few ways; the others stay where the duals put
    them.
    """
    rest = frame.rest
    following = largest(program, _most(program, LARGE) + NEXT) & ~frame.stand
    small = open_demands(program, rest, _most(program, SMALL) * wider, frame.stand | following)
    near = nearest(program, rest.reduced, WAYS * wider) | (rest.shares > 0)
    found = integer(program, (following | small)[program.need] & near, rest.shares, gap, seconds, nodes=nodes)
    return None if found.shares is None else Draft(found.units(program), rest)


def _most(program: Program, least: int) -> int:
    """Return how many demands are looked at: one in fifty of many, ``least`` of few."""
    return max(least, len(program.demands) // ONE_IN)
