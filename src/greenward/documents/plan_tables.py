"""A plan as tables: findings, plan, cost parts, budget lines, offers of each need, method, sources."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from greenward.documents import wording
from greenward.documents.table import Cell, Figure, TableView
from greenward.terms.canonical import digest
from greenward.terms.finding import Finding
from greenward.terms.life_cycle import COST_PARTS
from greenward.terms.method import Method
from greenward.terms.names import Language
from greenward.terms.plan import Comparison, Face, Judged, Plan, Survey
from greenward.terms.source import Citation
from greenward.texts import say, say_reason

MOST_OFFERS = 20
MOST_IDS = 6


def plan_tables(plan: Plan, language: Language, most_offers: int | None = MOST_OFFERS) -> tuple[TableView, ...]:
    """Return every table of a plan; ``most_offers`` limits the offers shown for a need (None: all)."""
    surveys = [line.survey for line in plan.lines]
    return (
        findings_table(surveys, language),
        plan_table(plan, language),
        parts_table(plan, language),
        budget_table(plan, language),
        *offers_tables(surveys, plan.comparisons, plan.method, language, most_offers),
        method_table(plan, language),
        sources_table(plan, language),
    )


def findings_table(surveys: Iterable[Survey], language: Language) -> TableView:
    """Return what the rules demand and why; needs with the same finding share a row."""
    grouped: dict[tuple[str, str], tuple[Finding, list[str]]] = {}
    for survey in surveys:
        for finding in survey.answer.findings:
            key = item_name(survey, language), digest(finding)
            grouped.setdefault(key, (finding, []))[1].append(survey.need.id)
    rows = tuple(
        (
            _needs(tuple(needs), language),
            item,
            say(f"status.{finding.status.name.lower()}", language),
            say(f"level.{finding.level.value}", language),
            wording.requirements(finding, language),
            wording.finding_sentence(finding, language),
            wording.SEPARATOR[language].join(wording.citation(cited, language) for cited in finding.citations) or "—",
            say(f"mark.{finding.mark.value}", language),
        )
        for (item, _), (finding, needs) in grouped.items()
    )
    keys = ("need", "item", "status", "level", "requirement", "reason", "source", "mark")
    return _view("findings", keys, rows, language, badges=2)


def plan_table(plan: Plan, language: Language) -> TableView:
    """Return what is bought, or asked for, for each need."""
    rows: list[tuple[Cell, ...]] = []
    for line in plan.lines:
        need, option = line.survey.need, line.chosen
        rows.append(
            (
                need.id,
                item_name(line.survey, language),
                f"{need.quantity} {say(f'unit.{need.unit}', language)}",
                line.survey.channel.within(language) if line.survey.channel else say("channel.none", language),
                wording.chosen(option, plan.method.currency, language) if option else "—",
                Figure(option.price if option else None),
                Figure(option.cost if option else None),
                Figure(option.yearly_energy if option else None, 1),
                Figure(option.carbon if option else None, 0),
                wording.remark(line, language),
            )
        )
    rows.append(
        (
            say("table.total", language),
            "",
            "",
            "",
            "",
            Figure(plan.price),
            Figure(plan.cost),
            _sum(plan, 1),
            Figure(plan.carbon, 0),
            "",
        )
    )
    keys = ("need", "item", "quantity", "channel", "chosen", "price", "cost", "energy", "carbon", "remark")
    return _view("plan", keys, tuple(rows), language, units=_units(plan.method))


def parts_table(plan: Plan, language: Language) -> TableView:
    """Return the life-cycle cost of each planned need by part."""
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            f"{line.survey.need.id} {item_name(line.survey, language)}",
            *_parts(line.chosen.parts),
            Figure(line.chosen.cost),
        )
        for line in plan.lines
        if line.chosen is not None
    )
    return _view("parts", ("need", *COST_PARTS, "cost"), rows, language, units=_units(plan.method))


def budget_table(plan: Plan, language: Language) -> TableView:
    """Return each budget line beside what the plan takes from it and what it lacks."""
    rows = tuple(
        (
            f"{use.line.id} {use.line.name}",
            Figure(use.amount),
            Figure(use.planned),
            Figure(use.amount - use.planned),
            Figure(use.cheapest_basket),
            Figure(use.short),
            str(use.line.as_of),
        )
        for use in plan.budgets
    )
    keys = ("budget_line", "available", "planned", "left", "basket", "short", "as_of")
    return _view("budget", keys, rows, language, units=_units(plan.method))


def offers_tables(
    surveys: Sequence[Survey],
    comparisons: Iterable[Comparison],
    method: Method,
    language: Language,
    most: int | None = MOST_OFFERS,
) -> Iterator[TableView]:
    """Yield the offers looked at, once for all needs that look at the same, and each competed need's levels."""
    by_need = {survey.need.id: survey for survey in surveys}
    for comparison in comparisons:
        yield _offers_table(comparison, by_need[comparison.needs[0]], method, language, most)
    for survey in surveys:
        if survey.face is Face.REQUIREMENT:
            yield _levels_table(survey, f"{survey.need.id} {item_name(survey, language)}", method, language)


