"""The paper that asks for the money of the better choice: a request (请示) in Chinese, a memorandum in English."""

from collections.abc import Iterator
from decimal import Decimal

from greenward.documents import wording
from greenward.documents.document import (
    Attachment,
    Block,
    Clause,
    Clauses,
    Document,
    Field,
    Fields,
    Note,
    Paragraph,
    Signature,
    Signer,
    Style,
    Table,
    Tone,
)
from greenward.documents.funding_tables import (
    KILOGRAMS_A_TONNE,
    comparison_table,
    detail_table,
    lines_table,
    needs_table,
    payback,
    scenarios_table,
)
from greenward.documents.method_tables import method_table, sources_table
from greenward.documents.table import Figure
from greenward.documents.target_form import LETTER, TARGETS, form_of, target_blocks
from greenward.planning.funding import returned_to
from greenward.policy import Rules
from greenward.terms.finding import Status
from greenward.terms.funding import Funding, Saving, WindowKind
from greenward.terms.names import Language
from greenward.texts import enumerated, say

ASKING = (Status.MANDATORY, Status.PREFERRED, Status.RECOMMENDED)
HEADS = {
    "basis": "缘由与依据",
    "need": "需求内容、数量与配置标准核对",
    "assets": "现有资产与处置情况",
    "budget": "预算金额与资金来源",
    "schedule": "采购方式与时间安排",
}
"""The fields of the request letter that are headings of the text, by their Chinese names in the pack."""


def funding_request(found: Funding, rules: Rules, language: Language) -> Document:
    """Return the request; it names no brand, model or supplier. Raises ProblemsError where the pack has no form of it.

    In Chinese it is an official paper, in English a memorandum with the same content.
    """
    asks = found.applicant
    title = _title(found, language)
    annexes = (
        Attachment(say("funding.annex_detail", language), (Table(detail_table(found, language)),)),
        Attachment(
            form_of(TARGETS, rules).names.within(language),
            target_blocks(found, say("funding.project", language, year=asks.window.year), rules, language),
        ),
        Attachment(
            say("funding.annex_method", language),
            (Table(method_table(found.plan, language)), Table(sources_table(found.plan, language))),
        ),
    )
    official = language == "zh"
    signature = Signature((Signer(asks.applicant.within(language), lines=(say("sign.name", language),)),))
    return Document(
        kind="funding_request",
        language=language,
        title=title,
        day=found.plan.day,
        blocks=(
            *_banners(found, language),
            *([] if official else [_memorandum(found, title, language)]),
            Paragraph(_opening(found, language), lead=not official),
            *_body(found, rules, language),
            Paragraph(say("funding.please", language)),
            *([] if official else [signature]),
        ),
        style=Style.OFFICIAL if official else Style.REPORT,
        unit=asks.applicant.within(language),
        addressee=asks.addressed_to.within(language),
        attachments=annexes,
        contact=asks.contact.within(language) if official else "",
    )


def _title(found: Funding, language: Language) -> str:
    window = found.applicant.window
    code = "funding.title_round" if window.kind is WindowKind.BUDGET_ROUND else "funding.title_adjustment"
    return say(code, language, applicant=found.applicant.applicant, year=window.year)


def _banners(found: Funding, language: Language) -> Iterator[Note]:
    for text in wording.banners(found.plan, language):
        yield Note(text, Tone.BANNER)
    closes = found.applicant.window.closes
    if closes < found.plan.day:
        yield Note(say("funding.window_closed", language, closes=wording.long_day(closes, language)), Tone.BANNER)


def _memorandum(found: Funding, title: str, language: Language) -> Fields:
    asks = found.applicant
    return Fields(
        (
            Field(say("funding.to", language), asks.addressed_to.within(language), "to"),
            Field(say("funding.from", language), asks.applicant.within(language), "from"),
            Field(say("funding.date", language), wording.long_day(found.plan.day, language), "date"),
            Field(say("funding.contact", language), asks.contact.within(language), "contact"),
            Field(say("funding.subject", language), title, "subject"),
        )
    )


def _opening(found: Funding, language: Language) -> str:
    params = _params(found, language)
    parts = [say("funding.opening", language, **params)]
    if found.saving is not None:
        parts.append(say("funding.opening_saving", language, **params, net=_money(found.saving.net)))
    parts.append(say("funding.opening_end", language))
    return wording.SPACE[language].join(parts)


