"""How sure a ranking by cost is: one input at a time with its switching value, and all at once in seeded draws.

A model takes one array of equal length an input and returns costs, one row a draw and one column an offer.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Values = Mapping[str, NDArray[np.float64]]
    Model = Callable[[Values], NDArray[np.float64]]

STEPS, TOLERANCE = 60, 1e-9
TIED = 0.1
"""An offer stands in one group with a better one that it beats in at least this share of the draws."""
REACH = 4.0
"""How many times its range below and above an input is searched for the value at which the best offer changes."""


@dataclass(frozen=True, slots=True)
class Input:
    """An uncertain input: what it is thought to be, from what to what it may lie, and its unit for those who read."""

    key: str
    low: float
    base: float
    high: float
    unit: str = ""

    def __post_init__(self) -> None:
        if not self.low <= self.base <= self.high:
            raise ValueError(f"{self.key}: {self.low} <= {self.base} <= {self.high} does not hold")


@dataclass(frozen=True, slots=True)
class Swing:
    """What one input does to the lead of the offer that is best at the base: its lead over the next at low and high.

    A negative lead: another offer is best there. ``switches`` are the values nearest to the base, below and above it,
    at which the best offer changes (None: none within ``REACH`` times the range), and who is best beyond them.
    """

    input: Input
    at_low: float
    at_high: float
    cost_low: float
    cost_high: float
    switches: tuple[tuple[float, int] | None, tuple[float, int] | None]

    @property
    def spread(self) -> float:
        """How much the best offer's cost moves between low and high."""
        return abs(self.cost_high - self.cost_low)


@dataclass(frozen=True, slots=True)
class Spread:
    """The costs of one offer over all draws: mean and percentiles, and in what share of them it is best.

    Draws in which several are equally good are shared out. ``group`` is 0 for the offers that cannot be told from the
    best, 1 for the next, and so on.
    """

    mean: float
    p05: float
    p50: float
    p95: float
    best: float
    group: int


def tornado(model: "Model", inputs: Sequence[Input]) -> tuple[Swing, ...]:
    """Return what each input does alone, the others at their base, the widest first.

    Raises ValueError where fewer than two offers are compared.
    """
    base = {item.key: item.base for item in inputs}
    costs = _at(model, base)
    if len(costs) < 2:
        raise ValueError("a ranking needs two offers at least")
    best = _lead(costs)[0]
    return tuple(sorted((_swing(model, item, base, best) for item in inputs), key=lambda s: (-s.spread, s.input.key)))


def simulate(model: "Model", inputs: Sequence[Input], draws: int, seed: int) -> tuple[Spread, ...]:
    """Return the spread of each offer's cost over ``draws`` draws from triangular distributions, in order.

    Inputs are drawn independently, by NumPy's PCG64 under ``seed``: the same seed gives the same figures. An input
    whose low equals its high stays where it is.
    """
    import numpy as np

    source = np.random.default_rng(seed)
    values = {
        item.key: source.triangular(item.low, item.base, item.high, draws)
        if item.low < item.high
        else np.full(draws, item.base)
        for item in inputs
    }
    costs = model(values)
    least = costs.min(axis=1, keepdims=True)
    wins = costs <= least + TOLERANCE * np.abs(least)
    best = (wins / wins.sum(axis=1, keepdims=True)).mean(axis=0)
    low, middle, high = np.percentile(costs, (5, 50, 95), axis=0)
    groups = _groups(costs)
    return tuple(
        Spread(float(mean), float(low[at]), float(middle[at]), float(high[at]), float(best[at]), groups[at])
        for at, mean in enumerate(costs.mean(axis=0))
    )


def _groups(costs: "NDArray[np.float64]") -> list[int]:
    """Return the group of each offer: in order of mean cost, a new one begins where the first of the last wins clearly.

    Draws in which both cost the same count half.
    """
    import numpy as np

    order = np.argsort(costs.mean(axis=0), kind="stable")
    groups = [0] * costs.shape[1]
    first, group = order[0], 0
    for at in order[1:]:
        beats = np.mean(costs[:, at] < costs[:, first]) + np.mean(costs[:, at] == costs[:, first]) / 2
        if beats < TIED:
            first, group = at, group + 1
        groups[at] = group
    return groups


def _swing(model: "Model", item: Input, base: Mapping[str, float], best: int) -> Swing:
    at_low, at_high = (_at(model, {**base, item.key: value}) for value in (item.low, item.high))
    reach = (item.high - item.low) * REACH
    switches = tuple(
        _switch(model, item.key, base, best, item.base + sign * reach) if reach else None for sign in (-1, 1)
    )
    return Swing(
        item,
        _lead_of(at_low, best),
        _lead_of(at_high, best),
        at_low[best],
        at_high[best],
        (switches[0], switches[1]),
    )


def _switch(model: "Model", key: str, base: Mapping[str, float], best: int, end: float) -> tuple[float, int] | None:
    """Return the value nearest to the base at which another offer becomes best, on the way to ``end``, and which one.

    The way is walked in steps and the step in which the best offer changes is halved: for costs that are linear in the
    input there is one such value each way, and it is found.
    """
    import numpy as np

    start = base[key]
    way = np.linspace(start, end, STEPS + 1)
    costs = model({name: np.full(len(way), value) for name, value in base.items()} | {key: way})
    others = np.flatnonzero([_best(row.tolist(), best) != best for row in costs])
    if not len(others):
        return None
    far = float(way[others[0]])
    near = float(way[max(others[0] - 1, 0)])
    for _ in range(STEPS):
        middle = (near + far) / 2
        if _best(_at(model, {**base, key: middle}), best) == best:
            near = middle
        else:
            far = middle
    return far, _best(_at(model, {**base, key: far}), best)


def _at(model: "Model", values: Mapping[str, float]) -> list[float]:
    import numpy as np

    row: list[float] = model({key: np.array([value]) for key, value in values.items()})[0].tolist()
    return row


def _best(costs: Sequence[float], incumbent: int) -> int:
    """Return the offer with the least cost; the incumbent where none is better."""
    at = min(range(len(costs)), key=lambda index: (costs[index], index))
    return at if costs[at] < costs[incumbent] else incumbent


def _lead(costs: Sequence[float]) -> tuple[int, float]:
    best = min(range(len(costs)), key=lambda at: (costs[at], at))
    return best, _lead_of(costs, best)


def _lead_of(costs: Sequence[float], offer: int) -> float:
    """Return how much more the best of the others costs than ``offer``."""
    return min(cost for at, cost in enumerate(costs) if at != offer) - costs[offer]
