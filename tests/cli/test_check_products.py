"""greenward check beside a unit's own sheet of products."""

import csv
from collections.abc import Sequence
from pathlib import Path

import pytest

from support import ROOT, greenward

SHEET = ROOT / "examples/unit_x/list/products.csv"
DAY = ("--on", "2026-11-20")


def answered(tmp_path: Path, rows: Sequence[str], products: Path = SHEET) -> list[dict[str, str]]:
    (tmp_path / "list.csv").write_text("\n".join(("item,brand,model,quantity", *rows)) + "\n", "utf-8")
    said = greenward(
        "check", tmp_path / "list.csv", *DAY, "--lang", "en", "--products", products, "--out", tmp_path / "f.csv"
    )
    assert said.code == 0, said.err
    with (tmp_path / "f.csv").open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def test_a_row_of_brand_and_model_alone_is_answered_from_the_sheet(tmp_path: Path) -> None:
    (row,) = answered(tmp_path, [",示例银杏,EX-D01,3"])
    assert (row["finding"], row["category"]) == ("mandatory", "Desktop computer")
    assert "示例厂商产品手册, 2026-10-15" in row["why"]
    assert row["how sure"] == "background knowledge, text not seen"


def test_without_the_sheet_the_same_row_is_asked_about(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("item,quantity\nEX-D01,3\n", "utf-8")
    said = greenward("check", tmp_path / "list.csv", *DAY, "--lang", "en", "--json", "--out", tmp_path / "f.csv")
    assert '"cannot determine": 1' in said.out


def test_the_sheet_settles_the_attribute_that_a_rule_turns_on(tmp_path: Path) -> None:
    open_, known = answered(tmp_path, ["打印机,,,1", "打印机,示例白杨,EX-P03,1"])
    assert open_["finding"] == "cannot determine"
    assert (known["finding"], known["category"]) == ("mandatory", "Printer (laser)")


def test_the_certificate_of_the_sheet_is_checked_on_the_day_and_a_low_grade_is_told(tmp_path: Path) -> None:
    expired, low = answered(tmp_path, [",示例红枫,EX-N02,1", ",示例白杨,EX-P03,1"])
    assert "expired on 2026-05-09" in expired["certificate"]
    assert "No certificate stated" in low["certificate"]
    assert "efficiency grade 3; grade 2 or better is required" in low["to be done"]


def test_a_certificate_in_the_row_goes_before_that_of_the_sheet(tmp_path: Path) -> None:
    head = "brand,model,certificate_kind,certificate_number,certificate_issued,certificate_until"
    (tmp_path / "list.csv").write_text(f"{head}\n示例银杏,EX-D01,energy_saving,X,2024-01-01,2025-01-01\n", "utf-8")
    out = tmp_path / "f.csv"
    greenward("check", tmp_path / "list.csv", *DAY, "--lang", "en", "--products", SHEET, "--out", out)
    assert "expired on 2025-01-01" in out.read_text("utf-8-sig")


def test_a_sheet_that_disagrees_with_the_row_is_asked_about(tmp_path: Path) -> None:
    (row,) = answered(tmp_path, ["打印机,示例银杏,EX-D01,1"])
    assert row["finding"] == "cannot determine"
    assert "Printer" in row["why"]
    assert "Desktop computer" in row["why"]


def test_a_cartridge_for_a_known_printer_stays_a_cartridge(tmp_path: Path) -> None:
    (row,) = answered(tmp_path, ["EX-P03 硒鼓,,,5"])
    assert row["category"] == "Toner cartridge"


def test_a_single_item_shows_the_facts_with_their_units() -> None:
    said = greenward("check", "示例红枫 EX-N02", *DAY, "--lang", "en", "--products", SHEET)
    assert "power, short idle 6.8 W" in said.out
    assert "life 6 years" in said.out


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("甲,M1,打印机,technology=steam,src,2026-10-01", "attribute.unknown_value"),
        ("甲,M1,,,src,2026-10-01", "row.no_item"),
        ("甲,M1,打印机,,src,", "cell.empty"),
        ("甲,M0,打印机,,src,2026-10-01\n甲,m0,打印机,,src,2026-10-01", "cell.duplicate_id"),
    ],
)
def test_a_defect_of_the_sheet_is_refused_with_its_row(tmp_path: Path, row: str, code: str) -> None:
    sheet = tmp_path / "products.csv"
    sheet.write_text(f"brand,model,item,attributes,source,obtained\n{row}\n", "utf-8")
    said = greenward("check", "M1", *DAY, "--products", sheet)
    assert said.code == 3
    assert code in said.err


@pytest.mark.parametrize(("item", "named"), [("水嘴", "水效等级"), ("液晶显示器", "能效等级")])
def test_a_product_is_told_by_the_grade_of_its_kind(tmp_path: Path, item: str, named: str) -> None:
    sheet = tmp_path / "products.csv"
    sheet.write_text(f"brand,model,item,{named},source,obtained\n甲,T100,{item},3,src,2026-10-01\n", "utf-8")
    said = greenward("check", "甲 T100", *DAY, "--lang", "zh", "--products", sheet)
    assert f"产品信息：{named}3级" in said.out
    assert f"甲 T100的{named}为3级，未达到要求的2级及以上" in said.out
    assert f"{named}不低于2级" in said.out
    other = "能效等级" if named == "水效等级" else "水效等级"
    assert other not in said.out
