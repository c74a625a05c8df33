"""What a limit is worth: how much less the plan would cost if it were raised a little."""

from dataclasses import dataclass
from decimal import Decimal

from greenward.planning.program import Floats, Kind, Program, Row

PER_TONNE = Decimal(1000)
FINEST = Decimal("0.000001")


@dataclass(frozen=True, slots=True)
class Marginal:
    """What raising a limit by one saves of the objective, at the margin of the relaxation; 0: the limit is not felt.

    One is a unit of money for budgets, a piece for a capacity, a tonne for a carbon cap and, for a green share, a unit
    of money less that must go to green ways.
    """

    row: Row
    worth: Decimal


def marginals(program: Program, duals: Floats) -> tuple[Marginal, ...]:
    """Return the worth of each limit, in order of the rows, from the duals of the program's linear relaxation.

    Where several are right at once (a corner), one of them is told. What is finer than the solver's figures is none.
    """
    aim = program.scales.of(program.objective)
    units = (aim * _per(row) / program.scales.of(row.kind) for row in program.rows)
    return tuple(
        Marginal(row, (Decimal(repr(abs(float(dual)))) * unit).quantize(FINEST))
        for row, dual, unit in zip(program.rows, duals, units, strict=True)
    )


def _per(row: Row) -> Decimal:
    return PER_TONNE if row.kind is Kind.CARBON else Decimal(1)
