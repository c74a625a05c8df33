"""The front beside every plan of small programs, and a marginal value beside what raising a limit really saves."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import linprog

import programs
from greenward.planning.exact import keeps
from greenward.planning.frontier import frontier, value
from greenward.planning.marginal import Marginal, marginals
from greenward.planning.program import Kind, Measure, Program, build
from greenward.planning.renewed import fitting
from greenward.planning.restricted import Proof, Solution, solve
from greenward.terms.demand import Capacity, Demand, Limits, LineLimit, Way
from instances import instance, plain

D = Decimal
CLOSE = Fraction(1, 100)


@given(programs.problems(3), st.integers(2, 5))
def test_each_point_is_the_best_plan_under_its_ceiling(problem: tuple[list[Demand], Limits], points: int) -> None:
    wanted, kept = problem[0], replace(problem[1], carbon=None)
    program = build(wanted, kept, counts_carbon=True)
    front = frontier(program, points=points, gap=1e-9)
    every = [plan for plan in programs.plans(wanted, True) if not any(programs.lacks(plan, kept).values())]
    if not every:
        assert front.best is None
        assert not front.points
        assert {why.proof for _, why in front.unsolved} == {Proof.INFEASIBLE}
        return
    figures = [(programs.total(plan, "cost"), programs.total(plan, "carbon")) for plan in every]
    least = front.least[0][1].carbon
    assert least is not None
    assert abs(Fraction(least) - min(carbon for _, carbon in figures)) <= CLOSE
    assert len(front.points) == points
    for point in front.points:
        ceiling = point.ceilings[0][1]
        best = min(cost for cost, carbon in figures if carbon <= Fraction(ceiling))
        assert point.plan is not None
        assert keeps(program.capped(Measure.CARBON, ceiling), point.plan.units)
        assert abs(Fraction(point.plan.cost) - best) <= CLOSE
        assert point.bound is not None
        assert Fraction(point.bound) <= best + CLOSE
        mine = (Fraction(point.plan.cost), Fraction(point.plan.carbon or 0))
        others = {(Fraction(p.plan.cost), Fraction(p.plan.carbon or 0)) for p in front.points if p.plan}
        assert point.beaten is any(o != mine and o[0] <= mine[0] and o[1] <= mine[1] for o in others)
    costs = [point.plan.cost for point in front.points if point.plan]
    assert all(loose <= tight + D("0.01") for loose, tight in pairwise(costs))


def test_two_measures_make_a_lattice_whose_empty_corner_says_so() -> None:
    wanted = [
        Demand(str(at), 1, (Way("a", D(10), D(90), D(50)), Way("b", D(60), D(60), D(40)), Way("c", D(90), D(95), D(5))))
        for at in range(4)
    ]
    program = build(wanted, Limits(), counts_carbon=True)
    front = frontier(program, (Measure.PRICE, Measure.CARBON), points=16, gap=1e-9)
    assert len(front.points) == 16
    empty = [point for point in front.points if point.plan is None]
    assert empty
    for point in front.points:
        price, carbon = (limit for _, limit in point.ceilings)
        under = [
            plan
            for plan in programs.plans(wanted, True)
            if programs.total(plan, "price") <= price and programs.total(plan, "carbon") <= carbon
        ]
        assert (point.plan is None) is (not under)
        assert point.plan is not None or point.why is Proof.INFEASIBLE


def test_a_front_of_a_large_program_is_whole_and_kept() -> None:
    program = instance(0)
    front = frontier(program, points=5)
    assert len(front.points) == 5
    for point in front.points:
        assert point.plan is not None
        assert keeps(program.capped(Measure.CARBON, point.ceilings[0][1]), point.plan.units)
        assert value(point.plan, Measure.COST) == point.plan.cost
        known = [other.plan for other in front.points if other.plan]
        under = [plan.cost for plan in known if value(plan, Measure.CARBON) <= point.ceilings[0][1]]
        assert point.plan.cost == min(under)
    assert front.best is not None
    assert known[0].cost <= front.best.cost < known[-1].cost
    for point in front.points[::2]:
        best = plain(program.capped(Measure.CARBON, point.ceilings[0][1]), 1e-3)
        assert best.status == 0
        assert point.bound is not None
        assert float(point.bound) <= best.fun * float(program.scales.money) * (1 + 1e-6)


def test_a_front_needs_another_measure_and_two_points() -> None:
    program = build([Demand("n", 1, (Way("a", D(1), D(1), D(1)),))], Limits(), counts_carbon=True)
    for over, points in (
        ((Measure.COST,), 5),
        ((), 5),
        ((Measure.CARBON, Measure.CARBON), 5),
        ((Measure.CARBON,), 1),
        ((Measure.CARBON, Measure.PRICE), 3),
    ):
        with pytest.raises(ValueError, match="front"):
            frontier(program, over, points)


def worths(program: Program) -> tuple[Marginal, ...]:
    found = solve(program)
    assert isinstance(found, Solution)
    return marginals(program, found.duals)


@given(programs.demands(4), st.data())
def test_a_marginal_value_bounds_what_any_raise_saves_in_whole_awards(
    wanted: list[Demand], draw: st.DataObject
) -> None:
    """The relaxation is convex: a step up saves at most the value times the step, a step down costs at least that."""
    every = list(programs.plans(wanted, True))
    if not every:
        return
    kept = programs.used_by(draw.draw(st.sampled_from(every)))
    program = build(wanted, kept)
    found = worths(program)
    assert len(found) == len(program.rows)
    assert all(item.worth >= 0 for item in found)
    relaxed = _relaxed_program(program)
    for at, item in enumerate(found):
        per = D(1000) if item.row.kind is Kind.CARBON else D(1)
        for step in (D(1), D(40)):
            raised = _relaxed_program(program.limited(at, item.row.limit + step))
            assert relaxed - raised <= float(item.worth * step / per) + 1e-3
            lowered = _relaxed_program(program.limited(at, item.row.limit - step))
            assert lowered - relaxed >= float(item.worth * step / per) - 1e-3


def _relaxed_program(program: Program) -> float:
    """Return the value of the relaxation by linprog alone, every column and row written out; infinite without one."""
    demands = len(program.demands)
    each = np.zeros((demands, len(program.need)))
    each[program.need, np.arange(len(program.need))] = 1
    costs = [float(way.cost) for way in program.ways]
    uses = [
        [float(row.use(program.demands[need], way)) for need, way in zip(program.need, program.ways, strict=True)]
        for row in program.rows
    ]
    side = {"A_ub": uses, "b_ub": [float(row.limit) for row in program.rows]} if program.rows else {}
    found = linprog(costs, A_eq=each, b_eq=np.ones(demands), **side)
    assert found.status in (0, 2)
    return float(found.fun) if found.status == 0 else np.inf


def test_a_unit_of_a_budget_and_a_tonne_are_worth_what_they_save() -> None:
    wanted = [
        Demand(str(at), 1, (Way("cheap", D(100), D(400), D(9)), Way("good", D(150), D(300), D(4)))) for at in range(10)
    ]
    program = build([Demand(d.id, 1, d.ways, "l") for d in wanted], Limits((LineLimit("l", D(1225)),)))
    assert [float(item.worth) for item in worths(program)] == pytest.approx([2])
    dear = [Demand(d.id, 1, (Way("clean", D(1), D(300), D(1)), Way("dirty", D(1), D(100), D(5)))) for d in wanted]
    assert [float(item.worth) for item in worths(build(dear, Limits(carbon=D(30))))] == pytest.approx([50_000])
    loose = worths(build(dear, Limits(total=D(1000), capacities=(Capacity("x", 1),))))
    assert [item.worth for item in loose] == [0, 0]


@given(programs.problems())
def test_no_plan_that_keeps_the_limits_uses_a_way_that_is_said_not_to_fit(problem: tuple[list[Demand], Limits]) -> None:
    wanted, kept = problem
    program = build(wanted, kept)
    if program.unserved():
        return
    columns = {(program.demands[need].id, way.id) for need, way in zip(program.need, program.ways, strict=True)}
    fit = {
        (program.demands[need].id, way.id)
        for need, way, fits in zip(program.need, program.ways, fitting(program), strict=True)
        if fits
    }
    for plan in programs.plans(wanted, kept.carbon is not None):
        if not any(programs.lacks(plan, kept).values()):
            assert {(demand.id, way.id) for demand, way, _ in plan} <= fit <= columns


def test_a_way_that_breaks_a_limit_alone_does_not_fit() -> None:
    """The control: what is beside the cheapest of all others too dear is told."""
    ways = (Way("cheap", D(1), D(9)), Way("dear", D(8), D(2)))
    program = build([Demand("a", 1, ways), Demand("b", 1, ways)], Limits(total=D(8)))
    assert [way.id for way, fits in zip(program.ways, fitting(program), strict=True) if fits] == ["cheap", "cheap"]
    assert fitting(program.limited(0, D(9))).all()
