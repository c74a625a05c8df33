"""Present values at end of year, in exact decimal arithmetic.

Formulas: NIST Handbook 135, single present value SPV = (1+d)^-n and uniform present value
UPV = (1-(1+d)^-N)/d, which is N where d = 0.
"""

from decimal import Decimal, localcontext

PRECISION = 40


def present_value(amount: Decimal, rate: Decimal, year: int) -> Decimal:
    """Return ``amount`` paid at the end of ``year`` (0: now) as a value of today at ``rate`` a year.

    ``rate`` is a fraction above -1; raises ValueError otherwise.
    """
    _check(rate)
    with localcontext(prec=PRECISION):
        return amount / (1 + rate) ** year


def uniform_present_value(amount: Decimal, rate: Decimal, years: int) -> Decimal:
    """Return ``amount`` paid at the end of each of ``years`` years as a value of today at ``rate`` a year."""
    _check(rate)
    with localcontext(prec=PRECISION):
        if rate == 0:
            return amount * years
        return amount * (1 - (1 + rate) ** -years) / rate


def _check(rate: Decimal) -> None:
    if rate <= -1:
        raise ValueError(f"a discount rate must be above -1, not {rate}")
