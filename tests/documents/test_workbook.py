"""The workbook holds the plan's figures as numbers, its words as text, and says what is invented."""

from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from support import greenward, read_rows, write_rows


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_workbook_holds_the_figures_of_the_plan(tmp_path: Path, language: str) -> None:
    path = tmp_path / "p.xlsx"
    plan = greenward("plan", "examples/unit_x/case_a", "--xlsx", path, "--json", "--lang", language).json
    book = openpyxl.load_workbook(path)
    sheet = book["The plan" if language == "en" else "采购方案"]
    prices = {str(row[0].value).split("\n")[0]: row[6].value for row in sheet.iter_rows(min_row=4)}
    for line in plan["lines"]:
        assert Decimal(str(prices[line["survey"]["need"]["id"]])) == Decimal(line["chosen"]["price"])
    assert ("invented" if language == "en" else "虚构") in sheet["A2"].value
    assert all(len(name) <= 31 for name in book.sheetnames)


def test_every_offer_is_in_the_workbook(tmp_path: Path) -> None:
    greenward("plan", "examples/unit_x/case_a", "--xlsx", tmp_path / "p.xlsx")
    book = openpyxl.load_workbook(tmp_path / "p.xlsx")
    text = " ".join(str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row)
    desktops = [f"OFFER-D{at:02d}" for at in range(1, 15)]
    assert [offer for offer in desktops if offer not in text] == []


def test_text_that_looks_like_a_formula_stays_text(case_a: Path, tmp_path: Path) -> None:
    rows = read_rows(case_a / "needs.csv")
    rows[0]["需求编号"] = "+cmd|' /C calc'!A0"
    write_rows(case_a / "needs.csv", rows)
    greenward("plan", case_a, "--xlsx", tmp_path / "p.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "p.xlsx").worksheets[1]
    cell = next(row[0] for row in sheet.iter_rows(min_row=4) if "cmd" in str(row[0].value))
    assert cell.data_type == "s"


def test_a_note_is_folded_over_its_table_so_that_a_printed_sheet_can_be_read(tmp_path: Path) -> None:
    greenward("cost", "examples/unit_x/case_a", "--method-sheet", tmp_path / "m.xlsx", "--lang", "en")
    sheet = openpyxl.load_workbook(tmp_path / "m.xlsx")["Savings of the offers"]
    heads = [cell.value for cell in sheet[3] if cell.value]
    (merged,) = sheet.merged_cells.ranges
    assert (merged.min_row, merged.max_row, merged.max_col) == (2, 2, len(heads))
    assert sheet["A2"].alignment.wrap_text
    assert "After NIST Handbook 135" in sheet["A2"].value
    assert sheet.row_dimensions[2].height > 60
