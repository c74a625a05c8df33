"""Factors that turn later money into money of the base date, in exact decimal arithmetic.

Formulas: NIST Handbook 135 with 10 CFR 436 subpart A. d is the discount rate, e the yearly change of a price, N the
number of years; all real or all nominal. Results hold 40 digits; inside, 30 more are kept, since the closed forms
subtract numbers that are almost equal where a rate is small.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal, localcontext
from functools import lru_cache

from greenward.terms.price_path import RateBand, check_rate

PRECISION = 40
GUARD = 30
DAYS_A_YEAR = 365
"""As BLCC counts: fifteen years with four leap days are 15.011 years."""


def present_value(amount: Decimal, rate: Decimal, years: Decimal | int) -> Decimal:
    """Return ``amount`` paid ``years`` years from now (0: now) as a value of today: amount x SPV, SPV = (1+d)^-n.

    ``rate`` is a fraction a year; raises ProblemsError where it is -1 or below.
    """
    check_rate(rate)
    with localcontext(prec=PRECISION):
        return amount / (1 + rate) ** years


def uniform_present_value(amount: Decimal, rate: Decimal, years: int) -> Decimal:
    """Return ``amount`` at the end of each of ``years`` years as a value of today: UPV = (1-(1+d)^-N)/d; N at d = 0."""
    return escalated_present_value(amount, rate, Decimal(0), years)


def escalated_present_value(amount: Decimal, rate: Decimal, escalation: Decimal, years: int) -> Decimal:
    """Return a yearly ``amount`` whose price changes by ``escalation`` a year as a value of today.

    UPV* = (1+e)/(d-e) x [1-((1+e)/(1+d))^N], which is N at d = e; ``amount`` is in prices of today.
    """
    check_rate(rate)
    check_rate(escalation)
    with localcontext(prec=PRECISION + GUARD) as context:
        if rate == escalation:
            found = amount * years
        else:
            growth = 1 + escalation
            found = amount * growth / (rate - escalation) * (1 - (growth / (1 + rate)) ** years)
        context.prec = PRECISION
        return +found


def indexed_present_value(amount: Decimal, rate: Decimal, indices: Sequence[Decimal]) -> Decimal:
    """Return a yearly ``amount`` whose price is the base price times ``indices``, year by year, as a value of today.

    UPV* = sum over t of I_t (1+d)^-t.
    """
    check_rate(rate)
    with localcontext(prec=PRECISION):
        return sum((amount * index / (1 + rate) ** year for year, index in enumerate(indices, 1)), Decimal(0))


def mid_year_factor(rate: Decimal) -> Decimal:
    """Return (1+d)^0.5, by which an end-of-year UPV becomes one of payments in the middle of each year."""
    check_rate(rate)
    with localcontext(prec=PRECISION):
        return (1 + rate) ** Decimal("0.5")


def discount_factor(bands: Sequence[RateBand], years: Decimal | int) -> Decimal:
    """Return the value of today of one unit of money ``years`` years from now under a schedule of rates.

    Each band's rate discounts the time that lies in it, so 3.5 % to year 30 and 3 % after make
    1.035^-30 x 1.03^-(t-30). Past the end of a closed last band its rate goes on.
    """
    return _factor(tuple((band.until, band.rate) for band in bands), Decimal(years))


@lru_cache(maxsize=65536)
def _factor(bands: tuple[tuple[int | None, Decimal], ...], years: Decimal) -> Decimal:
    with localcontext(prec=PRECISION):
        factor, start = Decimal(1), Decimal(0)
        for at, (until, rate) in enumerate(bands):
            end = years if until is None or at == len(bands) - 1 else min(Decimal(until), years)
            if end > start:
                factor /= (1 + rate) ** (end - start)
                start = end
        return factor


def day_count(start: date, end: date) -> Decimal:
    """Return the years from ``start`` to ``end`` as BLCC counts them: days divided by 365."""
    with localcontext(prec=PRECISION):
        return Decimal((end - start).days) / DAYS_A_YEAR


def years_after(start: date, day: date) -> Decimal:
    """Return how many years after ``start`` a ``day`` is: whole anniversaries, then the share of the next year's days.

    Where ``start`` is a 29 February, its anniversaries in other years are on the 28th.
    """
    whole = day.year - start.year
    if anniversary(start, whole) > day:
        whole -= 1
    begun, ended = anniversary(start, whole), anniversary(start, whole + 1)
    with localcontext(prec=PRECISION):
        return whole + Decimal((day - begun).days) / (ended - begun).days


def anniversary(start: date, years: int) -> date:
    """Return the day ``years`` years after ``start``."""
    try:
        return start.replace(year=start.year + years)
    except ValueError:  # 29 February
        return start.replace(year=start.year + years, day=28)


def to_nominal(real: Decimal, inflation: Decimal) -> Decimal:
    """Return a real yearly rate as a nominal one: (1+D) = (1+d)(1+i)."""
    with localcontext(prec=PRECISION):
        return (1 + real) * (1 + inflation) - 1


def to_real(nominal: Decimal, inflation: Decimal) -> Decimal:
    """Return a nominal yearly rate as a real one; raises ProblemsError where ``inflation`` is -1 or below."""
    check_rate(inflation)
    with localcontext(prec=PRECISION):
        return (1 + nominal) / (1 + inflation) - 1
