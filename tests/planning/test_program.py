"""The plan is the best of all plans there are: beside every plan of small programs, worked out apart."""

from decimal import Decimal
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

import programs
from greenward.planning.elastic import lacking
from greenward.planning.exact import keeps
from greenward.planning.program import Kind, Measure, Program, build
from greenward.planning.restricted import Proof, Solution, Unsolved, solve
from greenward.terms.demand import Award, Capacity, Demand, Limits, LineLimit, Way
from programs import Allocation

D = Decimal
EXACT = 1e-9
CLOSE = Fraction(1, 100)
"""What HiGHS may be off the best in small programs: its own absolute tolerances, in thousands of money."""


def allocation(program: Program, awards: tuple[Award, ...]) -> Allocation:
    """Return a plan as the oracle has it."""
    demands = {demand.id: demand for demand in program.demands}
    ways = {demand.id: {way.id: way for way in demand.ways} for demand in program.demands}
    return tuple((demands[award.demand], ways[award.demand][award.way], award.pieces) for award in awards)


@given(programs.problems(), st.booleans())
def test_no_plan_within_the_limits_is_better(problem: tuple[list[Demand], Limits], counts: bool) -> None:
    wanted, kept = problem
    program = build(wanted, kept, counts)
    for measure in (Measure.COST, Measure.PRICE, *((Measure.CARBON,) if counts else ())):
        best = programs.best(wanted, kept, measure.value, counts)
        found = solve(program.minimising(measure), EXACT)
        if best is None:
            assert isinstance(found, Unsolved)
            assert found.proof is Proof.INFEASIBLE
            continue
        assert isinstance(found, Solution)
        assert keeps(program, found.units)
        mine = allocation(program, found.awards)
        assert not any(programs.lacks(mine, kept).values())
        assert programs.total(mine, measure.value) == Fraction(found.value)
        assert Fraction(found.value) - best <= CLOSE
        assert Fraction(found.bound) <= best + CLOSE


@given(programs.demands(3), programs.limits())
def test_what_is_lacking_is_the_least_of_all_plans_kind_by_kind(wanted: list[Demand], kept: Limits) -> None:
    program = build(wanted, kept)
    every = list(programs.plans(wanted, kept.carbon is not None))
    found = lacking(program)
    if not every:
        assert found.unserved
        assert not found.shortfalls
        return
    least = min(tuple(programs.lacks(plan, kept).values()) for plan in every)
    mine = programs.lacks(allocation(program, found.awards), kept)
    for told, best in zip(mine.values(), least, strict=True):
        assert abs(told - best) <= CLOSE
    by_kind = {"capacity": (Kind.CAPACITY,), "carbon": (Kind.CARBON,), "green": (Kind.GREEN,)}
    for name, kinds in (*by_kind.items(), ("money", (Kind.LINE, Kind.TOTAL))):
        told = sum((Fraction(item.lacking) for item in found.shortfalls if item.kind in kinds), Fraction(0))
        assert abs(told - mine[name]) <= Fraction(1, 10**12)


@given(programs.demands(3), programs.limits())
def test_limits_raised_by_what_is_lacking_have_a_plan(wanted: list[Demand], kept: Limits) -> None:
    program = build(wanted, kept)
    found = lacking(program)
    if found.unserved or any(item.kind is Kind.GREEN for item in found.shortfalls):
        return
    for item in found.shortfalls:
        at = program.row(item.kind, item.name, item.year)
        program = program.limited(at, item.used)
    assert isinstance(solve(program, EXACT), Solution)


@given(programs.problems(), st.randoms(use_true_random=False))
def test_the_order_in_which_demands_and_ways_are_named_changes_nothing(
    problem: tuple[list[Demand], Limits], draw: Random
) -> None:
    wanted, kept = problem
    shuffled = [
        Demand(d.id, d.quantity, tuple(draw.sample(d.ways, len(d.ways))), d.line, d.year, d.lot) for d in wanted
    ]
    draw.shuffle(shuffled)
    turned = Limits(
        tuple(reversed(kept.lines)), kept.total, tuple(reversed(kept.capacities)), kept.green_share, kept.carbon
    )
    one, other = solve(build(wanted, kept)), solve(build(shuffled, turned))
    assert type(one) is type(other)
    if isinstance(one, Solution) and isinstance(other, Solution):
        assert one.awards == other.awards
        assert one.bound == other.bound


