"""No name where suppliers must compete: planted names, brands in free words, and what a report repeats."""

import zipfile
from pathlib import Path

import pytest

from support import greenward, read_rows, write_rows

PLANTED = {"供应商": "PLANTEDSUPPLIER{}", "品牌": "PLANTEDBRAND{}", "型号": "PLANTEDMODEL{}"}


@pytest.fixture
def planted(case_a: Path) -> Path:
    """Case A with every need competed and a name of its own in every offer, certificate and note."""
    offers = read_rows(case_a / "offers.csv")
    for at, row in enumerate(offers):
        for column, text in PLANTED.items():
            row[column] = text.format(at)
        row["报价编号"] = f"PLANTEDOFFER{at}"
        row["证书所列型号"] = row["证书所列型号"] and row["型号"]
        for column in ("报价来源", "证书编号", "备注"):
            row[column] = row[column] and f"PLANTEDTEXT{at}"
        row["认证依据标准"] = row["认证依据标准"] and (row["认证依据标准"] if at % 5 else "PLANTEDSTANDARD")
        row["认证机构"] = row["认证机构"] and (row["认证机构"] if at % 7 else "PLANTEDBODY")
    write_rows(case_a / "offers.csv", offers)
    needs = read_rows(case_a / "needs.csv")
    for row in needs:
        row["采购渠道"] = ""
    write_rows(case_a / "needs.csv", needs)
    return case_a


def everything_said(case: Path, folder: Path, language: str) -> str:
    html, xlsx = folder / "r.html", folder / "r.xlsx"
    said = greenward("plan", case, "--html", html, "--xlsx", xlsx, "--lang", language)
    data, cost = greenward("plan", case, "--json"), greenward("cost", case, "--lang", language)
    cost_data = greenward("cost", case, "--json")
    with zipfile.ZipFile(xlsx) as book:
        sheets = "".join(book.read(name).decode("utf-8") for name in book.namelist())
    texts = [part for item in (said, data, cost, cost_data) for part in (item.out, item.err)]
    return "".join([*texts, html.read_text("utf-8"), sheets])


@pytest.mark.parametrize("language", ["en", "zh"])
def test_no_planted_name_appears_in_any_output_of_a_competed_plan(planted: Path, tmp_path: Path, language: str) -> None:
    text = everything_said(planted, tmp_path, language)
    assert "PLANTED" not in text
    assert "grade-1" in text


def test_the_search_would_find_a_planted_name_where_the_unit_may_choose(planted: Path, tmp_path: Path) -> None:
    needs = read_rows(planted / "needs.csv")
    needs[0]["采购渠道"] = "电子卖场"
    write_rows(planted / "needs.csv", needs)
    assert "PLANTEDBRAND" in everything_said(planted, tmp_path, "en")


@pytest.mark.parametrize("column", ["需求编号", "需求部门", "品名", "用途"])
def test_a_competed_need_that_names_a_brand_is_refused_without_repeating_it(planted: Path, column: str) -> None:
    needs = read_rows(planted / "needs.csv")
    needs[3][column] = f"{needs[3][column]} plantedbrand3"
    write_rows(planted / "needs.csv", needs)
    said = greenward("plan", planted, "--lang", "en")
    assert said.code == 3
    assert "row 5" in said.err
    assert "[row.names_a_brand]" in said.err
    assert "plantedbrand3" not in (said.out + said.err).casefold()


@pytest.mark.parametrize(
    "text", ["planted  brand3", "PLANTED-BRAND3", "planted brand３", "采购Planted Brand3电脑", "PlantedBrand3"]
)
def test_blanks_signs_and_widths_do_not_hide_a_brand(planted: Path, text: str) -> None:
    offers = read_rows(planted / "offers.csv")
    offers[3]["品牌"] = "Planted Brand3"
    write_rows(planted / "offers.csv", offers)
    needs = read_rows(planted / "needs.csv")
    needs[3]["用途"] = text
    write_rows(planted / "needs.csv", needs)
    assert "[row.names_a_brand]" in greenward("plan", planted).err


@pytest.mark.parametrize("text", ["e x d 0 1科", "ex_d 01", "xEX-D01", "EX-D01A", "E.X.D.0.1"])
def test_a_model_number_is_found_however_it_is_broken_up(case_a: Path, text: str) -> None:
    needs = read_rows(case_a / "needs.csv")
    needs[8]["需求部门"] = text
    write_rows(case_a / "needs.csv", needs)
    assert "[row.names_a_brand]" in greenward("plan", case_a).err


def test_a_source_of_the_case_may_not_name_a_brand_while_a_need_is_competed(case_a: Path) -> None:
    settings = case_a / "case.yaml"
    settings.write_text(settings.read_text("utf-8").replace("en: item 1,", "en: 示例银杏 item 1,"), "utf-8")
    assert "[case.names_a_brand]" in greenward("plan", case_a).err


@pytest.mark.parametrize("text", ["虚构 乙科技", "虚构乙科技", "虚构-乙科技的电脑"])
def test_a_suppliers_name_counts_without_what_stands_in_brackets(case_a: Path, text: str) -> None:
    needs = read_rows(case_a / "needs.csv")
    needs[8]["用途"] = text
    write_rows(case_a / "needs.csv", needs)
    said = greenward("plan", case_a, "--lang", "zh")
    assert (said.code, "“用途”列" in said.err) == (3, True)


def test_a_title_of_the_case_may_not_name_a_brand_while_a_need_is_competed(planted: Path) -> None:
    settings = planted / "case.yaml"
    settings.write_text(settings.read_text("utf-8").replace("zh: X单位（示例）", "zh: PLANTEDBRAND7单位"), "utf-8")
    said = greenward("plan", planted)
    assert (said.code, "[case.names_a_brand]" in said.err, "PLANTEDBRAND7" in said.err) == (3, True, False)


def test_an_unknown_attribute_of_an_offer_is_not_repeated(planted: Path) -> None:
    offers = read_rows(planted / "offers.csv")
    offers[0]["属性"] = "型号=PLANTEDMODEL0"
    write_rows(planted / "offers.csv", offers)
    said = greenward("plan", planted)
    assert (said.code, "PLANTED" in said.err) == (3, False)


def test_the_words_of_a_competed_need_are_not_repeated(planted: Path, tmp_path: Path) -> None:
    """A brand that no offer carries cannot be recognised, so a competed need's own words stay out altogether."""
    needs = read_rows(planted / "needs.csv")
    needs[0] |= {"用途": "UNKNOWNBRAND", "备注": "UNKNOWNBRAND"}
    needs[2]["品名"] = "UNKNOWNBRAND灵耀笔记本"
    write_rows(planted / "needs.csv", needs)
    assert "UNKNOWNBRAND" not in everything_said(planted, tmp_path, "zh")
