"""How a plan was computed: every assumption, and every source with where and when it was read."""

from collections.abc import Iterator

from greenward.documents import wording
from greenward.documents.table import NOTHING, Row, TableView, table_view
from greenward.terms.names import Language
from greenward.terms.plan import Plan
from greenward.terms.source import Citation
from greenward.texts import say


def method_table(plan: Plan, language: Language) -> TableView:
    """Return every assumption with unit, source and mark."""
    method = plan.method
    rate, tariff, factor = method.discount_rate, method.tariff, method.grid_factor
    rows: list[Row] = [
        (say("method.objective_label", language), say("method.objective", language), NOTHING, NOTHING, NOTHING),
        (say("method.years_label", language), str(method.years), say("unit.years", language).strip(), NOTHING, NOTHING),
        (
            say("method.rate_label", language),
            str(rate.value),
            _unit(rate.unit, language),
            *_cited(rate.citation, language),
        ),
        (say("method.tariff_label", language), str(tariff.value), tariff.unit, *_cited(tariff.citation, language)),
    ]
    if factor is None:
        rows.append((say("method.factor_label", language), say("table.unknown", language), NOTHING, NOTHING, NOTHING))
    else:
        label = say("method.factor_of", language, place=factor.place, year=factor.year, release=factor.release)
        rows.append((label, str(factor.value), factor.unit, *_cited(factor.citation, language)))
    answers = [line.survey.answer for line in plan.lines]
    names = {answer.category_id: answer.category for answer in answers if answer.category is not None}
    for profile in method.profiles:
        shares = f"{profile.off} / {profile.sleep} / {profile.long_idle} / {profile.short_idle}"
        label = say("method.profile_label", language, category=names.get(profile.category, profile.category))
        rows.append((label, shares, say("unit.shares", language), *_cited(profile.citation, language)))
    rows.append((say("method.digest_label", language), plan.method_digest, "SHA-256", NOTHING, NOTHING))
    rows += [(say("method.pack_label", language), pack, NOTHING, NOTHING, NOTHING) for pack in plan.packs]
    return table_view("method", ("assumption", "value", "unit", "source", "mark"), rows, language)


def sources_table(plan: Plan, language: Language) -> TableView:
    """Return every source cited, with where and when it was read."""
    seen: dict[tuple[str, str], Citation] = {}
    for cited in _citations(plan):
        seen.setdefault((cited.source.number, cited.article.en), cited)
    rows = [
        (
            cited.source.number,
            cited.source.title.within(language),
            cited.source.issuer.within(language),
            str(cited.source.issued or say("table.not_seen", language)),
            cited.article.within(language),
            say(f"mark.{cited.mark.value}", language),
            say("source.read", language, where=cited.read_in, on=cited.read_on),
        )
        for _, cited in sorted(seen.items())
    ]
    return table_view("sources", ("number", "title", "issuer", "issued", "article", "mark", "read_in"), rows, language)


def _unit(unit: str, language: Language) -> str:
    return say("unit.fraction a year", language) if unit == "fraction a year" else unit


def _cited(cited: Citation, language: Language) -> tuple[str, str]:
    return wording.citation(cited, language), say(f"mark.{cited.mark.value}", language)


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