def _offers_table(
    comparison: Comparison, survey: Survey, method: Method, language: Language, most: int | None
) -> TableView:
    title = f"{_needs(comparison.needs, language)} {item_name(survey, language)}"
    judged = sorted(comparison.judged, key=_by_fitness)
    shown = judged if most is None else judged[:most]
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            f"{item.named.brand} {item.named.model}",
            item.named.supplier,
            f"{item.named.offer_id}\n{item.source}, {item.obtained}",
            Figure(item.unit_price),
            *(Figure(value) for _, value in item.life.parts[1:]),
            Figure(item.life.total),
            Figure(item.life.yearly_energy, 1),
            say(f"basis.{item.life.energy_basis}", language) if item.life.energy_basis else "—",
            Figure(item.life.carbon_of_use, 1),
            _masks(item, language),
        )
        for item in shown
    )
    keys = (
        "product",
        "supplier",
        "offer",
        "unit_price",
        *COST_PARTS[1:],
        "unit_cost",
        "energy",
        "basis",
        "carbon",
        "lawful",
    )
    note = "" if len(shown) == len(judged) else say("table.more_offers", language, shown=len(shown), all=len(judged))
    if survey.blocked is not None:
        note = f"{note} {say_reason(survey.blocked, language)}".strip()
    return _view("offers", keys, rows, language, units={"title": title, **_units(method)}, note=note)


def _levels_table(survey: Survey, title: str, method: Method, language: Language) -> TableView:
    rows = tuple(
        (
            say("level.grade", language, grade=item.grade) if item.grade else say("level.any_grade", language),
            Figure(Decimal(item.offers), 0),
            Figure(Decimal(item.suppliers), 0),
            Figure(item.price_low),
            Figure(item.price_high),
            Figure(item.cost_low),
            Figure(item.cost_high),
        )
        for option in survey.options
        if (item := option.level) is not None
    )
    refused = wording.SEPARATOR[language].join(f"{say(kind, language)} {count}" for kind, count in survey.refused)
    parts = [say("table.competed", language)]
    if refused:
        parts.append(say("table.refused", language, refused=refused))
    if survey.blocked is not None:
        parts.append(say_reason(survey.blocked, language))
    keys = ("grade", "offers", "suppliers", "price_low", "price_high", "cost_low", "cost_high")
    return _view(
        "levels",
        keys,
        rows,
        language,
        units={"title": title, **_units(method)},
        note=wording.SPACE[language].join(parts),
    )


def method_table(plan: Plan, language: Language) -> TableView:
    """Return every assumption with unit, source and mark."""
    method = plan.method
    rows: list[tuple[Cell, ...]] = [
        (say("method.years_label", language), str(method.years), say("unit.years", language).strip(), "—", "—"),
        _assumption(
            "method.rate_label",
            str(method.discount_rate.value),
            method.discount_rate.unit,
            method.discount_rate.citation,
            language,
        ),
        _assumption(
            "method.tariff_label", str(method.tariff.value), method.tariff.unit, method.tariff.citation, language
        ),
    ]
    factor = method.grid_factor
    if factor is None:
        rows.append((say("method.factor_label", language), say("table.unknown", language), "—", "—", "—"))
    else:
        label = say("method.factor_of", language, place=factor.place, year=factor.year, release=factor.release)
        rows.append((label, str(factor.value), factor.unit, *_cited(factor.citation, language)))
    for profile in method.profiles:
        shares = f"{profile.off} / {profile.sleep} / {profile.long_idle} / {profile.short_idle}"
        label = say("method.profile_label", language, category=profile.category)
        rows.append((label, shares, say("unit.shares", language), *_cited(profile.citation, language)))
    rows.append((say("method.digest_label", language), plan.method_digest, "SHA-256", "—", "—"))
    rows += [(say("method.pack_label", language), pack, "—", "—", "—") for pack in plan.packs]
    return _view("method", ("assumption", "value", "unit", "source", "mark"), tuple(rows), language)


