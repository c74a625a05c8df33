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


CENTRAL = ("--place", "CN", "--level", "central")


def bought(item: str, amount: str, *buyer: str, language: str = "zh") -> str:
    said = greenward("check", item, *DAY, *(buyer or CENTRAL), "--amount", amount, "--lang", language)
    assert said.code == 0, said.err
    return said.out.partition("采购方式\n" if language == "zh" else "How to buy\n")[2]


def test_a_tender_of_a_listed_item_names_the_central_body_and_the_directory_row() -> None:
    text = bought("台式计算机", "2000000")
    assert "列入集中采购目录（国办发〔2019〕55号，第1项）" in text
    assert "公开招标方式采购，并委托集中采购机构代理采购" in text
    assert "目录第1项" in text.partition("依据")[2]
    assert "public tender, through the central purchasing body" in bought("台式计算机", "2000000", language="en")
    found = greenward("check", "台式计算机", *DAY, *CENTRAL, "--amount", "2000000", "--json").json["way"]
    assert (found["status"], found["requires"][0]["value"]) == ("mandatory", "public_tender")


def test_a_tender_of_an_item_outside_the_directory_does_not_speak_of_it() -> None:
    text = bought("平板式微型计算机", "2000000")
    assert "公开招标" in text
    assert "集中采购" not in text


def test_a_tender_under_a_directory_that_was_not_seen_asks_for_it() -> None:
    text = bought("台式计算机", "4000000", "--place", "CN-HA", "--level", "province")
    assert "应当采用公开招标方式采购" in text
    assert "请查阅该地区、该预算级次现行的集中采购目录" in text


def test_a_tender_of_an_item_listed_only_in_one_kind_asks_for_the_kind() -> None:
    text = bought("空调机", "2000000", "--place", "CN-BJ", "--level", "central")
    assert "应当采用公开招标方式采购" in text
    assert "请说明：机组类型" in text


@pytest.mark.parametrize("name", ["d/", "d", "there.log", "list.pdf", "列表.docx", "list.TXT", "list.et", "none/"])
def test_a_folder_or_another_document_is_no_item_and_no_list(tmp_path: Path, name: str) -> None:
    (tmp_path / "d").mkdir()
    (tmp_path / "there.log").write_text("台式机\n", "utf-8")
    said = greenward("check", name, *DAY, "--lang", "zh", cwd=tmp_path)
    assert (said.code, said.out) == (3, "")
    assert "这不是.csv或.xlsx文件。[file.not_a_list]\n    请将清单另存为.xlsx" in said.err


@pytest.mark.parametrize("item", ["台式机", "GB 28380-2025", "27.5寸显示器", "台式机" * 200])
def test_words_with_points_or_of_any_length_are_words(tmp_path: Path, item: str) -> None:
    assert greenward("check", item, *DAY, cwd=tmp_path).code == 0


def test_out_with_a_single_item_is_a_wrong_command_line(tmp_path: Path) -> None:
    said = greenward("check", "台式机", *DAY, "--out", tmp_path / "o.csv")
    assert (said.code, "--out" in said.err) == (2, True)
    assert not (tmp_path / "o.csv").exists()


def test_an_option_left_empty_is_not_given() -> None:
    empty = ("--place", "", "--level", " ", "--kind", "", "--amount", "", "--object", "")
    assert greenward("check", "台式机", *DAY, *empty).out == greenward("check", "台式机", *DAY).out


@pytest.mark.parametrize(
    "words",
    [
        ("广东", "省级", "事业单位", "货物"),
        ("广东省", "省", "其他事业单位", "goods"),
        ("cn-gd", "province", "institution", ""),
    ],
)
def test_the_command_line_takes_the_words_of_a_list(words: tuple[str, str, str, str]) -> None:
    options = zip(("--place", "--level", "--kind", "--object"), words, strict=True)
    said = greenward("check", "台式机", *DAY, *(word for option in options for word in option))
    code = ("--place", "CN-GD", "--level", "province", "--kind", "institution", "--object", "goods")
    assert said.code == 0, said.err
    assert said.out == greenward("check", "台式机", *DAY, *code).out


