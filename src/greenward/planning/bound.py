"""The bound that no plan can beat, with what each limit is worth and how far each way is from being chosen."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_array, eye_array, hstack

from greenward.planning.ascent import ascend
from greenward.planning.program import Floats, Mask, Program

DIRECT = 40_000
NEAREST = 3
CLOSE = 0.03
TOLERANCE = 1e-9


class SolverError(ArithmeticError):
    """The solver ended without telling whether there is a solution: a defect of the solver or of the figures."""


@dataclass(frozen=True, slots=True, eq=False)
class Bound:
    """The optimum of the linear relaxation, in counted units.

    ``value``: no plan has less. ``duals``: by how much the objective falls for one unit more of each limit, never
    negative. ``reduced``: what choosing a column costs beyond the bound at the least, not negative, infinite for a
    column left out; a plan's objective is at least ``value`` and the reduced costs of what it chooses. ``shares``: the
    relaxed solution itself, which splits at most as many demands as limits bind.
    """

    value: float
    duals: Floats
    reduced: Floats
    shares: Floats


def relax(program: Program, columns: Mask | None = None, start: Floats | None = None) -> Bound | None:
    """Return the bound of ``program`` over ``columns`` (None: all); None where not even shares can keep the limits.

    ``start`` are duals of a program like it, which save most of the work. Every demand must have a column. The value
    is worked out from the duals (Lagrange), so it holds however roughly the solver solved. Large programs, and those
    with a start, are solved on the columns near the start's duals; columns that would pay are added until none does.
    """
    allowed = np.ones(len(program.need), dtype=bool) if columns is None else columns
    if start is None and allowed.sum() <= DIRECT:
        return _direct(program, allowed)
    return _by_columns(program, allowed, ascend(program, allowed) if start is None else start)


def least(program: Program, figures: Floats) -> Floats:
    """Return the least of ``figures`` among the columns of each demand."""
    return np.minimum.reduceat(figures, program.first[:-1]) if len(program.demands) else np.zeros(0)


def nearest(program: Program, reduced: Floats, most: int) -> Mask:
    """Return the ``most`` columns of each demand with the least reduced cost, earlier first; infinite ones never."""
    left, found = reduced.copy(), np.zeros(len(reduced), dtype=bool)
    for _ in range(most):
        at = np.flatnonzero((left == least(program, left)[program.need]) & np.isfinite(left))
        at = at[np.diff(program.need[at], prepend=-1) > 0]
        if not len(at):
            break
        found[at], left[at] = True, np.inf
    return found


def priced(program: Program, allowed: Mask, duals: Floats, shares: Floats) -> Bound:
    """Return the bound that ``duals`` prove over the ``allowed`` columns."""
    full = np.where(allowed, program.aim + program.uses.T @ duals, np.inf)
    lowest = least(program, full)
    return Bound(float(lowest.sum() - duals @ program.limits), duals, full - lowest[program.need], shares)


def _direct(program: Program, allowed: Mask) -> Bound | None:
    at = np.flatnonzero(allowed)
    each = csr_array((np.ones(len(at)), (program.need[at], np.arange(len(at)))), shape=(len(program.demands), len(at)))
    side = {"A_ub": program.uses[:, at], "b_ub": program.limits} if program.rows else {}
    found = _solve(c=program.aim[at], A_eq=each, b_eq=np.ones(len(program.demands)), **side)
    if found is None:
        return None
    shares = np.zeros(len(allowed))
    shares[at] = found.x
    duals = np.maximum(-found.ineqlin.marginals, 0.0) if program.rows else np.zeros(0)
    return priced(program, allowed, duals, shares)


def _by_columns(program: Program, allowed: Mask, start: Floats) -> Bound | None:
    """Solve on a few columns a demand and add those that pay, until no column pays."""
    best = priced(program, allowed, start, np.zeros(0))
    size = np.maximum(least(program, np.where(allowed, np.abs(program.aim), np.inf)), TOLERANCE)
    kept, most = best.reduced <= CLOSE * size[program.need], NEAREST
    while True:
        found = _shifted(program, kept, best)
        if found is None:
            if not (allowed & ~kept).any():
                return None
            most *= 2
            kept |= nearest(program, best.reduced, most)
            continue
        duals, shares, value = found
        at = priced(program, allowed, duals, shares)
        lowest = least(program, np.where(kept, at.reduced, np.inf))[program.need]
        paying = allowed & ~kept & (at.reduced < lowest)
        if value - at.value <= TOLERANCE * max(1.0, abs(value)) or not paying.any():
            return at
        kept |= nearest(program, np.where(paying, at.reduced, np.inf), 1)
        best = max(best, at, key=lambda bound: bound.value)


def _shifted(program: Program, kept: Mask, near: Bound) -> tuple[Floats, Floats, float] | None:
    """Return duals, shares and value of the program on ``kept`` columns, solved from the duals of ``near``.

    Each demand starts on its column nearest to being chosen, and a column counts what moving there costs at those
    duals: no such cost is negative, so the dual simplex starts from a valid basis with all demands already served.
    """
    base = np.flatnonzero(nearest(program, near.reduced, 1))
    moves = kept.copy()
    moves[base] = False
    at = np.flatnonzero(moves)
    from_base = base[program.need[at]]
    demands, row_of = np.unique(program.need[at], return_inverse=True)
    rows = len(program.rows)
    each = csr_array((np.ones(len(at)), (row_of, np.arange(len(at)))), shape=(len(demands), len(at) + rows))
    side = hstack([program.uses[:, at] - program.uses[:, from_base], eye_array(rows)], format="csc")
    left = program.limits - program.uses[:, base].sum(axis=1)
    found = _solve(
        c=np.append(near.reduced[at], near.duals), A_ub=each, b_ub=np.ones(len(demands)), A_eq=side, b_eq=left
    )
    if found is None:
        return None
    shares = np.zeros(len(kept))
    shares[base] = 1.0
    np.subtract.at(shares, from_base, found.x[: len(at)])
    shares[at] += found.x[: len(at)]
    duals = np.maximum(near.duals - found.eqlin.marginals, 0.0)
    return duals, shares, near.value + float(found.fun)


def _solve(**program: Any) -> Any:
    """Return SciPy's answer; None where there is no solution."""
    for method in ("highs", "highs-ipm"):
        found = linprog(method=method, bounds=(0, None), **program)
        if found.status == 0:
            return found
        if found.status == 2:
            return None
    raise SolverError(found.message)
