"""Present values against 40-digit arithmetic and against numpy-financial."""

from decimal import Decimal, localcontext

import numpy_financial
import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenward.lifecycle import present_value, uniform_present_value

rates = st.decimals("-0.5", "0.5", places=4)
years = st.integers(0, 60)
amounts = st.decimals("0", "1000000", places=2)


def test_a_hundred_a_year_from_now_at_three_percent() -> None:
    assert round(present_value(Decimal(100), Decimal("0.03"), 1), 6) == Decimal("97.087379")


def test_the_published_uniform_factor_of_ten_years_at_three_percent() -> None:
    """NIST Handbook 135 prints UPV(3 %, 10) = 8.53."""
    assert round(uniform_present_value(Decimal(1), Decimal("0.03"), 10), 2) == Decimal("8.53")


@given(amounts, years)
def test_without_a_rate_the_uniform_value_is_the_plain_sum(amount: Decimal, count: int) -> None:
    assert uniform_present_value(amount, Decimal(0), count) == amount * count


@given(amounts, rates, years)
def test_the_uniform_value_is_the_sum_of_single_values(amount: Decimal, rate: Decimal, count: int) -> None:
    with localcontext(prec=60):
        single = sum((present_value(amount, rate, year) for year in range(1, count + 1)), Decimal(0))
        uniform = uniform_present_value(amount, rate, count)
    assert abs(single - uniform) <= Decimal("1e-20") * max(abs(single), Decimal(1))


@given(
    st.decimals("1", "1000000", places=2), rates.filter(lambda rate: abs(rate) > Decimal("0.001")), st.integers(1, 60)
)
def test_numpy_financial_agrees(amount: Decimal, rate: Decimal, count: int) -> None:
    expected = -numpy_financial.pv(float(rate), count, float(amount))
    assert float(uniform_present_value(amount, rate, count)) == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize("rate", ["-1", "-1.5"])
def test_a_rate_of_minus_one_or_less_is_refused(rate: str) -> None:
    with pytest.raises(ValueError, match="above -1"):
        present_value(Decimal(1), Decimal(rate), 1)
