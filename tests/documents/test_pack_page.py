"""The page of a pack holds every value of it, in both languages, with its dates, its source and its mark."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from greenward.documents.pack_page import collisions, marks, pack_page
from greenward.policy import Pack, known_packs, load_pack
from greenward.terms.names import Language
from greenward.terms.source import Citation
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
            yield entry.says.within(language) if entry.says else word, entry.citation
    for item in pack.lists:
        yield item.names.within(language), item.citation
    for calendar in pack.calendars:
        yield str(calendar.year), calendar.citation
    for channel in pack.channels:
        yield channel.names.within(language), channel.citation


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


def test_both_languages_have_the_same_tables() -> None:
    for id_ in known_packs():
        pages = [page(load_pack(id_), language) for language in ("en", "zh")]
        rows = [re.findall(r"^(## |\| )", text, re.MULTILINE) for text in pages]
        assert rows[0] == rows[1]


def test_the_six_codes_that_both_editions_use_for_different_things_are_told() -> None:
    found = {code: [category.id for category in meant] for code, meant in collisions(load_pack("cn"))}
    assert found["A02010104"] == ["desktop_computer", "server"]
    assert {"A02010105", "A02010108", "A02010109", "A02021001", "A02061808"} <= set(found)


def test_every_value_has_a_name_in_both_languages() -> None:
    values = [value for id_ in known_packs() for value in load_pack(id_).values]
    assert [value.key for value in values if value.names.en == value.key] == []


def test_the_count_of_each_mark_is_told() -> None:
    pack = load_pack("cn")
    text = page(pack, "en")
    for mark, count in marks(pack).items():
        assert f"| {say(f'mark.{mark.value}', 'en')} | {count} |" in text
