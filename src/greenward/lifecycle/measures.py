"""What an alternative saves against a base case: measures of NIST Handbook 135 and 10 CFR 436 subpart A.

Both must have been computed by methods with the same study period, currency, basis, base date, timing and rates; prices
may differ. Investment is what is bought, installed and replaced less what is left at the end (replacement and
residual value stand in the denominator); all other parts are running costs.
"""

from collections.abc import Iterator
from decimal import Decimal, localcontext

from greenward.lifecycle.discount import PRECISION, discount_factor
from greenward.lifecycle.flows import recurring
from greenward.lifecycle.price_path import elapsed
from greenward.terms.finding import Reason
from greenward.terms.life_cycle import COST_PARTS
from greenward.terms.method import Method
from greenward.terms.present_values import PresentValues
from greenward.terms.problem import Problem, ProblemsError
from greenward.terms.savings import Measures

INVESTMENT = ("purchase", "installation", "replacement", "end_of_life", "residual")
RUNNING = tuple(part for part in COST_PARTS if part not in INVESTMENT)


def measures(base: PresentValues, alternative: PresentValues) -> Measures:
    """Return all measures of ``alternative``, those without a meaning as None with the reason.

    A ratio of savings that are none would rank what saves least first, and is left out with its rate of return.
    """
    ratio = savings_to_investment_ratio(base, alternative)
    worth = ratio if ratio is not None and ratio > 0 else None
    tariff = base.method.price("electricity")
    price = break_even(base, alternative, "electricity", tariff.value) if tariff is not None else None
    paid_back = simple_payback(base, alternative), discounted_payback(base, alternative)
    return Measures(
        net_savings=net_savings(base, alternative),
        savings_to_investment=worth,
        adjusted_return=adjusted_internal_rate_of_return(base, alternative) if worth is not None else None,
        simple_payback=paid_back[0] or None,
        discounted_payback=paid_back[1] or None,
        break_even=price if price is not None and price >= 0 else None,
        remarks=tuple(_remarks(ratio, paid_back, price)),
    )


def net_savings(base: PresentValues, alternative: PresentValues) -> Decimal:
    """Return NS = LCC of the base case - LCC of the alternative (10 CFR 436.20)."""
    check_comparable(base, alternative)
    with localcontext(prec=PRECISION):
        return base.total - alternative.total


def savings_to_investment_ratio(base: PresentValues, alternative: PresentValues) -> Decimal | None:
    """Return SIR: running costs saved over additional investment, both as present values (10 CFR 436.21).

    None where the alternative needs no additional investment, so that there is nothing to divide by.
    """
    check_comparable(base, alternative)
    with localcontext(prec=PRECISION):
        invested = _sum(alternative, INVESTMENT) - _sum(base, INVESTMENT)
        saved = _sum(base, RUNNING) - _sum(alternative, RUNNING)
        return saved / invested if invested > 0 else None


def adjusted_internal_rate_of_return(
    base: PresentValues, alternative: PresentValues, reinvested_at: Decimal | None = None
) -> Decimal | None:
    """Return AIRR = (1+r) SIR^(1/N) - 1, as a fraction a year (10 CFR 436.22).

    ``reinvested_at`` is r, at which savings are reinvested; None: the discount rate, or under a schedule of rates the
    one that discounts the end of the study alike. None where the SIR is none or negative.
    """
    ratio = savings_to_investment_ratio(base, alternative)
    if ratio is None or ratio < 0:
        return None
    years = base.method.years
    rate = _even_rate(base.method) if reinvested_at is None else reinvested_at
    with localcontext(prec=PRECISION):
        return (1 + rate) * ratio ** (Decimal(1) / years) - 1


def simple_payback(base: PresentValues, alternative: PresentValues) -> int | None:
    """Return the first year by whose end savings less other future costs have paid back the additional investment.

    Nothing is discounted (10 CFR 436.23). 0: there is none to pay back; None: not within the study period.
    """
    return _payback(base, alternative, discounted=False)


