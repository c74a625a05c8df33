"""The method's figures as named cells, and its yearly factors as named columns: what the sheet's formulas refer to."""

from collections.abc import Iterator
from decimal import Decimal

from greenward.documents.method_tables import cited_in
from greenward.documents.table import NOTHING, Figure, Row, TableView, table_view
from greenward.terms.method import Method
from greenward.terms.names import Language
from greenward.terms.price_path import PricePath
from greenward.texts import say

YEARS = "study_years"


def exact(value: Decimal, name: str = "") -> Figure:
    """Return a figure with all its decimals."""
    exponent = value.as_tuple().exponent
    return Figure(value, max(0, -exponent) if isinstance(exponent, int) else 0, name=name)


def cells_table(method: Method, language: Language) -> TableView:
    """Return every figure that formulas use, under the name that they use it by, with unit, source and mark."""
    label, unit = say("method.years_label", language), say("unit.year", language)
    rows: list[Row] = [(YEARS, label, exact(Decimal(method.years), YEARS), unit, NOTHING, NOTHING)]
    rows += [*_rates(method, language), *_prices(method, language), *_paths(method, language)]
    keys = ("symbol", "assumption", "value", "unit", "source", "mark")
    return table_view("cells", keys, rows, language, note=say("sheet.cells_note", language))


def base_index(path: PricePath, method: Method) -> Decimal:
    """Return a path's index in the base year, 1 where it is left out."""
    return dict(path.index).get(method.base_date.year, Decimal(1))


def _rates(method: Method, language: Language) -> Iterator[Row]:
    unit = say("unit.fraction a year", language)
    kind = say(f"method.rate_{method.basis.value}", language)
    for number, band in enumerate(method.rates, start=1):
        cited = cited_in(band.citation, language)
        yield f"rate_{number}", kind, exact(band.rate, f"rate_{number}"), unit, *cited
        if band.until is not None and number < len(method.rates):
            until = exact(Decimal(band.until), f"rate_until_{number}")
            yield until.name, say("sheet.until", language, rate=number), until, say("unit.year", language), *cited
    if method.inflation is not None:
        value = exact(method.inflation.value, "inflation_rate")
        label = say("method.inflation_label", language)
        yield value.name, label, value, unit, *cited_in(method.inflation.citation, language)


def _prices(method: Method, language: Language) -> Iterator[Row]:
    for price in method.prices:
        value = exact(price.value, f"unit_price_{price.resource}")
        label = say(f"method.price_{price.resource}", language)
        yield value.name, label, value, price.unit, *cited_in(price.citation, language)
    if (carbon := method.carbon_price) is not None:
        value = exact(carbon.value, "unit_price_carbon")
        label = say("method.carbon_price_label", language)
        yield value.name, label, value, carbon.unit, *cited_in(carbon.citation, language)


def _paths(method: Method, language: Language) -> Iterator[Row]:
    for number, path in enumerate(method.paths, start=1):
        cited = cited_in(path.citation, language)
        if path.rate is not None:
            value, unit = exact(path.rate, f"path_rate_{number}"), say("unit.fraction a year", language)
            yield value.name, say("sheet.path_rate", language, path=path.names), value, unit, *cited
        else:
            value, unit = exact(base_index(path, method), f"path_base_{number}"), say("unit.index", language)
            yield value.name, say("sheet.path_base", language, path=path.names), value, unit, *cited
