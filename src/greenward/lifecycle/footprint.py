"""Embodied carbon of one piece: from a maker's total, as a category's value with range, and from money spent."""

from decimal import Decimal, localcontext

from greenward.lifecycle.discount import PRECISION
from greenward.terms.dataset import Origin
from greenward.terms.factor import EmissionFactor
from greenward.terms.finding import Reason
from greenward.terms.footprint import Boundary, Footprint, FootprintList, MakerFootprint, Part, Rung
from greenward.terms.money import Money
from greenward.terms.percentile import percentile

LEAST_PRODUCTS = 10
"""A tenth percentile of fewer values than this lies between the smallest and nothing known."""

LOW_SHARE, MIDDLE_SHARE, HIGH_SHARE = Decimal("0.1"), Decimal("0.5"), Decimal("0.9")


def embodied(total: Decimal, use_share: Decimal) -> Decimal:
    """Return a footprint without its use phase: total x (1 - use share), in the unit of ``total``.

    The maker's use phase is stripped and never added to ours. Raises ValueError for a share outside 0 to 1 and
    for a negative total.
    """
    if not 0 <= use_share <= 1:
        raise ValueError(f"a share of use lies between 0 and 1, not at {use_share}")
    if total < 0:
        raise ValueError(f"a footprint is not negative: {total}")
    with localcontext(prec=PRECISION):
        return total * (1 - use_share)


def own_footprint(row: MakerFootprint, origin: Origin) -> Footprint | None:
    """Return the maker's embodied figure for its model, rung 2; None where the row states no usable share of use.

    The margin that the maker states for the total is taken for its embodied part. A list of makers' footprints
    names no product category rule, so ``rule`` is empty.
    """
    if row.use_share is None:
        return None
    value = embodied(row.total, row.use_share)
    low = high = None
    if row.error_share is not None:
        with localcontext(prec=PRECISION):
            low, high = value * (1 - row.error_share), value * (1 + row.error_share)
    return Footprint(
        value=value,
        low=low,
        high=high,
        part=Part.EMBODIED,
        boundary=Boundary.WITHOUT_USE,
        rung=Rung.MAKER,
        release=origin.release,
        publisher=origin.publisher,
        source=row.source,
        warning=origin.warning,
        maker=row.maker,
        category=row.category,
    )


def category_value(
    found: FootprintList, category: str, boundary: Boundary = Boundary.WITHOUT_USE
) -> Footprint | Reason:
    """Return the median of a category with its 10th to 90th percentile, rung 3, or why there is none.

    ``WITHOUT_USE`` takes total x (1 - use share) of each product, ``CRADLE_TO_GATE`` total x manufacturing share.
    Products without a usable share are not counted; fewer than ``LEAST_PRODUCTS`` give no value. Raises ValueError
    for another boundary.
    """
    if boundary not in (Boundary.WITHOUT_USE, Boundary.CRADLE_TO_GATE):
        raise ValueError(f"no category value is made for {boundary.value}")
    rows = [row for row in found.footprints if row.category == category]
    values = sorted(value for row in rows if (value := _value(row, boundary)) is not None)
    if not rows:
        return Reason("missing.category_value", {"category": category})
    if len(values) < LEAST_PRODUCTS:
        params = {"category": category, "count": str(len(values)), "least": str(LEAST_PRODUCTS)}
        return Reason("missing.few_footprints", params)
    origin = found.origin
    return Footprint(
        value=percentile(values, MIDDLE_SHARE),
        low=percentile(values, LOW_SHARE),
        high=percentile(values, HIGH_SHARE),
        part=Part.EMBODIED,
        boundary=boundary,
        rung=Rung.CATEGORY,
        release=origin.release,
        publisher=origin.publisher,
        source=origin.file,
        warning=origin.warning,
        category=category,
        count=len(values),
    )


def counts(found: FootprintList) -> tuple[tuple[str, int, int], ...]:
    """Return each category of a list with its number of products and how many of them state a usable share of use."""
    totals: dict[str, int] = {}
    usable: dict[str, int] = {}
    for row in found.footprints:
        totals[row.category] = totals.get(row.category, 0) + 1
        usable[row.category] = usable.get(row.category, 0) + (row.use_share is not None)
    return tuple((category, totals[category], usable[category]) for category in sorted(totals))


def from_spend(spent: Money, year: int, factor: EmissionFactor, into: Decimal | None = None) -> Footprint | Reason:
    """Return the emissions of money spent, rung 5: for screening and inventories, never for comparing offers.

    ``into`` turns an amount of ``spent``'s currency and ``year`` into the factor's currency and price year; it is
    needed unless both are the same. Formula: GHG Protocol scope 3, spend-based method.
    """
    if into is None and (spent.currency, year) != (factor.currency, factor.year):
        own, wanted = f"{spent.currency} {year}", f"{factor.currency} {factor.year}"
        return Reason("missing.price_conversion", {"own": own, "wanted": wanted})
    with localcontext(prec=PRECISION):
        value = spent.amount * (Decimal(1) if into is None else into) * factor.value
    return Footprint(
        value=value,
        low=None,
        high=None,
        part=Part.EMBODIED,
        boundary=Boundary.CRADLE_TO_GATE,
        rung=Rung.SPEND,
        release=factor.release,
        publisher=factor.publisher,
        source=f"{factor.code} {factor.title}, {factor.pricing.value}",
        warning=factor.warning,
        category=factor.code,
    )


def _value(row: MakerFootprint, boundary: Boundary) -> Decimal | None:
    if boundary is Boundary.WITHOUT_USE:
        return None if row.use_share is None else embodied(row.total, row.use_share)
    if row.manufacturing_share is None:
        return None
    with localcontext(prec=PRECISION):
        return row.total * row.manufacturing_share
