"""What a program without a plan lacks, limit by limit: the least by which they must be raised."""

from dataclasses import dataclass
from decimal import Decimal

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csc_array, csr_array, eye_array, hstack, vstack

from greenward.planning.exact import awards, decimal, excesses, sums
from greenward.planning.integer import CONTINUOUS, INTEGER, SEMI_INTEGER, SOLVER
from greenward.planning.polish import settled
from greenward.planning.program import Floats, Kind, Program, Whole
from greenward.planning.restricted import RESOLUTION, SMALL_PROGRAM
from greenward.terms.demand import Award

TIERS = ((Kind.CAPACITY,), (Kind.CARBON,), (Kind.COST,), (Kind.GREEN,), (Kind.LINE, Kind.TOTAL))
GAP = 5e-3
ROUNDING = 1e-6
SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Shortfall:
    """A limit that the nearest plan cannot keep: what it holds, what the plan uses of it, and the difference.

    Money for a budget or a cost, pieces for a capacity, kgCO2 for a cap. Of a green share ``limit`` and ``used`` are
    the shares asked for and reached, and ``lacking`` the money that would have to go to green ways instead.
    """

    kind: Kind
    name: str
    year: int | None
    limit: Decimal
    used: Decimal
    lacking: Decimal


@dataclass(frozen=True, slots=True)
class Lacking:
    """The nearest plan and what it lacks; none of both where demands are ``unserved``, for which no way is known.

    ``gap`` is how much less another plan might lack at the most, as a share of what this one lacks (the greatest of the
    kinds of limits); None: the time was over before anything was proved.
    """

    shortfalls: tuple[Shortfall, ...]
    awards: tuple[Award, ...]
    unserved: tuple[str, ...]
    gap: Decimal | None
    solver: str


def lacking(program: Program, seconds: float = SECONDS) -> Lacking:
    """Return the least by which limits must be raised for a plan to exist, in whole awards, and that plan.

    What cannot be changed comes first: the plan lacks as few pieces of capacity as can be, then as little of the cap,
    then of the green share, and of the plans left the least money (what the budget lines and the total lack, added).
    So a budget's shortfall is what it lacks for the cheapest basket that keeps the rest. Nothing is lacking: it exists.
    """
    if program.unserved():
        return Lacking((), (), program.unserved(), Decimal(0), SOLVER)
    held: list[tuple[Floats, float]] = []
    units, gap = np.zeros(len(program.need), dtype=np.int64), 0.0
    for tier in TIERS:
        counted = np.array([float(row.kind in tier) for row in program.rows])
        if not counted.any():
            continue
        found = _softened(program, counted, held, seconds)
        if found is None:
            return Lacking((), (), (), None, SOLVER)
        units, least, bound = found
        held.append((counted, least))
        gap = max(gap, 1 - bound / least if least - bound > RESOLUTION else 0.0)
    return _told(program, units, Decimal(repr(gap)))


def _softened(
    program: Program, counted: Floats, held: list[tuple[Floats, float]], seconds: float
) -> tuple[Whole, float, float] | None:
    """Return the units with the least counted shortfall, that shortfall, and its bound; None: none in time.

    ``held`` are the shortfalls of earlier tiers, which may not grow.
    """
    columns, rows = len(program.need), len(program.rows)
    size, lot = (figure[program.need].astype(float) for figure in (program.size, program.lot))
    each = csr_array((np.ones(columns), (program.need, np.arange(columns))), shape=(len(program.demands), columns))
    parts = [
        hstack([each, csr_array((len(program.demands), rows))]),
        hstack([program.uses / size, -eye_array(rows)]),
        *(csc_array(np.append(np.zeros(columns), mine).reshape(1, -1)) for mine, _ in held),
    ]
    needed = program.size.astype(float)
    kept = [least + ROUNDING for _, least in held]
    found = milp(
        np.append(np.zeros(columns), counted),
        constraints=LinearConstraint(
            vstack(parts, format="csc"),
            np.concatenate([needed, np.full(rows + len(held), -np.inf)]),
            np.concatenate([needed, program.limits, kept]),
        ),
        integrality=np.append(np.where(lot > 1, SEMI_INTEGER, INTEGER), np.full(rows, CONTINUOUS)),
        bounds=Bounds(np.append(np.where(lot > 1, lot, 0.0), np.zeros(rows)), np.append(size, np.full(rows, np.inf))),
        options={"mip_rel_gap": GAP if columns > SMALL_PROGRAM else 0.0, "time_limit": seconds},
    )
    if found.x is None:
        return None
    units = np.rint(found.x[:columns]).astype(np.int64)
    over = np.maximum(program.uses @ (units / size) - program.limits, 0.0)
    return units, float(counted @ over), float(found.mip_dual_bound)


def _told(program: Program, units: Whole, gap: Decimal) -> Lacking:
    """Return what the plan lacks, after every exchange that makes it better without lacking more."""
    raised = program
    for at, excess in enumerate(excesses(program, units)):
        if excess > 0:
            raised = raised.limited(at, program.rows[at].limit + decimal(excess))
    units = settled(raised, units)
    found = []
    for row, excess in zip(program.rows, excesses(program, units), strict=True):
        if excess > 0:
            amount = decimal(excess)
            reached = _green_share(program, units) if row.kind is Kind.GREEN else row.limit + amount
            asked = row.share if row.share is not None else row.limit
            found.append(Shortfall(row.kind, row.name, row.year, asked, reached, amount))
    return Lacking(tuple(found), awards(program, units), (), gap, SOLVER)


def _green_share(program: Program, units: Whole) -> Decimal:
    """Return the share of the price that goes to green ways."""
    green = sums(program, units, lambda _, way: way.price if way.green else Decimal(0))
    return decimal(green / sums(program, units, lambda _, way: way.price))
