"""A formula of a workbook computes what its cell says; nothing but our own arithmetic becomes one."""

import io
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenward.documents.document import Document, Field, Fields, Paragraph, Table
from greenward.documents.formula import Place, check_names, excel_formula
from greenward.documents.table import Figure, TableView
from greenward.documents.workbook import document_workbook
from libreoffice import recomputed
from papers import paper

HERE = Place(row=5, first=3, last=9)
NAMES = frozenset(("rate", "price"))
RATE, PRICE = Decimal("0.035"), Decimal(4100)


def method() -> Document:
    """A small method sheet: two inputs, a row a year, the sum, and a figure over all of them."""
    inputs = (
        Field("Discount rate", Figure(RATE, 4, name="rate")),
        Field("Price", Figure(PRICE, unit="CNY", name="price")),
        Field("Price and energy", Figure(Decimal("4937.78"), unit="CNY", formula="ROUND(price + energy, 2)")),
    )
    rows = []
    total = Decimal(0)
    for year in range(1, 7):
        factor = 1 / (1 + RATE) ** year
        total += 157 * factor
        rows.append(
            (
                Figure(Decimal(year), 0),
                Figure(Decimal(157)),
                Figure(factor, 6, formula="1/(1+rate)^[0]"),
                Figure(157 * factor, formula="[1]*[2]"),
            )
        )
    end = ("Sum", "", "", Figure(total, name="energy", formula="SUM([3:])"))
    view = TableView("years", "Years", ("year", "cost (CNY)", "factor", "present value (CNY)"), (*rows, end), totals=1)
    fields = replace(inputs[2], value=replace_value(inputs[2].value, (PRICE + total).quantize(Decimal("0.01"))))
    return paper(Fields((*inputs[:2], fields)), Table(view))


def replace_value(cell: str | Figure, value: Decimal) -> Figure:
    assert isinstance(cell, Figure)
    return replace(cell, value=value)


def saved(document: Document, values: bool = True) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(document_workbook(document)), data_only=values)


@pytest.mark.needs("soffice")
def test_libreoffice_computes_the_values_that_the_workbook_holds(tmp_path: Path) -> None:
    document = method()
    data = document_workbook(document)
    held = openpyxl.load_workbook(io.BytesIO(data), data_only=True).worksheets
    compared = 0
    for at, sheet in enumerate(held, start=1):
        computed = recomputed(data, tmp_path, at)
        live = openpyxl.load_workbook(io.BytesIO(data)).worksheets[at - 1]
        for row in live.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    value = float(computed[cell.row - 1][cell.column - 1])
                    assert value == pytest.approx(sheet[cell.coordinate].value, rel=1e-9)
                    compared += 1
    assert compared == 14


@pytest.mark.needs("soffice")
def test_the_comparison_would_find_a_value_that_is_not_the_formulas(tmp_path: Path) -> None:
    wrong = paper(Fields((Field("Two", Figure(Decimal(3), name="two", formula="1+1")),)))
    assert recomputed(document_workbook(wrong), tmp_path, 1)[-1][1] == "2"
    assert saved(wrong).worksheets[0].cell(3, 2).value == 3


def test_names_units_and_formulas_stand_in_the_workbook() -> None:
    book = saved(method(), values=False)
    assert {name: item.attr_text for name, item in book.defined_names.items()} == {
        "rate": "'About'!$B$3",
        "price": "'About'!$B$4",
        "energy": "'Years'!$D$10",
    }
    price = book["About"]["B4"]
    assert (price.value, price.number_format) == (4100, '#,##0.00" CNY"')
    assert book["Years"]["C4"].value == "=1/(1+rate)^A4"
    assert book["Years"]["D10"].value == "=SUM(D4:D9)"


def test_a_figure_that_is_not_known_is_a_word_and_no_zero() -> None:
    document = paper(Fields((Field("Tariff", Figure(None, name="tariff", formula="1+1")),)))
    assert saved(document).worksheets[0]["B3"].value == "not known"


@pytest.mark.parametrize(
    "formula",
    [
        *('HYPERLINK("http://x")', '"text"', "cmd|'/c calc'!A0", "WEBSERVICE(rate)", "INDIRECT(rate)", "DDE(rate)"),
        *("[1.xlsx]Sheet!A1", "Sheet2!A1", "A1", "unknown", "rate & price", "{1,2}", "@rate", "rate;price", "=rate"),
        *("SUM (rate)", "sum(rate)", "rate" + "+1" * 600, "", "rate+", "*rate", "rate price", "(rate", "rate)"),
        *("SUM()", "1,2", "SUM(rate,)", "rate**2", "2 3", "()", "rate(1)"),
    ],
)
def test_nothing_else_becomes_a_formula(formula: str) -> None:
    with pytest.raises(ValueError, match=r"formula|function|named"):
        excel_formula(formula, HERE, NAMES)


@pytest.mark.parametrize(
    "formula", ["-rate", "2*-rate", "SUM(rate, -(1+[0]), [1:])", "IF(rate<=0.1,1,0)", "((1))", "2^-3"]
)
def test_what_is_arithmetic_is_let_in(formula: str) -> None:
    assert excel_formula(formula, HERE, NAMES).startswith("=")


def test_a_formula_names_cells_of_its_row_and_whole_columns() -> None:
    assert excel_formula("[0]*rate + SUMPRODUCT([1:],[27:])", HERE, NAMES) == "=A6*rate+SUMPRODUCT(B4:B10,AB4:AB10)"


@pytest.mark.parametrize("name", ["A1", "xfd9", "R1C1", "r", "c", "two words", "1st", "", "a-b", "é", "x" * 80])
def test_a_name_that_a_spreadsheet_would_not_take_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="no name"):
        check_names([name])


def test_two_cells_of_one_name_are_refused() -> None:
    with pytest.raises(ValueError, match="two cells"):
        check_names(["rate", "Rate"])
    assert check_names(["rate", "price"]) == NAMES


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=40))
def test_no_text_is_ever_taken_for_a_formula(text: str) -> None:
    view = TableView("t", "Caption", ("=1+1", text), ((f"={text}", f"+{text}"), (f"@{text}", text)))
    document = paper(Paragraph(f"={text}", lead=True), Fields((Field(f"={text}", f"-{text}"),)), Table(view))
    for sheet in saved(document, values=False):
        assert all(cell.data_type in ("s", "n") for row in sheet.iter_rows() for cell in row if cell.value is not None)
