"""Which demands and columns are worth deciding anew: the large ones, and those that the duals nearly leave open."""

import numpy as np

from greenward.planning.bound import Bound, least, nearest
from greenward.planning.program import Floats, Mask, Program

SPLIT = 1e-7


def largest(program: Program, most: int) -> Mask:
    """Return the ``most`` demands whose cheapest way weighs most in the objective; ties go to the earlier id."""
    size = least(program, np.abs(program.aim))
    found = np.zeros(len(size), dtype=bool)
    found[np.argsort(-size, kind="stable")[:most]] = True
    return found


def divided(program: Program, shares: Floats) -> Mask:
    """Return the demands that ``shares`` divide among columns."""
    found = np.zeros(len(program.demands), dtype=bool)
    found[program.need[(shares > SPLIT) & (shares < 1 - SPLIT)]] = True
    return found


def open_demands(program: Program, bound: Bound, most: int, apart: Mask) -> Mask:
    """Return the divided demands and those whose second choice costs least, ``most`` in all, none of them ``apart``."""
    others = np.where(nearest(program, bound.reduced, 1), np.inf, bound.reduced)
    second = least(program, others)
    parted = divided(program, bound.shares)
    second[parted] = -1.0
    second[apart] = np.inf
    found = np.zeros(len(second), dtype=bool)
    found[np.argsort(second, kind="stable")[: max(most, int(parted.sum()))]] = True
    return found & ~apart
