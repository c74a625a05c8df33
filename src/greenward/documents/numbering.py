"""The numbers of clauses: one way for every rendition, so that a reference to a clause holds in each."""

from collections.abc import Iterator
from dataclasses import dataclass

from greenward.documents.document import Block, Clause, Clauses
from greenward.terms.names import Language

_DIGITS = "零一二三四五六七八九"
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv", "xvi")


@dataclass(frozen=True, slots=True)
class Numbered:
    """A clause with its number, and the gap its language leaves after it; ``depth`` is 1 for the outermost."""

    depth: int
    number: str
    heading: str
    text: str

    @property
    def runs_in(self) -> bool:
        """Whether the text follows the heading on its line: deep clauses, and headings that end in a full stop."""
        return self.depth > 2 or self.heading.endswith(("。", "."))


@dataclass(frozen=True, slots=True)
class NumberedClauses:
    """Clauses that have their numbers, outer ones before their parts."""

    items: tuple[Numbered, ...]


def number_clauses(blocks: tuple[Block, ...], language: Language) -> Iterator[Block | NumberedClauses]:
    """Yield the blocks with their clauses numbered on from the first to the last."""
    first = 1
    for block in blocks:
        if isinstance(block, Clauses):
            yield NumberedClauses(tuple(_numbered(block.items, (), first, language)))
            first += len(block.items)
        else:
            yield block


def _numbered(
    clauses: tuple[Clause, ...], above: tuple[int, ...], first: int, language: Language
) -> Iterator[Numbered]:
    for at, clause in enumerate(clauses, start=first):
        path = (*above, at)
        number = clause_number(path, language) + ("" if language == "zh" else " ")
        yield Numbered(len(path), number, clause.heading, clause.text)
        yield from _numbered(clause.parts, path, 1, language)


def clause_number(path: tuple[int, ...], language: Language) -> str:
    """Return the number of the clause at ``path`` (counted from 1).

    Chinese after GB/T 9704-2012, 7.3.3: 一、 then （一） then 1. then （1）. English: 1. then 1.1 then (a) then (i).
    """
    at = path[-1]
    if language == "zh":
        return (f"{chinese_number(at)}、", f"（{chinese_number(at)}）", f"{at}.", f"（{at}）")[len(path) - 1]
    return (f"{at}.", ".".join(map(str, path)), f"({_letters(at)})", f"({_roman(at)})")[len(path) - 1]


def chinese_number(number: int) -> str:
    """Return a number from 1 to 99 as it is written before a clause; beyond that its digits."""
    tens, ones = divmod(number, 10)
    if not 0 < number < 100:
        return str(number)
    if tens == 0:
        return _DIGITS[ones]
    return ("" if tens == 1 else _DIGITS[tens]) + "十" + (_DIGITS[ones] if ones else "")


def _letters(number: int) -> str:
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters


def _roman(number: int) -> str:
    return _ROMAN[number - 1] if number <= len(_ROMAN) else str(number)
