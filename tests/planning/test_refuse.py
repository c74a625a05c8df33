"""What no plan could be made of is refused with its name, all of it at once; a tight limit is not wrong."""

from dataclasses import replace
from decimal import Decimal

import pytest

from greenward.planning.program import build
from greenward.terms.demand import Capacity, Demand, Limits, LineLimit, Way
from greenward.terms.problem import ProblemsError
from greenward.texts import say

D = Decimal
WAY = Way("a", D(10), D(20), D(3), supplier="A")
DEMAND = Demand("n", 4, (WAY,), "office", 2026, 2)
LIMITS = Limits((LineLimit("office", D(100), 2026),), D(200), (Capacity("A", 9),), D("0.5"), D(50))


def refused(demands: list[Demand], limits: Limits) -> set[str]:
    try:
        build(demands, limits)
    except ProblemsError as error:
        for problem in error.problems:
            for language in ("en", "zh"):
                assert "{" not in say(problem.code, language, **problem.params)
        return {problem.code for problem in error.problems}
    return set()


def with_way(**changed: object) -> list[Demand]:
    return [replace(DEMAND, ways=(replace(WAY, **changed),))]  # type: ignore[arg-type]


def test_what_is_right_is_taken() -> None:
    assert refused([DEMAND], LIMITS) == set()
    assert refused([DEMAND], Limits((LineLimit("office", D(0), 2026),), D(0), (Capacity("A", 0),), D(1), D(0))) == set()
    assert refused(with_way(cost=D(-5), carbon=D(-1)), LIMITS) == set()


@pytest.mark.parametrize(
    ("demands", "code"),
    [
        ([], "empty"),
        ([DEMAND, DEMAND], "demand_repeated"),
        ([replace(DEMAND, quantity=0)], "quantity"),
        ([replace(DEMAND, quantity=-3, lot=None)], "quantity"),
        ([replace(DEMAND, lot=0)], "lot"),
        ([replace(DEMAND, lot=5)], "lot"),
        ([replace(DEMAND, ways=(WAY, WAY))], "way_repeated"),
        (with_way(price=D("NaN")), "figure"),
        (with_way(cost=D("Infinity")), "figure"),
        (with_way(carbon=D("sNaN")), "figure"),
        (with_way(price=D("-0.01")), "price_negative"),
        ([replace(DEMAND, line="offcie")], "line_unknown"),
        ([replace(DEMAND, year=2027)], "line_unknown"),
    ],
)
def test_a_wrong_demand_is_named(demands: list[Demand], code: str) -> None:
    assert refused(demands, LIMITS) == {f"program.{code}"}


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"total": D(-1)}, "limit_negative"),
        ({"total": D("NaN")}, "limit_negative"),
        ({"lines": (LineLimit("office", D(-1), 2026),)}, "limit_negative"),
        ({"capacities": (Capacity("A", -1),)}, "limit_negative"),
        ({"carbon": D("Infinity")}, "limit_negative"),
        ({"green_share": D("1.01")}, "green_share"),
        ({"green_share": D("-0.1")}, "green_share"),
        ({"green_share": D("NaN")}, "green_share"),
        ({"lines": (LineLimit("office", D(1), 2026), LineLimit("office", D(2), 2026))}, "limit_repeated"),
        ({"capacities": (Capacity("A", 1), Capacity("A", 2))}, "limit_repeated"),
        ({"capacities": (Capacity("", 1),)}, "limit_unnamed"),
    ],
)
def test_a_wrong_limit_is_named(changed: dict[str, object], code: str) -> None:
    assert refused([DEMAND], replace(LIMITS, **changed)) == {f"program.{code}"}  # type: ignore[arg-type]


def test_everything_wrong_is_told_at_once() -> None:
    found = refused([replace(DEMAND, quantity=0), replace(DEMAND, id="m", lot=9)], replace(LIMITS, total=D(-1)))
    assert found == {"program.quantity", "program.lot", "program.limit_negative"}
