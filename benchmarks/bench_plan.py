"""How good and how fast plans are, beside the solver on the whole model, on invented needs whose limits bind.

Printed, each with its bar, in seconds of wall time, so the machine must have nothing else to do:

- how many rows of each kind bind in the relaxation of every instance (no bar);
- tight plans of 1,000 needs and 20 offers each: ours is never worse than ``scipy.optimize.milp`` on the whole model
  (gap 1e-4, 60 s of wall time) by more than 1e-3 of the objective, and the median over the instances of its time is at
  most a third of the median of the peer's. A second line tells ours at the peer's gap, without a bar;
- one plan of 10,000 needs: within 1e-3 of the bound, in at most 8 times what the bound takes in the faster of two ways,
  ``scipy.optimize.linprog`` on the whole model and ours by columns;
- fronts of life-cycle cost against carbon of the same ten, with 30 points each: the median over all points of the
  distance from their own bounds, found anew by ``linprog``, is at most 5e-3, and the median over the instances of the
  time is at most 3 times what one plan of the same instance takes the peer. Each instance is told too, since the whole
  awards of some must lie further from their bound. A point under whose ceiling there is no plan is named.

A time is the median of ``rounds`` rounds in which ours and the peer take turns: one by default, as the peer takes up to
a minute. Building the model counts for neither. Every plan is checked to serve every need whole and to keep every
limit, in exact arithmetic. The command ends in an error where a plan does not or a bar is missed.
"""

import argparse
import statistics
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse import csr_array, vstack

import plans
from greenward.planning.bound import relax
from greenward.planning.exact import keeps
from greenward.planning.frontier import frontier
from greenward.planning.program import Kind, Program, build
from greenward.planning.restricted import Solution, solve

NEEDS, MANY_NEEDS, OFFERS, INSTANCES, POINTS, ROUNDS = 1_000, 10_000, 20, 10, 30, 1
PEER_GAP, PEER_SECONDS = 1e-4, 60.0
WORSE_BAR, TIME_BAR = 1e-3, 1 / 3
NEAR_BAR, BOUNDS_BAR = 1e-3, 8.0
FRONT_BAR, FRONT_TIME_BAR = 5e-3, 3.0
BINDING = 1e-6


@dataclass(frozen=True)
class Beside:
    """One instance, ours beside the peer: seconds, by how much ours is worse (negative: better), and binding rows."""

    ours: float
    peer: float
    worse: float
    fine: float
    fine_worse: float
    binding: tuple[tuple[Kind, int, int], ...]


@dataclass(frozen=True)
class Near:
    """A large instance: seconds of the plan and of the bound in two ways, and how far the plan is above the bound."""

    ours: float
    whole: float
    by_columns: float
    above: float


@dataclass(frozen=True)
class Swept:
    """A front: its seconds, how far each point with a plan is above its own bound, and the ceilings without one."""

    ours: float
    above: tuple[float, ...]
    without: tuple[str, ...]


def program(needs: int, offers: int, seed: int) -> Program:
    """Return an invented program, its carbon counted."""
    demands, limits, _ = plans.invent(needs, offers, seed)
    return build(demands, limits, counts_carbon=True)


def timed(call: Callable[[], Any]) -> tuple[Any, float]:
    """Return what ``call`` gives and the seconds it takes."""
    start = time.perf_counter()
    found = call()
    return found, time.perf_counter() - start


def peer(of: Program) -> Callable[[], float]:
    """Return a call of SciPy's integer solver on the whole model; it gives the objective."""
    served = _served(of)
    rows = LinearConstraint(
        vstack([served, of.uses], format="csc"),
        np.append(np.ones(served.shape[0]), np.full(len(of.limits), -np.inf)),
        np.append(np.ones(served.shape[0]), of.limits),
    )
    options = {"mip_rel_gap": PEER_GAP, "time_limit": PEER_SECONDS}

    def call() -> float:
        found = milp(of.aim, constraints=rows, integrality=np.ones(len(of.need)), bounds=Bounds(0, 1), options=options)
        return float("inf") if found.x is None else float(found.fun)

    return call


def whole_bound(of: Program) -> Callable[[], tuple[float, Any]]:
    """Return a call of SciPy's linear solver on the whole model; it gives value and shares."""
    served = _served(of)

    def call() -> tuple[float, Any]:
        found = linprog(
            of.aim, A_ub=of.uses, b_ub=of.limits, A_eq=served, b_eq=np.ones(served.shape[0]), method="highs"
        )
        if found.status != 0:
            raise ValueError(found.message)
        return float(found.fun), found.x

    return call


def value(of: Program, plan: Any) -> float:
    """Return a plan's objective in counted units; raises ValueError where there is none or it breaks a limit."""
    if not isinstance(plan, Solution) or not keeps(of, plan.units):
        raise ValueError("no plan, or one that breaks a limit")
    return float(of.aim @ (plan.units / of.size[of.need]))


def beside(needs: int, offers: int, seed: int, rounds: int) -> Beside:
    """Return ours beside the peer on one instance."""
    of = program(needs, offers, seed)
    calls = (lambda: solve(of), peer(of), lambda: solve(of, PEER_GAP))
    turns = [[timed(call) for call in calls] for _ in range(rounds)]
    ours, best, fine = (found for found, _ in turns[0])
    seconds = [statistics.median(turn[at][1] for turn in turns) for at in range(3)]
    return Beside(
        ours=seconds[0],
        peer=seconds[1],
        worse=value(of, ours) / best - 1,
        fine=seconds[2],
        fine_worse=value(of, fine) / best - 1,
        binding=binding(of),
    )


