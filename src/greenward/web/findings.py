"""A finding as a page shows it, and as the record keeps what was shown."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from greenward.documents import wording
from greenward.documents.answer import finding_rows
from greenward.terms.finding import Finding, Question
from greenward.terms.names import Language
from greenward.texts import say

Ask = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Shown:
    """A finding in words; ``asks`` are the answers that its question takes, each with where it leads."""

    status: str
    word: str
    level: str
    sentence: str
    question: str
    rows: tuple[tuple[str, str], ...]
    asks: tuple[Ask, ...] = ()


def shown(finding: Finding, language: Language, lead: Callable[[Question, str], str] | None = None) -> Shown:
    """Return a finding in a language; ``lead`` gives where an answer to its question leads."""
    return Shown(
        status=finding.status.name.lower(),
        word=wording.status(finding, language),
        level=say(f"level.{finding.level.value}", language),
        sentence=wording.grounds(finding, language),
        question=wording.fact_asked_for(finding, language),
        rows=finding_rows(finding, language),
        asks=tuple(_asks(finding, language, lead)) if lead is not None else (),
    )


def kept_words(finding: Finding) -> dict[str, Any]:
    """Return the finding's words in both languages as JSON data, as a record keeps them."""
    found: dict[str, Any] = {}
    for language in ("en", "zh"):
        words = shown(finding, language)
        found[language] = {
            "word": words.word,
            "level": words.level,
            "sentence": words.sentence,
            "question": words.question,
            "rows": [list(row) for row in words.rows],
        }
    return found


def from_words(status: str, words: dict[str, Any]) -> Shown:
    """Return what a record kept in one language."""
    rows = tuple((label, text) for label, text in words["rows"])
    return Shown(status, words["word"], words["level"], words["sentence"], words["question"], rows)


def _asks(finding: Finding, language: Language, lead: Callable[[Question, str], str]) -> Iterator[Ask]:
    asked = finding.question
    if asked is not None:
        for value, label in wording.answers_to(finding, language):
            yield lead(asked, value), label
