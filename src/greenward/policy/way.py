"""The lawful way to buy a line: batch list, tender amount, directory and limit, as far as they are known."""

from dataclasses import replace
from decimal import Decimal

from greenward.policy.match import Match, holds, matches
from greenward.policy.pack import Entry, ListedItem
from greenward.policy.resolve import Rules
from greenward.terms.buyer import LEVELS, Buyer
from greenward.terms.finding import Answer, Finding, Level, Question, Reason, Requirement, Status
from greenward.terms.money import Money
from greenward.terms.names import Names
from greenward.terms.source import MARKS_BY_DOUBT, Citation, weakest

PUBLIC_TENDER, OTHER_METHOD, OWN_PURCHASE = "public_tender", "other_method", "own_purchase"


def way(answer: Answer, amount: Money | None, object_: str, rules: Rules) -> Finding:
    """Return the channel through which the line of ``answer`` must be bought, or the one fact that is missing.

    ``amount`` is that of all purchases of the category in the project and year, as thresholds count it; ``object_`` is
    goods, services or works. The order of the questions is that of the law: is it on the buyer's batch list; does it
    reach the amount for a public tender; does the directory name it; does it reach the limit. A tender that the
    directory names as well is left to the central purchasing body.
    """
    buyer = rules.buyer
    if buyer is None or not buyer.level:
        return _ask("level", Question("ask.buyer_level", "level", LEVELS))
    first = answer.findings[0]
    if answer.category_id is None and first.question is not None:
        return _ask("category", first.question, params={"categories": first.reason.params.get("categories")})
    batch = _listed("batch_list", object_, answer, amount, buyer, rules)
    if batch is not None:
        return batch
    limit = _threshold("threshold.limit", object_, buyer, rules)
    tender = _threshold("threshold.public_tender", object_, buyer, rules)
    if limit is None or tender is None:
        return _ask("limit", Question("ask.limit", "limit"), limit or tender)
    if amount is None:
        return _ask("amount", Question("ask.amount", "amount"), limit)
    listed = _listed("central_directory", object_, answer, amount, buyer, rules)
    rows = [item.citation for item in rules.lists if item.list == "central_directory" and _binds(item, buyer)]
    if listed is None and (not rows or answer.category_id is None):
        listed = _ask("directory", Question("ask.directory", "directory"), limit)
    if amount.amount >= Decimal(tender.value):
        return _tender(tender, listed, rules)
    if listed is not None:
        return listed
    doubtful = max(rows, key=lambda citation: MARKS_BY_DOUBT.index(citation.mark))
    channel = OTHER_METHOD if amount.amount >= Decimal(limit.value) else OWN_PURCHASE
    return _through(channel, channel, {"amount": f"{Decimal(limit.value):,}"}, (limit.citation, doubtful), rules)


def _tender(tender: Entry, listed: Finding | None, rules: Rules) -> Finding:
    """Return that a public tender is due, and what the directory adds: ``listed`` is its row, or what is not known."""
    params: dict[str, object] = {"amount": f"{Decimal(tender.value):,}"}
    if listed is None:
        return _through(PUBLIC_TENDER, "tender", params, (tender.citation,), rules)
    if listed.question is not None:
        found = _through(PUBLIC_TENDER, "tender_open", params, (tender.citation,), rules)
        return replace(
            found,
            reason=replace(found.reason, params={**listed.reason.params, **found.reason.params}),
            question=listed.question,
        )
    params |= {**listed.reason.params, "body": listed.reason.params["channel"]}
    return _through(PUBLIC_TENDER, "tender_listed", params, (tender.citation, *listed.citations), rules, listed.doubt)


def _threshold(key: str, object_: str, buyer: Buyer, rules: Rules) -> Entry | None:
    """Return the threshold of the buyer's level at the narrowest place that sets one."""
    found = (rules.entry(key, place=place, level=buyer.level, object=object_) for place in buyer.places)
    return next((entry for entry in found if entry is not None), None)


def _binds(item: ListedItem, buyer: Buyer) -> bool:
    return buyer.level in item.levels and (not item.places or any(place in item.places for place in buyer.places))


def _listed(
    list_: str, object_: str, answer: Answer, amount: Money | None, buyer: Buyer, rules: Rules
) -> Finding | None:
    """Return what the row of a list says that names the line, or None where no row does."""
    known = dict(answer.attributes)
    for item in rules.lists:
        if item.list != list_ or item.object != object_ or answer.category_id not in item.categories:
            continue
        if not _binds(item, buyer) or matches(item.conditions, known) is Match.NO:
            continue
        if item.least is not None and amount is not None and amount.amount < item.least:
            continue
        if matches(item.conditions, known) is Match.UNKNOWN:
            name = next(c.attribute for c in item.conditions if holds(c, known) is Match.UNKNOWN)
            declared = rules.attribute(name)
            question = Question("ask.attribute", name, declared.choices if declared else ())
            return _ask("attribute", question, params={"attribute": declared.names if declared else name})
        params: dict[str, object] = {"item": item.names, "row": item.row, "source": item.citation.source.number}
        return _through(item.channel, list_, params, (item.citation,), rules, item.remark)
    return None


def _through(
    channel: str,
    reason: str,
    params: dict[str, object],
    citations: tuple[Citation, ...],
    rules: Rules,
    remark: Names | None = None,
) -> Finding:
    named = rules.channel(channel)
    return Finding(
        status=Status.NOT_APPLICABLE if channel == OWN_PURCHASE else Status.MANDATORY,
        level=Level.LAW,
        rule="way",
        subject="way",
        category=None,
        reason=Reason(f"reason.way_{reason}", params | {"channel": named.names if named else channel}),
        citations=citations,
        mark=weakest(tuple(citation.mark for citation in citations)),
        requires=(Requirement("channel", channel, "channel"),),
        doubt=remark,
    )


def _ask(
    missing: str, question: Question, entry: Entry | None = None, params: dict[str, object] | None = None
) -> Finding:
    citations = (entry.citation,) if entry else ()
    return Finding(
        status=Status.CANNOT_DETERMINE,
        level=Level.LAW,
        rule="way",
        subject="way",
        category=None,
        reason=Reason(f"reason.way_no_{missing}", params or {}),
        citations=citations,
        mark=weakest((MARKS_BY_DOUBT[0], *(citation.mark for citation in citations))),
        question=question,
    )
