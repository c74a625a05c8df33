"""How sure a ranking by cost is: one input at a time with its switching value, and all at once in seeded draws.

A model takes one array of equal length an input and returns costs, one row a draw and one column an offer.
"""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from greenward.lifecycle.price_path import elapsed, price_factor
from greenward.terms.cash_flow import CashFlow
from greenward.terms.life_cycle import COST_PARTS
from greenward.terms.method import Method
from greenward.terms.sensitivity import DISCOUNT_RATE, Input, Spread, Swing, Uncertain

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Values = Mapping[str, NDArray[np.float64]]
    Model = Callable[[Values], NDArray[np.float64]]

STEPS, TOLERANCE, PLACES = 60, 1e-9, 9
TIED = 0.1
"""An offer stands in one group with a better one that it beats in at least this share of the draws."""
LEAST_POINTS = Decimal("-0.5")
"""No discount rate is thought of that lies half below what it is."""
REACH = 4.0
"""How many times its range below and above an input is searched for the value at which the best offer changes."""


def inputs_of(uncertain: Sequence[Uncertain]) -> tuple[Input, ...]:
    """Return each uncertain assumption as an input: a factor around 1 on a part, or points around 0 on the rate."""
    return tuple(
        Input(item.key, item.low, Decimal(0), item.high, LEAST_POINTS)
        if item.key == DISCOUNT_RATE
        else Input(item.key, item.low, Decimal(1), item.high, Decimal(0))
        for item in uncertain
    )


def cost_model(offers: Sequence[Sequence[CashFlow]], method: Method) -> "Model":
    """Return the life-cycle costs of offers as a model of its inputs: factors on parts, points on the discount rate.

    Each flow is amount x price factor x its part's factor x the product over the bands of (1+rate+points)^-years.
    """
    import numpy as np

    flat = [(at, flow) for at, flows in enumerate(offers) for flow in flows]
    amounts = np.array([float(f.amount * price_factor(method.path(f.path), f.when, method)) for _, f in flat])
    part_of = np.array([COST_PARTS.index(flow.part) for _, flow in flat])
    spans = np.array([_spans(elapsed(flow.when, method), method) for _, flow in flat])
    rates = np.array([float(band.rate) for band in method.rates])
    owner = np.zeros((len(flat), len(offers)))
    owner[np.arange(len(flat)), [at for at, _ in flat]] = 1

    def model(values: "Values") -> "NDArray[np.float64]":
        size = len(next(iter(values.values())))
        factors = np.ones((size, len(COST_PARTS)))
        for key, factor in values.items():
            if key != DISCOUNT_RATE:
                factors[:, COST_PARTS.index(key)] = factor
        points = values.get(DISCOUNT_RATE, np.zeros(size))
        worth = np.exp(-np.log1p(rates[None, :] + points[:, None]) @ spans.T)
        costs: NDArray[np.float64] = (amounts * factors[:, part_of] * worth) @ owner
        return costs

    return model


def _spans(time: Decimal, method: Method) -> list[float]:
    """Return how many of ``time`` years lie in each band of the schedule of rates."""
    found, start = [], Decimal(0)
    for at, band in enumerate(method.rates):
        end = time if band.until is None or at == len(method.rates) - 1 else min(time, Decimal(band.until))
        found.append(float(max(end - start, Decimal(0))))
        start = max(start, end)
    return found


def tornado(model: "Model", inputs: Sequence[Input]) -> tuple[Swing, ...]:
    """Return what each input does alone, the others at their base, the widest first.

    Raises ValueError where fewer than two offers are compared.
    """
    base = {item.key: float(item.base) for item in inputs}
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
        item.key: source.triangular(float(item.low), float(item.base), float(item.high), draws)
        if item.low < item.high
        else np.full(draws, float(item.base))
        for item in inputs
    }
    costs = model(values)
    least = costs.min(axis=1, keepdims=True)
    wins = costs <= least + TOLERANCE * np.abs(least)
    best = (wins / wins.sum(axis=1, keepdims=True)).mean(axis=0)
    low, middle, high = np.percentile(costs, (5, 50, 95), axis=0)
    groups = _groups(costs)
    return tuple(
        Spread(
            mean=_figure(mean),
            p05=_figure(low[at]),
            p50=_figure(middle[at]),
            p95=_figure(high[at]),
            best=_figure(best[at]),
            group=groups[at],
        )
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
    at_low, at_high = (_at(model, {**base, item.key: float(value)}) for value in (item.low, item.high))
    reach = float(item.high - item.low) * REACH
    least = float("-inf") if item.least is None else float(item.least)
    ends = (max(float(item.base) - reach, least), float(item.base) + reach)
    switches = tuple(_switch(model, item.key, base, best, end) if reach else None for end in ends)
    return Swing(
        item,
        _figure(_lead_of(at_low, best)),
        _figure(_lead_of(at_high, best)),
        _figure(at_low[best]),
        _figure(at_high[best]),
        (switches[0], switches[1]),
    )


def _switch(model: "Model", key: str, base: Mapping[str, float], best: int, end: float) -> tuple[Decimal, int] | None:
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
    return _figure(far), _best(_at(model, {**base, key: far}), best)


def _figure(value: float) -> Decimal:
    """Return a float as the decimal that it shows, to nine places."""
    return Decimal(repr(round(float(value), PLACES)))


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
