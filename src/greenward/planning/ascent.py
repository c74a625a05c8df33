"""Duals from which a large program's bound is soon found."""

import numpy as np
from scipy.optimize import minimize

from greenward.planning.program import Floats, Mask, Program

SOFTNESS = (0.1, 0.03, 0.01)
ROUNDS = 25


def ascend(program: Program, allowed: Mask) -> Floats:
    """Return duals near the best, not negative, in counted units.

    The Lagrangian of the limits is a sum of minima, one a demand; each minimum is softened (a log-sum-exp whose
    temperature is a share of the demand's own size), and the smooth function is climbed by L-BFGS-B while the
    temperature falls.
    """
    first, need = program.first[:-1], program.need
    aim = np.where(allowed, program.aim, np.inf)
    size = np.add.reduceat(np.where(allowed, np.abs(program.aim), 0.0), first) / np.add.reduceat(allowed, first)
    heavy = np.maximum(np.abs(program.uses).sum(axis=1) * len(first) / len(need), 1e-9)
    across = program.uses.T.tocsr()
    scaled = np.zeros(len(program.rows))

    def negative(point: Floats, warmth: Floats) -> tuple[float, Floats]:
        duals = point / heavy
        full = aim + across @ duals
        lowest = np.minimum.reduceat(full, first)
        weight = np.exp((lowest[need] - full) / warmth[need])
        total = np.add.reduceat(weight, first)
        value = (lowest - warmth * np.log(total)).sum() - duals @ program.limits
        slope = (program.uses @ (weight / total[need]) - program.limits) / heavy
        return -float(value), -slope

    for softness in SOFTNESS:
        warmth = np.maximum(softness * size, 1e-9)
        found = minimize(
            negative,
            scaled,
            args=(warmth,),
            jac=True,
            method="L-BFGS-B",
            bounds=[(0, None)] * len(scaled),
            options={"maxiter": ROUNDS, "maxcor": 20},
        )
        scaled = found.x
    return np.asarray(scaled / heavy)
