"""A plan as tables, in the order in which they are read."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from greenward.documents import wording
from greenward.documents.findings_table import findings_table
from greenward.documents.front_table import front_tables
from greenward.documents.method_tables import method_table, sources_table
from greenward.documents.offers_tables import MOST_OFFERS, offers_tables
from greenward.documents.table import NOTHING, Figure, Row, TableView, table_view
from greenward.documents.todo import todo_table
from greenward.terms.life_cycle import COST_PARTS
from greenward.terms.method import Method
from greenward.terms.names import Language
from greenward.terms.plan import Plan
from greenward.texts import say, say_reason

WORTH_PLACES = 4


def plan_tables(plan: Plan, language: Language, most_offers: int | None = MOST_OFFERS) -> tuple[TableView, ...]:
    """Return every table of a plan; ``most_offers`` limits the offers shown of one comparison (None: all)."""
    surveys = [line.survey for line in plan.lines]
    return (
        todo_table(plan, language),
        plan_table(plan, language),
        budget_table(plan, language),
        *([limits_table(plan, language)] if plan.limits else []),
        *front_tables(plan, language),
        *([in_use_table(plan, language)] if any(survey.kept for survey in surveys) else []),
        parts_table(plan, language),
        findings_table(surveys, language),
        *offers_tables(surveys, plan.comparisons, plan.method, language, most_offers),
        method_table(plan, language),
        sources_table(plan, language),
    )


def plan_table(plan: Plan, language: Language) -> TableView:
    """Return what is bought, or asked for, for each need."""
    rows: list[Row] = []
    for line in plan.lines:
        need, option = line.survey.need, line.chosen
        none = option is None
        rows.append(
            (
                f"{need.id}\n{need.department}",
                wording.item_name(line.survey, language),
                f"{need.quantity} {say(f'unit.{need.unit}', language)}",
                wording.channel(line, language),
                wording.budget_line(need.budget_line, need.year, language),
                NOTHING if option is None else wording.chosen(option, line.survey, plan.method.currency, language),
                Figure(option.price if option else None, absent=none),
                Figure(option.cost if option else None, absent=none),
                Figure(option.yearly_energy if option else None, 1, absent=none),
                Figure(option.carbon if option else None, 0, absent=none),
                wording.remark(line, language),
            )
        )
    energy = sum((line.chosen.yearly_energy for line in plan.lines if line.chosen), Decimal(0))
    total = (Figure(plan.price), Figure(plan.cost), Figure(energy, 1), Figure(plan.carbon, 0), "")
    rows.append((say("table.total", language), "", "", "", "", "", *total))
    keys = (
        "need",
        "item",
        "quantity",
        "channel",
        "budget_line",
        "chosen",
        "price",
        "cost",
        "energy",
        "carbon",
        "remark",
    )
    narrow = ("need", "item", "quantity", "chosen", "price", "cost", "remark")
    note = say("table.kept_energy", language) if _goes_on(plan) else ""
    params = _units(plan.method, language)
    return table_view("plan", keys, rows, language, params=params, totals=1, narrow=narrow, note=note)


def parts_table(plan: Plan, language: Language) -> TableView:
    """Return the life-cycle cost of each planned need by part."""
    taken = [(line.survey, line.chosen) for line in plan.lines if line.chosen is not None]
    names = [part for part in COST_PARTS if any(part in dict(option.parts) for _, option in taken)]
    rows: list[Row] = [
        (f"{survey.need.id} {wording.item_name(survey, language)}", *_parts(option.parts, names), Figure(option.cost))
        for survey, option in taken
    ]
    if rows:
        sums = [sum((dict(option.parts).get(name, Decimal(0)) for _, option in taken), Decimal(0)) for name in names]
        rows.append((say("table.total", language), *(Figure(value) for value in sums), Figure(plan.cost)))
    note = say("table.follow_on", language) if "follow_on" in names else ""
    params = _units(plan.method, language)
    return table_view("parts", ("need", *names, "cost"), rows, language, params=params, totals=1, note=note)


def _goes_on(plan: Plan) -> bool:
    """Return whether pieces in use are part of the plan."""
    return any(award.kept for line in plan.lines if line.chosen for award in line.chosen.awards)


def budget_table(plan: Plan, language: Language) -> TableView:
    """Return each budget line beside what the plan takes from it and what it lacks."""
    rows: list[Row] = [
        (
            f"{wording.budget_line(use.line.id, use.line.year, language)} {use.line.name}",
            Figure(use.amount),
            Figure(use.planned),
            Figure(None if use.short else use.amount - use.planned, absent=True),
            Figure(use.cheapest_basket),
            Figure(use.short or None, absent=True),
            Figure(use.worth, WORTH_PLACES, absent=True),
            str(use.line.as_of),
        )
        for use in plan.budgets
    ]
    keys = ("budget_line", "available", "planned", "left", "basket", "short", "worth", "as_of")
    note = say("table.worth_note", language, currency=wording.money_word(plan.method.currency, language))
    return table_view("budget", keys, rows, language, params=_units(plan.method, language), note=note, narrow=keys[:-1])


def limits_table(plan: Plan, language: Language) -> TableView:
    """Return the limits over all budget lines beside what the plan uses, and what each lacks where there is no plan."""
    rows: list[Row] = []
    pieces, money = say("unit.piece", language), wording.money_word(plan.method.currency, language)
    for item in plan.limits:
        unit = {"line": money, "total": money, "capacity": pieces, "green_share": "%", "carbon": "kgCO2"}[item.kind]
        factor, places = (100, 1) if item.kind == "green_share" else (1, 0 if item.kind == "capacity" else 2)
        lacking = Figure(item.lacking or None, 0 if item.kind == "capacity" else 2, absent=True)
        name = say(f"limit.{item.kind}", language, name=wording.budget_line(item.name, item.year, language))
        used = None if item.used is None else item.used * factor
        per = {"capacity": pieces, "carbon": "tCO2"}.get(item.kind, money)
        worth = Figure(item.worth, WORTH_PLACES if per == money else 2, absent=True, unit=f"{money}/{per}")
        held = Figure(item.limit * factor, places), Figure(used, places, absent=True)
        rows.append((name, unit, *held, lacking, worth))
    keys = ("limit", "unit", "at_limit", "used", "lacking", "limit_worth")
    notes = ["table.limits_note"]
    notes += ["table.green_worth_note"] if any(item.kind == "green_share" for item in plan.limits) else []
    note = wording.SPACE[language].join(say(code, language, currency=money) for code in notes)
    return table_view("limits", keys, rows, language, note=note)


def in_use_table(plan: Plan, language: Language) -> TableView:
    """Return what is in use already beside buying: what keeping or repairing it costs, and what is missing for it."""
    rows: list[Row] = []
    for line in plan.lines:
        survey = line.survey
        options = {option.kept.way: option for option in survey.options if option.kept is not None}
        taken = {award.kept.way for award in line.chosen.awards if award.kept} if line.chosen else set()
        for kept in survey.kept:
            option = options.get(kept.way)
            missing = [say_reason(reason, language) for reason in kept.missing]
            verdict = say("in_use.chosen" if kept.way in taken else "in_use.not_chosen", language)
            not_counted = [say("table.left_out", language, what=say_reason(r, language)) for r in kept.left_out]
            rows.append(
                (
                    f"{survey.need.id} {wording.item_name(survey, language)}",
                    wording.going_on(kept if option is None else option.kept or kept, survey, language),
                    Figure(kept.price or None, absent=True),
                    Figure(Decimal(kept.years), 0),
                    Figure(option.price if option else None),
                    Figure(option.cost if option else None),
                    f"{kept.source}\n{kept.obtained}",
                    "\n".join([wording.SEPARATOR[language].join(missing) or verdict, *not_counted]),
                )
            )
    keys = ("need", "way", "repair", "serves", "price", "cost", "source", "remark")
    narrow = ("need", "way", "price", "cost", "remark")
    return table_view("in_use", keys, rows, language, params=_units(plan.method, language), narrow=narrow)


def _parts(parts: Iterable[tuple[str, Decimal]], names: Sequence[str]) -> list[Figure]:
    known = dict(parts)
    return [Figure(known.get(name), absent=True) for name in names]


def _units(method: Method, language: Language) -> dict[str, object]:
    return {"currency": wording.money_word(method.currency, language), "years": method.years}
