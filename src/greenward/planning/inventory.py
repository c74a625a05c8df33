"""What a plan would enter into the buyer's greenhouse-gas inventory, need by need."""

from collections.abc import Sequence
from dataclasses import replace

from greenward.exchange.case import Case
from greenward.lifecycle.carbon import inventory_view
from greenward.lifecycle.cost import grid_path
from greenward.lifecycle.energy import Products
from greenward.planning.candidate import Candidate
from greenward.planning.survey import behind
from greenward.terms.carbon import InventoryView, NeedInventory
from greenward.terms.finding import Reason
from greenward.terms.plan import Option, Plan

CAPITAL_LIFE = 2
"""Years from which on a piece counts as a capital good; what serves a year or less is goods."""


def inventory(plan: Plan, case: Case, products: Products) -> tuple[NeedInventory, ...]:
    """Return the inventory of each need that the plan serves, as if all were bought on the method's base date.

    Pieces are those bought, in whole packs; electricity is that of the pieces needed. Of a requirement level the
    highest use and the shortest life of the offers that it rests on count.
    """
    needs = {need.id: need for need in case.needs}
    chosen = [(line.survey, line.chosen) for line in plan.lines if line.chosen is not None]
    choices = [(needs[survey.need.id], option) for survey, option in chosen]
    rests = behind(choices, case.offers, case.rules, case.method, products)
    return tuple(
        NeedInventory(
            survey.need.id,
            option.id,
            _view(option, survey.need.quantity, survey.answer.category_id or "", offers, case),
        )
        for (survey, option), offers in zip(chosen, rests, strict=True)
    )


def _view(option: Option, quantity: int, category: str, offers: Sequence[Candidate], case: Case) -> InventoryView:
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
        grid_path(method),
        method.base_date,
        method.years,
        life,
        option.pieces,
        capital=life is not None and life >= CAPITAL_LIFE,
        in_use=quantity,
    )
    if any(item.offer.fuel_per_100km is not None for item in offers):
        view = replace(view, missing=(*view.missing, Reason("missing.scope1")))
    return view
