"""What a person must still do before a plan can be carried out."""

from collections.abc import Iterator

from greenward.documents import wording
from greenward.documents.table import Figure, Row, TableView, table_view
from greenward.terms.finding import Status
from greenward.terms.names import Language
from greenward.terms.plan import Plan, PlanLine
from greenward.terms.source import Mark
from greenward.texts import say, say_reason

SURE = (Mark.SEEN, Mark.EXAMPLE)


def todo_table(plan: Plan, language: Language) -> TableView:
    """Return the open points, most pressing first: where, and what to do."""
    rows: list[Row] = [*_short(plan, language)]
    for line in plan.lines:
        rows += _open(line, language)
    rows += _doubts(plan, language)
    return table_view("todo", ("where", "what"), rows, language)


def _short(plan: Plan, language: Language) -> Iterator[Row]:
    for use in plan.budgets:
        if use.short:
            short = Figure(use.short).text("")
            yield (
                wording.budget_line(use.line.id, use.line.year, language),
                say("todo.short", language, short=short, currency=wording.money_word(plan.method.currency, language)),
            )


def _open(line: PlanLine, language: Language) -> Iterator[Row]:
    survey = line.survey
    for finding in survey.answer.findings:
        if finding.status is Status.CANNOT_DETERMINE:
            yield survey.need.id, wording.finding_sentence(finding, language)
    if line.unserved is not None and line.unserved.code not in ("unserved.budget_short", "unserved.cannot_determine"):
        yield survey.need.id, say_reason(line.unserved, language)
    if survey.channel is None and (line.chosen is None or any(not award.kept for award in line.chosen.awards)):
        yield survey.need.id, say("todo.channel", language)
    if line.chosen is not None and any(award.kept and award.price for award in line.chosen.awards):
        held = wording.budget_line(survey.need.budget_line, survey.need.year, language)
        yield survey.need.id, say("todo.repair", language, line=held)
    if line.without_preference is not None:
        yield survey.need.id, say_reason(line.without_preference, language)


def _doubts(plan: Plan, language: Language) -> Iterator[Row]:
    """Yield what rests on a text that nobody has seen, each once."""
    seen: dict[str, list[str]] = {}
    for line in plan.lines:
        for finding in line.survey.answer.findings:
            names = [item.edition or item.number for item in finding.standards if item.mark not in SURE]
            names += [wording.citation(c, language) for c in finding.citations[:1] if c.mark not in SURE]
            for name in names:
                seen.setdefault(name, []).append(line.survey.need.id)
    for name, needs in seen.items():
        yield wording.need_ids(needs, language), say("todo.compare", language, source=name)
