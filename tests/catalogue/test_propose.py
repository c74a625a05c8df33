"""What a clerk's words mean: the product, the question that decides, or that they mean none of the lists."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenward.catalogue import Kind, Proposals, load_lexicon, propose
from greenward.catalogue.compile_lexicon import compile_words, expand
from greenward.catalogue.spelling import distance
from greenward.policy import load_pack
from support import ROOT

LEXICON = load_lexicon()
WORDS = ROOT / "src/greenward/catalogue/words"


def said(words: str) -> Proposals:
    return propose(words, LEXICON)


def first(words: str) -> str:
    return said(words).proposals[0].category_id


@pytest.mark.parametrize(
    ("words", "category"),
    [
        ("联想台式机 40台", "desktop_computer"),
        ("关于采购笔记本电脑的申请", "notebook_computer"),
        ("A4黑白激光打印机（财务用）", "printer"),
        ("电脑桌", "desk"),
        ("电视柜", "cabinet"),
        ("洗衣机水龙头", "tap"),
        ("打印纸 A4 70g", "copy_paper"),
        ("toner cartridges for laser printers", "toner_cartridge"),
        ("40 x office chairs", "chair"),
        ("ThinkPad X1 Carbon", "notebook_computer"),
        ("OptiPlex 7010", "desktop_computer"),
        ("筆記本電腦", "notebook_computer"),
        ("高速扫描仪 A4 档案数字化用", "scanner"),
        ("a set of six conference tables", "desk"),
    ],
)
def test_the_head_of_the_words_says_what_the_thing_is(words: str, category: str) -> None:
    found = said(words)
    assert (found.kind, found.proposals[0].category_id) == (Kind.PRODUCT, category)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("笔记本电脑包", Kind.ACCESSORY),
        ("显示器支架", Kind.ACCESSORY),
        ("打印机墨盒", Kind.CONSUMABLE),
        ("空调清洗服务", Kind.SERVICE),
        ("打印机维修", Kind.SERVICE),
        ("copier lease, 36 months", Kind.SERVICE),
        ("maintenance of air conditioners", Kind.SERVICE),
        ("laptop charger", Kind.ACCESSORY),
        ("显微镜", Kind.OTHER),
        ("轮椅", Kind.OTHER),
    ],
)
def test_what_belongs_to_a_product_is_not_the_product(words: str, kind: Kind) -> None:
    found = said(words)
    assert (found.kind, found.proposals) == (kind, ())
    assert found.reason is not None


def test_a_service_about_a_purchase_is_told_from_a_purchase_with_service() -> None:
    assert first("台式计算机采购及安装") == "desktop_computer"
    assert said("台式计算机安装").kind is not Kind.PRODUCT


@pytest.mark.parametrize("words", ["一体机", "一体机（用于会议室）", "电脑", "主机", "monitor", "门窗", "中央空调"])
def test_an_ambiguous_word_is_asked_about_with_all_its_meanings(words: str) -> None:
    found = said(words)
    assert found.kind is Kind.AMBIGUOUS
    assert len(found.proposals) > 1
    assert found.question is not None
    assert not found.certain


@pytest.mark.parametrize(
    ("words", "category"),
    [
        ("打印复印一体机", "multifunction_printer"),
        ("联想一体机 i5 16G", "desktop_computer"),
        ("一体机（激光 A4）", "multifunction_printer"),
        ("机房空调", "special_air_conditioner"),
        ("1.5匹空调", "air_conditioner"),
    ],
)
def test_the_words_beside_it_settle_an_ambiguous_one(words: str, category: str) -> None:
    assert said(words).kind is Kind.PRODUCT
    assert first(words) == category


@pytest.mark.parametrize(
    ("words", "category", "written"),
    [
        ("打印几", "printer", "打印几"),
        ("labtop", "notebook_computer", "labtop"),
        ("scaner A3", "scanner", "scaner"),
        ("台试机", "desktop_computer", "台试机"),
    ],
)
def test_a_slip_of_the_pen_is_mended_named_and_confirmed(words: str, category: str, written: str) -> None:
    found = said(words)
    assert category in [item.category_id for item in found.proposals]
    assert not found.certain
    assert found.question is not None


def test_a_right_word_is_never_taken_for_a_slip() -> None:
    for word in ("desk", "disk", "painter", "电表", "printing"):
        found = said(word)
        assert all(item.reason.code != "propose.corrected" for item in found.proposals), word


@pytest.mark.parametrize(
    ("words", "attributes"),
    [
        ("彩色激光打印机 A3", {"technology": "laser", "paper": "A3", "colour": "colour"}),
        ("针式打印机", {"technology": "dot_matrix"}),
        ("空气能热水器", {"energy_source": "heat_pump"}),
        ("蹲便器", {"toilet": "squatting"}),
        ("T8荧光灯管", {"lamp": "double_capped_fluorescent"}),
        ("chiller, screw type", {"kind": "chiller"}),
    ],
)
def test_the_words_settle_attributes(words: str, attributes: dict[str, str]) -> None:
    assert dict(said(words).proposals[0].attributes) == attributes


def test_unknown_words_are_told_and_asked_about() -> None:
    found = said("蓬莱仙草")
    assert found.kind is Kind.UNKNOWN
    assert found.proposals == ()
    assert found.question is not None


def test_a_product_inside_unknown_words_is_named_but_not_decided() -> None:
    found = said("打印机驱动芯板")
    assert found.kind is Kind.UNKNOWN
    assert "printer" in [item.category_id for item in found.proposals]
    assert found.question is not None


@given(st.text(max_size=80))
def test_no_text_breaks_it_and_it_never_gives_more_than_five(text: str) -> None:
    found = said(text)
    assert len(found.proposals) <= 5
    assert found.certain is False or found.kind is Kind.PRODUCT
    assert found == said(text)


@given(st.sampled_from(sorted(word for word in LEXICON.words if len(word) > 2)))
def test_wide_signs_mean_what_plain_ones_do(word: str) -> None:
    wide = "".join(chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in word)
    assert unicodedata.normalize("NFKC", wide) == unicodedata.normalize("NFKC", word)
    assert said(wide) == said(word)


def test_every_category_and_attribute_of_the_words_stands_in_the_pack() -> None:
    pack = load_pack("cn")
    known = {category.id for category in pack.categories}
    attributes = {attribute.id: attribute.choices for attribute in pack.attributes}
    used = {meaning.category for meaning in LEXICON.words.values() if meaning.category}
    used |= {name for item in LEXICON.ambiguous.values() for name in item.meanings if name != "none"}
    assert used <= known
    listed = {name for rule in pack.rules if rule.subject != "asset_standard" for name in rule.categories}
    assert listed <= used
    for meaning in LEXICON.words.values():
        for name, value in meaning.attributes:
            assert value in attributes[name], (name, value)


def test_a_word_with_two_meanings_must_be_declared(tmp_path: Path) -> None:
    (tmp_path / "words.yaml").write_text("products:\n  desk: [[bank]]\n  chair: [[bank]]\n", "utf-8")
    with pytest.raises(ValueError, match="bank: chair, desk"):
        compile_words(tmp_path)


def test_a_pattern_stands_for_each_of_its_choices() -> None:
    assert list(expand("(a|b|)c(d|e)")) == ["acd", "ace", "bcd", "bce", "cd", "ce"]


@given(st.text("abcd", max_size=6), st.text("abcd", max_size=6))
def test_the_distance_of_two_words_is_symmetric_and_zero_only_for_the_same(one: str, other: str) -> None:
    assert distance(one, other) == distance(other, one)
    assert (distance(one, other) == 0) is (one == other)


@pytest.mark.parametrize(
    "words",
    [
        "机架式服务器 2U 双路 512G内存",
        "便携式计算机 国产CPU 出差用",
        "小厨宝 6.6升 储水 洗手台下安装",
        "硒鼓 388A 易加粉",
    ],
)
def test_what_stands_behind_a_thing_in_other_than_plain_words_is_asked_about_never_taken_for_it(words: str) -> None:
    found = said(words)
    assert (found.kind, bool(found.proposals)) == (Kind.AMBIGUOUS, True)
    assert found.question is not None
    assert "none" in found.question.choices


@pytest.mark.parametrize("words", ["联想台式机 键盘", "台式机 SSD 固态硬盘 1TB", "惠普打印机 维修"])
def test_a_plain_word_behind_a_thing_says_what_is_bought_of_it(words: str) -> None:
    assert said(words).kind in (Kind.ACCESSORY, Kind.SERVICE)


@pytest.mark.parametrize("words", ["中央空调 多联 10kW", "柜式空调3匹", "屋顶式单元空调机 制冷量56KW"])
def test_the_category_that_differs_in_size_alone_is_always_proposed_beside(words: str) -> None:
    assert {item.category_id for item in said(words).proposals} >= {"air_conditioner", "air_conditioning_unit"}


@pytest.mark.parametrize(
    ("words", "lamp"),
    [("灯管 T5 14W 黑板灯备用", "double_capped_fluorescent"), ("LED灯管 T8 18W", "other"), ("灯管", None)],
)
def test_a_tube_is_fluorescent_by_its_size_unless_it_is_called_led(words: str, lamp: str | None) -> None:
    found = said(words)
    assert found.proposals[0].category_id == "lighting"
    assert dict(found.proposals[0].attributes).get("lamp") == lamp


@pytest.mark.parametrize(
    ("words", "category"),
    [("电视机带支架", "television"), ("水龙头含起泡器", "tap"), ("台式计算机带正版软件", "desktop_computer")],
)
def test_what_comes_with_a_thing_does_not_hide_it(words: str, category: str) -> None:
    assert (said(words).kind, first(words)) == (Kind.PRODUCT, category)


@pytest.mark.parametrize(
    "words", ["台式机10台、打印机5台、空调3台", "台式机+显示器", "激光打印机带硒鼓", "电脑带打印机", "台式机/打印机"]
)
def test_several_things_in_one_row_are_parted_by_a_person(words: str) -> None:
    found = said(words)
    assert found.question is not None
    assert (found.kind, found.question.code) == (Kind.AMBIGUOUS, "ask.several_items")
    assert len({item.category_id for item in found.proposals}) > 1


@pytest.mark.parametrize(
    "words",
    [
        "空调工程（多联机）",
        "卫生间改造：坐便器20套",
        "电脑采购服务",
        "地源热泵系统",
        "监控系统 43寸监视器4台",
        "电脑以旧换新",
    ],
)
def test_a_project_a_system_or_a_service_that_may_hold_a_product_is_asked_about(words: str) -> None:
    found = said(words)
    assert (found.kind, found.question is not None) == (Kind.AMBIGUOUS, True)


@pytest.mark.parametrize("words", ["主机加一台", "list.docx", "notebook A5 rulde"])
def test_a_slip_of_the_pen_alone_never_denies(words: str) -> None:
    assert said(words).question is not None


@pytest.mark.parametrize(("words", "kind"), [("打印机维修服务", Kind.SERVICE), ("空调清洗", Kind.SERVICE)])
def test_what_is_done_to_a_thing_is_no_purchase_of_it(words: str, kind: Kind) -> None:
    assert said(words).kind is kind


def test_the_horsepower_of_an_air_conditioner_says_that_it_is_a_large_one() -> None:
    assert first("20匹空调") == "air_conditioning_unit"
    assert first("2匹空调挂机") == "air_conditioner"
