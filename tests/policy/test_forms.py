"""Forms are read, refused, laid upon one another and resolved by day."""

from datetime import date
from pathlib import Path

import pytest

from greenward.policy import load_layer, resolve
from greenward.policy.compile import compile_pack
from greenward.policy.decode import decode
from greenward.policy.pack import Pack
from greenward.terms.canonical import plain
from greenward.terms.source import Mark
from support import codes

FORMS = """\
pack:
  id: tiny
  version: "1"
  names: {en: Tiny, zh: 小}
  level: law
  covers_from: 2020-01-01
  read_on: 2026-01-01
readings:
  - {id: text, where: the text, on: 2026-01-01}
  - {id: use, where: notices in use, on: 2026-01-01}
sources:
  - {id: act, number: Act 1, title: {en: Act, zh: 法}, issuer: {en: House, zh: 院}, issued: 2019-12-01}
forms:
  - id: tiny.notice
    kind: notice
    names: {en: Notice, zh: 公告}
    from: 2020-01-01
    to: 2020-12-31
    source: act
    article: "5"
    read: text
    mark: seen
    fields_cited: {read: use, mark: secondary}
    note: {en: Short., zh: 简。}
    doubt: {en: Unclear., zh: 不明。}
    fields:
      - {names: {en: Number, zh: 编号}}
      - {names: {en: Name, zh: 名称}, mark: known, what: {en: In full., zh: 全称。}}
      - group: {en: Money, zh: 资金}
        mark: unsure
        fields:
          - {names: {en: Budget, zh: 预算}}
          - {names: {en: Ceiling, zh: 限价}, mark: seen}
  - id: tiny.letter
    kind: letter
    names: {en: Letter, zh: 函}
    from: unknown
    in_force_on: 2022-06-01
    source: act
    article: "6"
    read: text
    mark: seen
    fields:
      - {names: {en: Title, zh: 标题}}
"""
SECOND = """\
  - id: tiny.notice
    kind: notice
    names: {en: New notice, zh: 新公告}
    from: 2021-01-01
    source: act
    article: "5"
    read: text
    mark: seen
    fields:
      - {names: {en: Number, zh: 编号}}
"""
MONEY = FORMS[FORMS.index("      - group:") : FORMS.index("  - id: tiny.letter")]

DEFECTS = {
    "a kind that is none": ("kind: notice", "kind: poster", "pack.unknown_word", 15),
    "a missing kind": ("    kind: notice\n", "", "pack.missing_field", 14),
    "a missing name": ("    names: {en: Notice, zh: 公告}\n", "", "pack.missing_field", 14),
    "a form without a source": ("    source: act\n", "", "pack.missing_field", 14),
    "a form without a first day": ("    from: 2020-01-01\n", "", "pack.missing_field", 14),
    "a form without fields": (
        "    fields:\n      - {names: {en: Title, zh: 标题}}\n",
        "",
        "pack.missing_field",
        34,
    ),
    "an empty list of fields": (
        "    fields:\n      - {names: {en: Title, zh: 标题}}\n",
        "    fields: []\n",
        "pack.missing_field",
        34,
    ),
    "a group without fields": (
        MONEY,
        "      - {group: {en: Money, zh: 资金}, fields: []}\n",
        "pack.missing_field",
        29,
    ),
    "a group without a name": (
        "      - group: {en: Money, zh: 资金}\n        mark",
        "      - mark",
        "pack.missing_field",
        29,
    ),
    "a field without a name": ("{names: {en: Number, zh: 编号}}", "{mark: seen}", "pack.missing_field", 27),
    "a field with one name alone": ("{en: Number, zh: 编号}", "{en: Number}", "pack.missing_field", 27),
    "a field twice by its Chinese name": ("{en: Name, zh: 名称}", "{en: Name, zh: 编号}", "pack.field_twice", 28),
    "a field twice by its English name": ("{en: Name, zh: 名称}", "{en: Number, zh: 名称}", "pack.field_twice", 28),
    "a field twice in two groups": ("{en: Ceiling, zh: 限价}", "{en: Number, zh: 编号}", "pack.field_twice", 33),
    "a mark of a field that is none": ("mark: known", "mark: sure", "pack.unknown_word", 28),
    "a mark of a group that is none": ("mark: unsure", "mark: sure", "pack.unknown_word", 30),
    "a key of a field that nobody knows": ("what: {en", "that: {en", "pack.unknown_field", 28),
    "a key of a form that nobody knows": ("    note:", "    notes:", "pack.unknown_field", 24),
    "fields read without a mark": ("{read: use, mark: secondary}", "{read: use}", "pack.missing_field", 23),
    "fields of another source": ("{read: use, mark", "{source: act, read: use, mark", "pack.unknown_field", 23),
    "fields read nowhere": ("{read: use, mark", "{read: uses, mark", "pack.unknown_code", 23),
    "an id given twice for the same days": ("id: tiny.letter", "id: tiny.notice", "pack.overlapping_periods", 34),
}


