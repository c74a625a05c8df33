"""How many times its base price a price is at a moment."""

from decimal import ROUND_CEILING, Decimal, localcontext

from greenward.lifecycle.discount import PRECISION, anniversary, day_count
from greenward.terms.method import Method, Timing
from greenward.terms.price_path import PricePath


def year_of(when: Decimal) -> int:
    """Return the year of the study in which ``when`` falls: 0 on the base date, 1 until a year after it."""
    return int(when.to_integral_value(rounding=ROUND_CEILING))


def elapsed(when: Decimal, method: Method) -> Decimal:
    """Return ``when`` as the method counts time: years as they are, or by day count days / 365."""
    if method.timing is not Timing.DAY_COUNT:
        return when
    whole = int(when)
    begun = anniversary(method.base_date, whole)
    with localcontext(prec=PRECISION):
        past, year = day_count(method.base_date, begun), day_count(begun, anniversary(method.base_date, whole + 1))
        return past + (when - whole) * year


def price_factor(path: PricePath | None, when: Decimal, method: Method) -> Decimal:
    """Return the price at ``when`` over the price at the base date.

    A constant rate grows with the time elapsed. An index is that of calendar year base year + year of the study
    (rounded up), over that of the base year. Without a path a price keeps its real value: it stays in a real method
    and rises with inflation in a nominal one.
    """
    rate: Decimal | None = Decimal(0)
    if path is not None:
        rate = path.rate
    elif method.inflation is not None:
        rate = method.inflation.value
    with localcontext(prec=PRECISION):
        if rate is not None:
            return (1 + rate) ** elapsed(when, method) if rate else Decimal(1)
        known = dict(path.index) if path is not None else {}
        base = method.base_date.year
        year = year_of(when)
        return known[base + year] / known.get(base, Decimal(1)) if year else Decimal(1)
