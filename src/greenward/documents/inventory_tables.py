"""What a plan would enter into the greenhouse-gas inventory, as tables: scope 3 and scope 2, two accounts."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from greenward.documents import wording
from greenward.documents.table import Figure, Row, TableView, table_view
from greenward.lifecycle.carbon import CAPITAL_GOODS, GOODS
from greenward.terms.carbon import Booking, NeedInventory
from greenward.terms.names import Language
from greenward.terms.plan import Plan
from greenward.texts import enumerated, say, say_reason

ELECTRICITY = (
    *("missing.yearly_energy", "missing.grid_factor", "missing.scope1"),
    *("warning.scope2_not_direct", "warning.grid_held", "warning.grid_undated"),
)
"""Codes of what is said under scope 2; all else is said under scope 3."""


def inventory_tables(found: Sequence[NeedInventory], plan: Plan, language: Language) -> Iterator[TableView]:
    """Yield purchases (scope 3) and electricity (scope 2) by calendar year, each with what is not in it."""
    yield _scope3(found, plan, language)
    yield _scope2(found, plan, language)


def _scope3(found: Sequence[NeedInventory], plan: Plan, language: Language) -> TableView:
    items = {line.survey.need.id: wording.item_name(line.survey, language) for line in plan.lines}
    booked = sorted(((b.year, b.category, each.need, b) for each in found for b in each.view.scope3), key=_order)
    rows: list[Row] = []
    for year, category, need, b in booked:
        unit = Figure(b.footprint.value, 1)
        rows.append(
            (str(year), _category(category, language), need, items[need], Figure(Decimal(b.pieces), 0), unit,
             Figure(b.carbon, 1))
        )  # fmt: skip
    groups = dict.fromkeys((year, category) for year, category, _, _ in booked)
    for year, category in groups:
        mine = [b for y, c, _, b in booked if (y, c) == (year, category)]
        pieces, carbon = sum(b.pieces for b in mine), sum((b.carbon for b in mine), Decimal(0))
        total = (Figure(Decimal(pieces), 0), Figure(None, absent=True), Figure(carbon, 1))
        rows.append((str(year), _category(category, language), say("table.total", language), "", *total))
    keys = ("calendar_year", "scope_category", "need", "item", "pieces_bought", "embodied_piece", "booked")
    notes = [say("inventory.apart", language), say("inventory.scope3_note", language)]
    notes += _remarks(found, plan, language, of_electricity=False)
    note = wording.SPACE[language].join(notes)
    return table_view("scopethree", keys, rows, language, note=note, totals=len(groups))


def _scope2(found: Sequence[NeedInventory], plan: Plan, language: Language) -> TableView:
    used = [item for each in found for item in each.view.scope2]
    unit = used[0].factor.unit.split("/")[0] if used else "kgCO2"
    rows: list[Row] = []
    for year in sorted({item.year for item in used}):
        mine = [item for item in used if item.year == year]
        factors = dict.fromkeys(str(item.factor.value) for item in mine)
        kwh, carbon = (sum(values, Decimal(0)) for values in zip(*((i.kwh, i.carbon) for i in mine), strict=True))
        rows.append((str(year), Figure(kwh, 1), enumerated(factors, language), Figure(carbon, 1)))
    notes = [say("inventory.scope2_note", language, day=plan.method.base_date, years=plan.method.years)]
    notes += _remarks(found, plan, language, of_electricity=True)
    keys = ("calendar_year", "electricity_used", "grid_factors", "emitted")
    note = wording.SPACE[language].join(notes)
    return table_view("scopetwo", keys, rows, language, params={"unit": unit}, note=note)


def _order(item: tuple[int, int, str, Booking]) -> tuple[int, int, str]:
    return item[:3]


def _category(category: int, language: Language) -> str:
    return say({GOODS: "inventory.goods", CAPITAL_GOODS: "inventory.capital"}[category], language)


def _remarks(found: Sequence[NeedInventory], plan: Plan, language: Language, of_electricity: bool) -> Iterator[str]:
    """Yield which needs are not in a table and why, and the warnings of its figures, each once."""
    gaps: dict[str, list[str]] = {}
    for each in found:
        for reason in each.view.missing:
            if (reason.code in ELECTRICITY) is of_electricity:
                gaps.setdefault(say_reason(reason, language), []).append(each.need)
    if unserved := [line.survey.need.id for line in plan.lines if line.chosen is None]:
        gaps[say("inventory.unserved", language)] = unserved
    for why, needs in gaps.items():
        yield say("inventory.gap", language, needs=tuple(needs), why=why)
    warnings = [reason for each in found for reason in each.view.warnings]
    yield from dict.fromkeys(say_reason(w, language) for w in warnings if (w.code in ELECTRICITY) is of_electricity)
