"""How units, lists of names and shares read in each language."""

from datetime import date

import pytest

from greenward.policy import deadline
from greenward.terms.names import Language, Names
from greenward.texts import say, say_reason
from support import greenward, rules_of


@pytest.mark.parametrize(
    ("key", "language", "sentence"),
    [
        ("challenge", "zh", "自2026-03-02起7个工作日：2026-03-11。"),
        ("bid_preparation", "zh", "自2026-03-02起20日：2026-03-23。"),
        ("clarification", "zh", "2026-03-02前15日：2026-02-15。"),
        ("challenge", "en", "7 working days from 2026-03-02: 2026-03-11."),
        ("clarification", "en", "15 days before 2026-03-02: 2026-02-15."),
    ],
)
def test_a_deadline_says_its_unit_in_the_language(key: str, language: Language, sentence: str) -> None:
    found = deadline(key, date(2026, 3, 2), rules_of("2026-03-02"))
    assert say_reason(found.reason, language) == sentence


PLAIN, INNER = Names("Chair", "椅凳类"), Names("Sealants, fillers", "密封用填料、类似品")


@pytest.mark.parametrize(
    ("language", "plain", "inner"),
    [("zh", "椅凳类、椅凳类", "椅凳类；密封用填料、类似品"), ("en", "Chair, Chair", "Chair; Sealants, fillers")],
)
def test_names_that_hold_an_enumeration_are_parted_by_semicolons(language: Language, plain: str, inner: str) -> None:
    assert plain in say("reason.several", language, categories=(PLAIN, PLAIN))
    assert inner in say("reason.several", language, categories=(PLAIN, INNER))


@pytest.mark.parametrize(("language", "sentence"), [("zh", "原则上不低于30 %（"), ("en", "at least 30 % are to be")])
def test_a_share_reads_as_a_percentage(language: Language, sentence: str) -> None:
    said = greenward("check", "轿车", "--on", "2026-11-20", "--lang", language)
    assert sentence in said.out
    assert "0.3" not in said.out