def sources_table(plan: Plan, language: Language) -> TableView:
    """Return every source cited, with where and when it was read."""
    seen: dict[tuple[str, str], Citation] = {}
    for cited in _citations(plan):
        seen.setdefault((cited.source.number, cited.article.en), cited)
    rows = tuple(
        (
            cited.source.number,
            cited.source.title.within(language),
            cited.source.issuer.within(language),
            str(cited.source.issued or say("table.not_seen", language)),
            cited.article.within(language),
            say(f"mark.{cited.mark.value}", language),
            f"{cited.read_in} ({cited.read_on})",
        )
        for _, cited in sorted(seen.items())
    )
    keys = ("number", "title", "issuer", "issued", "article", "mark", "read_in")
    return _view("sources", keys, rows, language)


def item_name(survey: Survey, language: Language) -> str:
    """Return the category's name with its attributes; one that is not settled shows its own words or its code."""
    if survey.answer.category is not None:
        name = survey.answer.category.within(language)
        stated = wording.attributes(survey.answer.attributes, language)
        return say("table.item", language, name=name, stated=stated) if stated else name
    return survey.answer.item or say("table.unsettled", language)


def _citations(plan: Plan) -> Iterator[Citation]:
    for line in plan.lines:
        for finding in line.survey.answer.findings:
            yield from finding.citations
    yield plan.method.discount_rate.citation
    yield plan.method.tariff.citation
    if plan.method.grid_factor is not None:
        yield plan.method.grid_factor.citation
    for profile in plan.method.profiles:
        yield profile.citation


def _needs(needs: tuple[str, ...], language: Language) -> str:
    """Return the needs' ids, the first few of many."""
    if len(needs) <= MOST_IDS:
        return ", ".join(needs)
    return say("table.needs", language, first=", ".join(needs[:MOST_IDS]), count=len(needs))


def _by_fitness(item: Judged) -> tuple[bool, bool, Decimal, str]:
    total = item.life.total
    return bool(item.masks), total is None, total or item.unit_price, item.named.offer_id


def _masks(item: Judged, language: Language) -> str:
    if not item.masks:
        return say("table.lawful", language)
    texts = []
    for mask in item.masks:
        text = say_reason(mask.reason, language)
        texts.append(_with_source(text, mask.citation, language))
    return "\n".join(texts)


def _with_source(reason: str, cited: Citation | None, language: Language) -> str:
    if cited is None:
        return reason
    return say("mask.with_source", language, reason=reason, source=wording.citation(cited, language))


def _parts(parts: Iterable[tuple[str, Decimal]]) -> list[Figure]:
    known = dict(parts)
    return [Figure(known.get(name)) for name in COST_PARTS]


def _sum(plan: Plan, places: int) -> Figure:
    return Figure(sum((line.chosen.yearly_energy for line in plan.lines if line.chosen), Decimal(0)), places)


def _assumption(label: str, value: str, unit: str, cited: Citation, language: Language) -> tuple[Cell, ...]:
    return (say(label, language), value, unit, *_cited(cited, language))


def _cited(cited: Citation, language: Language) -> tuple[str, str]:
    return wording.citation(cited, language), say(f"mark.{cited.mark.value}", language)


def _units(method: Method) -> dict[str, object]:
    return {"currency": method.currency, "years": method.years}


def _view(
    key: str,
    heads: tuple[str, ...],
    rows: tuple[tuple[Cell, ...], ...],
    language: Language,
    note: str = "",
    badges: int | None = None,
    units: Mapping[str, object] | None = None,
) -> TableView:
    params = units or {}
    caption = say(f"table.{key}", language, **params)
    headings = tuple(say(f"head.{head}", language, **params) for head in heads)
    return TableView(key, caption, headings, rows, note, badges)
