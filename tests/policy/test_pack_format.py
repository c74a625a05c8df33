"""A pack is refused with file and line for each kind of defect; each test plants one."""

from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenward.policy import load_layer, load_pack
from greenward.policy.compile import compile_pack
from greenward.policy.decode import decode
from greenward.policy.pack import Pack
from greenward.terms.canonical import canonical, digest, plain
from greenward.terms.finding import RoomKind
from support import ROOT, codes

PACK = """\
pack:
  id: tiny
  version: "1"
  names: {en: Tiny, zh: 小}
  level: law
  scheme: T
  covers_from: 2020-01-01
  read_on: 2026-01-01
readings:
  - {id: text, where: the text, on: 2026-01-01}
sources:
  - {id: act, number: Act 1, title: {en: Act, zh: 法}, issuer: {en: House, zh: 院}, issued: 2019-12-01}
editions:
  - {edition: "1", form: "A[0-9]+", group: 2, names: {en: a, zh: b}, source: act, article: a, read: text, mark: seen}
attributes:
  - {id: colour, names: {en: colour, zh: 颜色}, choices: [red, blue]}
categories:
  - id: lamp
    names: {en: Lamp, zh: 灯}
    codes:
      - {edition: "1", code: A01, mark: seen}
    words: [light]
certificates:
  - {id: energy_saving, names: {en: c, zh: c}, order: [kind, validity], source: act, article: a, read: text, mark: seen}
values:
  - key: ceiling
    unit: CNY
    entries:
      - {from: 2020-01-01, to: 2020-12-31, value: 5, source: act, article: "3", read: text, mark: seen}
      - {from: 2021-01-01, value: 6, source: act, article: "3", read: text, mark: seen}
rules:
  - id: tiny.lamp
    subject: energy_saving
    category: lamp
    when: {colour: [red]}
    versions:
      - from: 2020-01-01
        status: mandatory
        reason: reason.listed_mandatory
        requires:
          - {subject: efficiency_grade, value: 2, unit: grade}
        room:
          - {kind: ceiling, subject: efficiency_grade, high: 2, unit: grade}
        evidence: [certificate]
        source: act
        article: "4"
        read: text
        mark: seen
"""

DEFECTS = {
    "a key given twice": ("  level: law\n", "  level: law\n  level: unit\n", "pack.duplicate_key", 6),
    "a field that nobody knows": ("  level: law\n", "  level: law\n  lewel: law\n", "pack.unknown_field", 6),
    "a level that is none": ("level: law", "level: custom", "pack.unknown_word", 5),
    "a day that is none": ("covers_from: 2020-01-01", "covers_from: 2020-02-30", "pack.bad_date", 7),
    "a day before 1990": ("covers_from: 2020-01-01", "covers_from: 1989-12-31", "pack.bad_date", 7),
    "a missing version": ('  version: "1"\n', "", "pack.missing_field", 2),
    "a rule without its source": ("        source: act\n", "", "pack.missing_field", 37),
    "a rule citing an unknown source": ("        source: act\n", "        source: acct\n", "pack.unknown_code", 45),
    "an unknown reading": ("        read: text\n", "        read: texte\n", "pack.unknown_code", 47),
    "a mark that is none": ("        mark: seen\n", "        mark: sure\n", "pack.unknown_word", 48),
    "a rule of an unknown category": ("    category: lamp\n", "    category: lump\n", "pack.unknown_code", 34),
    "an unknown attribute": ("when: {colour: [red]}", "when: {size: [red]}", "pack.unknown_code", 35),
    "an unknown value of an attribute": ("when: {colour: [red]}", "when: {colour: [green]}", "pack.unknown_word", 35),
    "an unknown edition": ('{edition: "1", code', '{edition: "9", code', "pack.unknown_edition", 21),
    "a code given to two categories": ("words: [light]", "words: [light, light]", "pack.duplicate_id", 18),
    "overlapping periods of a value": ("to: 2020-12-31", "to: 2021-01-01", "pack.overlapping_periods", 30),
    "a period that ends before it begins": ("to: 2020-12-31", "to: 2019-12-31", "pack.ends_before_it_begins", 29),
    "an unknown kind of evidence": ("evidence: [certificate]", "evidence: [rumour]", "pack.unknown_word", 44),
    "an unknown step of a check": ("order: [kind, validity]", "order: [kind, luck]", "pack.unknown_word", 24),
    "a requirement that is no number": ("value: 2, unit: grade", "value: two, unit: grade", "pack.bad_number", 41),
    "a room of an unknown kind": ("kind: ceiling", "kind: attic", "pack.unknown_word", 43),
    "no YAML at all": ("readings:\n", "readings: [\n", "pack.not_yaml", None),
}


def written(folder: Path, text: str) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "pack.yaml").write_text(text, "utf-8")
    return folder


def test_the_tiny_pack_itself_is_sound(tmp_path: Path) -> None:
    assert compile_pack(written(tmp_path, PACK)).rules[0].id == "tiny.lamp"


@pytest.mark.parametrize("defect", DEFECTS)
def test_a_defect_is_refused_with_its_file_and_line(tmp_path: Path, defect: str) -> None:
    good, bad, code, row = DEFECTS[defect]
    assert good in PACK
    folder = written(tmp_path, PACK.replace(good, bad, 1))
    found = codes(lambda: compile_pack(folder))
    assert code in [name for name, _ in found]
    if row is not None:
        assert (code, row) in found