def discounted_payback(base: PresentValues, alternative: PresentValues) -> int | None:
    """Return the same year with present values."""
    return _payback(base, alternative, discounted=True)


def annual_value(values: PresentValues) -> Decimal:
    """Return the equal yearly amount with the same present value: LCC / UPV over the study, the equivalent annual cost.

    It compares pieces of unequal lives fairly, each computed over its own life.
    """
    return spread(values.total, values.method)


def spread(total: Decimal, method: Method) -> Decimal:
    """Return the amount which, paid in each year of the method's study, has ``total`` as its present value."""
    with localcontext(prec=PRECISION):
        moments = (flow.when for flow in recurring("maintenance", Decimal(1), method))
        factor = sum((discount_factor(method.rates, elapsed(when, method)) for when in moments), Decimal(0))
        return total / factor


def break_even(base: PresentValues, alternative: PresentValues, part: str, price: Decimal) -> Decimal | None:
    """Return the price at which both cost the same over their life, where ``price`` is the one that ``part`` rests on.

    The life-cycle cost is linear in each price, so one division finds it. It may be negative: no real price makes them
    equal. None where the part costs both alike, or the price is 0, so that none or every price does.
    """
    check_comparable(base, alternative)
    with localcontext(prec=PRECISION):
        slope = _sum(alternative, (part,)) - _sum(base, (part,))
        rest = (base.total - _sum(base, (part,))) - (alternative.total - _sum(alternative, (part,)))
        return price * rest / slope if slope and price else None


def check_comparable(base: PresentValues, alternative: PresentValues) -> None:
    """Refuse values of different study periods, currencies or bases; raises ProblemsError."""
    one, other = base.method, alternative.method
    if one.years != other.years:
        raise ProblemsError([Problem("measures.other_period", params={"base": one.years, "other": other.years})])
    first, second = _terms(one), _terms(other)
    differing = tuple(name for name, value in first.items() if second[name] != value)
    if differing:
        raise ProblemsError([Problem("measures.other_method", params={"differing": differing})])


def _remarks(
    ratio: Decimal | None, paid_back: tuple[int | None, int | None], price: Decimal | None
) -> Iterator[Reason]:
    """Yield why a measure has no meaning: the ratio and its return, the paybacks, the break-even price."""
    if ratio is None:
        yield Reason("saving.no_investment")
    elif ratio <= 0:
        yield Reason("saving.none_running")
    if 0 in paid_back and ratio is not None:
        yield Reason("saving.no_first_cost")
    if paid_back[0] is None:
        yield Reason("saving.never")
    elif paid_back[1] is None:
        yield Reason("saving.never_discounted")
    if price is None:
        yield Reason("saving.same_electricity")
    elif price < 0:
        yield Reason("saving.no_price")


def _terms(method: Method) -> dict[str, object]:
    """Return what must be alike in two methods beside the study period, by the name that case.yaml gives it."""
    return {
        "currency": method.currency,
        "basis": method.basis,
        "base_date": method.base_date,
        "timing": method.timing,
        "discount_rates": [(band.until, band.rate) for band in method.rates],
        "inflation": method.inflation.value if method.inflation is not None else None,
        "whole_life": method.whole_life,
    }


def _sum(values: PresentValues, parts: tuple[str, ...]) -> Decimal:
    return sum((cell.present for cell in values.cells if cell.part in parts), Decimal(0))


def _even_rate(method: Method) -> Decimal:
    """Return the one rate that discounts the end of the study as the schedule does."""
    if len(method.rates) == 1:
        return method.rates[0].rate
    end = elapsed(Decimal(method.years), method)
    with localcontext(prec=PRECISION):
        return discount_factor(method.rates, end) ** (-1 / end) - 1


def _payback(base: PresentValues, alternative: PresentValues, discounted: bool) -> int | None:
    check_comparable(base, alternative)
    balance = Decimal(0)
    with localcontext(prec=PRECISION):
        for before, now in zip(base.by_year, alternative.by_year, strict=True):
            balance += before.present - now.present if discounted else before.cash - now.cash
            if balance >= 0:
                return now.year
    return None
