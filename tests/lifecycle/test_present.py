"""Dated cash flows become present values, as two other libraries say; real and nominal agree; nothing odd passes."""

from datetime import date, timedelta
from decimal import Decimal

import numpy_financial
import pytest
import pyxirr
from hypothesis import given
from hypothesis import strategies as st

from greenward.lifecycle.discount import to_nominal, years_after
from greenward.lifecycle.flows import recurring
from greenward.lifecycle.present import present_values
from greenward.terms.cash_flow import CashFlow
from greenward.terms.life_cycle import COST_PARTS
from greenward.terms.method import Timing
from greenward.terms.price_path import Basis
from specimens import D, band, indexed, inflation, method, rising
from support import codes

RATES = st.decimals("-0.3", "0.4", places=3)
AMOUNTS = st.integers(-99_999, 99_999).map(Decimal)


@given(RATES, st.lists(AMOUNTS, min_size=1, max_size=30))
def test_yearly_payments_are_worth_what_another_library_says(rate: Decimal, paid: list[Decimal]) -> None:
    flows = [CashFlow("maintenance", amount, D(year)) for year, amount in enumerate(paid)]
    found = present_values(flows, method(max(len(paid) - 1, 1), rate))
    expected = numpy_financial.npv(float(rate), [float(amount) for amount in paid])
    assert float(found.total) == pytest.approx(expected, rel=1e-9, abs=1e-6)


@given(RATES, st.lists(st.tuples(st.integers(0, 3650), AMOUNTS), min_size=1, max_size=20))
def test_dated_payments_by_day_count_are_worth_what_another_library_says(
    rate: Decimal, paid: list[tuple[int, Decimal]]
) -> None:
    how = method(10, rate, timing=Timing.DAY_COUNT)
    days = [how.base_date + timedelta(days=later) for later, _ in paid]
    flows = [
        CashFlow("maintenance", amount, years_after(how.base_date, day))
        for day, (_, amount) in zip(days, paid, strict=True)
    ]
    amounts = [0.0, *(float(amount) for _, amount in paid)]
    expected = pyxirr.xnpv(float(rate), [how.base_date, *days], amounts)
    assert float(present_values(flows, how).total) == pytest.approx(expected, rel=1e-9, abs=1e-6)


MOMENTS = st.decimals("0", "20", places=2)
FLOWS = st.lists(st.tuples(st.sampled_from(COST_PARTS), AMOUNTS, MOMENTS, st.sampled_from(["", "p"])), max_size=20)


@given(FLOWS, RATES, RATES, st.decimals("-0.05", "0.1", places=3), st.sampled_from(list(Timing)))
def test_a_nominal_method_gives_the_values_of_the_real_one(
    given_: list[tuple[str, Decimal, Decimal, str]], rate: Decimal, rise: Decimal, level: Decimal, timing: Timing
) -> None:
    flows = [CashFlow(*parts) for parts in given_]
    real = method(20, rate, timing=timing, paths=(rising(rise),))
    nominal = method(
        20,
        to_nominal(rate, level),
        timing=timing,
        paths=(rising(to_nominal(rise, level), basis=Basis.NOMINAL),),
        basis=Basis.NOMINAL,
        inflation=inflation(level),
    )
    one, other = present_values(flows, real), present_values(flows, nominal)
    for (part, value), (same, again) in zip(one.parts, other.parts, strict=True):
        assert part == same
        assert float(value) == pytest.approx(float(again), rel=1e-12, abs=1e-9)


@given(FLOWS)
def test_parts_and_years_add_up_to_the_whole(given_: list[tuple[str, Decimal, Decimal, str]]) -> None:
    found = present_values([CashFlow(*parts) for parts in given_], method(20, paths=(rising("0.02"),)))
    assert abs(sum((value for _, value in found.parts), D(0)) - found.total) < D("1e-15")
    assert abs(sum((item.present for item in found.by_year), D(0)) - found.total) < D("1e-15")


def test_cash_is_not_discounted_but_moves_with_its_path() -> None:
    flows = [CashFlow("electricity", D(100), D(2), "p"), CashFlow("maintenance", D(100), D(2))]
    cells = present_values(flows, method(2, paths=(rising("0.1"),))).cells
    assert [(cell.part, cell.year, cell.cash) for cell in cells] == [
        ("electricity", 2, D(121)),
        ("maintenance", 2, D(100)),
    ]


def test_a_moment_within_a_year_belongs_to_that_year_and_its_index() -> None:
    path = indexed({2027: "1.1", 2028: "1.3"})
    (cell,) = present_values([CashFlow("electricity", D(100), D("1.5"), "p")], method(2, "0", paths=(path,))).cells
    assert (cell.year, cell.cash) == (2, D(130))


def test_a_rate_of_each_year_discounts_it() -> None:
    how = method(40, rates=(band("0.035", 30), band("0.03")))
    (cell,) = present_values([CashFlow("maintenance", D(1), D(40))], how).cells
    assert float(cell.present) == pytest.approx(1 / (1.035**30 * 1.03**10), rel=1e-14)


def test_what_is_of_whole_life_cost_only_counts_where_the_method_says_so() -> None:
    flows = [CashFlow("maintenance", D(5), D(0)), CashFlow("maintenance", D(-2), D(0), whole_life_only=True)]
    assert present_values(flows, method()).total == 5
    assert present_values(flows, method(whole_life=True)).total == 3


def test_a_cost_that_starts_late_is_paid_from_its_first_year_on() -> None:
    found = [flow.when for flow in recurring("maintenance", D(1), method(5), first=4)]
    assert found == [4, 5]
    middle = method(5, timing=Timing.MID_YEAR)
    assert [flow.when for flow in recurring("maintenance", D(1), middle, first=4)] == [D("3.5"), D("4.5")]


@pytest.mark.parametrize(
    ("flow", "code"),
    [
        (CashFlow("maintenance", D(1), D("6.1")), "flow.outside"),
        (CashFlow("maintenance", D(1), D(-1)), "flow.outside"),
        (CashFlow("upkeep", D(1), D(1)), "flow.part"),
        (CashFlow("maintenance", D(1), D(1), "q"), "method.unknown_path"),
    ],
)
def test_a_flow_that_the_method_cannot_place_is_refused(flow: CashFlow, code: str) -> None:
    assert codes(lambda: present_values([flow], method())) == [(code, None)]


def test_a_flow_on_the_last_day_is_taken() -> None:
    assert present_values([CashFlow("maintenance", D(1), D(6))], method()).total > 0


def test_fifteen_years_by_day_count_are_a_little_more_than_fifteen() -> None:
    how = method(15, timing=Timing.DAY_COUNT, base_date=date(2025, 4, 1), grid_factor=None)
    (cell,) = present_values([CashFlow("residual", D(-1000), D(15))], how).cells
    assert float(cell.present) == pytest.approx(-1000 * 1.03 ** -(5479 / 365), rel=1e-12)
