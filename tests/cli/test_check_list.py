"""greenward check on a department's list: what is written, what is refused, how the command ends."""

import csv
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from support import ROOT, greenward

LIST = ROOT / "examples/unit_x/list/department_list.csv"
ASKED = ("--on", "2026-11-20", "--place", "CN-GD", "--level", "province")


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def workbook(path: Path, rows: list[list[object]]) -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return book


def test_the_department_s_list_comes_back_with_every_row_answered(tmp_path: Path) -> None:
    out = tmp_path / "findings.csv"
    said = greenward("check", LIST, *ASKED, "--lang", "zh", "--out", out)
    assert said.code == 0, said.err
    rows = rows_of(out)
    assert len(rows) == 60
    assert all(row["判定"] and row["核实程度"] for row in rows)
    by_item = {row["物品名称"]: row for row in rows}
    assert by_item["联想台式机"]["判定"] == "强制采购"
    assert "粤财采购函〔2023〕56号" in by_item["联想台式机"]["采购方式"]
    assert by_item["笔记本电脑包"]["判定"] == "不适用"
    assert by_item["空调清洗服务"]["判定"] == "不适用"
    assert by_item["教学用机"]["判定"] == "无法判定"
    assert "目录版本" in by_item["教学用机"]["待确认事项"]
    assert all(row["待确认事项"] for row in rows if row["判定"] == "无法判定")