def test_a_split_gives_every_supplier_its_lot_or_nothing() -> None:
    ways = (Way("a", D(100), D(100), supplier="A"), Way("b", D(200), D(200), supplier="B"))
    capacity = (Capacity("A", 9),)
    split = solve(build([Demand("n", 10, ways, lot=3)], Limits(capacities=capacity)))
    assert isinstance(split, Solution)
    assert {award.way: award.pieces for award in split.awards} == {"a": 7, "b": 3}
    whole = solve(build([Demand("n", 10, ways)], Limits(capacities=capacity)))
    assert isinstance(whole, Solution)
    assert {award.way: award.pieces for award in whole.awards} == {"b": 10}


def test_a_year_s_money_is_not_that_of_another_year() -> None:
    demands = [
        Demand(str(year), 1, (Way("dear", D(60), D(60)), Way("cheap", D(40), D(90))), "line", year)
        for year in (2026, 2027)
    ]
    tight = Limits((LineLimit("line", D(50), 2026), LineLimit("line", D(90), 2027)))
    found = solve(build(demands, tight))
    assert isinstance(found, Solution)
    assert [award.way for award in found.awards] == ["cheap", "dear"]
    short = lacking(build(demands, Limits((LineLimit("line", D(30), 2026), LineLimit("line", D(90), 2027)))))
    assert [(item.name, item.year, item.lacking) for item in short.shortfalls] == [("line", 2026, D(10))]


def test_a_green_share_is_of_the_price_and_is_met_exactly() -> None:
    demands = [Demand(str(at), 1, (Way("g", D(50), D(90), green=True), Way("o", D(50), D(60)))) for at in range(4)]
    for share, expected in ((D("0.5"), 2), (D("0.51"), 3), (D(1), 4), (D(0), 0)):
        found = solve(build(demands, Limits(green_share=share)))
        assert isinstance(found, Solution)
        assert sum(award.way == "g" for award in found.awards) == expected
    only = [Demand("n", 1, (Way("o", D(50), D(60)),))]
    lacks = lacking(build(only, Limits(green_share=D("0.3")))).shortfalls
    assert [(item.kind, item.limit, item.used, item.lacking) for item in lacks] == [(Kind.GREEN, D("0.3"), D(0), D(15))]


def test_what_cannot_be_raised_is_kept_before_what_can() -> None:
    """Capacity before the carbon cap, the cap before the green share, that before money."""
    ways = (
        Way("pieces", D(1), D(1), D(1), True, "A"),
        Way("carbon", D(1), D(1), D(9), True),
        Way("share", D(1), D(1), D(1), False),
        Way("money", D(9), D(9), D(1), True),
    )
    limits = Limits(total=D(5), capacities=(Capacity("A", 0),), green_share=D(1), carbon=D(5))
    lacks = [(Kind.TOTAL, 3), (Kind.GREEN, 2), (Kind.CARBON, 1), (Kind.CAPACITY, 0)]
    for kind, last in lacks:
        found = lacking(build([Demand("n", 1, ways[: last + 1])], limits))
        assert [item.kind for item in found.shortfalls] == [kind]


def test_a_demand_without_a_way_is_named() -> None:
    program = build([Demand("n", 1, ()), Demand("m", 1, (Way("a", D(1), D(1)),))], Limits())
    found = solve(program)
    assert isinstance(found, Unsolved)
    assert found.unserved == ("n",)
    assert lacking(program).unserved == ("n",)


def test_a_way_of_unknown_carbon_is_left_out_and_named_only_where_carbon_counts() -> None:
    demand = Demand("n", 1, (Way("known", D(9), D(9), D(3)), Way("unknown", D(1), D(1))))
    assert build([demand], Limits()).left_out == ()
    capped = build([demand], Limits(carbon=D(3)))
    assert capped.left_out == (("n", "unknown"),)
    found = solve(capped)
    assert isinstance(found, Solution)
    assert found.carbon == D(3)
    with pytest.raises(ValueError, match="carbon"):
        build([demand], Limits()).minimising(Measure.CARBON)
