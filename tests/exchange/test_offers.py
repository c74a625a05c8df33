"""Offers from sheets: one shape whatever the file, and every defect told with row, column and code."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from greenward.exchange.columns import OFFERS, TABLES
from greenward.exchange.offers import read_offers
from greenward.exchange.sheet import read_sheet
from greenward.terms.money import Money
from greenward.terms.problem import ProblemsError
from support import ROOT, codes, greenward, read_rows, rules_of, write_rows

RULES = rules_of("2026-11-01", ROOT / "examples/unit_x/policy")
OFFERS_A = ROOT / "examples/unit_x/case_a/offers.csv"


def csv_with(folder: Path, **changes: str) -> Path:
    """The first offer of case A with some cells changed, in a file of its own."""
    rows = [{**read_rows(OFFERS_A)[0], **changes}]
    write_rows(folder / "offers.csv", rows)
    return folder / "offers.csv"


def problems(path: Path) -> list[tuple[str, int | None, object]]:
    with pytest.raises(ProblemsError) as caught:
        read_offers(path, RULES)
    return [
        (p.code, p.place.row if p.place else None, p.place.column if p.place else None) for p in caught.value.problems
    ]


@pytest.mark.parametrize(
    ("column", "text", "code"),
    [
        ("每包装价格", "-1", "cell.negative"),
        ("每包装价格", "", "cell.empty"),
        ("每包装价格", "4,190", "cell.not_a_number"),
        ("每包装价格", "4190元", "cell.not_a_number"),
        ("每包装价格", "1e400", "cell.not_a_number"),
        ("每包装价格", "99999999999", "cell.too_large"),
        ("每包装价格", "0", "row.price_zero"),
        ("每台残值", "99999", "row.residual_above_price"),
        ("每包装价格", "NaN", "cell.not_a_number"),
        ("每包装价格", "４１９０", "cell.not_a_number"),
        ("每包装价格", "=1+1", "cell.formula"),
        ("币种", "RMB", "cell.unknown_currency"),
        ("币种", "cny", "cell.unknown_currency"),
        ("计量单位", "kWh/1000h", "cell.unknown_word"),
        ("每包装数量", "0", "cell.too_small"),
        ("每包装数量", "1.5", "cell.not_whole"),
        ("是否含税", "perhaps", "cell.not_yes_no"),
        ("是否含税", "否", "row.no_tax_rate"),
        ("税率", "13", "cell.share_above_one"),
        ("报价有效期起", "1989-12-31", "cell.date_out_of_range"),
        ("报价有效期至", "2101-01-01", "cell.date_out_of_range"),
        ("报价有效期起", "2026-02-30", "cell.not_a_date"),
        ("报价有效期起", "1/10/2026", "cell.not_a_date"),
        ("报价有效期至", "2026-09-30", "row.ends_before_it_begins"),
        ("证书有效期至", "2026-01-01", "row.ends_before_it_begins"),
        ("取得时间", "2026-10-15T09:00", "cell.no_offset"),
        ("标识年耗电量（kWh）", "92 kWh", "cell.not_a_number_in"),
        ("关机功率（W）", "0.5", "row.watts_incomplete"),
        ("外部清单产品编号", "77", "row.product_incomplete"),
        ("证书编号", "", "row.certificate_without_number"),
        ("证书类别", "ISO 9001", "cell.unknown_word"),
        ("品名", "", "row.no_item"),
        ("属性", "shape=round", "attribute.unknown"),
        ("属性", "technology=laserr", "attribute.unknown_value"),
        ("属性", "cooling_power=strong", "attribute.not_a_number"),
        ("供应商", "甲\u202e乙", "cell.hidden_signs"),
        ("供应商", "甲" * 501, "cell.too_long"),
    ],
)
def test_one_bad_cell_is_told_with_its_row_and_column(tmp_path: Path, column: str, text: str, code: str) -> None:
    found = problems(csv_with(tmp_path, **{column: text}))
    assert [(name, row) for name, row, _ in found] == [(code, 2)]
    assert found[0][2] in {column, "税率", "证书编号", "睡眠功率（W）"}


def test_the_unchanged_row_has_no_defect(tmp_path: Path) -> None:
    assert len(read_offers(csv_with(tmp_path), RULES)) == 1


YEARLY = "标识年耗电量（kWh）"
WATTS = {"关机功率（W）": "0.5", "睡眠功率（W）": "1", "长空闲功率（W）": "9", "短空闲功率（W）": "10"}


@pytest.mark.parametrize(
    ("changes", "code", "column"),
    [
        ({"千小时耗电量（kWh）": "10"}, "row.energy_impossible", YEARLY),
        (WATTS, "row.energy_impossible", YEARLY),
        ({**WATTS, YEARLY: "80", "千小时耗电量（kWh）": "11"}, "row.energy_impossible", "千小时耗电量（kWh）"),
        ({"耗材单价": "300"}, "row.consumable_incomplete", "耗材单价"),
        ({"耗材可印页数": "2000"}, "row.consumable_incomplete", "耗材可印页数"),
        ({"耗材单价": "300", "耗材可印页数": "0"}, "cell.too_small", "耗材可印页数"),
        ({"耗材单价": "300", "每台每年耗材费": "90"}, "row.consumables_twice", "每台每年耗材费"),
        ({"百公里油耗（L）": "6 L"}, "cell.not_a_number_in", "百公里油耗（L）"),
        ({"每台安装调试费": "-1"}, "cell.negative", "每台安装调试费"),
        ({"维护费自第几年起付": "0"}, "cell.too_small", "维护费自第几年起付"),
        ({"使用年限（年）": "0"}, "cell.too_small", "使用年限（年）"),
    ],
)  # fmt: skip
def test_one_defect_of_use_and_service_is_told(tmp_path: Path, changes: dict[str, str], code: str, column: str) -> None:
    """The first offer states 92 kWh a year: 10 kWh for 1,000 hours, or 10 W, make at most 87.6."""
    assert problems(csv_with(tmp_path, **changes)) == [(code, 2, column)]


def test_a_yearly_figure_and_one_for_a_thousand_hours_stand_side_by_side(tmp_path: Path) -> None:
    (found,) = read_offers(csv_with(tmp_path, **{"千小时耗电量（kWh）": "10.6"}), RULES)
    assert (found.yearly_energy, found.energy_per_1000h) == (Decimal(92), Decimal("10.6"))


def test_use_and_service_are_read_under_either_heading(tmp_path: Path) -> None:
    given = {"installation per piece": "30", "water per piece and year (m3)": "2.5", "maintenance paid from year": "3",
             "price of a consumable": "300", "pages per consumable": "2000", "maintenance per km": "0.05",
             "energy per 100 km (kWh)": "14", "fuel per 100 km (L)": "6"}  # fmt: skip
    (found,) = read_offers(csv_with(tmp_path, **given), RULES)
    assert found.installation == Money(Decimal(30), "CNY")
    assert (found.water, found.maintenance_from, found.consumable_yield) == (Decimal("2.5"), 3, 2000)
    assert (found.energy_per_100km, found.fuel_per_100km) == (Decimal(14), Decimal(6))
    assert found.maintenance_per_km == Money(Decimal("0.05"), "CNY")


def test_all_errors_of_a_file_are_told_at_once_up_to_a_hundred(tmp_path: Path) -> None:
    rows = [{**read_rows(OFFERS_A)[0], "报价编号": f"X{at}", "每包装价格": "-1", "币种": "XXX"} for at in range(80)]
    write_rows(tmp_path / "offers.csv", rows)
    with pytest.raises(ProblemsError) as caught:
        read_offers(tmp_path / "offers.csv", RULES)
    assert (len(caught.value.problems), caught.value.total) == (100, 160)


def test_a_repeated_id_names_the_first_row(tmp_path: Path) -> None:
    row = read_rows(OFFERS_A)[0]
    write_rows(tmp_path / "offers.csv", [row, row])
    assert problems(tmp_path / "offers.csv") == [("cell.duplicate_id", 3, "报价编号")]


@pytest.mark.parametrize(
    ("good", "bad", "code"),
    [
        ("每包装价格", "单价（美元）", "file.unknown_column"),
        ("品牌", "供应商", "file.column_twice"),
    ],
)
def test_wrong_columns_are_told_by_name(tmp_path: Path, good: str, bad: str, code: str) -> None:
    text = OFFERS_A.read_text("utf-8-sig")
    (tmp_path / "offers.csv").write_text(text.replace(good, bad, 1), "utf-8")
    assert code in [name for name, row, _ in problems(tmp_path / "offers.csv") if row == 1]


def test_a_missing_column_is_told(tmp_path: Path) -> None:
    row = read_rows(OFFERS_A)[0]
    del row["币种"]
    write_rows(tmp_path / "offers.csv", [row])
    assert problems(tmp_path / "offers.csv") == [("file.missing_column", 1, None)]


def test_gb18030_is_read_as_utf8_is(tmp_path: Path) -> None:
    text = OFFERS_A.read_text("utf-8-sig")
    (tmp_path / "offers.csv").write_bytes(text.encode("gb18030"))
    assert read_offers(tmp_path / "offers.csv", RULES) == read_offers(OFFERS_A, RULES)
    assert read_sheet(tmp_path / "offers.csv").encoding == "GB18030"


def test_mixed_encodings_name_the_first_row_that_does_not_fit(tmp_path: Path) -> None:
    lines = OFFERS_A.read_text("utf-8-sig").splitlines(keepends=True)
    data = b"".join(line.encode("gb18030" if at == 3 else "utf-8") for at, line in enumerate(lines))
    (tmp_path / "offers.csv").write_bytes(data)
    assert problems(tmp_path / "offers.csv") == [("file.mixed_encodings", 4, None)]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file.empty"),
        (b"a,b\x00c\n1,2\n", "file.nul_byte"),
        ("a,b\n".encode("utf-16"), "file.utf16"),
        ("a,b\n".encode("utf-16-le"), "file.nul_byte"),
        (b"\xff\xff\xff\xff", "file.unknown_encoding"),
        (b"\xd0\xcf\x11\xe0old", "file.old_excel"),
        (b"PK\x03\x04broken", "file.broken_workbook"),
        (b'offer id\n"open', "file.broken_csv"),
        (b",,\n1,2,3\n", "file.no_heading"),
    ],
)
def test_a_file_that_is_no_table_is_refused(tmp_path: Path, data: bytes, code: str) -> None:
    (tmp_path / "offers.csv").write_bytes(data)
    assert [name for name, _, _ in problems(tmp_path / "offers.csv")] == [code]


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert [name for name, _, _ in problems(tmp_path / "none.csv")] == ["file.missing"]


def test_headings_alone_are_no_offers(tmp_path: Path) -> None:
    (tmp_path / "offers.csv").write_text(OFFERS_A.read_text("utf-8-sig").splitlines()[0], "utf-8")
    assert [name for name, _, _ in problems(tmp_path / "offers.csv")] == ["file.no_rows"]


def test_cells_beyond_the_headings_are_not_dropped_in_silence(tmp_path: Path) -> None:
    lines = OFFERS_A.read_text("utf-8-sig").splitlines()
    (tmp_path / "offers.csv").write_text("\n".join([lines[0], lines[1] + ",lost"]), "utf-8")
    assert [name for name, _, _ in problems(tmp_path / "offers.csv")] == ["file.too_many_cells"]


def as_workbook(path: Path, rows: list[dict[str, str]], touch: Any = None) -> Path:
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        for at, heading in enumerate(rows[0]):
            sheet.write_string(0, at, heading)
        for number, row in enumerate(rows, start=1):
            for at, text in enumerate(row.values()):
                if text.replace(".", "", 1).isdigit():
                    sheet.write_number(number, at, float(text))
                elif text:
                    sheet.write_string(number, at, text)
        if touch is not None:
            touch(book, sheet)
    return path


def test_a_workbook_is_read_as_the_csv_is(tmp_path: Path) -> None:
    path = as_workbook(tmp_path / "offers.xlsx", read_rows(OFFERS_A))
    assert read_offers(path, RULES) == read_offers(OFFERS_A, RULES)


WORKBOOKS = {
    "workbook.hidden_row": lambda book, sheet: sheet.set_row(2, None, None, {"hidden": True}),
    "workbook.hidden_column": lambda book, sheet: sheet.set_column(3, 3, None, None, {"hidden": True}),
    "workbook.hidden_sheet": lambda book, sheet: book.add_worksheet("more").hide(),
    "workbook.several_sheets": lambda book, sheet: book.add_worksheet("more"),
    "workbook.merged_cells": lambda book, sheet: sheet.merge_range("B4:B5", "merged"),
    "cell.formula": lambda book, sheet: sheet.write_formula("K3", "=1+1"),
}


def test_a_formula_does_not_hide_the_other_errors_of_its_file(tmp_path: Path) -> None:
    rows = read_rows(OFFERS_A)[:3]
    rows[0]["每包装价格"] = "=1+1"
    rows[1]["每包装价格"] = "-5"
    rows[2]["是否含税"] = "否"
    write_rows(tmp_path / "offers.csv", rows)
    found = [(code, row) for code, row, _ in problems(tmp_path / "offers.csv")]
    assert found == [("cell.formula", 2), ("cell.negative", 3), ("row.no_tax_rate", 4)]


def test_a_bad_cell_does_not_hide_what_else_is_wrong_with_its_row(tmp_path: Path) -> None:
    path = csv_with(tmp_path, 每包装价格="-5", 是否含税="否")
    assert [code for code, _, _ in problems(path)] == ["cell.negative", "row.no_tax_rate"]


@pytest.mark.parametrize("code", WORKBOOKS)
def test_a_workbook_that_hides_or_computes_something_is_refused(tmp_path: Path, code: str) -> None:
    path = as_workbook(tmp_path / "offers.xlsx", read_rows(OFFERS_A), WORKBOOKS[code])
    assert code in [name for name, _, _ in problems(path)]


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("table", list(TABLES))
@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_the_template_is_what_the_reader_takes(tmp_path: Path, table: str, language: str, kind: str) -> None:
    path = tmp_path / f"t.{kind}"
    assert greenward("template", table, "--out", path, "--lang", language).code == 0
    headings = read_sheet(path).headings
    assert headings == tuple(column.names.within(language) for column in TABLES[table].columns)  # type: ignore[arg-type]


def test_an_offer_keeps_the_hash_of_its_row(tmp_path: Path) -> None:
    one, same = (read_offers(csv_with(tmp_path), RULES)[0].raw_hash for _ in range(2))
    other = read_offers(csv_with(tmp_path, 备注="changed"), RULES)[0].raw_hash
    assert one == same != other
    assert len(one) == 64


def test_every_column_can_be_left_out_that_is_not_required(tmp_path: Path) -> None:
    needed = [column.names.zh for column in OFFERS.columns if column.required] + ["品名"]
    row = {key: value for key, value in read_rows(OFFERS_A)[0].items() if key in needed}
    write_rows(tmp_path / "offers.csv", [row])
    assert codes(lambda: read_offers(tmp_path / "offers.csv", RULES)) == []
