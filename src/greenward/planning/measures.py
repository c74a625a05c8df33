"""What the offers and requirement levels of a case save against a base case, need by need."""

from collections.abc import Iterator, Mapping, Sequence

from greenward.exchange.case import Case
from greenward.lifecycle.cost import paid
from greenward.lifecycle.energy import Products
from greenward.lifecycle.measures import annual_value, measures
from greenward.planning.payments import payments
from greenward.planning.survey import behind
from greenward.terms.finding import Reason
from greenward.terms.plan import Comparison, Face, Judged, Survey
from greenward.terms.present_values import PresentValues
from greenward.terms.problem import Place, Problem, ProblemsError
from greenward.terms.savings import Alternative, Savings

LEAST = 2
"""A base case and something beside it."""


def savings(
    case: Case, surveys: Sequence[Survey], comparisons: Sequence[Comparison], products: Products, base: str | None
) -> tuple[Savings, ...]:
    """Return the measures of the offers that may be chosen, and of the requirement levels of each competed need.

    The base case is the offer ``base`` where it may be chosen, else what has the lowest price; of alike prices the
    first id. Raises ProblemsError for a ``base`` that is not compared, or may not be chosen for any need.
    """
    if base is not None:
        _check_base(base, comparisons)
    by_id = {survey.need.id: survey for survey in surveys}
    found = [_of_offers(item, by_id[item.needs[0]], case, products, base) for item in comparisons]
    found += (_of_levels(item, case, products) for item in surveys if item.face is Face.REQUIREMENT)
    return tuple(found)


def _check_base(base: str, comparisons: Sequence[Comparison]) -> None:
    judged = [item for each in comparisons for item in each.judged if item.named.offer_id == base]
    if not judged:
        raise ProblemsError([Problem("base.not_compared", Place("--base"), {"offer": base})])
    if all(item.masks for item in judged):
        params = {"offer": base, "why": judged[0].masks[0].reason}
        raise ProblemsError([Problem("base.not_lawful", Place("--base"), params)])


def _of_offers(comparison: Comparison, survey: Survey, case: Case, products: Products, base: str | None) -> Savings:
    lawful = sorted((item for item in comparison.judged if not item.masks), key=_by_price)
    if len(lawful) < LEAST:
        return Savings(comparison.needs, False, False, (), Reason("saving.one_offer", {"count": len(lawful)}))
    offers = {offer.id: offer for offer in case.offers}
    ids = [item.named.offer_id for item in lawful]
    category = survey.answer.category_id or ""
    values = {id_: paid(offers[id_], category, case.method, products) for id_ in ids}
    named = base in ids
    alternatives = _against(base if named and base is not None else ids[0], values)
    return Savings(comparison.needs, False, named, tuple(alternatives))


def _of_levels(survey: Survey, case: Case, products: Products) -> Savings:
    """Return the measures of levels: of each part what the dearest of the offers that a level rests on pays."""
    options = sorted(survey.options, key=lambda option: (option.price, option.id))
    needs = (survey.need.id,)
    if len(options) < LEAST:
        return Savings(needs, True, False, (), Reason("saving.one_level", {"count": len(options)}))
    need = next(item for item in case.needs if item.id == survey.need.id)
    choices = [(need, survey, option) for option in options]
    rests = behind(choices, case.offers, case.in_use, case.rules, case.method, products)
    category = survey.answer.category_id or ""
    values = {
        option.id: payments(offers, category, case.method, products)
        for option, offers in zip(options, rests, strict=True)
    }
    return Savings(needs, True, False, tuple(_against(options[0].id, values)))


def _against(base: str, values: Mapping[str, PresentValues]) -> Iterator[Alternative]:
    """Yield the base case, and then the others from the lowest life-cycle cost to the highest."""
    yield Alternative(base, annual_value(values[base]), None)
    for id_ in sorted(set(values) - {base}, key=lambda each: (values[each].total, each)):
        yield Alternative(id_, annual_value(values[id_]), measures(values[base], values[id_]))


def _by_price(item: Judged) -> tuple[object, ...]:
    return item.unit_price, item.named.offer_id
