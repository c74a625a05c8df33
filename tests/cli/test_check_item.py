"""greenward check on one item: what is answered, what is asked, what is refused."""

import csv
from pathlib import Path

import pytest

from support import greenward

DAY = ("--on", "2026-11-20")


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.mark.parametrize(("language", "named"), [("en", "Printer (laser)"), ("zh", "2013年版目录中为“打印机（激光）”")])
def test_a_code_with_the_wrong_edition_is_asked_about_and_named_as_in_the_other(language: str, named: str) -> None:
    said = greenward("check", "A0201060102", "--edition", "2022", *DAY, "--lang", language)
    assert said.code == 0
    assert named in said.out
    assert "2013" in said.out.splitlines()[2]
    finding = greenward("check", "A0201060102", "--edition", "2022", *DAY, "--json").json["findings"][0]
    assert (finding["status"], finding["question"]["attribute"]) == ("cannot determine", "edition")


def test_a_code_with_its_own_edition_is_answered() -> None:
    assert greenward("check", "A0201060102", "--edition", "2013", *DAY, "--json").json["status"] == "mandatory"


def test_a_code_that_is_no_entry_anywhere_is_not_said_to_exist() -> None:
    said = greenward("check", "A05060000", "--edition", "2022", *DAY, "--lang", "en")
    assert "whether the code exists was not checked" in said.out
    assert "未经核对" in greenward("check", "A05060000", "--edition", "2022", *DAY, "--lang", "zh").out


def test_a_row_with_the_wrong_edition_is_asked_about(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("品目编码,目录版本\nA0201060102,2022\nA0201060102,2013\n", "utf-8")
    said = greenward("check", tmp_path / "list.csv", *DAY, "--lang", "zh", "--out", tmp_path / "o.csv")
    assert said.code == 0, said.err
    wrong, right = rows_of(tmp_path / "o.csv")
    assert (wrong["判定"], right["判定"]) == ("无法判定", "强制采购")
    assert "目录版本" in wrong["待确认事项"]


def test_an_attribute_stated_twice_is_refused() -> None:
    twice = ("--attribute", "technology=laser", "--attribute", "technology=inkjet")
    said = greenward("check", "打印机", *DAY, *twice, "--lang", "zh")
    assert (said.code, "“打印技术”重复填写" in said.err) == (3, True)
    assert greenward("check", "打印机", *DAY, *twice[:2]).code == 0


def test_an_attribute_stated_twice_in_a_cell_is_a_defect_of_the_row(tmp_path: Path) -> None:
    rows = "品名,属性\n打印机,technology=laser；technology=inkjet\n打印机,technology=laser；colour=mono\n"
    (tmp_path / "list.csv").write_text(rows, "utf-8")
    said = greenward("check", tmp_path / "list.csv", *DAY, "--lang", "zh", "--out", tmp_path / "o.csv")
    assert said.code == 3
    twice, once = rows_of(tmp_path / "o.csv")
    assert "重复填写" in twice["需处理事项"]
    assert (once["判定"], once["需处理事项"]) == ("强制采购", "")
