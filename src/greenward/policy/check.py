"""The answer of a day's rules for one line."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

from greenward.catalogue import Found, Lookup, from_words, lookup
from greenward.policy.match import Match, binds, holds, matches
from greenward.policy.pack import RuleVersion
from greenward.policy.resolve import RuleOfDay, Rules
from greenward.terms.buyer import KINDS, LEVELS
from greenward.terms.category import Category, Code
from greenward.terms.finding import (
    LISTS,
    STATUS_BY_FORCE,
    Answer,
    Finding,
    Level,
    Question,
    Reason,
    Standard,
    Status,
)
from greenward.terms.line import Line
from greenward.terms.quantity import percent
from greenward.terms.source import Mark, weakest

MOST_COMBINATIONS = 64


def check(line: Line, rules: Rules) -> Answer:
    """Return every finding for ``line``, strongest first.

    Nothing is guessed: words or a code that do not settle the category, and an attribute that a rule turns
    on and nobody stated, give *cannot determine* with the one question that would decide.
    """
    edition = rules.edition(line.code.edition) if line.code else None
    found = lookup(line, rules.categories, edition.group if edition else 0)
    if found.outcome is Lookup.UNKNOWN_WORDS and line.words:
        found = from_words(line.words, rules.categories)
    item = line.words or (line.code.value if line.code else "")
    attributes = tuple(sorted({**dict(found.attributes), **dict(line.attributes)}.items()))
    if found.outcome is not Lookup.FOUND:
        finding = _whichever(found, dict(attributes), rules) or _unsettled(found, line, rules)
        return Answer(item, rules.day, rules.packs, None, None, attributes, (finding,), rules.notes)
    category = found.categories[0]
    for name, value in found.attributes:
        if dict(line.attributes).get(name, value) != value:
            finding = _contradiction(category, name, rules)
            return Answer(item, rules.day, rules.packs, category.names, category.id, (), (finding,), rules.notes)
    findings = [
        finding
        for group in _groups(category, rules)
        for finding in _judge(group, category, dict(attributes), found.mark, rules)
    ]
    if not any(finding.level is Level.LAW and finding.subject in LISTS for finding in findings):
        findings.append(_not_listed(category.names, rules, found.mark))
    findings.sort(key=lambda finding: STATUS_BY_FORCE.index(finding.status))
    return Answer(
        item,
        rules.day,
        rules.packs,
        category.names,
        category.id,
        attributes,
        tuple(findings),
        rules.notes,
        found.reason,
    )


def _groups(category: Category, rules: Rules) -> Iterator[list[RuleOfDay]]:
    """Yield the category's rules by subject and pack."""
    groups: dict[tuple[str, str], list[RuleOfDay]] = {}
    for item in rules.rules:
        if category.id in item.rule.categories and binds(item.rule.buyers, rules.buyer) is not Match.NO:
            groups.setdefault((item.rule.subject, item.pack), []).append(item)
    yield from groups.values()


def _judge(
    group: list[RuleOfDay], category: Category, known: dict[str, str], mark: Mark, rules: Rules
) -> Iterator[Finding]:
    found = [(item, matches(item.rule.conditions, known)) for item in group]
    certain = [item for item, match in found if match is Match.YES]
    open_rules = [item for item, match in found if match is Match.UNKNOWN]
    unbound = [item for item in (*certain, *open_rules) if binds(item.rule.buyers, rules.buyer) is Match.UNKNOWN]
    if unbound:
        yield _ask_buyer(unbound[0], category, mark, rules)
        return
    if certain:
        findings = [_finding(item, category, mark, rules) for item in certain]
        yield from findings
        strongest = min(STATUS_BY_FORCE.index(finding.status) for finding in findings)
        open_rules = [item for item in open_rules if STATUS_BY_FORCE.index(item.nearest.status) < strongest]
        if open_rules:
            yield _ask_attribute(open_rules, category, known, mark, rules)
        return
    if not open_rules:
        if group[0].level is Level.LAW and group[0].rule.subject in LISTS:
            yield _excluded(group[0], category, mark)
        return
    agreed = _agreed(group, open_rules, known, rules)
    if agreed is not None:
        yield _finding(agreed, category, mark, rules)
        return
    yield _ask_attribute(open_rules, category, known, mark, rules)


