"""What no plan can be made of: figures, lots and limits that contradict themselves."""

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from greenward.terms.demand import Demand, Limits, Way
from greenward.terms.problem import Problem, ProblemsError


def refuse(demands: Sequence[Demand], limits: Limits) -> None:
    """Raise ProblemsError with everything that is wrong at once; a limit too tight to keep is not wrong."""
    found = [*_demands(demands), *_limits(limits), *_lines(demands, limits)]
    if found:
        raise ProblemsError(found)


def _demands(demands: Sequence[Demand]) -> Iterator[Problem]:
    if not demands:
        yield Problem("program.empty")
    for name, count in Counter(demand.id for demand in demands).items():
        if count > 1:
            yield Problem("program.demand_repeated", params={"demand": name})
    for demand in demands:
        if demand.quantity < 1:
            yield Problem("program.quantity", params={"demand": demand.id, "quantity": demand.quantity})
        elif demand.lot is not None and not 1 <= demand.lot <= demand.quantity:
            yield Problem("program.lot", params={"demand": demand.id, "lot": demand.lot, "quantity": demand.quantity})
        for name, count in Counter(way.id for way in demand.ways).items():
            if count > 1:
                yield Problem("program.way_repeated", params={"demand": demand.id, "way": name})
        yield from (problem for way in demand.ways for problem in _way(demand.id, way))


def _way(demand: str, way: Way) -> Iterator[Problem]:
    figures = (way.price, way.cost, way.carbon or Decimal(0))
    if not all(figure.is_finite() for figure in figures):
        yield Problem("program.figure", params={"demand": demand, "way": way.id})
    elif way.price < 0:
        yield Problem("program.price_negative", params={"demand": demand, "way": way.id, "price": way.price})


def _limits(limits: Limits) -> Iterator[Problem]:
    amounts = [(line.line, line.amount) for line in limits.lines]
    amounts += [(capacity.supplier, Decimal(capacity.pieces)) for capacity in limits.capacities]
    amounts += [("total", limits.total)] if limits.total is not None else []
    for name, amount in amounts:
        if not amount.is_finite() or amount < 0:
            yield Problem("program.limit_negative", params={"name": name, "amount": amount})
    if limits.carbon is not None and not limits.carbon.is_finite():
        yield Problem("program.limit_negative", params={"name": "CO2", "amount": limits.carbon})
    share = limits.green_share
    if share is not None and not (share.is_finite() and 0 <= share <= 1):
        yield Problem("program.green_share", params={"share": share})
    keys = [(line.line, line.year) for line in limits.lines] + [(item.supplier, "") for item in limits.capacities]
    for (name, _), count in Counter(keys).items():
        if count > 1:
            yield Problem("program.limit_repeated", params={"name": name})
    if any(not name for name, _ in keys):
        yield Problem("program.limit_unnamed")


def _lines(demands: Sequence[Demand], limits: Limits) -> Iterator[Problem]:
    """Find demands on lines that no limit holds: a misspelt line would be one without end."""
    held = {(line.line, line.year) for line in limits.lines}
    for demand in demands:
        if demand.line and not held & {(demand.line, demand.year), (demand.line, None)}:
            yield Problem("program.line_unknown", params={"demand": demand.id, "line": demand.line})
