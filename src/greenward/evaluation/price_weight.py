"""Whether a price weight is lawful for a procedure."""

from dataclasses import replace
from decimal import Decimal

from greenward.evaluation.ruling import Lawful, Ruling, within
from greenward.policy import Rules
from greenward.terms.finding import Question, Reason


def price_weight(procedure: str, object_: str, weight: Decimal, rules: Rules) -> Ruling:
    """Return whether ``weight`` (a fraction of all points) is lawful for the procedure and the kind of object.

    A procedure without a price weight is not applicable. Where the finance department of the same level may consent
    to another weight, one outside the bounds is open until that consent is shown.
    """
    applies = rules.entry("price_weight.applies", procedure=procedure)
    if applies is not None and applies.value == "no":
        reason = Reason("ruling.no_price_weight", {"source": applies.citation.source.number})
        return Ruling(Lawful.NOT_APPLICABLE, reason, (applies.citation,))
    found = within("price_weight", weight, rules, procedure=procedure, object=object_)
    consent = rules.entry("price_weight.consent", procedure=procedure)
    if found.lawful is Lawful.NO and consent is not None:
        citations = (*found.citations, consent.citation)
        return replace(found, lawful=Lawful.UNKNOWN, citations=citations, question=Question("ask.consent", "consent"))
    return found