def unboxed(text: str) -> str:
    """Return an error of the command line without its box and line ends."""
    return " ".join(text.replace("│", " ").split())


@pytest.mark.parametrize("place", ["火星", "广西省", "内蒙古省", "西藏省", "深圳市", "CN-XX", "US"])
def test_a_place_that_is_none_is_refused_with_three_examples(place: str) -> None:
    said = greenward("check", "台式机", *DAY, "--place", place)
    assert said.code == 2
    text = unboxed(said.err)
    assert "CN-GD, 广东, CN-GD-GZ" in text
    assert len(text) < 600


def test_a_city_that_the_packs_do_not_know_is_refused_with_those_they_know() -> None:
    said = greenward("check", "台式机", *DAY, "--place", "CN-GD-ZZ")
    assert said.code == 2
    for known in ("CN-GD-GZ 广州", "CN-HA-ZZ 郑州", "its province, CN-GD"):
        assert known in unboxed(said.err)
    assert greenward("check", "台式机", *DAY, "--place", "CN-GD-GZ").code == 0


def test_a_place_in_a_list_that_is_none_is_told_without_naming_all_that_there_are(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("品名,地区\n台式机,广西省\n台式机,广西壮族自治区\n", "utf-8")
    said = greenward("check", tmp_path / "list.csv", *DAY, "--lang", "zh", "--out", tmp_path / "o.csv")
    assert said.code == 3
    none, region = rows_of(tmp_path / "o.csv")
    assert "未能识别该地区" in none["需处理事项"]
    assert "如广东、CN-GD、广州" in none["需处理事项"]
    assert len(none["需处理事项"]) < 120
    assert region["需处理事项"] == ""


@pytest.mark.parametrize(
    ("given", "asked"),
    [(("--kind", "administrative"), "level"), (("--level", "central"), "kind"), (("--place", "CN"), "kind")],
)
def test_of_kind_and_level_the_missing_one_is_asked_for(given: tuple[str, str], asked: str) -> None:
    findings = greenward("check", "办公桌", *DAY, *given, "--json").json["findings"]
    (standard,) = [item for item in findings if item["subject"] == "asset_standard"]
    assert (standard["status"], standard["question"]["attribute"]) == ("cannot determine", asked)


def test_once_both_are_given_neither_is_asked_for() -> None:
    both = ("--kind", "administrative", "--level", "central")
    findings = greenward("check", "台式计算机", *DAY, *both, "--json").json["findings"]
    assert [item["question"] for item in findings if item["subject"] == "asset_standard"] == [None]


ADMINISTRATIVE = ("--place", "CN-BJ", "--level", "central", "--kind", "administrative")


@pytest.mark.parametrize(
    ("language", "binding", "mandatory"), [("zh", "强制要求", "强制采购"), ("en", "binding", "mandatory")]
)
def test_an_asset_standard_is_binding_and_no_mandatory_purchase(language: str, binding: str, mandatory: str) -> None:
    said = greenward("check", "台式计算机", *DAY, *ADMINISTRATIVE, "--lang", language)
    words = [line.partition("（" if language == "zh" else " (")[0] for line in said.out.splitlines()]
    assert words.count(binding) == words.count(mandatory) == 1
    assert words.index(binding) > 0


def test_the_finding_of_a_row_is_that_of_the_lists_beside_an_asset_standard(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("品名\n台式计算机\n投影仪\n", "utf-8")
    greenward("check", tmp_path / "list.csv", *DAY, *ADMINISTRATIVE, "--lang", "zh", "--out", tmp_path / "o.csv")
    assert [row["判定"] for row in rows_of(tmp_path / "o.csv")] == ["强制采购", "优先采购"]


@pytest.mark.parametrize("item", ["坐便器", "蹲便器", "小便器", "水嘴", "便器冲洗阀", "淋浴器"])
def test_what_saves_water_is_asked_for_its_grade_of_water(item: str) -> None:
    said = greenward("check", item, *DAY, "--lang", "zh").out
    assert "水效等级不低于2级" in said
    assert "水效标识" in said
    assert "能效" not in said
    assert "water-efficiency grade 2 or better" in greenward("check", item, *DAY, "--lang", "en").out
