"""A percentile of values, the same wherever one is shown."""

from collections.abc import Sequence
from decimal import Decimal, localcontext

_PRECISION = 40


def percentile(ordered: Sequence[Decimal], share: Decimal) -> Decimal:
    """Return the value below which ``share`` of the ``ordered`` values lie, the ends being the 0th and 100th.

    Linear between neighbours: Hyndman and Fan's definition 7. Raises ValueError without values or for a share
    outside 0 to 1.
    """
    if not ordered or not 0 <= share <= 1:
        raise ValueError("a percentile needs values, and a share between 0 and 1")
    with localcontext(prec=_PRECISION):
        at = share * (len(ordered) - 1)
        below = int(at)
        above = min(below + 1, len(ordered) - 1)
        return ordered[below] + (ordered[above] - ordered[below]) * (at - below)
