"""Each need with what the rules say of it and the ways to serve it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from greenward.lifecycle import life_cycle
from greenward.lifecycle.energy import Products
from greenward.planning.candidate import Candidate, Eligible, eligible, name
from greenward.planning.dominance import undominated
from greenward.planning.keeping import keep
from greenward.planning.levels import levels, qualifying
from greenward.planning.screen import masks, preferred
from greenward.policy import Rules, check
from greenward.policy.pack import Channel
from greenward.terms.category import Attributes
from greenward.terms.finding import Answer, Reason, Status
from greenward.terms.in_use import InUse, Keeping
from greenward.terms.life_cycle import LifeCycle
from greenward.terms.line import Line
from greenward.terms.method import Method
from greenward.terms.need import Need
from greenward.terms.offer import Offer
from greenward.terms.plan import Comparison, Face, Judged, Option, Survey

Kind = tuple[Line, str, bool]


@dataclass(frozen=True, slots=True)
class Going:
    """Pieces in use that go on serving, of ``quantity`` needed, and the offers behind what follows them all."""

    item: InUse
    pieces: int
    quantity: int
    later: tuple[Candidate, ...]


Behind = tuple[Candidate, ...] | Going
"""The offer that an award goes to; the offers that a requirement level rests on; or what is in use."""


@dataclass(frozen=True, slots=True)
class Priced:
    """An offer with its category and its life-cycle cost, worked out once for all needs."""

    offer: Offer
    category: str | None
    attributes: Attributes
    life: LifeCycle


@dataclass(frozen=True, slots=True)
class Market:
    """What needs that ask for the same kind of thing share: the answer, the offers judged, those that may serve."""

    answer: Answer
    blocked: Reason | None
    judged: tuple[Judged, ...]
    fit: tuple[Eligible, ...]


def survey(
    needs: Sequence[Need],
    offers: Sequence[Offer],
    rules: Rules,
    method: Method,
    products: Products,
    every: bool = False,
    in_use: Sequence[InUse] = (),
) -> tuple[tuple[Survey, ...], tuple[Comparison, ...]]:
    """Return each need with its findings and options, and the comparisons of offers where names may stand.

    A channel within which the unit may not choose, or none at all, makes the need competed: its options are
    requirement levels, and neither its own words nor any offer's name is kept. ``every``: options beaten in both price
    and cost are kept too, since a limit on suppliers, green share or carbon may ask for them. ``in_use`` may go on
    serving instead.
    """
    going: dict[str, list[InUse]] = {}
    for item in in_use:
        going.setdefault(item.need, []).append(item)
    priced = [_priced(offer, rules, method, products) for offer in offers]
    markets: dict[Kind, Market] = {}
    named: dict[Kind, list[str]] = {}
    surveys = []
    for need in needs:
        key = _kind(need)
        if key not in markets:
            markets[key] = _market(need, priced, rules, method)
        found = _survey(need, markets[key], rules, method, every)
        if need.id in going:
            found = _with_kept(found, need, going[need.id], method, products)
        if found.face is Face.OFFER:
            named.setdefault(key, []).append(need.id)
        surveys.append(found)
    return tuple(surveys), tuple(_comparisons(named, markets))


def behind(
    choices: Sequence[tuple[Need, Survey, Option]],
    offers: Sequence[Offer],
    in_use: Sequence[InUse],
    rules: Rules,
    method: Method,
    products: Products,
) -> tuple[tuple[Behind, ...], ...]:
    """Return for each need and option of its survey, award by award, the offers or the pieces in use it rests on.

    ``choices`` hold the needs as the case has them, with their own words. What comes back names offers also where a
    need is competed: compute with it and show nothing of it.
    """
    priced = [_priced(offer, rules, method, products) for offer in offers]
    markets: dict[Kind, Market] = {}
    found = []
    going = {(item.need, item.way): item for item in in_use}
    for need, surveyed, option in choices:
        key = _kind(need)
        if key not in markets:
            markets[key] = _market(need, priced, rules, method)
        rests = [_behind(award, need, surveyed, markets[key], rules, going) for award in option.awards]
        found.append(tuple(rests))
    return tuple(found)


def unsettled(offers: Sequence[Offer], rules: Rules) -> tuple[Reason, ...]:
    """Return a note naming the rows of offers whose category is not settled: they serve no need."""
    rows = tuple(str(offer.row) for offer in offers if check(offer.line, rules).category_id is None)
    return (Reason("note.offers_unsettled", {"rows": rows}),) if rows else ()


def _kind(need: Need) -> Kind:
    """Return what needs that share a market have in common; those that may be split take no packs."""
    return need.line, need.unit, need.lot is not None


def _behind(
    award: Option,
    need: Need,
    surveyed: Survey,
    market: Market,
    rules: Rules,
    going: Mapping[tuple[str, Keeping], InUse],
) -> Behind:
    if award.kept is not None:
        follows = next((option for option in surveyed.options if option.id == award.kept.followed_by), None)
        later = () if follows is None else _offers_behind(follows, need, need.quantity, market, rules)
        return Going(going[need.id, award.kept.way], award.pieces, need.quantity, later)
    return _offers_behind(award, need, need.quantity if need.lot is None else award.pieces, market, rules)


def _offers_behind(award: Option, need: Need, pieces: int, market: Market, rules: Rules) -> tuple[Candidate, ...]:
    if award.level is not None:
        fit = [item.serving(need.quantity) for item in market.fit]
        return tuple(qualifying(fit, award.level.grade, award.level.least, _brands_count_once(rules)))
    return tuple(item.serving(pieces) for item in market.fit if item.offer.id == award.id)


def _comparisons(named: dict[Kind, list[str]], markets: dict[Kind, Market]) -> list[Comparison]:
    """Put together the needs whose words differ and whose offers do not."""
    found: list[Comparison] = []
    for key, needs in named.items():
        judged = markets[key].judged
        same = next((at for at, item in enumerate(found) if judged and item.judged == judged), None)
        if same is None:
            found.append(Comparison(tuple(needs), judged))
        else:
            found[same] = Comparison((*found[same].needs, *needs), judged)
    return found


def _priced(offer: Offer, rules: Rules, method: Method, products: Products) -> Priced:
    answer = check(offer.line, rules)
    life = life_cycle(offer, answer.category_id or "", method, products)
    return Priced(offer, answer.category_id, answer.attributes, life)


def _market(need: Need, priced: Sequence[Priced], rules: Rules, method: Method) -> Market:
    answer = check(need.line, rules)
    blocked = _blocked(answer, method)
    judged, fit = [], []
    for item in priced:
        if blocked is None and _same_kind(answer, item):
            offer = item.offer
            found = masks(need, answer, offer, item.attributes, item.life, rules, method.currency)
            judged.append(
                Judged(
                    name(offer), offer.grade, offer.source, offer.obtained, offer.unit_price.amount, item.life, found
                )
            )
            if not found:
                fit.append(eligible(offer, item.life, preferred(answer, offer, rules)))
    return Market(answer, blocked, tuple(judged), tuple(fit))


def _survey(need: Need, market: Market, rules: Rules, method: Method, every: bool) -> Survey:
    channel = rules.channel(need.channel)
    named = channel is not None and channel.chooses
    fit = [item.serving(need.quantity) for item in market.fit]
    blocked = market.blocked
    if named:
        options = tuple(item.option() for item in (fit if every else undominated(fit)))
        if not options:
            blocked = blocked or Reason("unserved.no_offer", {"looked_at": len(market.judged)})
    else:
        least = _least(channel, rules)
        brands = _brands_count_once(rules)
        options = levels(fit, *_required(market.answer, method), least, brands) if least else ()
        if not options:
            blocked = blocked or _no_competition(fit, least)
    refused = Counter(item.masks[0].kind for item in market.judged if item.masks)
    return Survey(
        need=need if named else _without_words(need),
        face=Face.OFFER if named else Face.REQUIREMENT,
        channel=channel.names if channel else None,
        answer=market.answer if named else _answer_without_words(market.answer),
        options=options,
        refused=tuple(sorted(refused.items())),
        blocked=blocked,
        preferred=sum(item.preferred for item in market.fit),
    )


def _with_kept(found: Survey, need: Need, going: Sequence[InUse], method: Method, products: Products) -> Survey:
    """Return the survey with the ways to go on with what is in use."""
    category = found.answer.category_id or ""
    made = [keep(item, need, category, found.options, method, products) for item in going]
    options = tuple(item for item in made if isinstance(item, Option))
    kept = tuple(item.kept if isinstance(item, Option) else item for item in made)
    return replace(found, options=(*found.options, *options), kept=tuple(item for item in kept if item is not None))


def _same_kind(answer: Answer, item: Priced) -> bool:
    """Return whether an offer is of the need's category and contradicts none of its attributes."""
    if item.category is None or item.category != answer.category_id:
        return False
    offered = dict(item.attributes)
    return all(offered.get(key, value) == value for key, value in answer.attributes)


