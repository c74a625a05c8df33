"""The report of a plan as a document: what is bought and why, before any rendition of it."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from greenward.documents import wording
from greenward.documents.chart import Drawing
from greenward.documents.document import (
    Block,
    Chart,
    Document,
    Field,
    Fields,
    Note,
    Paragraph,
    Rendition,
    Signature,
    Signer,
    Table,
    Tone,
)
from greenward.documents.front_table import front_drawing
from greenward.documents.offers_tables import MOST_OFFERS
from greenward.documents.plan_tables import plan_tables
from greenward.documents.plot import PALETTE, PART_COLOURS, bars
from greenward.documents.table import Figure, TableView
from greenward.documents.wording import SPACE, banners
from greenward.terms.names import Language
from greenward.terms.plan import Plan
from greenward.texts import say


def plan_document(plan: Plan, language: Language, most_offers: int | None = MOST_OFFERS) -> Document:
    """Return the report of a plan; ``most_offers`` limits the offers shown of one comparison (None: all)."""
    blocks: list[Block] = [Note(banner, Tone.BANNER) for banner in banners(plan, language)]
    blocks += [Paragraph(summary(plan, language), lead=True), Fields(tuple(_cards(plan, language)), cards=True)]
    for view in plan_tables(plan, language, most_offers):
        drawn = _drawing(view, plan, language)
        blocks.append(Table(view) if drawn is None else Chart(drawn, view))
    parts = ("sign.prepared", "sign.reviewed", "sign.approved")
    blanks = (say("sign.name", language), say("sign.date", language))
    blocks.append(Signature(tuple(Signer(say(part, language), lines=blanks) for part in parts)))
    return Document(
        kind="plan_report",
        language=language,
        title=say("report.title", language),
        subtitle=plan.case.within(language),
        dateline=say("report.day", language, day=plan.day),
        unit=plan.unit.within(language),
        day=plan.day,
        blocks=tuple(blocks),
        signed=Rendition.PDF,
    )


def summary(plan: Plan, language: Language) -> str:
    """Return the plan in one plain sentence or two."""
    served = sum(line.chosen is not None for line in plan.lines)
    params: dict[str, object] = {
        "served": served,
        "needs": len(plan.lines),
        "price": Figure(plan.price).text("—"),
        "cost": Figure(plan.cost).text("—"),
        "years": plan.method.years,
        "currency": wording.money_word(plan.method.currency, language),
    }
    money = params["currency"]
    parts = [say("summary.plan" if served else "summary.none", language, **params)]
    if plan.gap == 0:
        parts.append(say("summary.best", language, gap=gap_text(plan.gap)))
    elif plan.gap is not None:
        parts.append(say("summary.gap", language, gap=gap_text(plan.gap)))
    more, less = plan.price - plan.cheapest.price, plan.cheapest.cost - plan.cost
    if more > 0 and less > 0:
        figures = {"more": Figure(more).text(""), "less": Figure(less).text("")}
        parts.append(say("summary.cheapest", language, **figures, currency=money))
    short = sum((use.short for use in plan.budgets), Decimal(0))
    if short:
        parts.append(say("summary.short", language, short=Figure(short).text(""), currency=money))
    return SPACE[language].join(parts)


def gap_text(gap: Decimal) -> str:
    """Return a proven gap as a percentage."""
    return f"{gap * 100:.4f} %"


def _cards(plan: Plan, language: Language) -> Iterator[Field]:
    currency, years = wording.money_word(plan.method.currency, language), plan.method.years
    tonnes = None if plan.carbon is None else plan.carbon / 1000
    short = sum((use.short for use in plan.budgets), Decimal(0))
    left = sum((use.amount - use.planned for use in plan.budgets), Decimal(0))
    yield Field(say("card.price", language, currency=currency), Figure(plan.price), "price")
    if short:
        yield Field(say("card.short", language, currency=currency), Figure(short), "short")
    else:
        yield Field(say("card.left", language, currency=currency), Figure(left), "left")
    yield Field(say("card.cost", language, currency=currency, years=years), Figure(plan.cost), "cost")
    yield Field(say("card.carbon", language, years=years), Figure(tonnes), "carbon")


def _drawing(view: TableView, plan: Plan, language: Language) -> Drawing | None:
    axis = say("axis.money", language, currency=wording.money_word(plan.method.currency, language))
    if view.key == "parts" and view.rows:
        return bars(view, _parts(view), axis, stacked=True)
    if view.key == "budget":
        axis = say("axis.amount", language, currency=wording.money_word(plan.method.currency, language))
        return bars(view, dict(zip((1, 2), PALETTE, strict=False)), axis, stacked=False)
    if view.key == "front" and plan.front is not None:
        return front_drawing(view, plan.front)
    if view.key == "offers" and _choosable(view, language).rows:
        return bars(_choosable(view, language), _parts(view), axis, stacked=True)
    return None


def _parts(view: TableView) -> dict[int, str]:
    """Return the columns of cost parts, each with the colour that its part has in every chart."""
    colours = PART_COLOURS | {"unit_price": PART_COLOURS["purchase"]}
    return {at: colours[head] for at, head in enumerate(view.heads) if head in colours}


def _choosable(view: TableView, language: Language) -> TableView:
    """Return the view with only the offers that may be chosen; their cost is complete."""
    lawful = say("table.lawful", language)
    return replace(view, rows=tuple(row for row in view.rows if str(row[-1]).split("\n")[0] == lawful))
