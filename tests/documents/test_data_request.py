"""The data request asks for what the method uses, and the sheet that it hands out is read back and computed."""

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from support import ROOT, greenward, read_rows

CASE = ROOT / "examples/unit_x/case_a"
NAMES = ("报价编号", "供应商", "品牌", "型号", "每包装价格")
NEEDED = {*NAMES, "每台每年维护费", "每台处置费", "每台残值", "使用年限（年）"}
CITED = "source: unit_method, article: {en: x, zh: x}, read: case_text, mark: example"


def asked(case: Path, out: Path, language: str = "zh") -> Any:
    said = greenward("cost", case, "--data-request", out, "--lang", language)
    assert said.code == 0, said.err
    return openpyxl.load_workbook(out).active


def headings(sheet: Any) -> list[str]:
    return [str(cell.value) for cell in sheet[1]]


def test_the_sheet_asks_for_what_the_method_asks_and_no_more(case_a: Path, tmp_path: Path) -> None:
    sheet = asked(case_a, tmp_path / "r.xlsx")
    found = headings(sheet)
    assert set(found) >= NEEDED | {"标识年耗电量（kWh）", "关机功率（W）"}
    assert {"每台每年用水量（m3）", "每台安装调试费", "百公里油耗（L）", "备注"} & set(found) == set()
    bold = {str(cell.value) for cell in sheet[1] if cell.font.b}
    assert bold >= NEEDED
    assert "关机功率（W）" not in bold


def test_a_method_that_asks_for_more_gets_more_columns(case_a: Path, tmp_path: Path) -> None:
    settings = case_a / "case.yaml"
    more = f"""  place: CN
  asks: [yearly_energy, life, water, installation, consumables]
  activity:
    - {{category: printer, hours: 900, pages: 12000, {CITED}}}
"""
    settings.write_text(settings.read_text("utf-8").replace("  place: CN\n", more, 1), "utf-8")
    found = headings(asked(case_a, tmp_path / "r.xlsx"))
    wanted = {"每台每年用水量（m3）", "每台安装调试费", "耗材单价", "耗材可印页数", "千小时耗电量（kWh）"}
    assert set(found) >= wanted
    assert {"每台每年维护费", "每台处置费", "每台残值"} & set(found) == set()


@pytest.mark.parametrize("left_out", ["", "每台残值"])
def test_the_filled_in_sheet_is_read_and_computed(case_a: Path, tmp_path: Path, left_out: str) -> None:
    asked(case_a, tmp_path / "r.xlsx")
    book = openpyxl.load_workbook(tmp_path / "r.xlsx")
    sheet = book.active
    assert sheet is not None
    row = next(item for item in read_rows(case_a / "offers.csv") if item["报价编号"] == "OFFER-N01")
    for at, heading in enumerate(headings(sheet), start=1):
        value = "" if heading == left_out else row.get(heading, "")
        sheet.cell(2, at).value = value or None
    book.save(case_a / "filled.xlsx")
    settings = case_a / "case.yaml"
    settings.write_text(settings.read_text("utf-8").replace("offers.csv", "filled.xlsx"), "utf-8")
    found = greenward("cost", case_a, "--json").json["comparisons"]
    judged = [item for comparison in found for item in comparison["judged"]]
    assert {item["named"]["offer_id"] for item in judged} == {"OFFER-N01"}
    missing = [reason["code"] for reason in judged[0]["life"]["missing"]]
    assert missing == (["missing.residual"] if left_out else [])


@pytest.mark.parametrize(("language", "heading"), [("en", "residual value per piece"), ("zh", "每台残值")])
def test_the_form_says_how_each_figure_enters_and_what_its_lack_means(
    tmp_path: Path, language: str, heading: str
) -> None:
    out = tmp_path / "r.html"
    said = greenward("cost", CASE, "--data-request", out, "--lang", language)
    assert said.code == 0
    text = out.read_text("utf-8")
    assert heading in text
    assert ("incomplete" if language == "en" else "数据不完整") in text
    assert greenward("plan", CASE, "--json").json["method_digest"] in text


@pytest.mark.parametrize("ending", ["pdf", "docx"])
def test_the_form_is_also_a_paper_to_print_or_edit(tmp_path: Path, ending: str) -> None:
    out = tmp_path / f"r.{ending}"
    assert greenward("cost", CASE, "--data-request", out).code == 0
    assert out.read_bytes()[:2] == (b"%P" if ending == "pdf" else b"PK")


def test_one_file_is_not_written_for_both(tmp_path: Path) -> None:
    out = tmp_path / "x.html"
    said = greenward("cost", CASE, "--data-request", out, "--method-sheet", out)
    assert said.code == 3
    assert not out.exists()
