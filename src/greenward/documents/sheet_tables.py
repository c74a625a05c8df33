"""The offers of a method sheet: what their cost is computed from, their results as live formulas, and the check."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from greenward.documents import wording
from greenward.documents.method_cells import exact
from greenward.documents.sheet_formulas import footprint_formula, input_range, part_formulas, use_formula
from greenward.documents.sheet_offer import SheetOffer
from greenward.documents.table import NOTHING, Cell, Figure, Row, TableView, table_view
from greenward.documents.wording import SEPARATOR
from greenward.terms.finding import Reason
from greenward.terms.life_cycle import COST_PARTS
from greenward.terms.method import Method
from greenward.terms.names import Language
from greenward.texts import say, say_reason

INPUTS = (
    *("purchase", "installation", "electricity", "fuel", "water", "consumables", "maintenance"),
    *("maintenance_from", "end_of_life", "residual", "life", "embodied"),
)
"""What a piece is counted with: the amounts of ``terms.inputs.Inputs``, and its category's embodied carbon."""

PARTIAL = ("purchase", "maintenance")
"""Inputs that may hold a part of the amount, or another currency's, where the whole is not known."""

TOTALS = ("total", "use", "footprint")
TOLERANCE_PLACES = 8


def inputs_table(offers: Sequence[SheetOffer], method: Method, language: Language) -> TableView:
    """Return what each offer is counted with; what the method asks for and nobody knows is shown as not known."""
    rows = [(offer, {name: _input(offer, name) for name in INPUTS}) for offer in offers]
    shown = [name for name in INPUTS if any(not cells[name].absent for _, cells in rows)]
    headings = [
        say(f"input.{name}", language, currency=wording.money_word(method.currency, language)) for name in shown
    ]
    return TableView(
        "inputs",
        say("table.inputs", language),
        (say("sheet.number", language), say("sheet.offer", language), *headings, say("sheet.missing", language)),
        tuple((*_head(offer), *(cells[name] for name in shown), _remark(offer, language)) for offer, cells in rows),
        note=say("sheet.inputs_note", language, day=method.base_date),
        ranges=tuple((at, input_range(name)) for at, name in enumerate(shown, start=2)),
    )


def results_table(offers: Sequence[SheetOffer], method: Method, language: Language) -> TableView:
    """Return present values by part, their sum and the carbon of each offer; empty where something is missing."""
    shown = [part for part in COST_PARTS if any(part in dict(offer.judged.life.parts) for offer in offers)]
    totals = [name for name in TOTALS if any(_total(offer, name) is not None for offer in offers)]
    headings = [say(f"head.{part}", language, currency=wording.money_word(method.currency, language)) for part in shown]
    return TableView(
        "results",
        say("table.results", language),
        (
            *(say("sheet.number", language), say("sheet.offer", language), *headings),
            *(_total_name(name, method, language) for name in totals),
            say("sheet.missing", language),
        ),
        tuple(_result(offer, shown, totals, method, language) for offer in offers),
        note=say("sheet.results_note", language, years=method.years),
        ranges=tuple((at, f"out_{name}") for at, name in enumerate((*shown, *totals), start=2)),
    )


def check_table(offers: Sequence[SheetOffer], method: Method, language: Language) -> TableView:
    """Return each known figure as the sheet's formulas give it, as this programme computed it, and the difference."""
    rows = [row for offer in offers for row in _checks(offer, method, language)]
    keys = ("sheet_number", "sheet_offer", "figure", "by_sheet", "by_programme", "difference")
    note = say("sheet.check_note", language)
    return table_view("recomputed", keys, rows, language, note=note, ranges=((5, "differences"),))


def _head(offer: SheetOffer) -> tuple[Figure, str]:
    named = offer.judged.named
    return Figure(Decimal(offer.number), 0), f"{named.offer_id}\n{named.brand} {named.model}\n{named.supplier}"


def _input(offer: SheetOffer, name: str) -> Figure:
    """Return one input: a number, not known, or nothing that there is to know."""
    given, embodied = offer.given, offer.judged.life.carbon.embodied
    value = _value(offer, name)
    asked = name in given.unknown or (name == "life" and _is_missing(given.missing, "missing.life"))
    asked = asked or (name == "embodied" and embodied is None)
    if value is None or (name in PARTIAL and name in given.unknown):
        return Figure(None, absent=not asked)
    return exact(value)


def _value(offer: SheetOffer, name: str) -> Decimal | None:
    given, embodied = offer.given, offer.judged.life.carbon.embodied
    if name == "embodied":
        return None if embodied is None else embodied.value
    if name == "life":
        return None if given.life is None else Decimal(given.life)
    if name == "maintenance_from":
        return None if given.maintenance is None else Decimal(given.maintenance_from)
    amounts = {
        "purchase": given.purchase,
        "installation": given.installation,
        "electricity": given.electricity,
        "fuel": given.fuel,
        "water": given.water,
        "consumables": given.consumables,
        "maintenance": given.maintenance,
        "end_of_life": given.end_of_life,
        "residual": given.residual,
    }
    return amounts[name]


def _is_missing(missing: Sequence[Reason], code: str) -> bool:
    return any(reason.code == code for reason in missing)


def _result(offer: SheetOffer, shown: Sequence[str], totals: Sequence[str], method: Method, language: Language) -> Row:
    life, formulas = offer.judged.life, part_formulas(offer, method)
    known = dict(life.parts)
    cells: list[Cell] = []
    for part in shown:
        value = known.get(part)
        if value is None:
            cells.append("" if part in known else NOTHING)
        else:
            cells.append(Figure(value, formula=formulas[part]))
    columns = ",".join(f"[{at}]" for at, part in enumerate(shown, start=2) if known.get(part) is not None)
    live = {"total": f"SUM({columns})", "use": use_formula(), "footprint": footprint_formula()}
    for name in totals:
        total = _total(offer, name)
        cells.append("" if total is None else Figure(total, formula=live[name]))
    return (*_head(offer), *cells, _remark(offer, language))


def _total(offer: SheetOffer, name: str) -> Decimal | None:
    life = offer.judged.life
    return {"total": life.total, "use": life.carbon_of_use, "footprint": life.carbon.value}[name]


def _total_name(name: str, method: Method, language: Language) -> str:
    codes = {"total": "head.unit_cost", "use": "sheet.use", "footprint": "sheet.footprint"}
    return say(codes[name], language, currency=wording.money_word(method.currency, language))


def _checks(offer: SheetOffer, method: Method, language: Language) -> Iterator[Row]:
    named = [(part, say(f"head.{part}", language, currency=wording.money_word(method.currency, language)), value)
             for part, value in offer.judged.life.parts]  # fmt: skip
    named += [(name, _total_name(name, method, language), _total(offer, name)) for name in TOTALS]
    for name, label, value in named:
        if value is not None:
            live = Figure(value, TOLERANCE_PLACES, formula=f"INDEX(out_{name},[0])")
            ours = Figure(value, TOLERANCE_PLACES)
            difference = Figure(Decimal(0), TOLERANCE_PLACES, formula="[3]-[4]")
            yield Figure(Decimal(offer.number), 0), offer.judged.named.offer_id, label, live, ours, difference


def _remark(offer: SheetOffer, language: Language) -> str:
    """Return what is missing and what does not count."""
    life, texts = offer.judged.life, []
    if life.missing:
        reasons = SEPARATOR[language].join(say_reason(reason, language) for reason in life.missing)
        texts.append(say("sheet.incomplete", language, missing=reasons))
    texts += [say("table.left_out", language, what=say_reason(reason, language)) for reason in life.left_out]
    return "\n".join(texts) or NOTHING
