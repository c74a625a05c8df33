"""How the findings for a row of a department's list read."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from greenward.documents import wording
from greenward.documents.wording import SEPARATOR, SPACE
from greenward.policy import FROM_SHEET
from greenward.terms.certificate import CertificateStep, Outcome
from greenward.terms.finding import LISTS, Answer, Finding, Level, Reason, Requirement, Status
from greenward.terms.names import Language
from greenward.terms.problem import Problem
from greenward.terms.product import Product
from greenward.terms.source import weakest
from greenward.texts import say, say_reason

COLUMNS = (
    "row",
    "status",
    "category",
    "requirement",
    "reason",
    "question",
    "certificate",
    "way",
    "source",
    "mark",
    "todo",
)
BRIEF = ("reason.listed_mandatory", "reason.listed_preferred", "reason.listed_label", "reason.asset_ceiling")
"""Reasons that a sheet says in brief, since category and source stand in columns of their own."""
DATES = {name: f"\x01{name}\x01" for name in ("issued", "until", "day")}
"""Dates of a certificate stand in a text as slots, so that one text serves all certificates of its kind."""


def headings(language: Language) -> tuple[str, ...]:
    """Return the headings of the findings."""
    return tuple(say(f"list.{column}", language) for column in COLUMNS)


def line_texts(answer: Answer, language: Language) -> tuple[str, str, str, str, str, str, str]:
    """Return status, category, requirement, reason, question, source and mark of an answer."""
    listed = (item for item in answer.findings if item.level is Level.LAW and item.subject in LISTS)
    strongest = next(item for item in listed if item.status is answer.status)
    findings = [item for item in answer.findings if item.status is not Status.NOT_APPLICABLE] or [strongest]
    asked = dict.fromkeys(wording.question(item, language) for item in findings if item.question)
    cited = dict.fromkeys(wording.citation(item.citations[0], language) for item in findings if item.citations)
    why = [_why(item, language) for item in findings]
    category = answer.category.within(language) if answer.category else ""
    stated = wording.attributes(answer.attributes, language)
    return (
        wording.status(strongest, language),
        say("table.item", language, name=category, stated=stated) if category and stated else category,
        SEPARATOR[language].join(text for item in findings if (text := wording.requirements(item, language)) != "—"),
        SPACE[language].join(dict.fromkeys((*_reading(answer, language), *why))),
        SPACE[language].join(asked),
        SEPARATOR[language].join(cited),
        say(f"mark.{weakest(tuple(item.mark for item in findings)).value}", language),
    )


def way_text(finding: Finding, language: Language) -> str:
    """Return how to buy, with the source and how sure we are."""
    sentence = wording.finding_sentence(replace(finding, doubt=None), language)
    if not finding.citations:
        return sentence
    return SPACE[language].join(
        (sentence, say("list.sure", language, mark=say(f"mark.{finding.mark.value}", language)))
    )


def certificate_text(
    wanted: Requirement, steps: tuple[CertificateStep, ...], language: Language, slots: dict[str, str]
) -> str:
    """Return what the check of a certificate found; dates named in ``slots`` stand as slots.

    A step that failed speaks for the check, else every step that could not be decided, else the last.
    """
    last = steps[-1]
    open_ = [step for step in steps if step.outcome is Outcome.UNKNOWN]
    told = open_ if open_ and last.outcome is not Outcome.FAILED else [last]
    reasons = (
        Reason(step.reason.code, {name: slots.get(name, value) for name, value in step.reason.params.items()})
        for step in told
    )
    reason = SPACE[language].join(say_reason(item, language) for item in reasons)
    kind = say(f"kind.{wanted.value}", language)
    return say(f"list.certificate_{told[0].outcome.name.casefold()}", language, kind=kind, reason=reason)


def problem_text(problem: Problem, language: Language) -> str:
    """Return a problem and what to do next, in one text."""
    parts = (say(code, language, **problem.params) for code in (problem.code, f"{problem.code}.next"))
    return SPACE[language].join(parts)


def ceiling_text(price: Decimal, ceiling: Requirement, language: Language) -> str:
    """Return that a price lies above the ceiling of an asset standard."""
    unit = say(f"unit.{ceiling.unit}", language)
    return say("list.above_ceiling", language, price=f"{price:,.2f}", ceiling=ceiling.value, unit=unit)


def differs_text(product: Decimal, amount: Decimal, language: Language) -> str:
    """Return that quantity times unit price is not the amount stated."""
    return say("list.amount_differs", language, product=f"{product:,.2f}", amount=f"{amount:,.2f}")


def grade_text(product: Product, answer: Answer, language: Language) -> str:
    """Return that a product does not reach the efficiency grade that is mandatory; nothing where it does."""
    grade = product.fact("efficiency_grade")
    for finding in answer.findings:
        wanted = finding.required("efficiency_grade")
        if grade and wanted and finding.status is Status.MANDATORY and grade.value > Decimal(wanted.value):
            name = f"{product.brand} {product.model}"
            of = say(grade_fact(answer), language)
            return say("list.grade_short", language, product=name, of=of, grade=grade.value, wanted=wanted.value)
    return ""


def grade_fact(answer: Answer) -> str:
    """Return the code of what the efficiency grade of an answer's product is called."""
    return "fact.water_efficiency_grade" if wording.by_water(answer) else "fact.efficiency_grade"


def defect_text(problems: Iterable[Problem], language: Language) -> str:
    """Return what is wrong with the cells of a row, and what to do next."""
    parts = []
    for problem in problems:
        column = problem.place.column if problem.place and problem.place.column else ""
        parts.append(say("list.defect", language, column=column, what=problem_text(problem, language)))
    return SPACE[language].join(parts)


def _reading(answer: Answer, language: Language) -> Iterator[str]:
    """Yield how a row was understood, where its own words do not show it."""
    if answer.reading is not None and answer.reading.code == FROM_SHEET:
        yield say_reason(answer.reading, language)


def _why(finding: Finding, language: Language) -> str:
    """Return why, in brief: category and source stand in columns of their own."""
    code = finding.reason.code
    code = code.replace("reason.", "brief.") if code in BRIEF else code
    parts = [say(code, language, **finding.reason.params)]
    if finding.doubt is not None:
        parts.append(finding.doubt.within(language))
    return SPACE[language].join(parts)
