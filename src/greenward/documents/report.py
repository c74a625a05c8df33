"""The report of a plan: one HTML file that needs nothing beside it."""

from dataclasses import replace
from decimal import Decimal

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from greenward.documents.chart import PALETTE, PART_COLOURS, Spec, bars, draw
from greenward.documents.plan_tables import plan_tables
from greenward.documents.table import Figure, TableView
from greenward.documents.wording import SPACE, banners
from greenward.terms.names import Language
from greenward.terms.plan import Plan
from greenward.texts import say

LANGUAGE_TAGS: dict[Language, str] = {"en": "en", "zh": "zh-CN"}


def plan_report(plan: Plan, language: Language) -> str:
    """Return the report as HTML in ``language``: no script, no file beside it, the same bytes for the same plan."""

    def text(code: str, **params: object) -> str:
        return say(code, language, **params)

    tables = [(view, _chart(view, plan, language)) for view in plan_tables(plan, language)]
    environment = Environment(
        loader=PackageLoader("greenward.documents"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("report.html.j2").render(
        plan=plan,
        tables=tables,
        cards=_cards(plan, language),
        summary=summary(plan, language),
        banners=banners(plan, language),
        tag=LANGUAGE_TAGS[language],
        language=language,
        text=text,
        is_figure=lambda cell: isinstance(cell, Figure),
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
        "currency": plan.method.currency,
    }
    parts = [say("summary.plan" if served else "summary.none", language, **params)]
    if plan.gap == 0:
        parts.append(say("summary.best", language, gap=gap_text(plan.gap)))
    elif plan.gap is not None:
        parts.append(say("summary.gap", language, gap=gap_text(plan.gap)))
    if plan.price > plan.cheapest.price:
        more, less = plan.price - plan.cheapest.price, plan.cheapest.cost - plan.cost
        figures = {"more": Figure(more).text(""), "less": Figure(less).text(""), "currency": plan.method.currency}
        parts.append(say("summary.cheapest", language, **figures))
    short = sum((use.short for use in plan.budgets), Decimal(0))
    if short:
        parts.append(say("summary.short", language, short=Figure(short).text(""), currency=plan.method.currency))
    return SPACE[language].join(parts)


def gap_text(gap: Decimal) -> str:
    """Return a proven gap as a percentage."""
    return f"{gap * 100:.4f} %"


def _cards(plan: Plan, language: Language) -> list[tuple[str, str]]:
    unknown, currency = say("table.unknown", language), plan.method.currency
    tonnes = None if plan.carbon is None else plan.carbon / 1000
    short = sum((use.short for use in plan.budgets), Decimal(0))
    left = sum((use.amount - use.planned for use in plan.budgets), Decimal(0))
    balance = (
        (say("card.short", language, currency=currency), short)
        if short
        else (say("card.left", language, currency=currency), left)
    )
    return [
        (say("card.price", language, currency=currency), Figure(plan.price).text(unknown)),
        (balance[0], Figure(balance[1]).text(unknown)),
        (say("card.cost", language, currency=currency, years=plan.method.years), Figure(plan.cost).text(unknown)),
        (say("card.carbon", language, years=plan.method.years), Figure(tonnes).text(unknown)),
    ]


def _chart(view: TableView, plan: Plan, language: Language) -> Markup | None:
    axis = say("axis.money", language, currency=plan.method.currency)
    spec: Spec | None = None
    if view.key == "parts" and view.rows:
        spec = bars(view, _parts(view), axis, stacked=True)
    elif view.key == "budget":
        axis = say("axis.amount", language, currency=plan.method.currency)
        spec = bars(view, dict(zip((1, 2), PALETTE, strict=True)), axis, stacked=False)
    elif view.key == "offers" and _choosable(view, language).rows:
        spec = bars(_choosable(view, language), _parts(view), axis, stacked=True)
    if spec is None:
        return None
    return Markup(draw(spec, view.caption))  # noqa: S704  the drawing comes from our own specification, escaped by it


def _parts(view: TableView) -> dict[int, str]:
    """Return the columns of cost parts, each with the colour that its part has in every chart."""
    colours = PART_COLOURS | {"unit_price": PART_COLOURS["purchase"]}
    return {at: colours[head] for at, head in enumerate(view.heads) if head in colours}


def _choosable(view: TableView, language: Language) -> TableView:
    """Return the view with only the offers that may be chosen; their cost is complete."""
    lawful = say("table.lawful", language)
    return replace(view, rows=tuple(row for row in view.rows if str(row[-1]).split("\n")[0] == lawful))
