"""The offers that a method sheet may name, each with what its cost is computed from."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from greenward.lifecycle.energy import Products
from greenward.lifecycle.inputs import read_inputs
from greenward.terms.inputs import Inputs
from greenward.terms.method import Method
from greenward.terms.offer import Offer
from greenward.terms.plan import Comparison, Judged, Survey


@dataclass(frozen=True, slots=True)
class SheetOffer:
    """An offer by its number in the sheet (1: the first), with its inputs and its results."""

    number: int
    judged: Judged
    given: Inputs


def sheet_offers(
    offers: Sequence[Offer],
    surveys: Sequence[Survey],
    comparisons: Sequence[Comparison],
    method: Method,
    products: Products,
) -> tuple[SheetOffer, ...]:
    """Return each offer of ``comparisons`` once, in their order: those of a competed need are in none of them."""
    by_id = {offer.id: offer for offer in offers}
    found = dict(_judged(surveys, comparisons))
    return tuple(
        SheetOffer(number, judged, read_inputs(by_id[id_], category, method, products))
        for number, (id_, (judged, category)) in enumerate(found.items(), start=1)
    )


def _judged(surveys: Sequence[Survey], comparisons: Sequence[Comparison]) -> Iterator[tuple[str, tuple[Judged, str]]]:
    """Yield each offer's id with its judgement and category, which is that of the needs it is compared for."""
    categories = {survey.need.id: survey.answer.category_id or "" for survey in surveys}
    for comparison in comparisons:
        for judged in comparison.judged:
            yield judged.named.offer_id, (judged, categories[comparison.needs[0]])