def _body(found: Funding, rules: Rules, language: Language) -> Iterator[Block]:
    heads = {item.names.zh: item.names.within(language) for item in form_of(LETTER, rules).fields}
    head = {key: heads[name] for key, name in HEADS.items()}
    blank, params = say("funding.to_fill", language), _params(found, language)
    yield Clauses((Clause(say("funding.why", language, **params), head["basis"], tuple(_basis(found, language))),))
    yield Clauses((Clause(_need(found, language), head["need"]),))
    yield Table(needs_table(found, language))
    yield Clauses((Clause(blank, head["assets"]), Clause(_budget(found, language), head["budget"])))
    yield Table(lines_table(found, language))
    if found.saving is None:
        yield Clauses((Clause(say("funding.no_saving", language), say("funding.head_saving", language)),))
    else:
        text = say("funding.compared", language, **params)
        yield Clauses((Clause(text, say("funding.head_compared", language)),))
        yield Table(comparison_table(found, language))
        parts = tuple(_saved(found, found.saving, language))
        yield Clauses((Clause(heading=say("funding.head_saving", language), parts=parts),))
        yield Clauses((Clause(say("funding.sensitivity", language), say("funding.head_sensitivity", language)),))
        yield Table(scenarios_table(found, language))
    yield Clauses(
        (
            Clause(_schedule(found, language), head["schedule"]),
            Clause(say("funding.targets", language), say("funding.head_targets", language)),
            Clause(say("funding.ask", language, **params), say("funding.head_ask", language)),
        )
    )


def _basis(found: Funding, language: Language) -> Iterator[Clause]:
    """Yield what the rules ask for of each item, each once, with source and mark."""
    seen = dict.fromkeys(
        say(
            "funding.rule",
            language,
            item=wording.item_name(upgrade.survey, language),
            status=wording.status(finding, language),
            requires=wording.requirements(finding, language),
            cited=enumerated((wording.citation(item, language) for item in finding.citations), language),
            mark=say(f"mark.{finding.mark.value}", language),
        )
        for upgrade in found.bought
        for finding in upgrade.survey.answer.findings
        if finding.status in ASKING and finding.citations and finding.requires
    )
    yield from (Clause(text) for text in seen)


def _need(found: Funding, language: Language) -> str:
    better = tuple(item.survey.need.id for item in found.upgrades if item.better)
    parts = [say("funding.need", language, count=len(found.upgrades))]
    if better:
        parts.append(say("funding.need_better", language, count=len(better), needs=better))
    parts.append(say("funding.need_checked", language))
    kept = tuple(
        f"{item.survey.need.id} {wording.going_on(award.kept, item.survey, language)}"
        for item in found.upgrades
        for award in item.requested.awards
        if award.kept is not None
    )
    if kept:
        parts.append(say("funding.kept", language, kept=kept))
    if found.left_out:
        parts.append(say("funding.left_out", language, needs=found.left_out))
    if found.other_years:
        lines = tuple(wording.budget_line(line.id, line.year, language) for line in found.other_years)
        parts.append(say("funding.other_year", language, lines=lines, year=found.applicant.window.year))
    return wording.SPACE[language].join(parts)


def _budget(found: Funding, language: Language) -> str:
    params = _params(found, language)
    parts = [say("funding.budget", language, **params)]
    if found.short:
        each = tuple(
            f"{wording.budget_line(line.use.line.id, line.use.line.year, language)} {_money(line.use.short)}"
            for line in found.lines
            if line.use.short
        )
        parts.append(say("funding.budget_short", language, **params, each=each))
    unspent = sum((max(line.use.amount - line.compared, Decimal(0)) for line in found.lines), Decimal(0))
    if unspent:
        parts.append(say("funding.budget_unspent", language, **params, unspent=_money(unspent)))
    return wording.SPACE[language].join(parts)


