"""Factors against exact fractions summed year by year, against 60-digit logarithms, and against two other libraries."""

from datetime import date, timedelta
from decimal import Decimal, localcontext
from fractions import Fraction
from itertools import pairwise

import numpy_financial
import pytest
import pyxirr
from hypothesis import given
from hypothesis import strategies as st

from greenward.lifecycle.discount import (
    anniversary,
    day_count,
    discount_factor,
    escalated_present_value,
    indexed_present_value,
    mid_year_factor,
    present_value,
    to_nominal,
    to_real,
    uniform_present_value,
    years_after,
)
from greenward.terms.names import Names
from greenward.terms.price_path import RateBand
from greenward.terms.source import Citation, Mark, Source
from support import codes

D = Decimal
NOWHERE = Names("example", "示例")
CITED = Citation(Source("s", "Example", NOWHERE, NOWHERE, None), NOWHERE, NOWHERE, date(2026, 1, 1), Mark.EXAMPLE)
ONE = D(1)

rates = st.decimals("-0.5", "0.5", places=4)
years = st.integers(0, 60)
amounts = st.decimals("0", "1000000", places=2)
days = st.dates(date(1996, 1, 1), date(2060, 12, 31))


def band(rate: str, until: int | None = None) -> RateBand:
    return RateBand(D(rate), until, CITED)


def exact(rate: Decimal, escalation: Decimal, count: int) -> Fraction:
    """UPV* from its definition, a sum of exact fractions: nothing is cut off, no closed form is used."""
    step = (1 + Fraction(escalation)) / (1 + Fraction(rate))
    return sum((step**year for year in range(1, count + 1)), Fraction(0))


def away(found: Decimal, expected: Fraction) -> Fraction:
    return abs(Fraction(found) - expected) / max(abs(expected), Fraction(1))


def by_logarithm(base: Decimal, exponent: Decimal) -> Decimal:
    """A power in 60 digits by logarithm and exponential."""
    with localcontext(prec=60):
        return ((1 + base).ln() * exponent).exp()


def test_a_hundred_a_year_from_now_at_three_percent() -> None:
    assert round(present_value(D(100), D("0.03"), 1), 6) == D("97.087379")


def test_the_published_uniform_factor_of_ten_years_at_three_percent() -> None:
    """NIST Handbook 135 prints UPV(3 %, 10) = 8.53."""
    assert round(uniform_present_value(ONE, D("0.03"), 10), 2) == D("8.53")


@given(amounts, years)
def test_without_a_rate_the_uniform_value_is_the_plain_sum(amount: Decimal, count: int) -> None:
    assert uniform_present_value(amount, D(0), count) == amount * count


@given(rates, st.integers(0, 200))
def test_a_single_factor_is_that_of_exact_fractions(rate: Decimal, count: int) -> None:
    expected = 1 / (1 + Fraction(rate)) ** count
    assert abs(Fraction(present_value(ONE, rate, count)) / expected - 1) < Fraction(1, 10**35)


@given(rates, rates, st.integers(0, 200))
def test_an_escalated_factor_is_the_sum_of_exact_fractions(rate: Decimal, escalation: Decimal, count: int) -> None:
    found = escalated_present_value(ONE, rate, escalation, count)
    assert away(found, exact(rate, escalation, count)) < Fraction(1, 10**30)


@pytest.mark.parametrize("rate", ["0", "0.03", "-0.02", "0.5"])
def test_where_the_price_rises_as_fast_as_money_the_factor_is_the_number_of_years(rate: str) -> None:
    assert escalated_present_value(ONE, D(rate), D(rate), 25) == 25


@pytest.mark.parametrize("apart", ["1e-12", "-1e-12", "1e-6"])
def test_next_to_that_limit_no_digit_is_lost(apart: str) -> None:
    rate, escalation = D("0.03"), D("0.03") + D(apart)
    found = escalated_present_value(ONE, rate, escalation, 50)
    assert away(found, exact(rate, escalation, 50)) < Fraction(1, 10**30)


@given(rates, rates, st.integers(1, 60))
def test_a_constant_path_is_its_index_written_out(rate: Decimal, escalation: Decimal, count: int) -> None:
    indices = [(1 + escalation) ** year for year in range(1, count + 1)]
    found = indexed_present_value(ONE, rate, indices)
    assert float(found) == pytest.approx(float(escalated_present_value(ONE, rate, escalation, count)), rel=1e-12)


@given(rates, st.integers(1, 100), st.integers(0, 100))
def test_a_cost_that_starts_late_is_the_full_factor_less_that_of_the_delay(
    rate: Decimal, count: int, delay: int
) -> None:
    """10 CFR 436.16: subtract the present value over the delay."""
    late = sum((present_value(ONE, rate, year) for year in range(delay + 1, delay + count + 1)), D(0))
    difference = uniform_present_value(ONE, rate, delay + count) - uniform_present_value(ONE, rate, delay)
    assert float(late) == pytest.approx(float(difference), rel=1e-9)


@given(amounts.filter(bool), rates.filter(lambda rate: abs(rate) > D("0.001")), st.integers(1, 60))
def test_two_other_libraries_agree(amount: Decimal, rate: Decimal, count: int) -> None:
    found = float(uniform_present_value(amount, rate, count))
    assert found == pytest.approx(-numpy_financial.pv(float(rate), count, float(amount)), rel=1e-9)
    assert found == pytest.approx(-(pyxirr.pv(float(rate), count, float(amount), 0) or 0), rel=1e-9)


