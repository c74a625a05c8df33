"""What a choice of a plan pays by part and year: what pay-backs are computed from."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal, localcontext

from greenward.lifecycle.cost import paid
from greenward.lifecycle.discount import PRECISION
from greenward.lifecycle.energy import Products
from greenward.planning.candidate import Candidate, packs
from greenward.planning.keeping import go_on
from greenward.planning.survey import Behind, Going
from greenward.terms.life_cycle import COST_PARTS
from greenward.terms.method import Method
from greenward.terms.present_values import PartYear, PresentValues


def payments(awards: Sequence[Behind], category: str, method: Method, products: Products) -> PresentValues:
    """Return what a choice pays; its total is the option's life-cycle cost.

    ``awards`` hold, one for each award, what it rests on.
    """
    return together([_of_award(behind, category, method, products) for behind in awards], method)


def together(values: Sequence[PresentValues], method: Method) -> PresentValues:
    """Return the payments of several choices as those of one."""
    return PresentValues(method, tuple(cell for item in values for cell in item.cells))


def _of_award(behind: Behind, category: str, method: Method, products: Products) -> PresentValues:
    if not isinstance(behind, Going):
        return _of_offers(behind, category, method, products)
    later = _of_offers(behind.later, category, method, products).total * behind.pieces / behind.quantity
    return go_on(behind.item, behind.pieces, category, later, method, products).values


def _of_offers(behind: Sequence[Candidate], category: str, method: Method, products: Products) -> PresentValues:
    """Return what an award pays; as in a requirement level, each part is that of the offer which pays most for it."""
    each = [_of_offer(item, category, method, products) for item in behind]
    cells: list[PartYear] = []
    for part in COST_PARTS:
        known = [values for values in each if part in dict(values.parts)]
        if known:
            dearest = max(each, key=lambda values: dict(values.parts).get(part, Decimal(0)))
            cells += (cell for cell in dearest.cells if cell.part == part)
    return PresentValues(method, tuple(cells))


def _of_offer(item: Candidate, category: str, method: Method, products: Products) -> PresentValues:
    """Return what the pieces of one offer pay; packs are bought whole, and what is beyond the need is not used."""
    values = paid(item.offer, category, method, products)
    packed = item.eligible.pack_price * packs(item.offer, item.quantity)
    with localcontext(prec=PRECISION):
        return replace(values, cells=tuple(_times(cell, item.quantity, packed) for cell in values.cells))


def _times(cell: PartYear, quantity: int, packed: Decimal) -> PartYear:
    if cell.part == "purchase":
        return replace(cell, cash=packed, present=packed)
    return replace(cell, cash=cell.cash * quantity, present=cell.present * quantity)
