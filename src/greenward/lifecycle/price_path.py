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

    A path gives a price for each year of the study (rounded up), whenever in the year it is paid, so that the mid-year
    convention is the end-of-year value times (1+d)^0.5: by a constant rate (1+e)^n, by an index that of the calendar
    year over that of the base year. In a nominal method the price of the year that a constant rate gives stands in the
    money of the moment. Without a path a price keeps its real value: it stays in a real method and rises with
    inflation in a nominal one.
    """
    year, time = year_of(when), elapsed(when, method)
    level = Decimal(1) + (method.inflation.value if method.inflation is not None else Decimal(0))
    with localcontext(prec=PRECISION):
        if path is None:
            return level**time
        if path.rate is not None:
            return (1 + path.rate) ** year * level ** (time - year)
        known, base = dict(path.index), method.base_date.year
        return known[base + year] / known.get(base, Decimal(1)) if year else Decimal(1)