def test_the_workbook_and_the_csv_say_the_same(tmp_path: Path) -> None:
    for ending in ("csv", "xlsx"):
        said = greenward("check", LIST, *ASKED, "--lang", "en", "--out", tmp_path / f"f.{ending}")
        assert said.code == 0, said.err
    sheet = openpyxl.load_workbook(tmp_path / "f.xlsx").active
    cells = [["" if cell is None else str(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
    plain = [list(row.values()) for row in rows_of(tmp_path / "f.csv")]
    assert [row[-10:] for row in cells[1:]] == [row[-10:] for row in plain]


def test_an_xlsx_list_gets_its_findings_beside_it(tmp_path: Path) -> None:
    workbook(tmp_path / "list.xlsx", [["名称", "数量", "单价"], ["台式机", 3, 4500], ["打印机维修", 1, 300]])
    said = greenward("check", "list.xlsx", "--on", "2026-11-20", "--lang", "zh", cwd=tmp_path)
    assert said.code == 0, said.err
    sheet = openpyxl.load_workbook(tmp_path / "list-核对结果.xlsx").active
    assert [row[4] for row in sheet.iter_rows(min_row=2, values_only=True)] == ["强制采购", "不适用"]


def test_rows_with_defects_are_told_and_end_the_command_with_3(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(
        "品名,单价（元）,证书编号,发证日期,证书有效期至\n台式机,4999元,,,\n台式机,1,C,2026-03-01,2025-03-01\n", "utf-8"
    )
    said = greenward("check", path, "--on", "2026-11-20", "--lang", "zh", "--out", tmp_path / "o.csv")
    assert said.code == 3
    todo = [row["需处理事项"] for row in rows_of(tmp_path / "o.csv")]
    assert "单价（元）" in todo[0]
    assert "证书有效期至" in todo[1]


def test_ten_thousand_free_words_and_an_empty_list_are_answered(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("品名,数量\n" + "".join(f"台式计算机 第{n}批,{n}\n" for n in range(1, 10_001)), "utf-8")
    said = greenward("check", path, "--on", "2026-11-20", "--json", "--out", tmp_path / "o.csv")
    assert said.code == 0, said.err
    assert said.json["rows"] == 10_000
    path.write_text("品名,数量\n", "utf-8")
    said = greenward("check", path, "--on", "2026-11-20", "--json", "--out", tmp_path / "o.csv")
    assert (said.code, said.json["rows"]) == (0, 0)


def bomb(path: Path) -> None:
    workbook(path, [["品名"], ["台式机"]])
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/a.xml", b"0" * 60_000_000)
        archive.writestr("xl/media/b.xml", b"0" * 60_000_000)


def merged(path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["品名", "数量"])
    book.active.append(["台式机", 1])
    book.active.merge_cells("A2:B2")
    book.save(path)


def hidden(path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["品名"])
    book.active.append(["台式机"])
    book.active.row_dimensions[2].hidden = True
    book.save(path)


def rewritten(path: Path, old: bytes, new: bytes) -> None:
    """Write a workbook of two rows and put something else into the text of its sheet."""
    workbook(path, [["品名"], ["台式机"]])
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    assert old in parts[sheet]
    parts[sheet] = parts[sheet].replace(old, new)
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)


def flat(path: Path) -> None:
    rewritten(path, b'<row r="2"', b'<row ht="0" customHeight="1" r="2"')


def narrow(path: Path) -> None:
    rewritten(path, b"<sheetData>", b'<cols><col min="1" max="1" width="0" customWidth="1"/></cols><sheetData>')


def titled(path: Path) -> None:
    workbook(path, [["某单位采购清单"], [], ["品名", "数量"], ["台式机", 3], ["打印机", 2]])


def started_late(path: Path) -> None:
    workbook(path, [[], [], ["品名", "数量"], ["台式机", 3]])


def wide(path: Path) -> None:
    rewritten(path, b'ref="A1:A2"', b'ref="A1:XFD1048576"')


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (bomb, "workbook.too_large"),
        (merged, "workbook.merged_cells"),
        (hidden, "workbook.hidden_row"),
        (flat, "workbook.hidden_row"),
        (narrow, "workbook.hidden_column"),
        (titled, "file.headings_below"),
        (started_late, "file.headings_below"),
        (wide, "workbook.declares_too_much"),
    ],
)
def test_a_workbook_that_hides_or_explodes_is_refused_and_nothing_is_written(
    make: Callable[[Path], None], code: str, tmp_path: Path
) -> None:
    make(tmp_path / "list.xlsx")
    said = greenward("check", tmp_path / "list.xlsx", "--on", "2026-11-20", "--out", tmp_path / "o.xlsx")
    assert said.code == 3
    assert code in said.err
    assert not (tmp_path / "o.xlsx").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["list.xlsx"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("数量\n3\n", "file.no_item_column"),
        ("品名,品名\n台式机,台式机\n", "file.column_twice"),
        ("", "file.empty"),
        ("品名,数量\n台式机,1,多一格\n", "file.too_many_cells"),
    ],
)
def test_a_csv_that_is_no_list_is_refused(text: str, code: str, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text(text, "utf-8")
    said = greenward("check", tmp_path / "list.csv", "--on", "2026-11-20", "--out", tmp_path / "o.csv")
    assert said.code == 3
    assert code in said.err
    assert not (tmp_path / "o.csv").exists()


def test_a_list_is_never_overwritten_by_its_own_findings(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("品名\n台式机\n", "utf-8")
    said = greenward("check", tmp_path / "list.csv", "--out", tmp_path / "list.csv")
    assert said.code == 3
    assert (tmp_path / "list.csv").read_text("utf-8") == "品名\n台式机\n"


def test_a_list_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert "file.missing" in greenward("check", tmp_path / "none.csv").err
    assert "file.missing" in greenward("check", tmp_path / "none.xlsx").err


DANGEROUS = ("=1+1", "+1+1", "-1+1", "@SUM(1)", "\t=1", "\r=1", "＝1", "＋1", "－1", "＠1", "  =1", "\u3000-1+1")


def test_no_cell_of_the_csv_that_comes_back_begins_like_a_formula(tmp_path: Path) -> None:
    """Cells of the department, its headings, and ours, in which both stand."""
    path = tmp_path / "list.csv"
    rows = [["品名", "备注", "=甲", "证书编号", "日期"]]
    rows += [["台式机", sign, "甲", "", ""] for sign in DANGEROUS] + [[sign, "乙", "", "", ""] for sign in DANGEROUS]
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(rows)
    greenward("check", path, *ASKED, "--lang", "en", "--out", tmp_path / "o.csv")
    with (tmp_path / "o.csv").open(encoding="utf-8-sig", newline="") as stream:
        cells = [cell for row in csv.reader(stream) for cell in row]
    assert len(cells) == 25 * 16
    assert [cell for cell in cells if cell.lstrip(" \u3000")[:1] in tuple("=+-@\t\r＝＋－＠")] == []
    assert {f"'{sign}" for sign in DANGEROUS} <= set(cells)


def test_our_own_cell_that_begins_with_a_name_from_a_sheet_is_no_formula(tmp_path: Path) -> None:
    products = tmp_path / "products.csv"
    products.write_text("brand,model,item,source,obtained\n-1+甲,M1000,台式计算机,src,2026-10-01\n", "utf-8")
    (tmp_path / "list.csv").write_text("item\nM1000\n", "utf-8")
    said = greenward(
        "check", tmp_path / "list.csv", *ASKED, "--lang", "en", "--products", products, "--out", tmp_path / "o.csv"
    )
    assert said.code == 0, said.err
    assert rows_of(tmp_path / "o.csv")[0]["why"].startswith("'-1+甲 M1000 is in the sheet")


def test_plain_numbers_also_negative_ones_come_back_as_they_were(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("品名,差额,编号\n台式机,-5,-0.25\n台式机,3,-7\n", "utf-8")
    said = greenward("check", tmp_path / "list.csv", *ASKED, "--lang", "zh", "--out", tmp_path / "o.csv")
    assert said.code == 0, said.err
    assert [(row["差额"], row["编号"]) for row in rows_of(tmp_path / "o.csv")] == [("-5", "-0.25"), ("3", "-7")]


def answered(tmp_path: Path, *rows: str) -> list[dict[str, str]]:
    (tmp_path / "list.csv").write_text("\n".join(rows) + "\n", "utf-8")
    said = greenward("check", tmp_path / "list.csv", *ASKED, "--lang", "en", "--out", tmp_path / "o.csv")
    assert said.code in (0, 3), said.err
    return rows_of(tmp_path / "o.csv")


def test_a_price_a_quantity_or_an_amount_of_zero_is_a_defect_of_its_row(tmp_path: Path) -> None:
    rows = answered(
        tmp_path, "品名,单价,数量,金额", "台式机,0.00,3,", "台式机,5000,0,", "台式机,,3,0", "台式机,5000,3,"
    )
    told = [row["to be done"].partition(" Write")[0] for row in rows]
    assert told == ["单价: The number is zero.", "数量: The number is zero.", "金额: The number is zero.", ""]


def test_an_amount_that_is_not_quantity_times_price_is_told_with_both_figures(tmp_path: Path) -> None:
    rows = answered(
        tmp_path, "品名,单价,数量,金额", "台式机,5000,3,15000.01", "台式机,5000,3,15000.02", "台式机,5000,3,4000000"
    )
    within, beyond, far = (row["to be done"] for row in rows)
    assert within == ""
    assert "15,000.00 CNY, the amount stated 15,000.02 CNY" in beyond
    assert "4,000,000.00" in far


def test_the_amount_still_decides_the_way_where_it_differs(tmp_path: Path) -> None:
    below, above = answered(tmp_path, "品名,单价,数量,金额", "办公桌,1000,1,3999999", "办公桌,1000,1,4000000")
    assert "public tender" not in below["how to buy"]
    assert "public tender" in above["how to buy"]


def test_an_item_of_blanks_is_an_empty_cell_and_a_row_of_blanks_is_left_out(tmp_path: Path) -> None:
    (row,) = answered(tmp_path, "品名,数量", "   ,3", "   , ")
    assert row["row in the list"] == "2"
    assert "The row says neither what it is nor its code" in row["to be done"]


@pytest.mark.parametrize("make", [titled, started_late])
def test_headings_below_row_1_are_told_once_and_no_data_is_to_be_deleted(
    make: Callable[[Path], None], tmp_path: Path
) -> None:
    make(tmp_path / "list.xlsx")
    said = greenward("check", tmp_path / "list.xlsx", *ASKED, "--lang", "en")
    assert said.err.count("\n    ") == 1
    assert "Headings must stand in row 1" in said.err


def test_a_cell_right_of_the_headings_is_told_with_its_row_and_not_to_be_deleted(tmp_path: Path) -> None:
    rows: list[list[object]] = [["品名", "数量"], ["台式机", 3], ["打印机", 2, "急用"]]
    workbook(tmp_path / "list.xlsx", rows)
    said = greenward("check", tmp_path / "list.xlsx", *ASKED, "--lang", "en")
    assert "row 3" in said.err
    assert "elete" not in said.err
    assert "Headings must stand in row 1" in said.err


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be"])
def test_a_text_in_utf_16_is_to_be_saved_anew(encoding: str, tmp_path: Path) -> None:
    mark = "" if encoding == "utf-16" else "\ufeff"
    (tmp_path / "list.csv").write_bytes((mark + "品名,数量\n台式机,3\n").encode(encoding))
    said = greenward("check", tmp_path / "list.csv", *ASKED, "--lang", "en")
    assert (said.code, "[file.utf16]" in said.err) == (3, True)
    assert "Save it as CSV in UTF-8, or as .xlsx" in said.err


def test_a_low_row_and_a_narrow_column_are_not_hidden(tmp_path: Path) -> None:
    for name, old, new in (
        ("row", b'<row r="2"', b'<row ht="8" customHeight="1" r="2"'),
        ("column", b"<sheetData>", b'<cols><col min="1" max="1" width="2" customWidth="1"/></cols><sheetData>'),
    ):
        rewritten(tmp_path / f"{name}.xlsx", old, new)
        said = greenward("check", tmp_path / f"{name}.xlsx", *ASKED, "--out", tmp_path / "o.xlsx")
        assert said.code == 0, said.err
