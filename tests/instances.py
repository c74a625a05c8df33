"""A larger invented program, whose limits a hidden plan keeps, the same for the same seed; and plain milp beside it."""

from decimal import Decimal
from functools import partial
from random import Random

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, OptimizeResult, milp
from scipy.sparse import csr_array, vstack

from greenward.planning.program import Program, build
from greenward.terms.demand import Capacity, Demand, Limits, LineLimit, Way

D = Decimal
NEEDS, WAYS, LINES, SUPPLIERS = 126, 16, 3, 20


def instance(seed: int, lot: bool = False, tightness: float = 1.02) -> Program:
    """Return an invented program whose limits a hidden plan keeps; ``tightness`` below 1: hardly any other does."""
    draw = Random(seed)  # noqa: S311 an invented instance
    demands: list[Demand] = []
    hidden: list[tuple[Demand, Way]] = []
    for at in range(NEEDS):
        quantity = min(2000, int(draw.paretovariate(1.1) * 4))
        base = draw.lognormvariate(7, 1)
        ways = []
        for number, supplier in enumerate(draw.sample(range(SUPPLIERS), WAYS)):
            green = draw.random()
            price = D(f"{base * (0.8 + 0.3 * green + 0.15 * draw.random()):.2f}") * quantity
            cost = price + D(f"{base * (0.9 - 0.45 * green + 0.2 * draw.random()):.2f}") * quantity
            carbon = D(f"{base / 10 * (1.2 - 0.5 * green + 0.4 * draw.random()):.3f}") * quantity
            ways.append(Way(f"w{number:02}", price, cost, carbon, green > 0.6, f"s{supplier:02}"))
        split = lot and at % 5 == 0 and quantity > 10
        demand = Demand(f"n{at:03}", quantity, tuple(ways), f"l{at % LINES}", None, 3 if split else None)
        demands.append(demand)
        hidden.append((demand, min(ways, key=partial(noisy, draw))))
    money = {f"l{line}": D(0) for line in range(LINES)}
    pieces = {f"s{supplier:02}": 0 for supplier in range(SUPPLIERS)}
    for demand, way in hidden:
        money[demand.line] += way.price
        pieces[way.supplier] += demand.quantity
    slack = D(str(tightness))
    total, greens = sum(money.values(), D(0)), sum((way.price for _, way in hidden if way.green), D(0))
    limits = Limits(
        tuple(LineLimit(line, round(amount * slack, 2)) for line, amount in money.items()),
        None,
        tuple(Capacity(supplier, int(amount * max(tightness, 1) * 1.1) + 1) for supplier, amount in pieces.items()),
        round(greens / total * D("0.98"), 4),
        round(sum((way.carbon or D(0) for _, way in hidden), D(0)) * D("1.01") * slack, 3),
    )
    return build(demands, limits)


def noisy(draw: Random, way: Way) -> Decimal:
    """Return what the hidden plan minimises: not quite the cost."""
    return way.cost * D(f"{draw.uniform(0.9, 1.1):.3f}") + way.price / 2


def plain(program: Program, gap: float) -> OptimizeResult:
    """Return what plain milp finds for the whole program."""
    columns = len(program.need)
    each = csr_array((np.ones(columns), (program.need, np.arange(columns))), shape=(len(program.demands), columns))
    size = program.size[program.need].astype(float)
    lot = program.lot[program.need]
    return milp(
        program.aim / size,
        constraints=LinearConstraint(
            vstack([each, program.uses / size], format="csc"),
            np.append(program.size, np.full(len(program.limits), -np.inf)),
            np.append(program.size, program.limits),
        ),
        integrality=np.where(lot > 1, 3, 1),
        bounds=Bounds(np.where(lot > 1, lot, 0), size),
        options={"mip_rel_gap": gap, "time_limit": 120},
    )
