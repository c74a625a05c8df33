"""What each tenderer must declare so that the method can be applied: as a form, and as an empty sheet of offers."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum

from greenward.documents.column_hint import column_hint
from greenward.documents.document import (
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
    Table,
    Tone,
)
from greenward.documents.table import NOTHING, Row, table_view
from greenward.documents.wording import SPACE
from greenward.exchange import columns
from greenward.exchange.case import Case
from greenward.exchange.columns import OFFERS, Column
from greenward.exchange.template import workbook_template
from greenward.terms.canonical import digest
from greenward.terms.method import Method
from greenward.terms.names import Language
from greenward.texts import say


class Duty(Enum):
    """Why a column stands in the form: no offer can be read without it, or the method asks for it, and so on."""

    REQUIRED = "required"
    ASKED = "asked"
    ONE_OF = "one_of"
    OPTIONAL = "optional"


@dataclass(frozen=True, slots=True)
class Asked:
    """A column of the offers sheet, why it is asked for, and the sentence on how it enters."""

    column: Column
    duty: Duty
    enters: str


_ALWAYS = {
    **dict.fromkeys(("offer_id", "supplier", "brand", "model"), "request.enters_name"),
    **dict.fromkeys(("item", "code", "edition", "attributes"), "request.enters_category"),
    **dict.fromkeys(("unit", "pack_size", "price", "currency", "tax_included", "tax_rate"), "request.enters_price"),
    "freight": "request.enters_price",
    **dict.fromkeys(("valid_from", "valid_until", "source", "obtained"), "request.enters_record"),
}
_WATTS = ("watts_off", "watts_sleep", "watts_long_idle", "watts_short_idle")
_MONEY = (
    *("price", "freight", "installation", "consumables", "consumable_price", "maintenance"),
    *("maintenance_per_km", "end_of_life", "residual"),
)


def asked_columns(method: Method) -> tuple[Asked, ...]:
    """Return what a tenderer declares under ``method``, in the order of the offers sheet: nothing that it does not use.

    What may be stated in one of several ways, such as energy by the label or by power in each mode, is ``ONE_OF``.
    """
    wanted = _wanted(method)
    found = []
    for column in OFFERS.columns:
        if column.key in _ALWAYS:
            duty = Duty.REQUIRED if column.required else Duty.OPTIONAL
            found.append(Asked(column, duty, _ALWAYS[column.key]))
        elif column.key in wanted:
            duty, enters = wanted[column.key]
            found.append(Asked(column, duty, enters))
    return tuple(found)


def request_document(case: Case, language: Language) -> Document:
    """Return the form: the method in a few figures, each column with what it is for, and how to fill it in."""
    method = case.method
    blocks: list[Block] = [Note(case.invented.within(language), Tone.BANNER)] if case.invented is not None else []
    rules = ("request.rule_rows", "request.rule_numbers", "request.rule_one_of", "request.rule_missing")
    keys = ("column", "unit", "enters", "without")
    rows = [_row(item, method, language) for item in asked_columns(method)]
    blocks += [
        Paragraph(say("request.lead", language), lead=True),
        Fields(tuple(_figures(method, language))),
        Clauses(tuple(Clause(say(code, language)) for code in rules)),
        Table(table_view("request", keys, rows, language)),
        Signature((_signer(language),)),
    ]
    return Document(
        kind="data_request",
        language=language,
        title=say("request.title", language),
        subtitle=case.names.within(language),
        dateline=say("report.day", language, day=case.rules.day),
        unit=case.unit.within(language),
        day=case.rules.day,
        blocks=tuple(blocks),
    )


def request_workbook(method: Method, language: Language) -> bytes:
    """Return the empty sheet of offers with the columns that the method asks for; it is read in as any such sheet.

    A column that the method asks for is marked as one that must be filled; each note says how its figure enters.
    """
    asked = asked_columns(method)
    made = tuple(replace(item.column, required=item.duty in (Duty.REQUIRED, Duty.ASKED)) for item in asked)
    hints = {
        column.key: SPACE[language].join((column_hint(column, language), *_told(item, language)))
        for column, item in zip(made, asked, strict=True)
    }
    return workbook_template(columns.Table(OFFERS.name, made, OFFERS.unique), language, hints)


def _wanted(method: Method) -> dict[str, tuple[Duty, str]]:
    """Return the columns behind what the method asks for, each with its duty and how it enters."""
    found: dict[str, tuple[Duty, str]] = {}
    for ask in method.asks:
        ways = tuple(_ways(ask, method))
        duty = Duty.ASKED if len(ways) == 1 else Duty.ONE_OF
        for key, enters in ways:
            found[key] = duty, enters
    if "maintenance" in found:
        found["maintenance_from"] = Duty.OPTIONAL, "request.enters_maintenance_from"
    return found


def _ways(ask: str, method: Method) -> Iterator[tuple[str, str]]:
    """Yield the columns that answer what is asked, as far as the method has figures to count them with."""
    activity = method.activity
    driven = any(item.km is not None for item in activity)
    yield ask, _ENTERS[ask]
    if ask == "yearly_energy":
        if method.profiles:
            yield from ((key, "request.enters_watts") for key in _WATTS)
        if any(item.hours is not None for item in activity):
            yield "energy_per_1000h", "request.enters_hours"
        if driven:
            yield "energy_per_100km", "request.enters_km"
        if driven and method.price("fuel") is not None:
            yield "fuel_per_100km", "request.enters_km"
    if ask == "maintenance" and driven:
        yield "maintenance_per_km", "request.enters_km"
    if ask == "consumables" and any(item.pages is not None for item in activity):
        yield from ((key, "request.enters_pages") for key in ("consumable_price", "consumable_yield"))


_ENTERS = {
    "yearly_energy": "request.enters_energy",
    "maintenance": "request.enters_maintenance",
    "end_of_life": "request.enters_end_of_life",
    "residual": "request.enters_residual",
    "life": "request.enters_life",
    "installation": "request.enters_installation",
    "water": "request.enters_water",
    "consumables": "request.enters_consumables",
}
_DUTIES = {
    Duty.REQUIRED: ("request.required", "request.without_required"),
    Duty.ASKED: ("request.asked", "request.without_asked"),
    Duty.ONE_OF: ("request.one_of", "request.without_one_of"),
    Duty.OPTIONAL: ("request.optional", "request.without_optional"),
}
_WITHOUT = {
    "tax_rate": "request.without_tax_rate",
    "maintenance_from": "request.without_maintenance_from",
    "item": "request.without_category",
    "code": "request.without_category",
}


def _row(item: Asked, method: Method, language: Language) -> Row:
    column = item.column
    unit = say(f"unit.{column.unit}", language).strip() if column.unit else NOTHING
    duty, _ = _DUTIES[item.duty]
    enters, without = _told(item, language)
    return (
        column.names.within(language),
        method.currency if column.key in _MONEY else unit,
        enters,
        say("request.without", language, duty=say(duty, language), without=without),
    )


def _told(item: Asked, language: Language) -> tuple[str, str]:
    """Return how a figure enters, and what becomes of an offer that leaves it out."""
    _, without = _DUTIES[item.duty]
    return say(item.enters, language), say(_WITHOUT.get(item.column.key, without), language)


def _figures(method: Method, language: Language) -> Iterator[Field]:
    """Yield what a tenderer must know of the method; the method sheet holds the rest."""
    years = SPACE[language].join((str(method.years), say("unit.year", language)))
    yield Field(say("method.years_label", language), years, "years")
    yield Field(say("method.base_date_label", language), str(method.base_date), "base_date")
    yield Field(say("request.currency", language), method.currency, "currency")
    yield Field(say("method.digest_label", language), digest(method), "method_digest")


def _signer(language: Language) -> Signer:
    return Signer(say("request.signer", language), lines=(say("sign.name", language), say("sign.date", language)))