def written(folder: Path, text: str) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "pack.yaml").write_text(text, "utf-8")
    return folder


def test_the_tiny_forms_themselves_are_sound(tmp_path: Path) -> None:
    assert codes(lambda: compile_pack(written(tmp_path, FORMS))) == []


@pytest.mark.parametrize("defect", DEFECTS)
def test_a_defect_of_a_form_is_refused_with_its_line_and_alone(tmp_path: Path, defect: str) -> None:
    good, bad, code, row = DEFECTS[defect]
    assert good in FORMS
    folder = written(tmp_path, FORMS.replace(good, bad, 1))
    assert codes(lambda: compile_pack(folder)) == [(code, row)]


def test_a_field_bears_its_own_mark_else_its_groups_else_that_of_the_fields(tmp_path: Path) -> None:
    notice, letter = compile_pack(written(tmp_path, FORMS)).forms
    assert [field.mark for field in notice.fields] == [Mark.SECONDARY, Mark.KNOWN, Mark.UNSURE, Mark.SEEN]
    assert (notice.citation.mark, notice.fields_citation.mark) == (Mark.SEEN, Mark.SECONDARY)
    assert notice.fields_citation.read_in.en == "notices in use"
    assert notice.fields_citation.source == notice.citation.source
    assert letter.fields_citation == letter.citation
    assert [field.mark for field in letter.fields] == [Mark.SEEN]


def test_fields_keep_their_order_their_group_and_what_they_hold(tmp_path: Path) -> None:
    notice = compile_pack(written(tmp_path, FORMS)).forms[0]
    assert [field.names.zh for field in notice.fields] == ["编号", "名称", "预算", "限价"]
    assert [field.group.en if field.group else "" for field in notice.fields] == ["", "", "Money", "Money"]
    assert [field.what.en if field.what else "" for field in notice.fields] == ["", "In full.", "", ""]


def test_a_form_lends_the_common_fields_of_its_file(tmp_path: Path) -> None:
    lent = FORMS.replace('    source: act\n    article: "6"\n', "") + 'common: {source: act, article: "9"}\n'
    assert compile_pack(written(tmp_path, lent)).forms[1].citation.article.en == "9"


@pytest.mark.parametrize(
    ("day", "names"),
    [
        ("2020-12-31", ["Notice"]),
        ("2021-01-01", ["New notice"]),
        ("2022-05-31", ["New notice"]),
        ("2022-06-01", ["Letter", "New notice"]),
    ],
)
def test_the_rules_of_a_day_hold_the_forms_in_force_on_it(tmp_path: Path, day: str, names: list[str]) -> None:
    pack = compile_pack(written(tmp_path, FORMS + SECOND))
    rules = resolve((pack,), date.fromisoformat(day))
    assert [form.names.en for form in rules.forms] == names
    notice = rules.form("tiny.notice")
    assert notice is not None
    assert notice.names.en == names[-1]


def test_a_form_that_no_pack_holds_is_none(tmp_path: Path) -> None:
    rules = resolve((compile_pack(written(tmp_path, FORMS)),), date(2023, 1, 1))
    assert rules.form("tiny.letter") is not None
    assert rules.form("tiny.poster") is None


def test_forms_survive_their_plain_form(tmp_path: Path) -> None:
    pack = compile_pack(written(tmp_path, FORMS + SECOND))
    assert decode(Pack, plain(pack)) == pack
    assert len(pack.forms) == 3


def layer(level: str, id_: str) -> str:
    return FORMS.replace("id: tiny\n", "id: own\n").replace("level: law", f"level: {level}").replace("tiny.", f"{id_}.")


def test_a_unit_may_bring_forms_of_its_own(tmp_path: Path) -> None:
    base = compile_pack(written(tmp_path / "law", FORMS))
    own = load_layer(written(tmp_path / "unit", layer("unit", "own")), (base,))
    rules = resolve((base, own), date(2020, 6, 1))
    assert [form.id for form in rules.forms] == ["tiny.notice", "own.notice"]


def test_a_province_may_bring_forms_of_its_own(tmp_path: Path) -> None:
    base = compile_pack(written(tmp_path / "law", FORMS))
    assert len(compile_pack(written(tmp_path / "province", layer("law", "own")), (base,)).forms) == 2


def test_a_layer_cannot_take_the_id_of_a_form_below_it(tmp_path: Path) -> None:
    base = compile_pack(written(tmp_path / "law", FORMS))
    folder = written(tmp_path / "unit", layer("unit", "own").replace("own.letter", "tiny.letter"))
    assert codes(lambda: load_layer(folder, (base,))) == [("pack.duplicate_id", 34)]
