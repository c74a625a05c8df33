"""A category by its exact name or its code in an edition."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from greenward.terms.category import Attributes, Category, CategoryCode
from greenward.terms.finding import Question, Reason
from greenward.terms.line import Line
from greenward.terms.source import Mark

SHORTEST_STEM = 3


class Lookup(Enum):
    """How a look-up ended."""

    FOUND = "found"
    SEVERAL = "several"
    NEAR = "near"
    NO_EDITION = "no edition"
    UNKNOWN_EDITION = "unknown edition"
    OTHER_EDITION = "other edition"
    NOT_LISTED = "not listed"
    UNKNOWN_WORDS = "unknown words"
    ITEM_AND_CODE = "item and code disagree"
    NOT_A_PRODUCT = "not a product"


@dataclass(frozen=True, slots=True)
class Found:
    """The outcome, the categories concerned (one where FOUND) and what the name or code already settles.

    ``reason`` and ``question`` are those of free words: why this, and what would decide.
    """

    outcome: Lookup
    categories: tuple[Category, ...] = ()
    attributes: Attributes = ()
    mark: Mark = Mark.SEEN
    reason: Reason | None = None
    question: Question | None = None


def lookup(line: Line, categories: tuple[Category, ...], group: int) -> Found:
    """Return which category ``line`` means; codes whose first ``group`` signs agree stand in one group.

    A code decides where it is given. In an edition a code means its own entry, or the entry whose code it
    extends; a code above several entries is SEVERAL; one that stands beside an entry in the same group, where
    the list of entries may not be complete, is NEAR; one that is an entry of another edition alone is OTHER_EDITION.
    """
    if line.code is None:
        return _by_words(line.words, categories)
    if not line.code.edition:
        return _without_edition(line.code.value, categories)
    if line.words:
        named = _by_words(line.words, categories)
        coded = lookup(Line(code=line.code), categories, group)
        if named.outcome is Lookup.FOUND and named.categories != coded.categories:
            return Found(Lookup.ITEM_AND_CODE, (*named.categories, *coded.categories))
        return coded
    known = [
        (category, item)
        for category in categories
        for item in category.codes
        if item.code.edition == line.code.edition and (not line.code.scheme or item.code.scheme == line.code.scheme)
    ]
    found = _by_code(line.code.value, known, group) if known else Found(Lookup.UNKNOWN_EDITION)
    elsewhere = _meant(line.code.value, categories) if found.outcome is Lookup.NOT_LISTED else ()
    return Found(Lookup.OTHER_EDITION, elsewhere) if elsewhere else found


def normal(words: str) -> str:
    """Return ``words`` in the form in which names are compared: NFKC, folded, without blanks."""
    return "".join(unicodedata.normalize("NFKC", words).casefold().split())


def _by_words(words: str, categories: tuple[Category, ...]) -> Found:
    wanted = normal(words)
    for category in categories:
        for item in category.words:
            if normal(item.word) == wanted:
                return Found(Lookup.FOUND, (category,), item.attributes)
        if wanted in (category.id, normal(category.names.en), normal(category.names.zh)):
            return Found(Lookup.FOUND, (category,))
    return Found(Lookup.UNKNOWN_WORDS)


def _without_edition(value: str, categories: tuple[Category, ...]) -> Found:
    return Found(Lookup.NO_EDITION, _meant(value, categories))


def _meant(value: str, categories: tuple[Category, ...]) -> tuple[Category, ...]:
    """Return the categories of which a code is an entry in any edition."""
    return tuple(c for c in categories if any(item.code.value == value for item in c.codes))


def _by_code(value: str, known: list[tuple[Category, CategoryCode]], group: int) -> Found:
    for category, item in known:
        if item.code.value == value:
            return Found(Lookup.FOUND, (category,), item.attributes, item.mark)
    above = [(c, item) for c, item in known if value.startswith(_stem(item.code.value))]
    if above:
        category, item = max(above, key=lambda pair: len(_stem(pair[1].code.value)))
        return Found(Lookup.FOUND, (category,), item.attributes, item.mark)
    below = _categories(c for c, item in known if item.code.value.startswith(_stem(value)))
    if below:
        return Found(Lookup.SEVERAL, below)
    near = _categories(c for c, item in known if item.code.value[:group] == value[:group])
    return Found(Lookup.NEAR, near) if near else Found(Lookup.NOT_LISTED)


def _stem(value: str) -> str:
    """Return a code without the zeros that only fill it up to the scheme's length."""
    stem = value
    while len(stem) > SHORTEST_STEM and stem.endswith("00"):
        stem = stem[:-2]
    return stem


def _categories(found: Iterable[Category]) -> tuple[Category, ...]:
    return tuple(dict.fromkeys(found))
