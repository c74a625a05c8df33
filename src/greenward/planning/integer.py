"""The one call of the integer solver: some columns free, the rest as they are given."""

from dataclasses import dataclass

import numpy as np
from scipy import __version__
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array, vstack

from greenward.planning.program import Floats, Mask, Program, Whole

SOLVER = f"HiGHS in SciPy {__version__}"
CONTINUOUS, INTEGER, SEMI_INTEGER = 0, 1, 3
INFEASIBLE = 2
SHORTEST, WIDEST = 0.01, 0.1
TOLERANCE = 1e-6


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """What the integer solver says of the free demands.

    ``shares`` is what each column of the program gets of its demand, those that were given included, None where
    nothing was found; ``units`` the same in whole units. ``bound``: no plan with what was given has less (infinite:
    there is none at all). ``stopped``: the time or the branches were over first.
    """

    shares: Floats | None
    bound: float
    stopped: bool

    def units(self, program: Program) -> Whole:
        """Return the units of each column; raises ValueError where nothing was found."""
        if self.shares is None:
            raise ValueError("nothing was found")
        return np.rint(self.shares * program.size[program.need]).astype(np.int64)


def integer(
    program: Program,
    free: Mask,
    given: Floats,
    gap: float,
    seconds: float,
    whole: Mask | None = None,
    nodes: int | None = None,
) -> Found:
    """Return the best choice among the ``free`` columns, with the demands that have none of them served as ``given``.

    ``given`` holds shares. ``whole`` are the demands that must be chosen in whole units (None: all), the others may be
    shared out; ``nodes`` is the most branches that are searched (None: no limit). ``gap`` is the relative distance from
    the best at which the solver may stop, of the whole objective as ``given`` has it.
    """
    at = np.flatnonzero(free)
    demands, row_of = np.unique(program.need[at], return_inverse=True)
    settled = np.where(np.isin(program.need, demands), 0.0, given)
    base, expected = float(program.aim @ settled), float(program.aim @ given)
    size, lot = (figure[program.need[at]].astype(float) for figure in (program.size, program.lot))
    entire = np.ones(len(at), dtype=bool) if whole is None else whole[program.need[at]]
    kind = np.where(entire, np.where(lot > 1, SEMI_INTEGER, INTEGER), CONTINUOUS)
    each = csr_array((np.ones(len(at)), (row_of, np.arange(len(at)))), shape=(len(demands), len(at)))
    needed = program.size[demands].astype(float)
    left = program.limits - program.uses @ settled
    if not len(at):
        return Found(settled, base, False) if (left >= -TOLERANCE).all() else Found(None, np.inf, False)
    found = milp(
        program.aim[at] / size,
        constraints=LinearConstraint(
            vstack([each, program.uses[:, at] / size], format="csc"),
            np.append(needed, np.full(len(left), -np.inf)),
            np.append(needed, left),
        ),
        integrality=kind,
        bounds=Bounds(np.where(kind == SEMI_INTEGER, lot, 0.0), size),
        options={
            "mip_rel_gap": _within(gap, expected, expected - base),
            "time_limit": max(seconds, SHORTEST),
            **({} if nodes is None else {"node_limit": nodes}),
        },
    )
    if found.status == INFEASIBLE:
        return Found(None, np.inf, False)
    bound = -np.inf if found.mip_dual_bound is None else base + float(found.mip_dual_bound)
    if found.x is None:
        return Found(None, bound, True)
    settled[at] = found.x / size
    return Found(settled, bound, found.status != 0)


def _within(gap: float, all_of_it: float, free_part: float) -> float:
    """Return the gap that the free part may have so that the whole has ``gap``."""
    return min(gap * abs(all_of_it) / abs(free_part), WIDEST) if free_part else gap
