"""What the rules demand of each need, and why."""

from collections.abc import Iterable

from greenward.documents import wording
from greenward.documents.table import NOTHING, TableView, table_view
from greenward.terms.canonical import digest
from greenward.terms.finding import Finding
from greenward.terms.names import Language
from greenward.terms.plan import Survey
from greenward.texts import say


def findings_table(surveys: Iterable[Survey], language: Language) -> TableView:
    """Return the findings; needs with the same one share a row."""
    grouped: dict[tuple[str, str], tuple[Finding, list[str]]] = {}
    for survey in surveys:
        for finding in survey.answer.findings:
            key = wording.item_name(survey, language), digest(finding)
            grouped.setdefault(key, (finding, []))[1].append(survey.need.id)
    rows = [
        (
            wording.need_ids(needs, language),
            item,
            wording.status(finding, language),
            say(f"level.{finding.level.value}", language),
            wording.requirements(finding, language),
            wording.finding_sentence(finding, language),
            wording.SEPARATOR[language].join(wording.citation(c, language) for c in finding.citations) or NOTHING,
            say(f"mark.{finding.mark.value}", language),
        )
        for (item, _), (finding, needs) in grouped.items()
    ]
    keys = ("need", "item", "status", "level", "requirement", "reason", "source", "mark")
    narrow = ("need", "item", "status", "level", "requirement", "source")
    return table_view("findings", keys, rows, language, badges=2, narrow=narrow)
