"""Measures against their definitions recomputed in floats, against two other libraries, and against one another."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from math import lcm

import numpy_financial
import pytest
import pyxirr
from hypothesis import assume, given
from hypothesis import strategies as st

from greenward.lifecycle.flows import cash_flows, recurring
from greenward.lifecycle.measures import (
    adjusted_internal_rate_of_return,
    annual_value,
    break_even,
    discounted_payback,
    measures,
    net_savings,
    savings_to_investment_ratio,
    simple_payback,
)
from greenward.lifecycle.present import present_values
from greenward.terms.cash_flow import CashFlow
from greenward.terms.inputs import Inputs
from greenward.terms.method import Method, Timing
from greenward.terms.present_values import PresentValues
from greenward.terms.price_path import Basis
from specimens import D, band, inflation, method, price
from support import codes


def project(how: Method, buy: str | Decimal, run: str | Decimal, *more: CashFlow) -> PresentValues:
    """Something bought now and run at the same cost every year, with some other payments."""
    return present_values([CashFlow("purchase", D(buy), D(0)), *recurring("electricity", D(run), how), *more], how)


HOW = method(10, "0.03")
BASE = project(HOW, "1000", "500")
BETTER = project(HOW, "2200", "250", CashFlow("replacement", D(300), D(6)), CashFlow("residual", D(-100), D(10)))


def test_the_measures_of_a_small_project_recomputed_in_floats() -> None:
    upv = (1 - 1.03**-10) / 0.03
    invested = 1200 + 300 / 1.03**6 - 100 / 1.03**10
    saved = 250 * upv
    assert float(net_savings(BASE, BETTER)) == pytest.approx(saved - invested, rel=1e-12)
    assert float(savings_to_investment_ratio(BASE, BETTER) or 0) == pytest.approx(saved / invested, rel=1e-12)
    airr = 1.03 * (saved / invested) ** 0.1 - 1
    assert float(adjusted_internal_rate_of_return(BASE, BETTER) or 0) == pytest.approx(airr, rel=1e-12)


def test_payback_is_the_first_year_that_savings_less_later_costs_reach_the_investment() -> None:
    """250 a year against 1200: in the fifth year. Discounted, five years bring 250 x UPV(3 %, 5) = 1144.93, the sixth
    brings 209.37 and takes 251.24 for the replacement, and the seventh brings the 203.27 that are still needed.
    """
    assert simple_payback(BASE, BETTER) == 5
    assert discounted_payback(BASE, BETTER) == 7


def test_what_needs_no_investment_is_paid_back_at_once() -> None:
    cheaper = project(HOW, "900", "250")
    assert simple_payback(BASE, cheaper) == discounted_payback(BASE, cheaper) == 0
    assert savings_to_investment_ratio(BASE, cheaper) is None
    assert adjusted_internal_rate_of_return(BASE, cheaper) is None


def test_what_never_pays_back_says_so() -> None:
    assert simple_payback(BASE, project(HOW, "9000", "250")) is None


def test_what_saves_nothing_returns_nothing() -> None:
    worse = project(HOW, "1500", "600")
    ratio = savings_to_investment_ratio(BASE, worse)
    assert ratio is not None
    assert ratio < 0
    assert adjusted_internal_rate_of_return(BASE, worse) is None


@pytest.mark.parametrize(
    ("other", "without", "remarks"),
    [
        (project(HOW, "1500", "600"), ("savings_to_investment", "adjusted_return", "simple_payback"),
         ["saving.none_running", "saving.never", "saving.no_price"]),
        (project(HOW, "900", "250"), ("savings_to_investment", "adjusted_return", "simple_payback"),
         ["saving.no_investment", "saving.no_price"]),
        (project(HOW, "1500", "500"), ("savings_to_investment", "break_even"),
         ["saving.none_running", "saving.never", "saving.same_electricity"]),
        (project(HOW, "900", "400", CashFlow("replacement", D(300), D(6))), ("simple_payback", "discounted_payback"),
         ["saving.no_first_cost"]),
        (project(HOW, "3500", "260"), ("simple_payback", "discounted_payback"), ["saving.never"]),
        (project(HOW, "3100", "280"), ("discounted_payback",), ["saving.never_discounted"]),
        (BETTER, (), []),
    ],
)  # fmt: skip
def test_a_measure_without_a_meaning_is_none_and_says_why(
    other: PresentValues, without: tuple[str, ...], remarks: list[str]
) -> None:
    found = measures(BASE, other)
    assert [reason.code for reason in found.remarks] == remarks
    assert [name for name in without if getattr(found, name) is not None] == []
    assert found.net_savings == net_savings(BASE, other)


RATES = st.decimals("-0.2", "0.3", places=3)
AMOUNTS = st.decimals("1", "9999", places=2)


@given(RATES, st.integers(1, 40), AMOUNTS, AMOUNTS, AMOUNTS, AMOUNTS)
def test_the_adjusted_rate_is_the_modified_rate_of_two_other_libraries(
    rate: Decimal, years: int, buy: Decimal, more: Decimal, run: Decimal, less: Decimal
) -> None:
    assume(less < run)
    how = method(years, rate)
    found = adjusted_internal_rate_of_return(project(how, buy, run), project(how, buy + more, run - less))
    payments = [-float(more)] + [float(less)] * years
    assert float(found or 0) == pytest.approx(
        numpy_financial.mirr(payments, float(rate), float(rate)), rel=1e-6, abs=1e-9
    )
    assert float(found or 0) == pytest.approx(pyxirr.mirr(payments, float(rate), float(rate)) or 0, rel=1e-6, abs=1e-9)


@given(RATES, st.integers(1, 40), AMOUNTS, AMOUNTS, AMOUNTS)
def test_the_savings_less_the_investment_are_the_net_savings(
    rate: Decimal, years: int, more: Decimal, run: Decimal, less: Decimal
) -> None:
    assume(less < run)
    how = method(years, rate)
    base, other = project(how, "100", run), project(how, D(100) + more, run - less)
    ratio = savings_to_investment_ratio(base, other)
    assert ratio is not None
    assert float((ratio - 1) * more) == pytest.approx(float(net_savings(base, other)), rel=1e-9, abs=1e-9)
    assert (ratio > 1) is (net_savings(base, other) > 0)


def test_savings_may_be_reinvested_at_another_rate() -> None:
    ratio = float(savings_to_investment_ratio(BASE, BETTER) or 0)
    found = adjusted_internal_rate_of_return(BASE, BETTER, D("0.05"))
    assert float(found or 0) == pytest.approx(1.05 * ratio**0.1 - 1, rel=1e-12)


def test_under_a_schedule_of_rates_the_terminal_value_is_that_of_the_schedule() -> None:
    how = method(10, rates=(band("0.035", 4), band("0.02")))
    base, other = project(how, "100", "50"), project(how, "300", "10")
    growth = 1.035**4 * 1.02**6
    saved = 40 * sum(1 / (1.035 ** min(year, 4) * 1.02 ** max(year - 4, 0)) for year in range(1, 11))
    found = adjusted_internal_rate_of_return(base, other)
    assert float(found or 0) == pytest.approx((saved * growth / 200) ** 0.1 - 1, rel=1e-12)


@given(st.integers(1, 9), st.integers(1, 9), RATES, AMOUNTS, AMOUNTS)
def test_the_annual_cost_of_one_life_is_that_of_a_chain_over_the_common_multiple(
    one: int, other: int, rate: Decimal, buy: Decimal, run: Decimal
) -> None:
    for life in (one, other):
        piece = Inputs(buy, maintenance=run, end_of_life=run / 2, residual=buy / 10, life=life)
        values = [
            annual_value(present_values(cash_flows(piece, how), how))
            for how in (method(life, rate), method(lcm(one, other), rate))
        ]
        assert float(values[0]) == pytest.approx(float(values[1]), rel=1e-12)


def test_the_annual_value_is_the_payment_of_a_loan() -> None:
    expected = -numpy_financial.pmt(0.03, 10, float(BASE.total))
    assert float(annual_value(BASE)) == pytest.approx(expected, rel=1e-12)


def test_the_annual_value_in_the_middle_of_the_year_is_paid_then() -> None:
    how = replace(HOW, timing=Timing.MID_YEAR)
    values = present_values(list(recurring("maintenance", D(70), how)), how)
    assert float(annual_value(values)) == pytest.approx(70, rel=1e-12)


@given(AMOUNTS, AMOUNTS, AMOUNTS, AMOUNTS, st.decimals("0.01", "5", places=2))
def test_at_the_break_even_price_both_cost_the_same(
    buy: Decimal, more: Decimal, run: Decimal, less: Decimal, tariff: Decimal
) -> None:
    assume(run != less)

    def at(how: Method, cost: Decimal, kwh: Decimal) -> PresentValues:
        return present_values(cash_flows(Inputs(cost, electricity=kwh), how), how)

    how = method(tariff=str(tariff))
    found = break_even(at(how, buy, run), at(how, buy + more, less), "electricity", tariff)
    assert found is not None
    assume(found > 0)
    other = replace(how, prices=(replace(price("electricity", "1"), value=found),))
    assert float(at(other, buy, run).total) == pytest.approx(float(at(other, buy + more, less).total), rel=1e-12)


def test_there_is_no_break_even_price_where_both_use_the_same() -> None:
    assert break_even(BASE, project(HOW, "2200", "500"), "electricity", D("0.62")) is None


LONGER = project(method(11, "0.03"), "1000", "500")
NOMINAL = project(replace(HOW, basis=Basis.NOMINAL, inflation=inflation("0.02")), "1000", "500")
MEASURES: list[Callable[[PresentValues, PresentValues], object]] = [
    net_savings,
    savings_to_investment_ratio,
    adjusted_internal_rate_of_return,
    simple_payback,
    discounted_payback,
    lambda one, other: break_even(one, other, "electricity", D(1)),
]


@pytest.mark.parametrize("measure", MEASURES)
def test_present_values_over_different_study_periods_are_not_compared(
    measure: Callable[[PresentValues, PresentValues], object],
) -> None:
    assert codes(lambda: measure(BASE, LONGER)) == [("measures.other_period", None)]
    assert codes(lambda: measure(BASE, BETTER)) == []


@pytest.mark.parametrize(
    "other",
    [
        NOMINAL,
        project(replace(HOW, base_date=date(2027, 1, 1)), "1000", "500"),
        project(method(10, "0.04"), "1000", "500"),
        project(replace(HOW, currency="USD", prices=()), "1000", "500"),
        project(replace(HOW, timing=Timing.MID_YEAR), "1000", "500"),
    ],
)
def test_present_values_by_different_methods_are_not_compared(other: PresentValues) -> None:
    assert codes(lambda: net_savings(BASE, other)) == [("measures.other_method", None)]


def test_another_price_is_no_other_method() -> None:
    assert codes(lambda: net_savings(BASE, project(method(10, "0.03", tariff="2"), "1000", "500"))) == []
