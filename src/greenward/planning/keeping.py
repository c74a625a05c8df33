"""Pieces in use that go on serving a need, beside buying: what they cost until they end, and what must follow them.

A piece that ends within the study is followed by the option that costs least over its life: each year left costs what a
year of that option does (its equivalent annual cost), and emits what a year of it emits. Getting rid of the old piece
comes sooner or later either way and is not counted.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, localcontext

from greenward.lifecycle.cost import carbon_flows, carbon_view
from greenward.lifecycle.discount import PRECISION
from greenward.lifecycle.energy import Products
from greenward.lifecycle.flows import cash_flows, recurring
from greenward.lifecycle.inputs import read_inputs
from greenward.lifecycle.measures import spread
from greenward.lifecycle.present import ORDER, present_values
from greenward.planning.choice import least_cost
from greenward.terms.finding import Reason
from greenward.terms.in_use import InUse, Keeping, Kept
from greenward.terms.method import Method
from greenward.terms.need import Need
from greenward.terms.plan import Option
from greenward.terms.present_values import PresentValues

ASKED = ("yearly_energy", "maintenance", "water", "consumables")
"""What a method may ask of a piece in use; it is not bought, and what its end costs is not counted."""

Footprint = tuple[Decimal, Decimal, Decimal]


@dataclass(frozen=True, slots=True)
class Course:
    """The way, what it costs for all pieces, its carbon of use (kg) and yearly energy (kWh) of one piece."""

    kept: Kept
    values: PresentValues
    use: Decimal | None
    energy: Decimal


def keep(
    item: InUse, need: Need, category: str, options: Sequence[Option], method: Method, products: Products
) -> Kept | Option:
    """Return the option of going on with what is in use, for the whole need, or what is missing for it.

    ``options`` are the ways to buy; the one with the least cost follows where the piece ends within the study.
    """
    later = least_cost(options) if options else None
    course = go_on(item, need.quantity, category, None if later is None else later.cost, method, products)
    if course.kept.missing:
        return course.kept
    ends = course.kept.years < method.years
    left = Decimal(max(method.years - course.kept.years, 0)) / method.years
    with localcontext(prec=PRECISION):
        use = None if course.use is None else course.use * need.quantity
        carbon = _added(use, later.carbon if later is not None else None, left) if ends else use
        return Option(
            id=item.way.value,
            pieces=need.quantity,
            price=course.kept.price * need.quantity,
            cost=course.values.total,
            yearly_energy=course.energy * need.quantity,
            carbon=carbon,
            parts=course.values.parts,
            footprint=_footprint(item.way, use, later if ends else None, left),
            preferred=False,
            kept=replace(course.kept, followed_by=later.id if ends and later is not None else ""),
        )


def go_on(item: InUse, pieces: int, category: str, later: Decimal | None, method: Method, products: Products) -> Course:
    """Return what ``pieces`` pieces in use cost over the study; ``later`` is the life-cycle cost of what follows."""
    years = min(item.piece.life or 1, method.years)
    asks = tuple(ask for ask in method.asks if ask in ASKED)
    shorter = replace(method, years=years, asks=asks, embodied=())
    given = read_inputs(item.piece, category, shorter, products)
    view = carbon_view(given, category, None, shorter)
    own = present_values((*cash_flows(given, shorter), *carbon_flows(view, shorter)), shorter)
    missing = given.missing
    with localcontext(prec=PRECISION):
        cells = [replace(cell, cash=cell.cash * pieces, present=cell.present * pieces) for cell in own.cells]
        if years < method.years and later is None:
            missing = (*missing, Reason("missing.later", {"years": years}))
        elif years < method.years and later is not None:
            flows = recurring("follow_on", spread(later, method), method, first=years + 1)
            cells += present_values(flows, method).cells
        use = sum((year.carbon for year in view.use), Decimal(0)) if view.use else None
    piece = item.piece
    unpriced = method.carbon_price is not None and item.way is Keeping.REPAIR
    left_out = (*given.left_out, *((Reason("left_out.embodied"),) if unpriced else ()))
    kept = Kept(item.way, piece.price.amount, piece.life or 1, piece.source, piece.obtained, missing, left_out=left_out)
    values = PresentValues(method, tuple(sorted(cells, key=lambda cell: (ORDER[cell.part], cell.year))))
    return Course(kept, values, use, given.electricity or Decimal(0))


def _footprint(way: Keeping, use: Decimal | None, later: Option | None, left: Decimal) -> Footprint | None:
    """Return embodied carbon and use with both ends: what was made long ago counts no more, a repair's is not known."""
    if way is Keeping.REPAIR or use is None or (later is not None and later.footprint is None):
        return None
    value, low, high = (Decimal(0),) * 3 if later is None or later.footprint is None else later.footprint
    return use + value * left, use + low * left, use + high * left


def _added(use: Decimal | None, later: Decimal | None, left: Decimal) -> Decimal | None:
    return None if use is None or later is None else use + later * left