def _blocked(answer: Answer, method: Method) -> Reason | None:
    """Return why nothing may be chosen: an open question on which a mandatory rule turns, or too short a horizon."""
    for finding in answer.findings:
        if finding.at_stake is Status.MANDATORY and answer.category_id is not None:
            return Reason("unserved.cannot_determine", {"rule": finding.rule})
        years = finding.required("minimum_years") if finding.status is Status.MANDATORY else None
        if years is not None and method.years < int(years.value):
            return Reason("unserved.horizon", {"years": method.years, "minimum": years.value})
    return Reason("unserved.no_category") if answer.category_id is None else None


def _required(answer: Answer, method: Method) -> tuple[str | None, int]:
    """Return the certificate and the years of use that the mandatory findings ask for."""
    required = [i for finding in answer.findings if finding.status is Status.MANDATORY for i in finding.requires]
    certificate = next((item.value for item in required if item.subject == "certificate"), None)
    return certificate, next((int(item.value) for item in required if item.subject == "minimum_years"), method.years)


def _least(channel: Channel | None, rules: Rules) -> int | None:
    """Return how many suppliers must be able to compete; None: not known for the day."""
    if channel is not None and channel.least is not None:
        return channel.least
    entry = rules.entry("competition.least_suppliers")
    return int(entry.value) if entry else None


def _brands_count_once(rules: Rules) -> bool:
    once = rules.entry("competition.brands_count_once")
    return once is not None and once.value == "yes"


def _no_competition(fit: Sequence[Candidate], least: int | None) -> Reason:
    if least is None:
        return Reason("unserved.least_suppliers_unknown")
    suppliers = len({item.offer.supplier for item in fit})
    return Reason("unserved.too_few_suppliers", {"suppliers": suppliers, "least": least})


def _answer_without_words(answer: Answer) -> Answer:
    """Return the answer without the need's own words, which stand in the reason of an unsettled category."""
    reason = Reason("reason.unsettled")
    findings = tuple(item if item.category else replace(item, reason=reason) for item in answer.findings)
    return replace(answer, item="", findings=findings, reading=None)


def _without_words(need: Need) -> Need:
    """Return the need without its free words, in which a brand may stand that nobody can recognise."""
    return replace(need, line=Line(code=need.line.code, attributes=need.line.attributes), purpose="")