def _saved(found: Funding, saving: Saving, language: Language) -> Iterator[Clause]:
    params = _params(found, language)
    years = found.plan.method.years
    invested = {"invested": _money(saving.invested), "net": _money(saving.net), "currency": params["currency"]}
    text = say("funding.net", language, **invested, years=years)
    yield Clause(wording.SPACE[language].join((text, _running(saving, params, language))))
    paid = {
        "simple": payback(saving.simple_payback, years, language),
        "discounted": payback(saving.discounted_payback, years, language),
    }
    text = say("funding.payback", language, **paid, invested=_money(saving.invested), currency=params["currency"])
    if found.short:
        text = wording.SPACE[language].join((text, say("funding.payback_short", language)))
    yield Clause(text)
    yield Clause(_returned(found, saving, language))
    yield Clause(_carbon(saving, years, language))


def _running(saving: Saving, params: dict[str, object], language: Language) -> str:
    """Return what running costs change by in an average year, and how much of it is electricity."""
    amount, electric = saving.running_a_year, saving.electricity_a_year
    if amount == 0:
        return say("funding.running_same", language)
    code = "funding.running_less" if amount > 0 else "funding.running_more"
    if amount == electric > 0:
        code = "funding.running_electric"
    currency = params["currency"]
    return say(code, language, amount=_money(abs(amount)), electric=_money(electric), currency=currency)


def _returned(found: Funding, saving: Saving, language: Language) -> str:
    line = returned_to(found.applicant, [use.line for use in found.plan.budgets])
    name = f"{line.id} {line.name}" if line is not None else found.applicant.returns_to.within(language)
    if saving.electricity_a_year <= 0:
        return say("funding.returns_nothing", language, line=name)
    currency = wording.money_word(found.plan.method.currency, language)
    first, last = _money(saving.electricity[0]), _money(saving.electricity[-1])
    amount = _money(saving.electricity_a_year)
    return say("funding.returns", language, line=name, amount=amount, currency=currency, first=first, last=last)


def _carbon(saving: Saving, years: int, language: Language) -> str:
    kwh = Figure(abs(saving.energy), 1).text("")
    energy = say("funding.energy_same", language)
    if saving.energy:
        code = "funding.energy_less" if saving.energy > 0 else "funding.energy_more"
        energy = say(code, language, kwh=kwh)
    carbon = say("funding.carbon_unknown", language)
    if saving.carbon is not None:
        tonnes = Figure(abs(saving.carbon) / KILOGRAMS_A_TONNE).text("")
        code = "funding.carbon_less" if saving.carbon >= 0 else "funding.carbon_more"
        carbon = say(code, language, tonnes=tonnes, years=years)
    return wording.SPACE[language].join((energy, carbon, _embodied(saving, language)))


def _embodied(saving: Saving, language: Language) -> str:
    if saving.embodied is None:
        return say("funding.embodied" if saving.embodied_known else "funding.embodied_unknown", language)
    tonnes = Figure(abs(saving.embodied) / KILOGRAMS_A_TONNE).text("")
    return say("funding.embodied_less" if saving.embodied > 0 else "funding.embodied_more", language, tonnes=tonnes)


def _schedule(found: Funding, language: Language) -> str:
    channels = dict.fromkeys(item.survey.channel for item in found.bought if item.survey.channel is not None)
    closes = wording.long_day(found.applicant.window.closes, language)
    kind = found.applicant.window.kind
    parts = [say("funding.channels", language, channels=tuple(channels))] if channels else []
    code = "funding.window_round" if kind is WindowKind.BUDGET_ROUND else "funding.window_adjustment"
    parts.append(say(code, language, year=found.applicant.window.year, closes=closes))
    parts.append(say("funding.schedule_blank", language))
    return wording.SPACE[language].join(parts)


def _params(found: Funding, language: Language) -> dict[str, object]:
    available = sum((line.use.amount for line in found.lines), Decimal(0))
    return {
        "count": len(found.upgrades),
        "lines": len(found.lines),
        "asked": _money(found.asked),
        "short": _money(found.short),
        "available": _money(available),
        "requested": _money(sum((line.requested for line in found.lines), Decimal(0))),
        "currency": wording.money_word(found.plan.method.currency, language),
        "years": found.plan.method.years,
        "year": found.applicant.window.year,
        "applicant": found.applicant.applicant,
    }


def _money(amount: Decimal) -> str:
    return Figure(amount).text("")
