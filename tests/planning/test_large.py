"""Programs too large to be solved whole at once: beside plain milp over all of their columns."""

from decimal import Decimal

import numpy as np
import pytest
from scipy.optimize import linprog
from scipy.sparse import csr_array

from greenward.planning.bound import relax
from greenward.planning.elastic import lacking
from greenward.planning.exact import excesses, keeps
from greenward.planning.program import Kind
from greenward.planning.restricted import GAP, SMALL_PROGRAM, Proof, Solution, Unsolved, solve
from instances import instance, plain

D = Decimal


@pytest.mark.parametrize(("seed", "lot"), [(0, False), (6, False), (3, True), (7, True)])
def test_the_plan_is_as_near_to_the_best_as_is_said(seed: int, lot: bool) -> None:
    program = instance(seed, lot)
    assert len(program.need) > SMALL_PROGRAM
    found = solve(program)
    assert isinstance(found, Solution)
    assert keeps(program, found.units)
    assert found.proof is Proof.WITHIN_GAP
    assert float(found.gap) <= GAP
    best = plain(program, 1e-3)
    assert best.status == 0
    scale = float(program.scales.money)
    assert float(found.bound) <= best.fun * scale * (1 + 1e-6)
    assert float(found.value) >= best.mip_dual_bound * scale * (1 - 1e-6)
    assert float(found.value) <= best.fun * scale * (1 + GAP)
    again = solve(instance(seed, lot))
    assert isinstance(again, Solution)
    assert again.awards == found.awards


def test_a_smaller_gap_is_kept_too() -> None:
    program = instance(4)
    near, nearer = solve(program), solve(program, 2e-4)
    assert isinstance(near, Solution)
    assert isinstance(nearer, Solution)
    assert nearer.proof is Proof.WITHIN_GAP
    assert nearer.gap <= D("0.0002")
    assert nearer.value <= near.value * D("1.0002")


@pytest.mark.parametrize("seed", range(3))
def test_the_bound_is_that_of_the_whole_relaxation(seed: int) -> None:
    program = instance(seed)
    columns = len(program.need)
    each = csr_array((np.ones(columns), (program.need, np.arange(columns))), shape=(len(program.demands), columns))
    whole = linprog(
        program.aim,
        A_ub=program.uses,
        b_ub=program.limits,
        A_eq=each,
        b_eq=np.ones(len(program.demands)),
        method="highs",
    )
    direct = relax(program)
    by_columns = relax(program, start=np.zeros(len(program.limits)))
    assert direct is not None
    assert by_columns is not None
    assert direct.value == pytest.approx(whole.fun, rel=1e-7)
    assert by_columns.value == pytest.approx(whole.fun, rel=1e-7)


def test_limits_that_no_plan_keeps_are_told_with_what_they_lack() -> None:
    program = instance(5, tightness=0.8)
    found = solve(program)
    assert isinstance(found, Unsolved)
    assert found.proof is Proof.INFEASIBLE
    assert plain(program, 1e-4).status == 2
    short = lacking(program)
    assert short.shortfalls
    raised = program
    for item in short.shortfalls:
        if item.kind is not Kind.GREEN:
            raised = raised.limited(raised.row(item.kind, item.name, item.year), item.used)
    if all(item.kind is not Kind.GREEN for item in short.shortfalls):
        assert isinstance(solve(raised), Solution)


def test_excesses_tell_a_plan_that_oversteps() -> None:
    """The control: the check that finds nothing above finds what is there."""
    program = instance(0)
    dearest = np.zeros(len(program.need), dtype=np.int64)
    dearest[program.first[1:] - 1] = 1
    assert max(excesses(program, dearest)) > 0
    assert not keeps(program, dearest)
    assert not keeps(program, np.zeros(len(program.need), dtype=np.int64))
