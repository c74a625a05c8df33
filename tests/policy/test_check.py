"""What the rules of China say of single lines. Expectations are written from the notices, not from the pack."""

from datetime import date

import pytest

from greenward.policy import check, load_packs, resolve
from greenward.terms.buyer import Buyer
from greenward.terms.category import Code
from greenward.terms.finding import Answer, Finding, Level, RoomKind, Status
from greenward.terms.line import Line
from greenward.terms.source import Mark
from support import ROOT, codes, rules_of

RULES = rules_of("2026-11-01")
MANDATORY, PREFERRED = Status.MANDATORY, Status.PREFERRED
UNKNOWN, NOT_APPLICABLE = Status.CANNOT_DETERMINE, Status.NOT_APPLICABLE


def of_words(words: str, day: str = "2026-11-01", **attributes: str) -> Answer:
    return check(Line(words, attributes=tuple(sorted(attributes.items()))), rules_of(day))


def of_code(edition: str, value: str, **attributes: str) -> Answer:
    return check(Line(code=Code("", edition, value), attributes=tuple(sorted(attributes.items()))), RULES)


def law(answer: Answer) -> Finding:
    return next(finding for finding in answer.findings if finding.level is Level.LAW)


# The press summary of 财库〔2019〕19号 names 24 mandatory products in 10 rows; these are they.
MANDATORY_PRODUCTS = {
    "台式计算机": {}, "便携式计算机": {}, "激光打印机": {}, "针式打印机": {}, "液晶显示器": {},
    "冷水机组": {}, "水源热泵机组": {}, "溴化锂吸收式冷水机组": {}, "机房空调": {},
    "空调机组": {"kind": "multi_split", "cooling_power": "28"},
    "镇流器": {"ballast_for": "tubular_fluorescent"}, "房间空气调节器": {},
    "空调机": {"kind": "multi_split", "cooling_power": "14"}, "电热水器": {}, "双端荧光灯": {},
    "电视机": {}, "监视器": {}, "坐便器": {}, "蹲便器": {}, "小便器": {}, "水嘴": {},
}  # fmt: skip


@pytest.mark.parametrize("words", MANDATORY_PRODUCTS)
def test_a_product_of_the_mandatory_set_is_mandatory_with_a_certificate(words: str) -> None:
    finding = law(of_words(words, **MANDATORY_PRODUCTS[words]))
    assert finding.status is MANDATORY
    required = finding.required("certificate")
    assert required is not None
    assert required.value == "energy_saving"
    assert finding.citations[0].source.number == "财库〔2019〕19号"
    assert finding.certificate_order == ("kind", "body", "model", "validity", "standard")


def test_unitary_air_conditioners_are_mandatory_on_both_sides_of_14_kilowatts() -> None:
    below = law(of_words("空调机", kind="unitary", cooling_power="14"))
    above = law(of_words("空调机组", kind="unitary", cooling_power="14.1"))
    assert (below.status, above.status) == (MANDATORY, MANDATORY)
    assert (below.reason.params["row"], above.reason.params["row"]) == ("10", "6")


@pytest.mark.parametrize("words", ["空调机", "空调机组"])
@pytest.mark.parametrize("kind", ["multi_split", "unitary"])
@pytest.mark.parametrize(("power", "row"), [("14", "10"), ("14.1", "6"), ("28", "6"), ("5", "10")])
def test_neither_name_of_an_air_conditioner_hides_the_other_row(words: str, kind: str, power: str, row: str) -> None:
    finding = law(of_words(words, kind=kind, cooling_power=power))
    assert (finding.status, finding.reason.params["row"]) == (MANDATORY, row)


def test_a_stated_attribute_that_contradicts_the_name_is_asked_about() -> None:
    assert law(of_words("激光打印机", technology="inkjet")).reason.code == "reason.contradiction"
    assert law(of_words("激光打印机", technology="laser")).status is MANDATORY


def test_an_item_and_a_code_that_disagree_are_asked_about() -> None:
    both = check(Line("台式计算机", Code("", "2022", "A05010000")), RULES)
    assert law(both).reason.code == "reason.item_and_code"
    assert law(check(Line("台式计算机", Code("", "2022", "A02010105")), RULES)).status is MANDATORY
    assert law(check(Line("教学用机", Code("", "2022", "A02010105")), RULES)).status is MANDATORY


