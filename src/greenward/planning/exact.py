"""What a plan comes to in exact figures: its awards, its sums, and how far it oversteps each limit."""

from collections.abc import Callable
from decimal import Context, Decimal, Inexact, InvalidOperation, localcontext
from fractions import Fraction

import numpy as np

from greenward.planning.program import Measure, Program, Whole
from greenward.terms.demand import Award, Demand, Way

DIGITS = 50
EXACT = Context(prec=400, traps=[Inexact, InvalidOperation])


def figure(way: Way, measure: Measure) -> Decimal:
    """Return a measure of a way; raises ValueError for a carbon that is not known."""
    found = {Measure.COST: way.cost, Measure.PRICE: way.price, Measure.CARBON: way.carbon}[measure]
    if found is None:
        raise ValueError(f"the carbon of {way.id} is not known")
    return found


def sums(program: Program, units: Whole, amount: Callable[[Demand, Way], Decimal]) -> Fraction:
    """Return the sum of ``amount`` over what is chosen.

    ``units`` counts, for each column, the pieces given to it where the demand may be split, else 1 for the chosen.
    """
    return _sum(program, units, np.flatnonzero(units), amount)


def excesses(program: Program, units: Whole) -> list[Fraction]:
    """Return by how much each row's use is above its limit, in the row's own unit; negative: what is left."""
    chosen = np.flatnonzero(units)
    touched = program.uses[:, chosen].tocsr()
    found = []
    for at, row in enumerate(program.rows):
        mine = chosen[touched.indices[touched.indptr[at] : touched.indptr[at + 1]]]
        found.append(_sum(program, units, mine, row.use) - Fraction(row.limit))
    return found


def _sum(program: Program, units: Whole, columns: Whole, amount: Callable[[Demand, Way], Decimal]) -> Fraction:
    """Add decimals as decimals, with digits enough for any sum to be exact, and only parts of them as fractions."""
    whole, parts = Decimal(0), Fraction(0)
    sizes = program.size[program.need[columns]]
    with localcontext(EXACT):
        for at, units_here, size in zip(columns.tolist(), units[columns].tolist(), sizes.tolist(), strict=True):
            each = amount(program.demands[program.need[at]], program.ways[at])
            if units_here == size:
                whole += each
            else:
                parts += Fraction(each) * units_here / size
    return Fraction(whole) + parts


def keeps(program: Program, units: Whole) -> bool:
    """Return whether every demand is served whole and every limit is kept, exactly."""
    served = np.bincount(program.need, units, len(program.demands)) == program.size
    lots = (units == 0) | (units >= program.lot[program.need])
    return bool(served.all() and lots.all()) and all(excess <= 0 for excess in excesses(program, units))


def awards(program: Program, units: Whole) -> tuple[Award, ...]:
    """Return who gets how many pieces, in order of the demands."""
    found = []
    for at in np.flatnonzero(units):
        demand, way, size = program.demands[program.need[at]], program.ways[at], int(program.size[program.need[at]])
        pieces = int(units[at]) if demand.lot is not None else demand.quantity
        carbon = None if way.carbon is None else part(way.carbon, int(units[at]), size)
        found.append(
            Award(
                demand.id,
                way.id,
                pieces,
                part(way.price, int(units[at]), size),
                part(way.cost, int(units[at]), size),
                carbon,
            )
        )
    return tuple(found)


def part(amount: Decimal, units: int, size: int) -> Decimal:
    """Return ``units`` of ``size`` of an amount; where that has no end, to fifty digits."""
    return amount if units == size else decimal(Fraction(amount) * units / size)


def decimal(number: Fraction) -> Decimal:
    """Return a fraction as a decimal, exact wherever fifty digits hold it."""
    with localcontext() as context:
        context.prec = DIGITS
        return Decimal(number.numerator) / Decimal(number.denominator)