@given(rates, st.integers(1, 60))
def test_payments_in_the_middle_of_each_year_are_half_a_year_nearer(rate: Decimal, count: int) -> None:
    expected = sum((by_logarithm(rate, D("0.5") - year) for year in range(1, count + 1)), D(0))
    found = uniform_present_value(ONE, rate, count) * mid_year_factor(rate)
    assert float(found) == pytest.approx(float(expected), rel=1e-12)


GREEN_BOOK = (band("0.035", 30), band("0.03", 75), band("0.025", 125))


def test_a_schedule_of_rates_discounts_each_year_at_its_own() -> None:
    """3.5 % to year 30, 3 % to year 75: year 40 is thirty years at the first and ten at the second."""
    expected = 1 / (Fraction(1035, 1000) ** 30 * Fraction(103, 100) ** 10)
    assert abs(Fraction(discount_factor(GREEN_BOOK, 40)) / expected - 1) < Fraction(1, 10**35)


@given(st.integers(1, 125))
def test_a_schedule_falls_from_year_to_year_by_the_rate_of_that_year(year: int) -> None:
    rate = D("0.035") if year <= 30 else D("0.03") if year <= 75 else D("0.025")
    ratio = discount_factor(GREEN_BOOK, year - 1) / discount_factor(GREEN_BOOK, year)
    assert float(ratio) == pytest.approx(float(1 + rate), rel=1e-12)


def test_a_moment_within_a_year_is_discounted_by_the_part_of_it_that_has_passed() -> None:
    expected = by_logarithm(D("0.035"), D(-30)) * by_logarithm(D("0.03"), D("-0.25"))
    assert float(discount_factor(GREEN_BOOK, D("30.25"))) == pytest.approx(float(expected), rel=1e-14)


@given(rates, st.decimals("0", "100", places=3))
def test_one_band_is_a_single_rate(rate: Decimal, count: Decimal) -> None:
    assert float(discount_factor((band(str(rate)),), count)) == pytest.approx(
        float(present_value(ONE, rate, count)), rel=1e-12
    )


def test_fifteen_years_with_four_leap_days_are_fifteen_and_eleven_thousandths() -> None:
    found = day_count(date(2025, 4, 1), date(2040, 4, 1))
    assert round(found, 3) == D("15.011")
    assert Fraction(found) - Fraction(15 * 365 + 4, 365) < Fraction(1, 10**30)


@given(rates.filter(lambda rate: rate > D("-0.4")), st.lists(st.tuples(days, st.integers(-9999, 9999)), max_size=6))
def test_dated_payments_are_worth_what_another_library_says(rate: Decimal, paid: list[tuple[date, int]]) -> None:
    start = date(1995, 1, 1)
    found = sum((amount * discount_factor((band(str(rate)),), day_count(start, day)) for day, amount in paid), D(0))
    expected = pyxirr.xnpv(float(rate), [start, *(day for day, _ in paid)], [0.0, *(float(a) for _, a in paid)])
    assert float(found) == pytest.approx(expected, rel=1e-9, abs=1e-6)


@given(days, st.integers(0, 20000))
def test_a_day_is_its_anniversaries_and_a_share_of_the_next_year(start: date, later: int) -> None:
    day = start + timedelta(days=later)
    found = years_after(start, day)
    whole = int(found)
    begun, ended = anniversary(start, whole), anniversary(start, whole + 1)
    assert begun <= day < ended
    assert round((found - whole) * (ended - begun).days) == (day - begun).days


def test_the_anniversary_of_a_leap_day_is_the_last_of_february() -> None:
    assert anniversary(date(2024, 2, 29), 1) == date(2025, 2, 28)
    assert years_after(date(2024, 2, 29), date(2028, 2, 29)) == 4


@given(st.lists(days, min_size=2, max_size=5, unique=True))
def test_later_days_are_more_years_away(dates: list[date]) -> None:
    ordered = sorted(dates)
    found = [years_after(ordered[0], day) for day in ordered]
    assert all(earlier < later for earlier, later in pairwise(found))


@given(rates, rates, rates, st.integers(1, 40))
def test_real_and_nominal_arithmetic_give_the_same_present_value(
    rate: Decimal, escalation: Decimal, inflation: Decimal, count: int
) -> None:
    real = escalated_present_value(ONE, rate, escalation, count)
    nominal = escalated_present_value(ONE, to_nominal(rate, inflation), to_nominal(escalation, inflation), count)
    assert float(real) == pytest.approx(float(nominal), rel=1e-12)


@given(rates, rates)
def test_a_rate_made_nominal_and_real_again_is_the_same(rate: Decimal, inflation: Decimal) -> None:
    assert abs(to_real(to_nominal(rate, inflation), inflation) - rate) < D("1e-35")


@pytest.mark.parametrize("rate", ["-1", "-1.5"])
def test_a_rate_of_minus_a_hundred_percent_or_less_is_refused(rate: str) -> None:
    bad = D(rate)
    for action in (
        lambda: present_value(ONE, bad, 1),
        lambda: uniform_present_value(ONE, bad, 1),
        lambda: escalated_present_value(ONE, D("0.03"), bad, 1),
        lambda: indexed_present_value(ONE, bad, [ONE]),
        lambda: mid_year_factor(bad),
        lambda: to_real(D("0.03"), bad),
        lambda: band(rate),
    ):
        assert codes(action) == [("rate.all_lost", None)]


def test_a_rate_just_above_it_is_taken() -> None:
    assert present_value(ONE, D("-0.999"), 1) == 1000
