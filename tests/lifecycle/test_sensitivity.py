"""How sure a ranking is: switching values, probabilities of being best, groups that cannot be told apart."""

from collections.abc import Callable, Mapping
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from greenward.lifecycle.sensitivity import simulate, tornado
from greenward.terms.sensitivity import Input

Values = Mapping[str, NDArray[np.float64]]
Model = Callable[[Values], NDArray[np.float64]]
PRICE = Input("tariff", Decimal("0.4"), Decimal("0.6"), Decimal("0.9"))


def linear(fixed: list[float], kwh: list[float]) -> Model:
    """Return costs that are fixed + kwh x tariff."""

    def model(values: Values) -> NDArray[np.float64]:
        costs: NDArray[np.float64] = np.array(fixed) + values["tariff"][:, None] * np.array(kwh)
        return costs

    return model


def test_the_switching_value_is_where_two_lines_cross() -> None:
    # 1000 + 500 t = 1090 + 400 t at t = 0.9; below it the first is best
    (swing,) = tornado(linear([1000.0, 1090.0], [500.0, 400.0]), [PRICE])
    assert swing.switches[0] is None
    above = swing.switches[1]
    assert above is not None
    assert float(above[0]) == pytest.approx(0.9, rel=1e-9)
    assert above[1] == 1
    assert float(swing.at_low) == pytest.approx(1090 + 400 * 0.4 - (1000 + 500 * 0.4))


def test_of_several_rivals_the_one_met_first_is_named() -> None:
    # offer 2 crosses at 0.7, offer 1 at 0.9
    (swing,) = tornado(linear([1000.0, 1090.0, 1140.0], [500.0, 400.0, 300.0]), [PRICE])
    above = swing.switches[1]
    assert above is not None
    assert (round(above[0], 8), above[1]) == (Decimal("0.7"), 2)


def test_an_offer_that_stays_best_has_no_switching_value() -> None:
    (swing,) = tornado(linear([100.0, 200.0], [10.0, 10.0]), [PRICE])
    assert swing.switches == (None, None)


def test_the_input_that_moves_the_cost_most_stands_first() -> None:
    def model(values: Values) -> NDArray[np.float64]:
        return np.stack([100 * values["a"] + 5 * values["b"], 300 * values["a"]], axis=1)

    swings = tornado(model, [Input("b", *map(Decimal, (0, 1, 2))), Input("a", Decimal("0.5"), Decimal(1), Decimal(2))])
    assert [swing.input.key for swing in swings] == ["a", "b"]


def test_one_offer_alone_is_refused() -> None:
    with pytest.raises(ValueError, match="two offers"):
        tornado(linear([1.0], [1.0]), [PRICE])


def test_an_input_whose_base_lies_outside_its_range_is_refused() -> None:
    with pytest.raises(ValueError, match="tariff"):
        Input("tariff", Decimal("0.7"), Decimal("0.6"), Decimal("0.9"))


def test_the_probability_of_being_best_is_that_of_the_distribution() -> None:
    # the first is best while tariff < 0.75; for a triangle on 0.4, 0.6, 0.9 that is 1 - (0.9-0.75)^2/(0.5*0.3)
    spreads = simulate(linear([1000.0, 1075.0], [500.0, 400.0]), [PRICE], 200_000, 7)
    assert float(spreads[0].best) == pytest.approx(1 - 0.15**2 / (0.5 * 0.3), abs=0.005)
    assert float(spreads[0].best + spreads[1].best) == pytest.approx(1)


def test_the_same_seed_gives_the_same_figures_and_another_does_not() -> None:
    model = linear([1000.0, 1075.0], [500.0, 400.0])
    assert simulate(model, [PRICE], 500, 1) == simulate(model, [PRICE], 500, 1)
    assert simulate(model, [PRICE], 500, 1) != simulate(model, [PRICE], 500, 2)


def test_equal_offers_share_the_probability_and_stand_in_one_group() -> None:
    spreads = simulate(linear([100.0, 100.0, 300.0], [10.0, 10.0, 10.0]), [PRICE], 1000, 3)
    assert [round(item.best, 9) for item in spreads] == [0.5, 0.5, 0]
    assert [item.group for item in spreads] == [0, 0, 1]


def test_an_offer_that_wins_now_and_then_is_not_told_from_the_best() -> None:
    close = simulate(linear([1000.0, 1075.0], [500.0, 400.0]), [PRICE], 5000, 3)
    clear = simulate(linear([1000.0, 2000.0], [500.0, 400.0]), [PRICE], 5000, 3)
    assert [item.group for item in close] == [0, 0]
    assert [item.group for item in clear] == [0, 1]


@given(
    st.lists(st.tuples(st.floats(100, 5000), st.floats(0, 900)), min_size=2, max_size=6),
    st.integers(0, 10_000),
)
def test_a_rival_joining_never_makes_another_likelier_to_be_best(offers: list[tuple[float, float]], seed: int) -> None:
    fixed, kwh = [item[0] for item in offers], [item[1] for item in offers]
    all_in = simulate(linear(fixed, kwh), [PRICE], 300, seed)
    without = simulate(linear(fixed[:-1], kwh[:-1]), [PRICE], 300, seed)
    assert float(sum(item.best for item in all_in)) == pytest.approx(1)
    assert all(float(more.best) >= float(less.best) - 1e-8 for more, less in zip(without, all_in, strict=False))
    assert all(item.p05 <= item.p50 <= item.p95 for item in all_in)


@given(st.lists(st.tuples(st.floats(100, 5000), st.floats(1, 900)), min_size=2, max_size=5))
def test_beyond_a_switching_value_another_offer_is_best_and_before_it_is_not(offers: list[tuple[float, float]]) -> None:
    model = linear([item[0] for item in offers], [item[1] for item in offers])
    (swing,) = tornado(model, [PRICE])
    base = model({"tariff": np.array([float(PRICE.base)])})[0]
    best = int(base.argmin())
    for switch, sign in zip(swing.switches, (-1, 1), strict=True):
        if switch is None:
            continue
        value, _ = switch
        just_before = model({"tariff": np.array([float(value) - sign * 1e-6])})[0]
        assert just_before[best] <= just_before.min() + 1e-3
