"""From what one piece uses and costs to dated cash flows over the study period."""

from collections.abc import Iterator
from decimal import Decimal, localcontext

from greenward.lifecycle.discount import PRECISION
from greenward.terms.cash_flow import CashFlow
from greenward.terms.inputs import Inputs
from greenward.terms.method import RESOURCES, Method, Timing

HALF = Decimal("0.5")


def cash_flows(given: Inputs, method: Method) -> tuple[CashFlow, ...]:
    """Return the cash flows of one piece: bought, used, serviced, replaced and disposed of within the study period.

    A piece whose life is shorter than the study is bought again, with its installation, at the price that the
    purchase's path gives; each piece that leaves brings its residual value and costs its disposal. The last one is
    sold at the end of the study by ``residual_value``.
    """
    with localcontext(prec=PRECISION):
        return (*_start(given), *_use(given, method), *_chain(given, method), *_end(given, method))


def recurring(
    part: str, amount: Decimal, method: Method, path: str = "", first: int = 1, last: int | None = None
) -> Iterator[CashFlow]:
    """Yield ``amount`` in each year from ``first`` to ``last`` (None: the last of the study).

    It is paid at the end of the year, or in its middle where the method says so.
    """
    early = HALF if method.timing is Timing.MID_YEAR else Decimal(0)
    for year in range(first, (last or method.years) + 1):
        yield CashFlow(part, amount, year - early, path)


def replacements(life: int | None, years: int) -> range:
    """Return the years, counted from the base date, at whose end a piece of ``life`` years is replaced."""
    return range(life, years, life) if life is not None else range(0)


def serviced(given: Inputs, years: int) -> Iterator[int]:
    """Yield the years of the study in which the piece then in service is old enough to be maintained at a cost."""
    for year in range(1, years + 1):
        age = (year - 1) % given.life + 1 if given.life is not None else year
        if age >= given.maintenance_from:
            yield year


def residual_value(given: Inputs, years: int) -> Decimal | None:
    """Return what the piece in service at the end of the study is worth then, at prices of the base date.

    The stated value where the first piece is still the one; else a straight line over the life from the price to the
    stated value (0 where none is): price x unused life / life. None: nothing is stated and no life is left.
    """
    if given.life is None or (given.residual is not None and given.life >= years):
        return given.residual
    end = given.residual or Decimal(0)
    unused = -years % given.life
    if not unused and given.residual is None:
        return None
    return end + (given.purchase - end) * unused / given.life


def _start(given: Inputs) -> Iterator[CashFlow]:
    yield CashFlow("purchase", given.purchase, Decimal(0))
    if given.installation is not None:
        yield CashFlow("installation", given.installation, Decimal(0))


def _use(given: Inputs, method: Method) -> Iterator[CashFlow]:
    used = {"electricity": given.electricity, "fuel": given.fuel, "water": given.water}
    for resource in RESOURCES:
        amount, price = used[resource], method.price(resource)
        if amount is not None and price is not None:
            yield from recurring(resource, amount * price.value, method, price.path)
    if given.consumables is not None:
        yield from recurring("consumables", given.consumables, method, method.path_of("consumables"))
    if given.maintenance is not None:
        path = method.path_of("maintenance")
        for year in serviced(given, method.years):
            yield from recurring("maintenance", given.maintenance, method, path, year, year)


def _chain(given: Inputs, method: Method) -> Iterator[CashFlow]:
    path = method.path_of("purchase")
    for year in replacements(given.life, method.years):
        again = given.purchase + (given.installation or 0)
        yield CashFlow("replacement", again, Decimal(year), path)
        yield from _leaving(given, given.residual, year, method)


def _end(given: Inputs, method: Method) -> Iterator[CashFlow]:
    yield from _leaving(given, residual_value(given, method.years), method.years, method)


def _leaving(given: Inputs, residual: Decimal | None, year: int, method: Method) -> Iterator[CashFlow]:
    """Yield what a piece costs and brings when it leaves service at the end of ``year``."""
    if given.end_of_life is not None:
        yield CashFlow("end_of_life", given.end_of_life, Decimal(year), method.path_of("end_of_life"))
    if residual is not None:
        yield CashFlow("residual", -residual, Decimal(year), method.path_of("purchase"))
