"""How sure the ranking of offers is, comparison by comparison."""

from collections.abc import Sequence

from greenward.exchange.case import Case
from greenward.lifecycle.cost import payments_of
from greenward.lifecycle.energy import Products
from greenward.lifecycle.sensitivity import cost_model, inputs_of, simulate, tornado
from greenward.policy import check
from greenward.terms.cash_flow import CashFlow
from greenward.terms.offer import Offer
from greenward.terms.plan import Comparison
from greenward.terms.sensitivity import Sensitivity

LEAST_OFFERS = 2


def sensitivities(case: Case, comparisons: Sequence[Comparison], products: Products) -> tuple[Sensitivity, ...]:
    """Return what the case's ranges do to the lawful offers of each comparison; none where it states no ranges."""
    if case.ranges is None:
        return ()
    found = []
    offers = {offer.id: offer for offer in case.offers}
    for comparison in comparisons:
        lawful = [item for item in comparison.judged if not item.masks]
        lawful.sort(key=lambda item: (item.life.total, item.named.offer_id))
        ids = tuple(item.named.offer_id for item in lawful)
        if len(ids) < LEAST_OFFERS:
            continue
        model = cost_model([_flows(offers[id_], case, products) for id_ in ids], case.method)
        inputs = inputs_of(case.ranges.uncertain)
        spreads = simulate(model, inputs, case.ranges.draws, case.ranges.seed)
        found.append(Sensitivity(comparison.needs, ids, tornado(model, inputs), spreads))
    return tuple(found)


def _flows(offer: Offer, case: Case, products: Products) -> tuple[CashFlow, ...]:
    return payments_of(offer, check(offer.line, case.rules).category_id or "", case.method, products)