def _agreed(
    group: list[RuleOfDay], open_rules: list[RuleOfDay], known: dict[str, str], rules: Rules
) -> RuleOfDay | None:
    """Return a rule whose status holds whatever the unknown attributes turn out to be, or None."""
    unknown = {c.attribute for item in open_rules for c in item.rule.conditions} - set(known)
    choices = [(name, a.choices if (a := rules.attribute(name)) else ()) for name in sorted(unknown)]
    if any(not options for _, options in choices):
        return None
    combinations = list(product(*[options for _, options in choices]))
    if len(combinations) > MOST_COMBINATIONS:
        return None
    outcomes: list[RuleOfDay] = []
    for combination in combinations:
        stated = {**known, **dict(zip([name for name, _ in choices], combination, strict=True))}
        hit = next((item for item in group if matches(item.rule.conditions, stated) is Match.YES), None)
        if hit is None or hit.version is None:
            return None
        outcomes.append(hit)
    same = len({(o.version.status, o.version.requires, o.version.standards) for o in outcomes if o.version}) == 1
    return outcomes[0] if same else None


def _finding(item: RuleOfDay, category: Category, mark: Mark, rules: Rules) -> Finding:
    version = item.version
    if version is None:
        return _force_unknown(item, category, mark)
    kinds = {requirement.value for requirement in version.requires if requirement.subject == "certificate"}
    order = next((kind.order for kind in rules.certificates if kind.id in kinds), ())
    return Finding(
        status=version.status,
        level=item.level,
        rule=item.rule.id,
        subject=item.rule.subject,
        category=category.names,
        reason=Reason(version.reason, _params(item, version, category)),
        citations=version.citations,
        mark=weakest((mark, version.citations[0].mark)),
        requires=version.requires,
        standards=tuple(_standard(number, version.standards_mark, rules) for number in version.standards),
        evidence=version.evidence,
        certificate_order=order,
        rooms=version.rooms,
        question=version.question,
        doubt=version.doubt,
        at_stake=Status.MANDATORY if version.status is Status.CANNOT_DETERMINE else None,
    )


def _standard(number: str, mark: Mark, rules: Rules) -> Standard:
    entry = rules.entry(f"standard_edition.{number}")
    if entry is None:
        return Standard(number, None, mark)
    return Standard(number, entry.value, weakest((mark, entry.citation.mark)))


def _params(item: RuleOfDay, version: RuleVersion, category: Category) -> dict[str, object]:
    cited = version.citations[0]
    params: dict[str, object] = {
        "category": category.names,
        "row": item.rule.row,
        "source": cited.source.number,
        "article": cited.article,
    }
    params |= {need.subject: percent(need.value) if need.unit == "share" else need.value for need in version.requires}
    return params


def _force_unknown(item: RuleOfDay, category: Category, mark: Mark) -> Finding:
    version = item.nearest
    params: dict[str, object] = {
        "source": version.citations[0].source.number,
        "seen": str(version.period.evidenced),
        "category": category.names,
    }
    return Finding(
        status=Status.CANNOT_DETERMINE,
        level=item.level,
        rule=item.rule.id,
        subject=item.rule.subject,
        category=category.names,
        reason=Reason("reason.force_unknown", params),
        citations=version.citations,
        mark=weakest((mark, Mark.UNSURE)),
        question=Question("ask.in_force", "in_force"),
        at_stake=version.status,
    )


