"""What a limit is worth: how much less the plan would cost if it were raised a little."""

from dataclasses import dataclass
from decimal import Decimal

from greenward.planning.bound import relax
from greenward.planning.program import Kind, Program, Row
from greenward.planning.restricted import GAP, TIME_LIMIT, Unsolved, solve

PER_TONNE = Decimal(1000)


@dataclass(frozen=True, slots=True)
class Marginal:
    """What raising a limit by one saves of the objective, at the margin of the relaxation; 0: the limit is not felt.

    One is a unit of money for budgets and the green share, a piece for a capacity and a tonne for a carbon cap.
    """

    row: Row
    worth: Decimal


@dataclass(frozen=True, slots=True)
class Difference:
    """What raising a limit by ``step`` saves in whole awards: as found, and the ends between which the truth is proved.

    All three are per unit, as a marginal value is. Where ``least`` and ``most`` are far apart, the plans are not
    proved closely enough for the step: a larger step or a smaller gap tells more.
    """

    row: Row
    step: Decimal
    found: Decimal
    least: Decimal
    most: Decimal


def marginals(program: Program) -> tuple[Marginal, ...] | None:
    """Return the worth of each limit, in order of the rows; None where not even the relaxation has a plan.

    They are the duals of the linear relaxation. Where several are right at once (a corner), one of them is told.
    """
    bound = None if program.unserved() else relax(program)
    if bound is None:
        return None
    aim = program.scales.of(program.objective)
    return tuple(
        Marginal(row, Decimal(repr(float(dual))) * aim * _per(row) / program.scales.of(row.kind))
        for row, dual in zip(program.rows, bound.duals, strict=True)
    )


def difference(
    program: Program, at: int, step: Decimal, gap: float = GAP, seconds: float = TIME_LIMIT
) -> Difference | Unsolved:
    """Return what raising the limit of row ``at`` by ``step`` (in its own unit) saves in two plans in whole awards.

    Unsolved where one of the two has no plan.
    """
    row = program.rows[at]
    before = solve(program, gap, seconds)
    after = solve(program.limited(at, row.limit + step), gap, seconds)
    if isinstance(before, Unsolved):
        return before
    if isinstance(after, Unsolved):
        return after
    per = _per(row) / step
    ends = sorted(((before.bound - after.value) * per, (before.value - after.bound) * per))
    return Difference(row, step, (before.value - after.value) * per, ends[0], ends[1])


def _per(row: Row) -> Decimal:
    return PER_TONNE if row.kind is Kind.CARBON else Decimal(1)
