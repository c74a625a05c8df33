"""How units, lists of names and shares read in each language."""

from datetime import date

import pytest

from greenward.policy import deadline
from greenward.terms.names import Language
from greenward.texts import say_reason
from support import rules_of


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
