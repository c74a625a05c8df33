"""Each need with what the rules say of it and every way to serve it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from greenward.lifecycle import life_cycle
from greenward.lifecycle.energy import Products
from greenward.planning.levels import levels
from greenward.planning.screen import masks
from greenward.policy import Rules, check
from greenward.terms.finding import Answer, Reason, Status
from greenward.terms.life_cycle import LifeCycle
from greenward.terms.line import Line
from greenward.terms.method import Method
from greenward.terms.need import Need
from greenward.terms.offer import Offer
from greenward.terms.plan import Face, Judged, Mask, Named, Option, Survey


def survey(
    needs: Sequence[Need], offers: Sequence[Offer], rules: Rules, method: Method, products: Products
) -> tuple[Survey, ...]:
    """Return for each need its findings, its options and, where names may stand, each offer with its masks.

    A channel within which the unit may not choose, or none at all, makes the need competed: its options are
    requirement levels, and neither its own words nor any offer's name is kept.
    """
    priced = [_Priced(offer, rules, method, products) for offer in offers]
    return tuple(_survey(need, priced, rules, method) for need in needs)


def unsettled(offers: Sequence[Offer], rules: Rules) -> tuple[Reason, ...]:
    """Return a note naming the rows of offers whose category is not settled: they serve no need."""
    rows = tuple(str(offer.row) for offer in offers if check(offer.line, rules).category_id is None)
    return (Reason("note.offers_unsettled", {"rows": rows}),) if rows else ()


class _Priced:
    """An offer with its category and its life-cycle cost, worked out once for all needs."""

    def __init__(self, offer: Offer, rules: Rules, method: Method, products: Products) -> None:
        answer = check(offer.line, rules)
        self.offer = offer
        self.category = answer.category_id
        self.attributes = answer.attributes
        self.life = life_cycle(offer, self.category or "", method, products)


def _survey(need: Need, priced: Sequence[_Priced], rules: Rules, method: Method) -> Survey:
    channel = rules.channel(need.channel)
    named = channel is not None and channel.chooses
    answer = check(need.line, rules)
    blocked = _blocked(answer, method)
    judged: list[Judged] = []
    fit: list[tuple[Offer, Option]] = []
    for item in priced:
        if blocked is not None or not _same_kind(answer, item):
            continue
        found = masks(need, answer, item.offer, item.attributes, item.life, rules, method.currency)
        judged.append(_judged(item.offer, item.life, found))
        if not found:
            fit.append((item.offer, _option(need, item.offer, item.life)))
    options = tuple(option for _, option in fit)
    if not named:
        options, short = _competed(answer, fit, rules, method)
        blocked = blocked or short
    elif not options:
        blocked = blocked or Reason("unserved.no_offer", {"looked_at": len(judged)})
    refused = Counter(mask.kind for item in judged for mask in item.masks[:1])
    return Survey(
        need=need if named else _without_words(need),
        face=Face.OFFER if named else Face.REQUIREMENT,
        channel=channel.names if channel else None,
        answer=answer if named else replace(answer, item=""),
        options=options,
        judged=tuple(judged) if named else (),
        refused=tuple(sorted(refused.items())),
        blocked=blocked,
    )


def _blocked(answer: Answer, method: Method) -> Reason | None:
    if answer.category_id is None:
        return Reason("unserved.no_category")
    for finding in answer.findings:
        if finding.status is Status.CANNOT_DETERMINE:
            return Reason("unserved.cannot_determine", {"rule": finding.rule})
        years = finding.required("minimum_years")
        if years is not None and method.years < Decimal(years.value):
            return Reason("unserved.horizon", {"years": method.years, "minimum": years.value})
    return None


def _competed(
    answer: Answer, fit: Sequence[tuple[Offer, Option]], rules: Rules, method: Method
) -> tuple[tuple[Option, ...], Reason | None]:
    entry = rules.entry("competition.least_suppliers")
    if entry is None:
        return (), Reason("unserved.least_suppliers_unknown")
    required = [need for finding in answer.findings for need in finding.requires]
    certificate = next((need.value for need in required if need.subject == "certificate"), None)
    years = next((int(need.value) for need in required if need.subject == "minimum_years"), method.years)
    options = levels(fit, certificate, years, int(entry.value))
    if options:
        return options, None
    suppliers = len({offer.supplier for offer, _ in fit})
    return (), Reason("unserved.too_few_suppliers", {"suppliers": suppliers, "least": entry.value})


def _option(need: Need, offer: Offer, life: LifeCycle) -> Option:
    packs = -(-need.quantity // offer.pack_size)
    price = offer.pack_price.amount * packs
    parts = [("purchase", price)]
    parts += [(name, value * need.quantity) for name, value in life.parts[1:] if value is not None]
    return Option(
        id=offer.id,
        price=price,
        cost=sum((value for _, value in parts), Decimal(0)),
        yearly_energy=(life.yearly_energy or Decimal(0)) * need.quantity,
        carbon=None if life.carbon_of_use is None else life.carbon_of_use * need.quantity,
        parts=tuple(parts),
        named=_named(offer),
    )


def _same_kind(answer: Answer, item: _Priced) -> bool:
    """Return whether an offer is of the need's category and contradicts none of its attributes."""
    offered = dict(item.attributes)
    same = all(offered.get(name, value) == value for name, value in answer.attributes)
    return item.category is not None and item.category == answer.category_id and same


def _judged(offer: Offer, life: LifeCycle, found: tuple[Mask, ...]) -> Judged:
    return Judged(_named(offer), offer.source, offer.obtained, offer.unit_price.amount, life, found)


def _named(offer: Offer) -> Named:
    return Named(offer.id, offer.supplier, offer.brand, offer.model)


def _without_words(need: Need) -> Need:
    """Return the need without its free words, in which a brand may stand that nobody can recognise."""
    return replace(need, line=Line(code=need.line.code, attributes=need.line.attributes), purpose="")