def _excluded(item: RuleOfDay, category: Category, mark: Mark) -> Finding:
    version = item.nearest
    return Finding(
        status=Status.NOT_APPLICABLE,
        level=item.level,
        rule=item.rule.id,
        subject=item.rule.subject,
        category=category.names,
        reason=Reason("reason.attributes_excluded", _params(item, version, category)),
        citations=version.citations,
        mark=weakest((mark, version.citations[0].mark)),
    )


def _first_unknown(open_rules: list[RuleOfDay], known: dict[str, str]) -> str:
    return next(
        condition.attribute
        for item in open_rules
        for condition in item.rule.conditions
        if holds(condition, known) is Match.UNKNOWN
    )


def _ask_attribute(
    open_rules: list[RuleOfDay], category: Category, known: dict[str, str], mark: Mark, rules: Rules
) -> Finding:
    item, attribute = open_rules[0], _first_unknown(open_rules, known)
    declared = rules.attribute(attribute)
    names = declared.names if declared else None
    params: dict[str, object] = {"category": category.names, "attribute": names or attribute}
    return Finding(
        status=Status.CANNOT_DETERMINE,
        level=item.level,
        rule=item.rule.id,
        subject=item.rule.subject,
        category=category.names,
        reason=Reason("reason.attribute_missing", params),
        citations=item.nearest.citations,
        mark=weakest((mark, item.nearest.citations[0].mark)),
        question=Question("ask.attribute", attribute, declared.choices if declared else ()),
        at_stake=min((rule.nearest.status for rule in open_rules), key=STATUS_BY_FORCE.index),
    )


def _ask_buyer(item: RuleOfDay, category: Category, mark: Mark, rules: Rules) -> Finding:
    """Return that the rule binds certain buyers; asks for the kind of unit, or for the level where that is missing."""
    version, buyers, buyer = item.nearest, item.rule.buyers, rules.buyer
    kind = Question("ask.buyer_kind", "kind", KINDS)
    level = Question("ask.buyer_level", "level", LEVELS)
    kind_open = buyers is not None and buyers.kinds and (buyer is None or not buyer.kind)
    return Finding(
        status=Status.CANNOT_DETERMINE,
        level=item.level,
        rule=item.rule.id,
        subject=item.rule.subject,
        category=category.names,
        reason=Reason("reason.buyer_missing", {"source": version.citations[0].source.number}),
        citations=version.citations,
        mark=weakest((mark, version.citations[0].mark)),
        question=kind if kind_open else level,
        at_stake=version.status,
    )


def _contradiction(category: Category, name: str, rules: Rules) -> Finding:
    declared = rules.attribute(name)
    return Finding(
        status=Status.CANNOT_DETERMINE,
        level=Level.LAW,
        rule="none",
        category=category.names,
        reason=Reason("reason.contradiction", {"attribute": declared.names if declared else name}),
        citations=(),
        mark=Mark.SEEN,
        question=Question("ask.attribute", name, declared.choices if declared else ()),
        at_stake=Status.MANDATORY,
    )


def _not_listed(names: object, rules: Rules, mark: Mark) -> Finding:
    return Finding(
        status=Status.NOT_APPLICABLE,
        level=Level.LAW,
        rule="none",
        category=None,
        reason=Reason("reason.not_listed", {"category": names, "packs": tuple(p.id for p in rules.layers)}),
        citations=(),
        mark=mark,
    )


def _whichever(found: Found, known: dict[str, str], rules: Rules) -> Finding | None:
    """Return that the line is mandatory whichever of several categories is meant, where all ask for the same."""
    if found.outcome is not Lookup.SEVERAL or found.question is None or "none" in found.question.choices:
        return None
    each = [
        next((f for g in _groups(c, rules) for f in _judge(g, c, known, found.mark, rules) if _mandatory(f)), None)
        for c in found.categories
    ]
    first = each[0] if each else None
    if first is None or len({(f.requires, f.standards) if f else None for f in each}) > 1:
        return None
    params: dict[str, object] = {"categories": tuple(category.names for category in found.categories)}
    reason = Reason("reason.whichever", {**params, "source": first.citations[0].source.number})
    return replace(first, category=None, reason=reason, question=found.question)


