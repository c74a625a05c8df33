"""The page of a pack holds every value of it, in both languages, with its dates, its source and its mark."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from greenward.documents.pack_page import collisions, marks, pack_page
from greenward.policy import Pack, known_packs, load_pack
from greenward.policy.pack import Form
from greenward.terms.names import Language
from greenward.terms.source import Citation, Mark
from greenward.texts import say


def page(pack: Pack, language: Language) -> str:
    return pack_page(pack, (load_pack(pack.upon),) if pack.upon else (), language)


def entries(pack: Pack, language: Language) -> Iterator[tuple[str, Citation]]:
    """Every entry of a pack: something of its own that must stand on a line, and its citation."""
    for rule in pack.rules:
        for version in rule.versions:
            yield f"| {rule.row}", version.citations[0]
    for value in pack.values:
        for entry in value.entries:
            word = say(f"choice.{entry.value}", language) if entry.value in ("yes", "no") else entry.value
            word = f"{float(word) * 100:g} %" if value.unit == "share" else word
            yield entry.says.within(language) if entry.says else word, entry.citation
    for item in pack.lists:
        yield item.names.within(language), item.citation
    for calendar in pack.calendars:
        yield str(calendar.year), calendar.citation
    for channel in pack.channels:
        yield channel.names.within(language), channel.citation
    for form in pack.forms:
        yield form.names.within(language), form.citation
        yield form.names.within(language), form.fields_citation


def missing_fields(pack: Pack, text: str, language: Language) -> list[str]:
    """Return the fields that have no row of their own, with part, content and mark, below their form's heading."""
    found = []
    for form in pack.forms:
        heading = f"\n### {form.names.within(language)}\n"
        below = text.partition(heading)[2].partition("\n##")[0].split("\n")
        for field in form.fields:
            part, what = (said.within(language) if said else "—" for said in (field.group, field.what))
            row = (field.names.within(language), part, what, say(f"mark.{field.mark.value}", language))
            if f"| {' | '.join(row)} |" not in below:
                found.append(row[0])
    return found


def missing_remarks(pack: Pack, text: str, language: Language) -> list[str]:
    """Return the notes, doubts and days of forms that do not stand in the form's row."""
    found = []
    for form in pack.forms:
        name = form.names.within(language)
        row = next((line for line in text.split("\n") if line.startswith(f"| {name} | ")), "")
        wanted = [said.within(language) for said in (form.note, form.doubt) if said is not None]
        wanted += [str(form.period.start or form.period.evidenced)]
        found += [part for part in wanted if part not in row]
    return found


def missing(pack: Pack, text: str, language: Language) -> list[str]:
    lines = [line for line in text.split("\n") if line.startswith("| ")]
    found = []
    for own, citation in entries(pack, language):
        mark = say(f"mark.{citation.mark.value}", language)
        wanted = (own, citation.source.number, mark, str(citation.read_on))
        if not any(all(part in line for part in wanted) for line in lines):
            found.append(own)
    return found


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("id_", known_packs())
def test_every_entry_stands_on_the_page(id_: str, language: Language) -> None:
    pack = load_pack(id_)
    assert missing(pack, page(pack, language), language) == []


def test_an_entry_that_is_not_on_the_page_would_be_missed() -> None:
    pack = load_pack("cn-ha")
    shorter = replace(pack, values=pack.values[1:])
    assert missing(pack, page(shorter, "en"), "en") != []


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_form_stands_on_the_page_with_its_fields_and_remarks(language: Language) -> None:
    pack = load_pack("cn")
    text = page(pack, language)
    assert len(pack.forms) > 20
    assert missing_fields(pack, text, language) == []
    assert missing_remarks(pack, text, language) == []


def changed(pack: Pack, id_: str, **by: object) -> Pack:
    forms = tuple(replace(form, **by) if form.id == id_ else form for form in pack.forms)  # type: ignore[arg-type]
    return replace(pack, forms=forms)


def test_a_form_a_field_a_mark_or_a_doubt_that_is_not_on_the_page_would_be_missed() -> None:
    pack = load_pack("cn")
    card: Form = next(form for form in pack.forms if form.id == "cn.table.asset_card")
    without = replace(pack, forms=tuple(form for form in pack.forms if form is not card))
    assert "Asset card" in missing(pack, page(without, "en"), "en")
    shorter = changed(pack, card.id, fields=card.fields[1:])
    assert missing_fields(pack, page(shorter, "en"), "en") == ["Asset number"]
    surer = changed(pack, card.id, fields=(replace(card.fields[0], mark=Mark.SEEN), *card.fields[1:]))
    assert missing_fields(pack, page(surer, "en"), "en") == ["Asset number"]
    bolder = changed(pack, card.id, doubt=None)
    assert missing_remarks(pack, page(bolder, "en"), "en") == [card.doubt.en if card.doubt else ""]


def test_both_languages_have_the_same_tables() -> None:
    for id_ in known_packs():
        pages = [page(load_pack(id_), language) for language in ("en", "zh")]
        rows = [re.findall(r"^(##+ |\| )", text, re.MULTILINE) for text in pages]
        assert rows[0] == rows[1]


def test_the_six_codes_that_both_editions_use_for_different_things_are_told() -> None:
    found = {code: [category.id for category in meant] for code, meant in collisions(load_pack("cn"))}
    assert found["A02010104"] == ["desktop_computer", "server"]
    assert {"A02010105", "A02010108", "A02010109", "A02021001", "A02061808"} <= set(found)


def test_every_value_has_a_name_in_both_languages() -> None:
    values = [value for id_ in known_packs() for value in load_pack(id_).values]
    assert [value.key for value in values if value.names.en == value.key] == []


def test_forms_and_their_fields_are_counted_by_mark() -> None:
    pack = load_pack("cn")
    without = marks(replace(pack, forms=()))
    told = [mark for form in pack.forms for mark in (form.citation.mark, *(field.mark for field in form.fields))]
    assert {mark: marks(pack)[mark] - without[mark] for mark in Mark} == {mark: told.count(mark) for mark in Mark}


def test_the_count_of_each_mark_is_told() -> None:
    pack = load_pack("cn")
    text = page(pack, "en")
    for mark, count in marks(pack).items():
        assert f"| {say(f'mark.{mark.value}', 'en')} | {count} |" in text


def test_a_chinese_page_has_full_width_brackets_and_colons() -> None:
    """Addresses and the names of files keep their own; what stands between our words does not."""
    half = re.compile(r"[\u4e00-\u9fff`] \(|[\u4e00-\u9fff`\d]: |\((?!\d{4}-\d\d-\d\d\)\.md)")
    for id_ in known_packs():
        found = [line for line in page(load_pack(id_), "zh").split("\n") if half.search(line)]
        assert found == []
    assert half.search("| 打印机 (激光) |")
    assert half.search("打印技术: 激光")


def test_a_share_is_a_percentage_on_the_page_and_in_a_rule() -> None:
    text = page(load_pack("cn"), "zh")
    assert "占年度采购总量的比例原则上不低于30 %" in text
    assert "| 71.5 % |" in text
    assert "（比例）" not in text
