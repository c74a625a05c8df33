"""The front of a plan where carbon is not known of every option."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from greenward.exchange.case import Case, read_case
from greenward.planning.choice import NO_LIMITS
from greenward.planning.plan import plan
from greenward.planning.survey import survey
from greenward.terms.demand import Limits
from greenward.terms.front import FrontWish
from greenward.terms.plan import Plan, Survey
from support import ROOT

CARBON, PRICE = FrontWish(("carbon",), 4), FrontWish(("price",), 4)


def surveyed() -> tuple[Case, tuple[Survey, ...]]:
    case = read_case(ROOT / "examples/unit_x/case_a", "cn")
    return case, survey(case.needs, case.offers, case.rules, case.method, {}, True)[0]


def unknown(item: Survey, ids: set[str]) -> Survey:
    options = tuple(replace(option, carbon=None) if option.id in ids else option for option in item.options)
    return replace(item, options=options)


def made(case: Case, surveys: Sequence[Survey], wish: FrontWish, limits: Limits = NO_LIMITS) -> Plan:
    return plan(case.names, case.unit, None, surveys, (), case.budgets, case.method, limits=limits, wish=wish)


def test_options_of_unknown_carbon_are_left_out_of_a_front_over_carbon_alone() -> None:
    case, surveys = surveyed()
    whole = made(case, surveys, CARBON)
    taken = next(line.chosen for line in whole.lines if line.chosen and line.survey.need.id == "N01")
    less = made(case, [unknown(item, {taken.id} if item.need.id == "N01" else set()) for item in surveys], CARBON)
    assert whole.front
    assert less.front
    assert (whole.front.left_out, less.front.left_out) == ((), ("N01",))
    assert less.cost == whole.cost
    assert less.carbon is None
    assert all("N01" in point.changed for point in less.front.points)
    assert all(point.carbon is not None for point in less.front.points)


def test_a_front_over_price_keeps_them_and_does_not_know_its_carbon() -> None:
    case, surveys = surveyed()
    every = [unknown(item, {option.id for option in item.options}) for item in surveys]
    known, found = made(case, surveys, PRICE).front, made(case, every, PRICE).front
    assert known
    assert found
    assert found.left_out == ()
    assert {point.carbon for point in found.points} == {None}
    assert [(point.cost, point.changed) for point in found.points] == [
        (point.cost, point.changed) for point in known.points
    ]
    assert all(point.carbon for point in known.points)


def test_a_front_over_price_holds_a_cap_on_carbon_of_the_case() -> None:
    case, surveys = surveyed()
    cap = Decimal(107_000)
    found = made(case, surveys, PRICE, Limits(carbon=cap)).front
    assert found
    assert all(point.carbon is not None and point.carbon <= cap for point in found.points)