def test_the_status_of_an_answer_is_that_of_the_law() -> None:
    tablet = check(Line("平板电脑"), rules_of("2026-11-01", ROOT / "examples/unit_x/policy"))
    assert tablet.status is UNKNOWN


def test_a_unit_layer_that_had_not_begun_is_left_out_and_noted() -> None:
    answer = check(Line("液晶显示器"), rules_of("2025-12-31", ROOT / "examples/unit_x/policy"))
    assert {item.level for item in answer.findings} == {Level.LAW}
    assert "note.layer_not_begun" in [note.code for note in answer.notes]


@pytest.mark.parametrize(
    "words", ["喷墨打印机", "扫描仪", "投影仪", "多功能一体机", "电冰箱", "洗衣机", "燃气热水器", "淋浴器"]
)
def test_a_listed_product_without_the_mark_is_preferred(words: str) -> None:
    assert law(of_words(words)).status is PREFERRED


def test_the_list_has_18_rows_and_24_mandatory_products_in_10_of_them() -> None:
    rules = [item for item in rules_of("2025-12-31").rules if item.rule.subject == "energy_saving"]
    mandatory = [item for item in rules if item.version and item.version.status is MANDATORY]
    assert {item.rule.row for item in rules} == {str(row) for row in range(1, 19)}
    assert (len(mandatory), len({item.rule.row for item in mandatory})) == (24, 10)


@pytest.mark.parametrize(
    ("edition", "value", "category"),
    [
        ("2013", "A02010104", "desktop_computer"),
        ("2022", "A02010104", "server"),
        ("2022", "A02010105", "desktop_computer"),
        ("2013", "A02010105", "notebook_computer"),
        ("2013", "A02021001", "duplicator"),
        ("2022", "A02021001", "printer"),
        ("2013", "A02061808", "water_heater"),
    ],
)
def test_a_code_means_what_it_means_in_its_edition(edition: str, value: str, category: str) -> None:
    assert of_code(edition, value).category_id == category


def test_a_code_without_its_edition_cannot_be_decided_and_asks_for_the_edition() -> None:
    finding = law(of_code("", "A02010104"))
    assert finding.status is UNKNOWN
    assert finding.question is not None
    assert (finding.question.attribute, finding.question.choices) == ("edition", ("2013", "2022"))


def test_a_printer_by_its_2022_code_asks_for_the_technology() -> None:
    finding = law(of_code("2022", "A02021003"))
    assert finding.status is UNKNOWN
    assert finding.question is not None
    assert finding.question.attribute == "technology"


def test_the_technology_once_stated_decides() -> None:
    assert law(of_code("2022", "A02021003", technology="laser")).status is MANDATORY
    assert law(of_code("2022", "A02021003", technology="inkjet")).status is PREFERRED
    assert law(of_code("2022", "A02021003", technology="other")).status is NOT_APPLICABLE


def test_a_code_above_several_items_asks_which_one() -> None:
    answer = of_code("2013", "A020101")
    assert law(answer).reason.code == "reason.several"
    assert "desktop_computer" in (law(answer).question or pytest.fail("no question")).choices


def test_a_code_below_a_listed_item_is_that_item() -> None:
    assert law(of_code("2013", "A02020401")).status is PREFERRED


def test_a_code_of_a_group_without_listed_items_is_not_applicable() -> None:
    assert law(of_code("2022", "A05040199")).status is UNKNOWN  # copy paper and cartridges stand in its group
    assert law(of_code("2022", "A05060000")).status is NOT_APPLICABLE


def test_free_words_that_name_one_thing_are_answered_with_how_they_were_read() -> None:
    answer = of_words("联想台式机 40台")
    assert law(answer).status is MANDATORY
    assert answer.reading is not None
    assert answer.reading.params["word"] == "台式机"


def test_free_words_that_may_name_several_things_are_not_guessed_at() -> None:
    finding = law(of_words("一体机"))
    assert finding.status is UNKNOWN
    assert finding.question is not None
    assert finding.question.choices == ("desktop_computer", "multifunction_printer", "touch_panel")


