"""Many offers at once cost what each costs alone."""

from decimal import Decimal
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenward.lifecycle import life_cycle
from greenward.lifecycle.inputs import read_inputs
from greenward.lifecycle.vector import input_arrays, present_arrays
from greenward.terms.method import ASKS, Method, Timing
from greenward.terms.money import Money
from greenward.terms.offer import Offer
from specimens import OFFER, D, band, indexed, method, money, offer, price, rising
from support import codes

INDEX = {2026 + year: str(1 + year / 20) for year in range(31)}
METHODS = {
    "plain": method(10),
    "schedule": method(30, rates=(band("0.035", 9), band("0.02"))),
    "middle": method(10, timing=Timing.MID_YEAR),
    "days": method(10, timing=Timing.DAY_COUNT),
    "paths": method(
        30,
        prices=(price("electricity", "0.6", "i"), price("water", "4", "p")),
        paths=(indexed(INDEX, "i"), rising("0.02")),
        follows=(("purchase", "p"), ("maintenance", "p"), ("end_of_life", "i")),
    ),
    "undemanding": method(10, asks=()),
    "demanding": method(10, asks=(*ASKS, "water", "installation", "consumables")),
}


def same(offers: list[Offer], how: Method) -> None:
    """Compare each part and total of each offer with the Decimal path, NaN where that says None."""
    given_ = [read_inputs(item, "desktop_computer", how, {}) for item in offers]
    found = present_arrays(input_arrays(given_), how)
    for at, item in enumerate(offers):
        life = life_cycle(item, "desktop_computer", how, {})
        assert np.isnan(found.total[at]) == (life.total is None)
        if life.total is not None:
            assert found.total[at] == pytest.approx(float(life.total), rel=1e-9, abs=1e-9)
        known = dict(zip(found.parts, found.values[:, at], strict=True))
        for part, value in life.parts:
            if value is None:
                assert np.isnan(known[part])
            else:
                assert known[part] == pytest.approx(float(value), rel=1e-9, abs=1e-9)


def maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


MONEY = st.decimals("0", "9999", places=2).map(lambda amount: money(amount))
OFFERS = st.lists(
    st.builds(
        offer,
        price=st.decimals("1", "99999", places=2).map(lambda amount: money(amount)),
        yearly_energy=maybe(st.decimals("0", "9999", places=1)),
        water=maybe(st.decimals("0", "99", places=1)),
        installation=maybe(MONEY),
        consumables=maybe(MONEY),
        maintenance=maybe(MONEY),
        maintenance_from=maybe(st.integers(1, 5)),
        end_of_life=maybe(MONEY),
        residual=maybe(MONEY),
        life=maybe(st.integers(1, 40)),
    ),
    min_size=1,
    max_size=8,
)


@pytest.mark.parametrize("name", METHODS)
@given(offers=OFFERS)
def test_offers_together_cost_what_each_costs_alone(name: str, offers: list[Offer]) -> None:
    same(offers, METHODS[name])


def test_an_offer_in_another_currency_is_not_known_among_the_others() -> None:
    same([OFFER, offer(price=Money(Decimal(1), "USD")), OFFER], METHODS["plain"])


def test_the_comparison_would_find_another_figure() -> None:
    how = METHODS["plain"]
    arrays = input_arrays([read_inputs(OFFER, "", how, {})])
    arrays.purchase[0] += 0.01
    total = life_cycle(OFFER, "", how, {}).total
    assert present_arrays(arrays, how).total[0] != pytest.approx(float(total or 0), rel=1e-9)


def test_no_offers_cost_nothing() -> None:
    assert present_arrays(input_arrays([]), METHODS["plain"]).total.shape == (0,)


def test_a_use_may_be_drawn_many_times_in_one_call() -> None:
    """The arrays may hold draws instead of offers: the cost moves with each."""
    how = METHODS["plain"]
    arrays = input_arrays([read_inputs(OFFER, "", how, {})] * 3)
    arrays.electricity[:] = [0, 104, 208]
    low, middle, high = present_arrays(arrays, how).total
    assert middle - low == pytest.approx(high - middle)
    assert D(middle) == pytest.approx(life_cycle(OFFER, "", how, {}).total, rel=D("1e-9"))


def test_a_life_of_no_years_is_refused_here_too() -> None:
    assert codes(lambda: input_arrays([read_inputs(offer(life=0), "", METHODS["plain"], {})])) == [("offer.life", None)]