def binding(of: Program) -> tuple[tuple[Kind, int, int], ...]:
    """Return for each kind of row how many bind in the relaxation, and of how many."""
    _, shares = whole_bound(of)()
    bind = of.uses @ shares >= of.limits * (1 - BINDING)
    all_of_them = Counter(row.kind for row in of.rows)
    count = Counter(row.kind for row, binds in zip(of.rows, bind, strict=True) if binds)
    return tuple((kind, count[kind], number) for kind, number in all_of_them.items())


def near(needs: int, offers: int, seed: int, rounds: int) -> Near:
    """Return how near a large plan is to its bound."""
    of = program(needs, offers, seed)
    calls = (lambda: solve(of), whole_bound(of), lambda: relax(of))
    turns = [[timed(call) for call in calls] for _ in range(rounds)]
    plan, bound, _ = (found for found, _ in turns[0])
    ours, whole, by_columns = (statistics.median(turn[at][1] for turn in turns) for at in range(3))
    return Near(ours, whole, by_columns, value(of, plan) / bound[0] - 1)


def swept(needs: int, offers: int, seed: int, points: int, rounds: int) -> Swept:
    """Return the front of one instance."""
    of = program(needs, offers, seed)
    turns = [timed(lambda: frontier(of, points=points)) for _ in range(rounds)]
    above, without = [], []
    for point in turns[0][0].points:
        capped = of
        for measure, limit in point.ceilings:
            capped = capped.capped(measure, limit)
        if point.plan is None:
            without.append(f"{point.ceilings[0][1]:.0f} ({point.why.value})")
        else:
            bound, _ = whole_bound(capped)()
            above.append(value(capped, point.plan) / bound - 1)
    return Swept(statistics.median(seconds for _, seconds in turns), tuple(above), tuple(without))


def held(name: str, figure: float, bar: float) -> list[str]:
    """Print whether a bar is held; return its name where it is missed."""
    missed = figure > bar
    print(f"  bar {bar:.4g}: {'MISSED' if missed else 'held'} ({name} {figure:.4g})")
    return [name] if missed else []


def _served(of: Program) -> Any:
    return csr_array((np.ones(len(of.need)), (of.need, np.arange(len(of.need)))), shape=(len(of.demands), len(of.need)))


def print_beside(found: list[Beside]) -> list[str]:
    """Print ours beside the peer and return the bars that are missed."""
    for seed, item in enumerate(found):
        rows = ", ".join(f"{count} of {number} rows of {kind.value} bind" for kind, count, number in item.binding)
        print(f"  seed {seed}: {item.ours:.2f} s beside {item.peer:.2f} s, worse by {item.worse:+.2e}; {rows}")
    ours, other, fine = (statistics.median(getattr(item, name) for item in found) for name in ("ours", "peer", "fine"))
    print(f"  median {ours:.2f} s beside {other:.2f} s; largest worse {max(item.worse for item in found):+.2e}")
    worst = max(item.fine_worse for item in found)
    print(f"  ours at gap {PEER_GAP}: median {fine:.2f} s, largest worse {worst:+.2e} (no bar)")
    missed = held("objective worse than the peer's", max(item.worse for item in found), WORSE_BAR)
    return missed + held("time beside the peer's", ours / other, TIME_BAR)


def print_near(found: Near) -> list[str]:
    """Print the large plan and return the bars that are missed."""
    print(f"  {found.ours:.2f} s, {found.above:.2e} above the bound")
    print(f"  the bound: {found.whole:.2f} s on the whole model, {found.by_columns:.2f} s by columns")
    missed = held("large plan above its bound", found.above, NEAR_BAR)
    return missed + held("time beside the bound's", found.ours / min(found.whole, found.by_columns), BOUNDS_BAR)


def print_swept(found: list[Swept], pairs: list[Beside]) -> list[str]:
    """Print the fronts and return the bars that are missed."""
    for seed, (item, pair) in enumerate(zip(found, pairs, strict=True)):
        print(
            f"  seed {seed}: {item.ours:.2f} s beside {pair.peer:.2f} s for one plan: {item.ours / pair.peer:.2f} times"
        )
        middle, most = statistics.median(item.above), max(item.above)
        print(f"    {len(item.above)} points, median {middle:.2e} above their bounds, largest {most:.2e}")
        for ceiling in item.without:
            print(f"    no plan under {ceiling}")
    above = statistics.median(each for item in found for each in item.above)
    missed = held("median of all points above their bounds", above, FRONT_BAR)
    times = statistics.median(item.ours / pair.peer for item, pair in zip(found, pairs, strict=True))
    return missed + held("median time of a front beside one plan's", times, FRONT_TIME_BAR)


def main() -> None:
    """Print the figures."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--rounds", type=int, default=ROUNDS, help="how often ours and the peer take turns")
    given = asked.parse_args()
    print(f"{INSTANCES} plans of {NEEDS:,} needs and {OFFERS} offers, ours beside the whole model:")
    pairs = [beside(NEEDS, OFFERS, seed, given.rounds) for seed in range(INSTANCES)]
    missed = print_beside(pairs)
    print(f"one plan of {MANY_NEEDS:,} needs and {OFFERS} offers:")
    missed += print_near(near(MANY_NEEDS, OFFERS, 0, given.rounds))
    print(f"fronts of life-cycle cost against carbon, {POINTS} points:")
    missed += print_swept([swept(NEEDS, OFFERS, seed, POINTS, given.rounds) for seed in range(INSTANCES)], pairs)
    if missed:
        raise SystemExit(f"missed: {'; '.join(missed)}")


if __name__ == "__main__":
    main()
