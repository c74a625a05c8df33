"""Which of two emits less, where that can be said.

Embodied carbon ranks by the category's value with its range. A maker's own figure counts only against one that
follows the same product category rule or comes from the same maker. Where ranges overlap no difference is shown, and
figures from money spent rank nothing.
"""

from decimal import Decimal

from greenward.lifecycle.carbon import per_year
from greenward.terms.carbon import DecisionView
from greenward.terms.finding import Reason
from greenward.terms.footprint import MAKERS, Comparison, Footprint, Order, Rung

Span = tuple[Decimal, Decimal]
"""The low and the high end of a figure."""


def compare(a: Footprint, b: Footprint) -> Order:
    """Return whether ``a`` is lower or higher than ``b``, or UNDECIDED.

    Undecided where either rests on money spent, where parts or boundaries differ, where a maker's figure meets one
    of another maker under no common rule or a figure that is no maker's, where a range is missing, and where the
    ranges touch or overlap.
    """
    if _obstacle(a, b) is not None:
        return Order.UNDECIDED
    return _by_ranges(_span(a), _span(b))


def compare_offers(a: DecisionView, b: DecisionView) -> Comparison:
    """Return how the footprint of ``a`` for a year of service stands to that of ``b``, embodied and use together.

    The makers' own figures are taken where they count for both, else the categories' values. ``reason`` says why
    no difference is shown; ``warnings`` are those of the figures, and that they stand on different rungs.
    """
    use = _by_use(a, b)
    if (unlike := _unlike(a, b)) is not None:
        return Comparison(Order.UNDECIDED, "", unlike, Order.UNDECIDED, _warnings(a, b))
    basis = "own" if _own_counts(a, b) else "category"
    one, other = (a.own, b.own) if basis == "own" else (a.embodied, b.embodied)
    if one is None or other is None or a.value is None or b.value is None:
        return Comparison(Order.UNDECIDED, "", Reason("order.incomplete"), use, _warnings(a, b))
    warnings = (*_warnings(a, b), *_unequal(one, other))
    if (obstacle := _obstacle(one, other)) is not None:
        return Comparison(Order.UNDECIDED, basis, obstacle, use, warnings)
    order = _by_ranges(_served(one, a), _served(other, b))
    reason = Reason("order.overlap") if order is Order.UNDECIDED else None
    return Comparison(order, basis, reason, use, warnings)


def _unlike(a: DecisionView, b: DecisionView) -> Reason | None:
    """Return why two views do not answer the same question."""
    if a.years != b.years:
        return Reason("order.other_study")
    if a.use and b.use and a.use[0].factor.series != b.use[0].factor.series:
        return Reason("order.grid_series")
    return None


def _by_use(a: DecisionView, b: DecisionView) -> Order:
    if not a.use or not b.use:
        return Order.UNDECIDED
    one, other = (sum((item.carbon for item in view.use), Decimal(0)) for view in (a, b))
    return _by_ranges((one, one), (other, other))


def _own_counts(a: DecisionView, b: DecisionView) -> bool:
    return a.own is not None and b.own is not None and a.own.rung in MAKERS and _obstacle(a.own, b.own) is None


def _obstacle(a: Footprint, b: Footprint) -> Reason | None:
    """Return why two figures cannot be compared at all, whatever their ranges are."""
    if Rung.SPEND in (a.rung, b.rung):
        return Reason("order.spend_based")
    if (a.part, a.boundary) != (b.part, b.boundary):
        return Reason("order.boundary")
    if (a.rung in MAKERS) != (b.rung in MAKERS):
        return Reason("order.maker_and_category")
    same_maker = bool(a.maker) and a.maker.casefold() == b.maker.casefold()
    same_rule = bool(a.rule) and a.rule == b.rule
    if a.rung in MAKERS and not same_maker and not same_rule:
        return Reason("order.two_makers")
    if a.low is None or b.low is None:
        return Reason("order.no_range")
    return None


def _by_ranges(a: Span, b: Span) -> Order:
    if a[1] < b[0]:
        return Order.LOWER
    return Order.HIGHER if b[1] < a[0] else Order.UNDECIDED


def _span(figure: Footprint) -> Span:
    if figure.low is None or figure.high is None:
        raise ValueError("a figure without a range has no ends")
    return figure.low, figure.high


def _served(embodied: Footprint, view: DecisionView) -> Span:
    _, low, high = per_year(embodied, view.use, view.years, view.life or view.years)
    if low is None or high is None:
        raise ValueError("a figure without a range has no ends")
    return low, high


def _warnings(a: DecisionView, b: DecisionView) -> tuple[Reason, ...]:
    return tuple({reason.code: reason for reason in (*a.warnings, *b.warnings)}.values())


def _unequal(a: Footprint, b: Footprint) -> tuple[Reason, ...]:
    """Return what sets two figures apart that are compared all the same: their quality, their release."""
    found = []
    if a.rung is not b.rung:
        found.append(Reason("warning.rungs", {"one": str(a.rung.value), "other": str(b.rung.value)}))
    if (a.publisher, a.release) != (b.publisher, b.release):
        one, other = f"{a.publisher}, {a.release}", f"{b.publisher}, {b.release}"
        found.append(Reason("warning.releases", {"one": one, "other": other}))
    return tuple(found)
