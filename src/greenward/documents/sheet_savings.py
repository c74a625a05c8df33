"""The measures of a method sheet's offers as live formulas over its results.

``[0]`` is the offer's number and ``[3]`` that of its base case, by which results are looked up; a measure without a
meaning is no formula. What is live says once more what ``lifecycle.measures`` computes.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from greenward.documents import wording
from greenward.documents.factors_table import discount_range
from greenward.documents.method_cells import YEARS
from greenward.documents.savings_tables import MEASURES, PERCENT, figures, notes
from greenward.documents.sheet_offer import SheetOffer
from greenward.documents.table import Cell, Figure, Row, TableView, table_view
from greenward.lifecycle.measures import INVESTMENT, RUNNING
from greenward.terms.method import Method
from greenward.terms.names import Language
from greenward.terms.savings import Savings
from greenward.texts import say

OFFER, BASE, RATIO = "[0]", "[3]", "[5]"


def savings_table(
    offers: Sequence[SheetOffer], found: Sequence[Savings], method: Method, language: Language
) -> TableView | None:
    """Return the measures of offers, the base case of each group first; None where nothing can be compared."""
    by_id = {offer.judged.named.offer_id: offer for offer in offers}
    rows = [row for item in found if not item.levels for row in _rows(item, by_id, method, language)]
    keys = ("sheet_number", "sheet_offer", "need", "base_number", *MEASURES)
    note = wording.SPACE[language].join((notes(method, language), say("sheet.savings_note", language)))
    params = {"currency": wording.money_word(method.currency, language)}
    return table_view("sheetsavings", keys, rows, language, params=params, note=note) if rows else None


def _rows(item: Savings, offers: Mapping[str, SheetOffer], method: Method, language: Language) -> Iterator[Row]:
    for each in item.alternatives:
        base, offer = offers[item.base], offers[each.id]
        live = _formulas(base, offer, method)
        cells: list[Cell] = [
            replace(cell, formula=live.get(name, "")) if isinstance(cell, Figure) and cell.value is not None else cell
            for name, cell in zip(MEASURES, figures(each, item, language), strict=True)
        ]
        named = offer.judged.named
        head = Figure(Decimal(offer.number), 0), f"{named.offer_id}\n{named.brand} {named.model}"
        yield *head, wording.need_ids(item.needs, language), Figure(Decimal(base.number), 0), *cells


def _formulas(base: SheetOffer, offer: SheetOffer, method: Method) -> dict[str, str]:
    """Return the formula of each measure that is live, by its heading."""

    def more(parts: Sequence[str]) -> str:
        return f"({_sum(offer, OFFER, parts)}-({_sum(base, BASE, parts)}))"

    electricity = more(("electricity",))
    net = f"{_of('total', BASE)}-{_of('total', OFFER)}"
    return {
        "net_savings": net,
        "ratio": f"(0-{more(RUNNING)})/{more(INVESTMENT)}",
        "adjusted_return": f"{PERCENT}*({_growth(method)}*{RATIO}^(1/{YEARS})-1)",
        "annual_cost": f"{_of('total', OFFER)}/SUM({discount_range(method, 'use')})",
        "break_even": f"unit_price_electricity*({net}+{electricity})/{electricity}",
    }


def _growth(method: Method) -> str:
    """Return 1 and the rate at which savings are reinvested: that which discounts the end of the study alike."""
    if len(method.rates) == 1:
        return "(1+rate_1)"
    return f"INDEX({discount_range(method, 'end')},{YEARS})^(0-1/INDEX(elapsed_end,{YEARS}))"


def _of(name: str, row: str) -> str:
    return f"INDEX(out_{name},{row})"


def _sum(offer: SheetOffer, row: str, parts: Sequence[str]) -> str:
    """Return the sum of those of ``parts`` that an offer has; 0 where it has none."""
    return "+".join(_of(part, row) for part in parts if offer.judged.life.part(part) is not None) or "0"
