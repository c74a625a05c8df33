"""The performance-target form of a request for money, and its tree of indicators, after the forms of the pack."""

from collections.abc import Iterator
from decimal import Decimal

from greenward.documents import wording
from greenward.documents.document import Block, Note, Table
from greenward.documents.funding_tables import KILOGRAMS_A_TONNE
from greenward.documents.table import Figure, Row, TableView
from greenward.documents.wording import SPACE
from greenward.policy import Rules
from greenward.policy.pack import Form, FormField
from greenward.terms.funding import Funding
from greenward.terms.names import Language
from greenward.terms.problem import Problem, ProblemsError
from greenward.terms.source import MARKS_BY_DOUBT, Mark
from greenward.texts import say

LETTER, TARGETS, INDICATORS = "cn.letter.request", "cn.table.performance_target", "cn.table.performance_indicators"
IN_TREE = "绩效指标"
"""The part of the form that the tree of indicators fills."""


def form_of(id_: str, rules: Rules) -> Form:
    """Return a form as it stands on the day of the rules; raises ProblemsError where there is none."""
    form = rules.form(id_)
    if form is None:
        raise ProblemsError([Problem("funding.no_form", params={"form": id_, "day": str(rules.day)})])
    return form


def form_doubts(form: Form, language: Language) -> str:
    """Return how sure we are of a form and of its fields, and what is still to be checked."""
    fields = {mark: [item.names for item in form.fields if item.mark is mark] for mark in MARKS_BY_DOUBT}
    unsure = tuple(names for mark in MARKS_BY_DOUBT[1:] for names in fields[mark])
    parts = [
        say(
            "funding.form_mark",
            language,
            form=form.names,
            source=form.citation.source.number,
            mark=say(f"mark.{form.citation.mark.value}", language),
        )
    ]
    if unsure and len(unsure) < len(form.fields):
        parts.append(say("funding.fields_unsure", language, fields=unsure))
    if form.doubt is not None:
        parts.append(form.doubt.within(language))
    return SPACE[language].join(parts)


def target_blocks(found: Funding, project: str, rules: Rules, language: Language) -> tuple[Block, ...]:
    """Return the form filled in as far as the plan knows, its indicators, and how sure the forms of the request are."""
    targets, tree = form_of(TARGETS, rules), form_of(INDICATORS, rules)
    heads = tuple(item for item in targets.fields if item.group is not None and item.group.zh == IN_TREE)
    known = _content(found, project, language)
    rows: list[Row] = [
        (
            item.group.within(language) if item.group else "",
            _label(item, language),
            known.get(item.names.zh, say("funding.to_fill", language)),
        )
        for item in targets.fields
        if item not in heads
    ]
    form = TableView(
        "targets",
        say("funding.form_caption", language),
        (say("head.part", language), say("head.field", language), say("head.content", language)),
        tuple(rows),
    )
    headings = tuple(_label(item, language) for item in heads[:5])
    indicators = TableView(
        "indicators",
        tree.names.within(language),
        headings,
        tuple(_tree(found, tree, language)),
        note=say("funding.star", language),
    )
    forms = (form_of(LETTER, rules), targets, tree)
    doubts = [Note(form_doubts(item, language)) for item in forms]
    return Table(form), Table(indicators), *doubts


def _label(item: FormField, language: Language) -> str:
    return item.names.within(language) + ("" if item.mark in (Mark.SEEN, Mark.SECONDARY) else "*")


def _content(found: Funding, project: str, language: Language) -> dict[str, str]:
    """Return what the plan knows of the form's fields, by their Chinese names."""
    currency = wording.money_word(found.plan.method.currency, language)
    requested = sum((line.requested for line in found.lines), Decimal(0))
    available = sum((line.use.amount for line in found.lines), Decimal(0))
    params: dict[str, object] = {
        "needs": tuple(item.survey.need.id for item in found.upgrades),
        "asked": Figure(found.asked).text(""),
        "available": Figure(available).text(""),
        "currency": currency,
        "year": found.applicant.window.year,
    }
    return {
        "项目名称": project,
        "年度": str(found.applicant.window.year),
        "实施单位": found.plan.unit.within(language),
        "资金总额": f"{Figure(requested).text('')} {currency}",
        "其中：财政拨款（上级、本级）": say("funding.form_money", language, **params),
        "项目概况": say("funding.form_summary", language, **params),
        "立项依据": say("funding.form_basis", language),
        "必要性": say("funding.form_why", language, **params),
        "年度目标": say("funding.form_goal", language, **params),
        "填报日期": str(found.plan.day),
    }


def _tree(found: Funding, tree: Form, language: Language) -> Iterator[Row]:
    known = _indicators(found, language)
    remark = say("funding.computed", language)
    for item in tree.fields:
        group = item.group.within(language) if item.group else ""
        for name, value in known.get(item.names.zh, []):
            yield group, _label(item, language), name, value, remark
        if item.names.zh not in known:
            blank = say("funding.to_fill", language)
            yield group, _label(item, language), blank, "", ""


def _indicators(found: Funding, language: Language) -> dict[str, list[tuple[str, str]]]:
    """Return the indicators that follow from the plan, by the Chinese name of their second level."""
    currency = wording.money_word(found.plan.method.currency, language)
    years = found.plan.method.years
    kept = sum(award.pieces for item in found.upgrades for award in item.requested.awards if award.kept is not None)
    bought = sum(item.survey.need.quantity for item in found.upgrades) - kept
    pieces = [(say("indicator.pieces", language), str(bought))]
    pieces += [(say("indicator.kept", language), str(kept))] if kept else []
    requested = sum((line.requested for line in found.lines), Decimal(0))
    grades = [item.grades[1] for item in found.upgrades]
    indicators = {
        "数量指标": pieces,
        "时效指标": [
            (say("indicator.year", language), say("indicator.in_year", language, year=found.applicant.window.year))
        ],
        "经济成本指标": [(say("indicator.price", language), f"≤ {Figure(requested).text('')} {currency}")],
        "可持续影响指标": [(say("indicator.years", language), say("indicator.at_least_years", language, years=years))],
    }
    known = [grade for grade in grades if grade is not None]
    if known and len(known) == len(grades):
        indicators["质量指标"] = [
            (say("indicator.grade", language), say("indicator.grade_value", language, grade=max(known)))
        ]
    if (saving := found.saving) is None:
        return indicators
    if saving.running_a_year > 0:
        value = f"≥ {Figure(saving.running_a_year).text('')} {currency}"
        indicators["经济效益指标"] = [(say("indicator.running", language), value)]
    ecological = []
    if saving.energy > 0:
        ecological.append((say("indicator.energy", language), f"≥ {Figure(saving.energy, 1).text('')} kWh"))
    if saving.carbon is not None and saving.carbon > 0:
        tonnes = Figure(saving.carbon / KILOGRAMS_A_TONNE).text("")
        ecological.append((say("indicator.carbon", language, years=years), f"≥ {tonnes} tCO2"))
    if ecological:
        indicators["生态效益指标（环境效益指标）"] = ecological
    return indicators
