"""What a plan would enter into the buyer's greenhouse-gas inventory, need by need."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from greenward.exchange.case import Case
from greenward.lifecycle.carbon import inventory_view
from greenward.lifecycle.cost import grid_path
from greenward.lifecycle.discount import anniversary
from greenward.lifecycle.energy import Products
from greenward.lifecycle.inputs import read_inputs
from greenward.planning.candidate import Candidate
from greenward.planning.survey import Behind, Going, behind
from greenward.terms.carbon import InventoryView, NeedInventory
from greenward.terms.finding import Reason
from greenward.terms.in_use import Keeping
from greenward.terms.plan import Option, Plan, Survey

CAPITAL_LIFE = 2
"""Years from which on a piece counts as a capital good; what serves a year or less is goods."""


def inventory(plan: Plan, case: Case, products: Products) -> tuple[NeedInventory, ...]:
    """Return the inventory of each award of the plan, bought on the method's base date or its day in the budget year.

    Pieces are those bought, in whole packs; electricity is that of the pieces needed. Of a requirement level the
    highest use and the shortest life of the offers that it rests on count. Pieces that go on in use are not bought, and
    what replaces them later is not known yet.
    """
    needs = {need.id: need for need in case.needs}
    chosen = [(line.survey, line.chosen) for line in plan.lines if line.chosen is not None]
    choices = [(needs[survey.need.id], survey, option) for survey, option in chosen]
    rests = behind(choices, case.offers, case.in_use, case.rules, case.method, products)
    return tuple(
        NeedInventory(survey.need.id, award.id, _of_award(award, survey, rest, case, products))
        for (survey, option), each in zip(chosen, rests, strict=True)
        for award, rest in zip(option.awards, each, strict=True)
    )


def _of_award(award: Option, survey: Survey, rest: Behind, case: Case, products: Products) -> InventoryView:
    category, need = survey.answer.category_id or "", survey.need
    start = anniversary(case.method.base_date, max((need.year or 0) - case.method.base_date.year, 0))
    if isinstance(rest, Going):
        return _going_on(award, rest, category, case, products, start)
    return _view(award, need.quantity if need.lot is None else award.pieces, category, rest, case, start)


def _going_on(award: Option, rest: Going, category: str, case: Case, products: Products, start: date) -> InventoryView:
    """Return the electricity of pieces in use while they serve; nothing of them is bought again."""
    years = min(rest.item.piece.life or 1, case.method.years)
    method = replace(case.method, years=years)
    energy = read_inputs(rest.item.piece, category, method, products).electricity
    kwh = Reason("missing.yearly_energy") if energy is None else (energy,) * years
    view = inventory_view(None, kwh, grid_path(method, start.year), start, years, years, 0, False, in_use=award.pieces)
    missing = [reason for reason in view.missing if reason.code != "missing.embodied"]
    if rest.item.way is Keeping.REPAIR:
        missing.append(Reason("missing.repair"))
    if years < case.method.years:
        missing.append(Reason("missing.what_follows", {"year": years}))
    return replace(view, scope3=(), missing=tuple(missing))


def _view(
    option: Option, quantity: int, category: str, offers: Sequence[Candidate], case: Case, start: date
) -> InventoryView:
    method = case.method
    energy = [item.eligible.life.yearly_energy for item in offers]
    lives = [item.offer.life for item in offers]
    known = [value for value in energy if value is not None]
    kwh = (max(known),) * method.years if len(known) == len(energy) else Reason("missing.yearly_energy")
    served = [life for life in lives if life is not None]
    life = min(served) if len(served) == len(lives) else None
    embodied = method.embodied_of(category)
    view = inventory_view(
        embodied.footprint if embodied is not None else None,
        kwh,
        grid_path(method, start.year),
        start,
        method.years,
        life,
        option.pieces,
        capital=life is not None and life >= CAPITAL_LIFE,
        in_use=quantity,
    )
    if any(item.offer.fuel_per_100km is not None for item in offers):
        view = replace(view, missing=(*view.missing, Reason("missing.scope1")))
    return view
