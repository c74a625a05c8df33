"""One option a need within one budget line, at the lowest life-cycle cost, with the proof."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from greenward.planning.dominance import undominated
from greenward.terms.money import CENT
from greenward.terms.plan import Option

RELATIVE_GAP = 1e-6
TIME_LIMIT = 60.0
LARGEST_COEFFICIENT = 1000
MOST_REPAIRS = 20


@dataclass(frozen=True, slots=True)
class Choice:
    """The option chosen for each need, in order, and a proven lower bound on the cost of any choice."""

    options: tuple[Option, ...]
    bound: Decimal


def solve(needs: Sequence[Sequence[Option]], available: Decimal) -> Choice | None:
    """Return the choice of one option a need with the least total cost whose prices stay within ``available``.

    None where even the cheapest options exceed it. Equal costs within one need are settled by the lower price, then
    the id. The bound is the solver's dual bound; the choice itself is checked against the budget in exact decimals.
    """
    if not needs:
        return Choice((), Decimal(0))
    if sum((cheapest(options).price for options in needs), Decimal(0)) > available:
        return None
    kept = [undominated(options) for options in needs]
    best = [min(options, key=_by_cost) for options in kept]
    if sum((option.price for option in best), Decimal(0)) <= available:
        return Choice(tuple(best), sum((option.cost for option in best), Decimal(0)))
    return _milp(kept, available)


def cheapest(options: Sequence[Option]) -> Option:
    """Return the option with the lowest price; equal prices are settled by cost, then id."""
    return min(options, key=lambda option: (option.price, option.cost, option.id))


def least_cost(options: Sequence[Option]) -> Option:
    """Return the option with the lowest life-cycle cost; equal costs are settled by price, then id."""
    return min(options, key=_by_cost)


def _by_cost(option: Option) -> tuple[Decimal, Decimal, str]:
    return option.cost, option.price, option.id


def _milp(needs: Sequence[Sequence[Option]], available: Decimal) -> Choice:
    """Solve the integer program; where the solver's tolerance oversteps the budget, solve again with that much less.

    The bound is that of the first, untightened program. The cheapest options are the last resort: they fit.
    """
    bound: Decimal | None = None
    limit = available
    for _ in range(MOST_REPAIRS):
        chosen, found = _relaxed(needs, limit)
        bound = found if bound is None else bound
        if chosen is None:
            break
        excess = sum((option.price for option in chosen), Decimal(0)) - available
        if excess <= 0:
            return Choice(chosen, bound)
        limit -= excess + CENT
    return Choice(tuple(cheapest(options) for options in needs), bound or Decimal(0))


def _relaxed(needs: Sequence[Sequence[Option]], available: Decimal) -> tuple[tuple[Option, ...] | None, Decimal]:
    """Return the solver's choice within its own tolerance (None: it finds none) and its dual bound."""
    import numpy as np
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import csr_array, vstack

    columns = [(row, option) for row, options in enumerate(needs) for option in options]
    scale = max(max(abs(option.cost), option.price) for _, option in columns) / LARGEST_COEFFICIENT
    cost = np.array([float(option.cost / scale) for _, option in columns])
    price = np.array([[float(option.price / scale) for _, option in columns]])
    rows = np.array([row for row, _ in columns])
    one_each = csr_array((np.ones(len(columns)), (rows, np.arange(len(columns)))), shape=(len(needs), len(columns)))
    lower = np.append(np.ones(len(needs)), -np.inf)
    upper = np.append(np.ones(len(needs)), float(available / scale))
    result = milp(
        cost,
        constraints=LinearConstraint(vstack([one_each, csr_array(price)]), lower, upper),
        integrality=np.ones(len(columns)),
        bounds=Bounds(0, 1),
        options={"mip_rel_gap": RELATIVE_GAP, "time_limit": TIME_LIMIT},
    )
    if result.x is None:
        return None, Decimal(0)
    best: dict[int, tuple[float, Option]] = {}
    for (row, option), share in zip(columns, result.x, strict=True):
        if share > best.get(row, (0.0, option))[0]:
            best[row] = share, option
    chosen = tuple(best[row][1] for row in range(len(needs)))
    return chosen, Decimal(repr(float(result.mip_dual_bound))) * scale