def _mandatory(finding: Finding) -> bool:
    return finding.status is Status.MANDATORY and finding.level is Level.LAW and finding.subject in LISTS


def _unsettled(found: Found, line: Line, rules: Rules) -> Finding:
    code = line.code.value if line.code else ""
    if found.outcome is Lookup.NOT_LISTED and line.code is not None:
        return _code_not_listed(line.code, rules)
    if found.outcome is Lookup.NOT_A_PRODUCT and found.reason is not None:
        return _apart(line.words, found.reason, rules)
    editions = tuple(edition.edition for pack in rules.layers for edition in pack.editions)
    question = {
        Lookup.SEVERAL: Question("ask.which_item", "category", tuple(c.id for c in found.categories)),
        Lookup.NEAR: Question("ask.which_item", "category", tuple(c.id for c in found.categories)),
        Lookup.NO_EDITION: Question("ask.edition", "edition", editions),
        Lookup.UNKNOWN_EDITION: Question("ask.edition", "edition", editions),
        Lookup.OTHER_EDITION: Question("ask.edition", "edition", editions),
        Lookup.UNKNOWN_WORDS: Question("ask.category", "category"),
        Lookup.ITEM_AND_CODE: Question("ask.which_item", "category", tuple(c.id for c in found.categories)),
    }[found.outcome]
    params: dict[str, object] = {
        "item": line.words or code,
        "categories": tuple(category.names for category in found.categories),
        "edition": line.code.edition if line.code else "",
        "code": code,
        "meant": _in_editions(code, found.categories, rules) if found.outcome is Lookup.OTHER_EDITION else (),
    }
    return Finding(
        status=Status.CANNOT_DETERMINE,
        level=Level.LAW,
        rule="none",
        category=None,
        reason=Reason(_why(found), params),
        citations=(),
        mark=found.mark,
        question=found.question or question,
        at_stake=Status.MANDATORY,
    )


def _code_not_listed(code: Code, rules: Rules) -> Finding:
    """Return that a code is no entry of its edition in the packs, which do not hold the whole catalogue."""
    params: dict[str, object] = {"code": code.value, "edition": code.edition}
    finding = _not_listed(code.value, rules, Mark.SECONDARY)
    return replace(finding, reason=Reason("reason.code_not_listed", {**finding.reason.params, **params}))


def _in_editions(code: str, categories: tuple[Category, ...], rules: Rules) -> tuple[Reason, ...]:
    """Return what a code is in each edition that holds it; words for attributes are those of the nation's pack."""
    worded = {attribute.id: attribute.choices for attribute in rules.layers[0].attributes}
    entries = [(category, item) for category in categories for item in category.codes if item.code.value == code]
    found = []
    for category, item in entries:
        stated = tuple(Reason(f"choice.{word}") for name, word in item.attributes if word in worded.get(name, ()))
        name = Reason("table.item", {"name": category.names, "stated": stated}) if stated else category.names
        found.append(Reason("reason.in_edition", {"edition": item.code.edition, "category": name}))
    return tuple(found)


def _why(found: Found) -> str:
    unknown = found.outcome is Lookup.UNKNOWN_WORDS and not found.categories
    return "reason.words_unknown" if unknown else f"reason.{found.outcome.name.casefold()}"


def _apart(words: str, reason: Reason, rules: Rules) -> Finding:
    """Return that the words name no product of the lists: an accessory, a consumable, a service, something else."""
    return Finding(
        status=Status.NOT_APPLICABLE,
        level=Level.LAW,
        rule="none",
        category=None,
        reason=Reason(reason.code, {**reason.params, "item": words, "packs": tuple(p.id for p in rules.layers)}),
        citations=(),
        mark=Mark.KNOWN,
    )
