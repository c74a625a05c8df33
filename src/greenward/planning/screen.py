"""Whether an offer may serve a need: the mandatory rules, the asset ceiling and plain fitness, each with its reason."""

from collections.abc import Iterator
from decimal import Decimal

from greenward.policy import Rules, check_certificate
from greenward.terms.category import Attributes
from greenward.terms.certificate import Outcome
from greenward.terms.finding import Answer, Finding, Level, Reason, Requirement, Status
from greenward.terms.life_cycle import LifeCycle
from greenward.terms.money import rounded
from greenward.terms.need import Need
from greenward.terms.offer import Offer
from greenward.terms.plan import Mask


def masks(
    need: Need, answer: Answer, offer: Offer, attributes: Attributes, life: LifeCycle, rules: Rules, currency: str
) -> tuple[Mask, ...]:
    """Return every reason why ``offer`` cannot serve ``need``; none: it can.

    ``attributes`` are those of the offer with what its code or name settles.
    """
    found = [*_plain(need, offer, rules, currency), *_attributes(answer.attributes, dict(attributes), rules)]
    for finding in answer.findings:
        if finding.status is Status.MANDATORY:
            found += _rule(finding, offer, rules)
    if life.total is None and offer.price.currency == currency:
        missing = tuple(life.missing)
        found.append(Mask("refused.incomplete", Reason("mask.incomplete", {"missing": missing})))
    return tuple(found)


def preferred(answer: Answer, offer: Offer, rules: Rules) -> bool:
    """Return whether ``offer`` has all that the law prefers for it without demanding it."""
    wanted = [f for f in answer.findings if f.status is Status.PREFERRED and f.level is Level.LAW]
    return not any(mask for finding in wanted for mask in _rule(finding, offer, rules))


def _plain(need: Need, offer: Offer, rules: Rules, currency: str) -> Iterator[Mask]:
    if offer.unit != need.unit:
        yield Mask("refused.unit", Reason("mask.unit", {"offered": offer.unit, "needed": need.unit}))
    if offer.price.currency != currency:
        yield Mask("refused.currency", _currency(offer, currency))
    if need.lot is not None and offer.pack_size > 1:
        yield Mask("refused.pack", Reason("mask.pack_not_split", {"pieces": offer.pack_size}))
    if not offer.valid_from <= rules.day <= offer.valid_until:
        params: dict[str, object] = {
            "first": str(offer.valid_from),
            "last": str(offer.valid_until),
            "day": str(rules.day),
        }
        yield Mask("refused.expired", Reason("mask.expired", params))


def _currency(offer: Offer, needed: str) -> Reason:
    return Reason("mask.currency", {"offered": offer.price.currency, "needed": needed})


def _attributes(wanted: Attributes, offered: dict[str, str], rules: Rules) -> Iterator[Mask]:
    for name, value in wanted:
        if name not in offered:
            attribute = rules.attribute(name)
            params: dict[str, object] = {"attribute": attribute.names if attribute else name, "wanted": value}
            yield Mask("refused.attribute", Reason("mask.attribute_missing", params))


def _rule(finding: Finding, offer: Offer, rules: Rules) -> Iterator[Mask]:
    source = finding.citations[0]
    for step in check_certificate(offer.certificates, offer.model, finding, rules):
        if step.outcome is not Outcome.PASSED:
            yield Mask("refused.certificate", step.reason, source)
    for requirement in finding.requires:
        mask = _requirement(requirement, offer)
        if mask is not None:
            yield Mask(mask.kind, mask.reason, source)


def _requirement(requirement: Requirement, offer: Offer) -> Mask | None:
    if requirement.subject == "efficiency_grade":
        wanted = int(requirement.value)
        if offer.grade is None:
            return Mask("refused.grade", Reason("mask.grade_missing", {"wanted": wanted}))
        if offer.grade > wanted:
            return Mask("refused.grade", Reason("mask.grade_other", {"wanted": wanted, "offered": offer.grade}))
    if requirement.subject == "minimum_years" and offer.life is None:
        return Mask("refused.life", Reason("mask.life_missing", {"years": requirement.value}))
    if requirement.subject == "minimum_years" and offer.life is not None and offer.life < int(requirement.value):
        return Mask("refused.life", Reason("mask.life_short", {"years": requirement.value, "life": offer.life}))
    if requirement.subject == "price_ceiling" and offer.price.currency != requirement.unit:
        return Mask("refused.currency", _currency(offer, requirement.unit))
    if requirement.subject == "price_ceiling" and offer.unit_price.amount > Decimal(requirement.value):
        params: dict[str, object] = {
            "price": str(rounded(offer.unit_price.amount)),
            "ceiling": requirement.value,
            "unit": requirement.unit,
        }
        return Mask("refused.ceiling", Reason("mask.ceiling", params))
    return None