def test_all_defects_are_told_at_once(tmp_path: Path) -> None:
    text = PACK.replace("level: law", "level: custom").replace("[red]", "[green]").replace("rumour", "x")
    assert {name for name, _ in codes(lambda: compile_pack(written(tmp_path, text)))} == {"pack.unknown_word"}
    assert len(codes(lambda: compile_pack(written(tmp_path, text)))) == 2


def test_a_first_day_that_is_missing_is_told_once(tmp_path: Path) -> None:
    text = PACK.replace("{from: 2020-01-01, to: 2020-12-31, value", "{to: 2020-12-31, value")
    assert codes(lambda: compile_pack(written(tmp_path, text))) == [("pack.missing_field", 29)]


def test_an_empty_folder_and_a_folder_without_a_head_are_refused(tmp_path: Path) -> None:
    assert codes(lambda: compile_pack(tmp_path)) == [("pack.no_files", None)]
    (tmp_path / "a.yaml").write_text("readings: []\n", "utf-8")
    assert codes(lambda: compile_pack(tmp_path)) == [("pack.no_head", None)]


LAYER = """\
pack:
  id: unit
  version: "1"
  names: {en: Unit, zh: 单位}
  level: unit
  covers_from: 2020-01-01
  read_on: 2026-01-01
readings:
  - {id: own, where: own text, on: 2026-01-01}
sources:
  - {id: rule, number: Rule 1, title: {en: Rule, zh: 规}, issuer: {en: Unit, zh: 单位}, issued: 2020-01-01}
rules:
  - id: unit.lamp
    subject: energy_saving
    category: lamp
    narrows: tiny.lamp
    versions:
      - {from: 2021-01-01, status: mandatory, reason: reason.unit_grade, requires: [{subject: efficiency_grade, value: GRADE, unit: grade}], source: rule, article: "1", read: own, mark: example}
"""  # noqa: E501  one version a line keeps its line number


@pytest.mark.parametrize(("grade", "expected"), [("1", []), ("2", []), ("3", [("pack.outside_room", 18)])])
def test_a_unit_may_be_stricter_than_the_law_and_never_laxer(
    tmp_path: Path, grade: str, expected: list[object]
) -> None:
    base = compile_pack(written(tmp_path / "law", PACK))
    layer = written(tmp_path / "unit", LAYER.replace("GRADE", grade))
    assert codes(lambda: load_layer(layer, (base,))) == expected


def test_a_layer_that_narrows_no_rule_is_refused(tmp_path: Path) -> None:
    base = compile_pack(written(tmp_path / "law", PACK))
    layer = written(tmp_path / "unit", LAYER.replace("GRADE", "1").replace("narrows: tiny.lamp", "narrows: tiny.lump"))
    assert codes(lambda: load_layer(layer, (base,))) == [("pack.unknown_code", 16)]


GRADE = "subject: efficiency_grade, unit: grade"
ROOMS = {
    RoomKind.FLOOR: (f"{{kind: floor, {GRADE}, low: 2}}", {"1": False, "2": True, "3": True}),
    RoomKind.CEILING: (f"{{kind: ceiling, {GRADE}, high: 2}}", {"1": True, "2": True, "3": False}),
    RoomKind.BAND: (f"{{kind: band, {GRADE}, low: 2, high: 3}}", {"1": False, "3": True, "4": False}),
    RoomKind.FIXED: ("{kind: fixed, subject: certificate, text: energy_saving}", {}),
    RoomKind.FORBIDDEN: ("{kind: forbidden, subject: criterion, grounds: [brand]}", {}),
}


@pytest.mark.parametrize("kind", ROOMS)
def test_each_kind_of_room_holds_a_unit_to_it(tmp_path: Path, kind: RoomKind) -> None:
    text, grades = ROOMS[kind]
    law = PACK.replace("{kind: ceiling, subject: efficiency_grade, high: 2, unit: grade}", text)
    base = compile_pack(written(tmp_path / "law", law))
    assert base.rules[0].versions[0].rooms[0].kind is kind
    for grade, admitted in grades.items():
        layer = written(tmp_path / "unit", LAYER.replace("GRADE", grade))
        assert (codes(partial(load_layer, layer, (base,))) == []) is admitted


def test_the_compiled_pack_equals_its_yaml() -> None:
    folder = ROOT / "src/greenward/policy/packs/cn"
    assert load_pack("cn") == compile_pack(folder)
    assert (ROOT / "src/greenward/policy/compiled/cn.json").read_bytes() == canonical(compile_pack(folder))


def test_a_pack_survives_its_plain_form() -> None:
    pack = load_pack("cn")
    assert decode(Pack, plain(pack)) == pack


@given(st.sampled_from(["version", "covers_from", "read_on"]))
def test_a_change_of_the_pack_changes_its_hash(name: str) -> None:
    pack = load_pack("cn")
    data = plain(pack)
    assert isinstance(data, dict)
    data[name] = "2020-01-01"
    assert digest(decode(Pack, data)) != digest(pack)


def test_every_value_of_the_pack_says_where_it_was_read() -> None:
    pack = load_pack("cn")
    citations = [entry.citation for value in pack.values for entry in value.entries]
    citations += [cited for rule in pack.rules for version in rule.versions for cited in version.citations]
    citations += [item.citation for item in pack.certificates] + [item.citation for item in pack.channels]
    citations += [cited for form in pack.forms for cited in (form.citation, form.fields_citation)]
    assert len(citations) > 100
    assert all(cited.read_in.zh and cited.source.number and cited.article.zh for cited in citations)