def test_words_that_may_name_several_mandatory_things_are_mandatory_whichever_it_is() -> None:
    finding = law(of_words("办公电脑"))
    assert (finding.status, finding.reason.code) == (MANDATORY, "reason.whichever")
    assert finding.question is not None


@pytest.mark.parametrize("words", ["笔记本电脑包", "打印机维修服务", "空调清洗", "电视机壁挂架", "打印机色带"])
def test_what_belongs_to_a_mandatory_product_is_not_called_mandatory(words: str) -> None:
    assert law(of_words(words)).status is NOT_APPLICABLE


def test_words_that_nobody_knows_are_asked_about() -> None:
    finding = law(of_words("蓬莱仙草"))
    assert (finding.status, finding.reason.code) == (UNKNOWN, "reason.words_unknown")


def test_full_width_letters_and_blanks_do_not_hide_a_name() -> None:
    assert of_words("　ＬＡＰＴＯＰ ").category_id == "notebook_computer"


def test_the_standard_changes_on_the_first_of_february_2026() -> None:
    before, after = law(of_words("台式计算机", "2026-01-31")), law(of_words("台式计算机", "2026-02-01"))
    assert [item.edition for item in before.standards] == ["GB 28380-2012"]
    assert [item.edition for item in after.standards] == ["GB 28380-2025"]


def test_before_the_first_day_of_a_standard_its_edition_is_not_known() -> None:
    assert [item.edition for item in law(of_words("房间空气调节器", "2020-06-30")).standards] == [None]
    assert [item.edition for item in law(of_words("房间空气调节器", "2020-07-01")).standards] == ["GB 21455-2019"]


def test_a_tablet_is_mandatory_until_the_standard_leaves_it_out() -> None:
    assert law(of_words("平板电脑", "2026-01-31")).status is MANDATORY
    after = law(of_words("平板电脑", "2026-02-01"))
    assert after.status is UNKNOWN
    assert after.question is not None


def test_a_disputed_row_says_that_it_is_unsure() -> None:
    finding = law(of_words("电视机"))
    assert (finding.mark, finding.doubt is not None) == (Mark.UNSURE, True)


def test_the_day_before_the_list_is_outside_the_pack() -> None:
    assert codes(lambda: of_words("台式计算机", "2019-04-01")) == [("pack.day_outside", None)]
    assert law(of_words("台式计算机", "2019-04-02")).status is MANDATORY


def test_a_day_after_the_reading_is_answered_with_a_note() -> None:
    assert [note.code for note in of_words("台式计算机", "2027-01-01").notes] == ["note.day_after_reading"]
    assert of_words("台式计算机", "2026-11-22").notes == ()


def test_the_law_leaves_room_for_stricter_grades_and_none_for_brands() -> None:
    rooms = {room.subject: room for room in law(of_words("台式计算机")).rooms}
    assert rooms["efficiency_grade"].kind is RoomKind.CEILING
    assert rooms["certificate"].kind is RoomKind.FIXED
    assert not rooms["criterion"].admits("brand")


def test_a_units_rule_stands_beside_the_law_with_its_own_level() -> None:
    answer = check(Line("液晶显示器"), rules_of("2026-11-01", ROOT / "examples/unit_x/policy"))
    assert [(item.level, item.status, item.subject) for item in answer.findings] == [
        (Level.LAW, MANDATORY, "energy_saving"),
        (Level.LAW, PREFERRED, "environmental_label"),
        (Level.UNIT, Status.RECOMMENDED, "energy_saving"),
    ]
    assert "note.invented_pack" in [note.code for note in answer.notes]


def test_an_answer_names_its_packs_with_their_hash() -> None:
    assert of_words("台式计算机").packs[0].startswith("cn 2026.11.22 sha256:")


def test_a_province_s_pack_that_does_not_reach_back_is_left_out_and_the_nation_answers() -> None:
    buyer = Buyer("CN-HA", "county")
    answer = check(Line("台式计算机"), resolve(load_packs("cn", buyer), date(2019, 5, 1), buyer))
    assert answer.status is MANDATORY
    assert "note.layer_not_begun" in [note.code for note in answer.notes]
