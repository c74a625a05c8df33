"""The tables of a request for money: needs, budget lines, the two plans compared, and how sure the pay-back is."""

from collections.abc import Callable
from decimal import Decimal

from greenward.documents import wording
from greenward.documents.table import NOTHING, Figure, Row, TableView, table_view
from greenward.terms.funding import Funding, Upgrade
from greenward.terms.names import Language
from greenward.terms.plan import Option
from greenward.texts import say

KILOGRAMS_A_TONNE = 1000


def payback(year: int | None, years: int, language: Language) -> str:
    """Return a pay-back in words."""
    if year is None:
        return say("funding.payback_never", language, years=years)
    return say("funding.payback_year", language, year=year) if year else say("funding.payback_none", language)


def needs_table(found: Funding, language: Language) -> TableView:
    """Return the needs of the budget lines asked for; it names no offer."""
    rows: list[Row] = [
        (
            f"{item.survey.need.id}\n{item.survey.need.department}",
            wording.item_name(item.survey, language),
            f"{item.survey.need.quantity} {say(f'unit.{item.survey.need.unit}', language)}",
            wording.budget_line(item.survey.need.budget_line, item.survey.need.year, language),
            _change(item, language),
        )
        for item in found.upgrades
    ]
    keys = ("need", "item", "quantity", "budget_line", "change")
    return table_view("fundingneeds", keys, rows, language)


def lines_table(found: Funding, language: Language) -> TableView:
    """Return each budget line with what is available, what the choices cost and what is asked for."""
    rows: list[Row] = [
        (
            f"{wording.budget_line(line.use.line.id, line.use.line.year, language)} {line.use.line.name}",
            Figure(line.use.amount),
            Figure(line.requested),
            Figure(line.asked),
        )
        for line in found.lines
    ]
    available = sum((line.use.amount for line in found.lines), Decimal(0))
    requested = sum((line.requested for line in found.lines), Decimal(0))
    rows.append((say("table.total", language), Figure(available), Figure(requested), Figure(found.asked)))
    days = tuple(dict.fromkeys(wording.long_day(line.use.line.as_of, language) for line in found.lines))
    note, params = say("funding.lines_note", language, days=days), _units(found, language)
    keys = ("budget_line", "available", "requested", "asked")
    return table_view("fundinglines", keys, rows, language, params=params, totals=1, note=note)


def comparison_table(found: Funding, language: Language) -> TableView:
    """Return the sums of the needs whose choice becomes another one: compared with, asked for, and the difference."""
    items = [item for item in found.upgrades if item.better]
    params = _units(found, language)

    def row(code: str, places: int, of: Callable[[Option], Decimal | None]) -> Row:
        before, after = _sum([of(item.present) for item in items]), _sum([of(item.requested) for item in items])
        difference = None if before is None or after is None else after - before
        return say(code, language, **params), *(Figure(value, places) for value in (before, after, difference))

    rows: list[Row] = [
        row("head.price", 2, lambda option: option.price),
        row("head.cost", 2, lambda option: option.cost),
        row("head.energy", 1, lambda option: option.yearly_energy),
        row("card.carbon", 2, lambda option: None if option.carbon is None else option.carbon / KILOGRAMS_A_TONNE),
    ]
    keys = ("measure", "present", "asked_for", "difference")
    note = say("funding.comparison_note", language, needs=tuple(item.survey.need.id for item in items))
    return table_view("fundingcomparison", keys, rows, language, note=note)


def detail_table(found: Funding, language: Language) -> TableView:
    """Return price, life-cycle cost, energy and carbon of both choices, need by need."""
    rows: list[Row] = []
    for item in found.upgrades:
        choices = [item.present, item.requested] if item.better else [item.requested]
        for option in choices:
            which = "funding.is_present" if option is item.present else "funding.is_requested"
            rows.append(
                (
                    item.survey.need.id,
                    wording.item_name(item.survey, language),
                    say(which if item.better else "funding.is_both", language),
                    _grade(item.grades[option is item.requested], language),
                    Figure(option.price),
                    Figure(option.cost),
                    Figure(option.yearly_energy, 1),
                    Figure(option.carbon, 0),
                )
            )
    keys = ("need", "item", "which", "grade", "price", "cost", "energy", "carbon")
    return table_view("fundingdetail", keys, rows, language, params=_units(found, language))


def scenarios_table(found: Funding, language: Language) -> TableView:
    """Return saving and pay-backs as they are, and computed again with one figure changed."""
    years = found.plan.method.years
    names = {
        "as_is": say("funding.as_is", language),
        "tariff_down": say("funding.tariff_down", language),
        "tariff_up": say("funding.tariff_up", language),
        "rate_down": say("funding.rate_down", language),
        "rate_up": say("funding.rate_up", language),
    }
    rows: list[Row] = [
        (
            names[item.changed],
            Figure(item.net),
            payback(item.simple_payback, years, language),
            payback(item.discounted_payback, years, language),
        )
        for item in found.scenarios
    ]
    keys = ("scenario", "net", "simple_payback", "discounted_payback")
    note = say("funding.scenarios_note", language)
    return table_view("fundingscenarios", keys, rows, language, params=_units(found, language), note=note)


def _change(item: Upgrade, language: Language) -> str:
    if not item.better:
        return say("funding.unchanged", language)
    before, after = (_grade(grade, language) for grade in item.grades)
    if before == after:
        return say("funding.better_same_grade", language, grade=after)
    return say("funding.better", language, before=before, after=after)


def _grade(grade: int | None, language: Language) -> str:
    return NOTHING if grade is None else say("funding.grade", language, grade=grade)


def _sum(values: list[Decimal | None]) -> Decimal | None:
    known = [value for value in values if value is not None]
    return sum(known, Decimal(0)) if len(known) == len(values) else None


def _units(found: Funding, language: Language) -> dict[str, object]:
    method = found.plan.method
    return {"currency": wording.money_word(method.currency, language), "years": method.years}
