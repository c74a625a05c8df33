"""A known plan made better for a program like the one it was found for, in bounded work."""

import numpy as np

from greenward.planning.bound import Bound, least, nearest
from greenward.planning.integer import integer
from greenward.planning.nearby import divided, open_demands
from greenward.planning.program import Floats, Mask, Program, Whole

# How many demands are decided anew: those on which the plan loses most, the most open, the largest in some limit.
LOSING, OPEN, LARGE = 100, 60, 40
# Each among so many ways; the largest among all whose reduced cost is at most this share of the bound.
WAYS, CLOSE = 3, 3e-3
# How near to the best of these choices, as a share of the whole objective, the solver comes.
GAP = 3e-3
# The solver's work is bounded by branches, not by time, so that two runs agree: nearly all is done in the first.
BRANCHES = 1
TOLERANCE = 1e-6


def fitting(program: Program) -> Mask:
    """Return the columns that keep every limit when each other demand takes what uses least of it.

    No plan holds any other column whole; the relaxation holds parts of them, and without them its bound is higher.
    Of demands that may be split every column is returned.
    """
    fits, _ = _room(program)
    return fits | (program.size[program.need] > 1)


def renewed(program: Program, bound: Bound, known: Whole, seconds: float) -> Whole:
    """Return the known plan, or a better one found by deciding anew where it loses most at the duals of ``bound``.

    What a plan lies above the bound is the sum of the reduced costs of its columns and of what its spare room is
    worth. So the demands with the largest such costs are decided anew, with those that the duals leave open and those
    that take most of a limit; all others stand. That is one integer program of a few hundred columns.
    """
    given = known / program.size[program.need]
    above = float(program.aim @ given) - bound.value
    held = known > 0
    losses = np.zeros(len(program.demands))
    np.add.at(losses, program.need[held], bound.reduced[held] * given[held])
    losing = _first(losses, LOSING) & (losses > TOLERANCE)
    large = _first(_weights(program), LARGE)
    small = open_demands(program, bound, OPEN, losing | large)
    anew = (losing | large | small | divided(program, bound.shares))[program.need]
    near = nearest(program, bound.reduced, WAYS) | (bound.shares > TOLERANCE)
    near |= large[program.need] & (bound.reduced <= CLOSE * abs(bound.value))
    free = anew & ((near & (bound.reduced <= above)) | held)
    found = integer(program, free, given, GAP, seconds, nodes=BRANCHES)
    if found.shares is None or program.aim @ found.shares >= program.aim @ given:
        return known
    return found.units(program)


def _first(figures: Floats, most: int) -> Mask:
    """Return the demands with the largest figures; ties go to the earlier id."""
    found = np.zeros(len(figures), dtype=bool)
    found[np.argsort(-figures, kind="stable")[:most]] = True
    return found


def _weights(program: Program) -> Floats:
    """Return for each demand the part of a limit's room that its ways take, on the average of its ways."""
    _, shares = _room(program)
    return np.add.reduceat(np.minimum(shares, 1.0), program.first[:-1]) / np.diff(program.first)


def _room(program: Program) -> tuple[Mask, Floats]:
    """Return which columns fit beside the least use of all other demands, and the largest part of a room each takes."""
    fits, shares = np.ones(len(program.need), dtype=bool), np.zeros(len(program.need))
    rows = program.uses.tocsr()
    for at, limit in enumerate(program.limits):
        held = slice(rows.indptr[at], rows.indptr[at + 1])
        use = np.zeros(len(program.need))
        use[rows.indices[held]] = rows.data[held]
        lowest = least(program, use)
        room, more = limit - float(lowest.sum()), use - lowest[program.need]
        fits &= more <= room + TOLERANCE * max(1.0, abs(limit))
        if room > 0:
            shares = np.maximum(shares, more / room)
    return fits, shares
