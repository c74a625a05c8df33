"""The plan is the best there is: against every combination, and against plain milp."""

from dataclasses import dataclass
from decimal import Decimal
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp

from greenward.planning.choice import cheapest, least_cost
from greenward.planning.dominance import undominated
from greenward.planning.program import build
from greenward.planning.restricted import Solution
from greenward.planning.restricted import solve as solve_program
from greenward.terms.demand import Demand, Limits, LineLimit, Way
from greenward.terms.plan import Option

D = Decimal


def option(name: str, price: Decimal, cost: Decimal) -> Option:
    return Option(name, 1, price, cost, D(0), None, ())


@dataclass(frozen=True)
class Chosen:
    options: list[Option]
    bound: Decimal


def solve(needs: list[list[Option]], available: Decimal) -> Chosen | None:
    """Return the plan of needs that share one budget line, proved as far as the solver can."""
    demands = [
        Demand(f"n{at:03}", 1, tuple(Way(o.id, o.price, o.cost) for o in options), "B")
        for at, options in enumerate(needs)
    ]
    found = solve_program(build(demands, Limits((LineLimit("B", available),))), 1e-6)
    if not isinstance(found, Solution):
        return None
    ways = {award.demand: award.way for award in found.awards}
    chosen = [next(o for o in options if o.id == ways[f"n{at:03}"]) for at, options in enumerate(needs)]
    return Chosen(chosen, found.bound)


amount = st.integers(1, 400).map(lambda cents: D(cents) / 4)
need = st.lists(st.tuples(amount, amount), min_size=1, max_size=5).map(
    lambda pairs: [option(f"o{at}", price, price + extra) for at, (price, extra) in enumerate(pairs)]
)


def best_by_trying_all(needs: list[list[Option]], available: Decimal) -> Decimal | None:
    costs = [
        sum((item.cost for item in choice), D(0))
        for choice in product(*needs)
        if sum((item.price for item in choice), D(0)) <= available
    ]
    return min(costs, default=None)


@given(st.lists(need, min_size=1, max_size=5), st.integers(0, 500).map(Decimal))
def test_no_combination_within_the_budget_is_better(needs: list[list[Option]], available: Decimal) -> None:
    expected = best_by_trying_all(needs, available)
    found = solve(needs, available)
    if expected is None or found is None:
        assert expected is None
        assert found is None
        return
    cost = sum((item.cost for item in found.options), D(0))
    assert cost == expected
    assert found.bound <= cost + D("0.001")


@given(need)
def test_what_is_dropped_as_dominated_is_beaten_in_price_and_cost(options: list[Option]) -> None:
    kept = undominated(options)
    for dropped in set(options) - set(kept):
        assert any(item.price <= dropped.price and item.cost <= dropped.cost for item in kept)
    assert cheapest(options).price == cheapest(kept).price
    assert least_cost(options).cost == least_cost(kept).cost


@given(need, st.integers(1, 200).map(Decimal))
def test_more_money_never_makes_the_plan_worse(options: list[Option], extra: Decimal) -> None:
    poor, rich = solve([options], D(60)), solve([options], D(60) + extra)
    if poor is not None and rich is not None:
        assert rich.options[0].cost <= poor.options[0].cost


def test_equal_costs_are_settled_by_the_lower_price_and_then_the_id() -> None:
    options = [option("b", D(10), D(20)), option("a", D(10), D(20)), option("c", D(12), D(20))]
    found = solve([options], D(100))
    assert found is not None
    assert found.options[0].id == "a"


def test_the_order_of_the_offers_does_not_change_the_plan() -> None:
    needs = [[option(f"{row}-{at}", D(50 + at * 7), D(100 - at * 5)) for at in range(6)] for row in range(4)]
    forward, backward = solve(needs, D(270)), solve([list(reversed(options)) for options in needs], D(270))
    assert forward is not None
    assert backward is not None
    assert sum(o.cost for o in forward.options) == sum(o.cost for o in backward.options)


@given(st.lists(st.integers(1_000_000, 9_000_000), min_size=2, max_size=6), st.integers(0, 3))
def test_a_budget_a_cent_short_of_a_combination_is_never_overstepped(prices: list[int], cents: int) -> None:
    """Prices so large that a cent lies within the solver's tolerance."""
    needs = [[option(f"{p}-{at}", D(p + at * 3), D(2 * p - at * 5)) for at in range(4)] for p in prices]
    available = sum((options[2].price for options in needs), D(0)) - D(cents) / 100
    found = solve(needs, available)
    assert found is not None
    assert sum((item.price for item in found.options), D(0)) <= available
    assert found.bound <= sum((item.cost for item in found.options), D(0)) + D("0.01")


def test_a_budget_below_the_cheapest_basket_has_no_plan() -> None:
    assert solve([[option("a", D(10), D(10))]], D("9.99")) is None
    assert solve([[option("a", D(10), D(10))]], D(10)) is not None


@pytest.mark.parametrize("seed", range(5))
def test_plain_milp_finds_nothing_better_on_larger_plans(seed: int) -> None:
    draw = np.random.default_rng(seed)
    prices = draw.integers(100, 1000, (40, 6))
    costs = prices + draw.integers(0, 600, (40, 6))
    available = int(prices.min(axis=1).sum() * 1.1)
    needs = [
        [option(f"{row}-{at}", D(int(prices[row, at])), D(int(costs[row, at]))) for at in range(6)] for row in range(40)
    ]
    found = solve(needs, D(available))
    assert found is not None
    each = np.kron(np.eye(40), np.ones(6))
    rows = np.vstack([each, prices.reshape(1, -1)])
    lower, upper = np.append(np.ones(40), -np.inf), np.append(np.ones(40), available)
    plain = milp(
        costs.ravel(), constraints=LinearConstraint(rows, lower, upper), integrality=np.ones(240), bounds=Bounds(0, 1)
    )
    assert float(sum(item.cost for item in found.options)) == pytest.approx(plain.fun, rel=2e-4)
    assert float(found.bound) <= plain.fun * (1 + 1e-6)
