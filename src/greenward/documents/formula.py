"""Live formulas of a workbook: our own words for them, and the check that nothing else becomes one.

A formula is arithmetic over named cells and columns, numbers and a closed list of functions. ``[2]`` is the cell of
the same row in column 2 (counted from 0), ``[2:]`` that column from the first row to the last that is no total. There
is no way to write text, another file, another program or a sheet's address into it.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

FUNCTIONS = frozenset(
    (
        *("ABS", "AVERAGE", "COUNT", "EXP", "IF", "INDEX", "LN", "MATCH", "MAX"),
        *("MIN", "MOD", "NPV", "PMT", "PV", "ROUND", "SQRT", "SUM", "SUMPRODUCT"),
    )
)
MOST_SIGNS = 1_000
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,60}", re.ASCII)
_CELL_LIKE = re.compile(r"[A-Za-z]{1,3}[0-9]+|[Rr]([0-9]*|[0-9]*[Cc][0-9]*)|[Cc][0-9]*", re.ASCII)
_TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+(?:\.\d+)?)|(?P<word>[A-Za-z_][A-Za-z0-9_]*)(?P<call>\()?"
    r"|\[(?P<column>\d+)(?P<whole>:)?\]|(?P<sign><=|>=|<>|[-+*/^(),<>=]))",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a formula stands: its row, and the first and last row of the column's figures, counted from 0."""

    row: int
    first: int
    last: int


def check_names(names: Iterable[str]) -> frozenset[str]:
    """Return the names; raises ValueError for one that a spreadsheet would not take, or that is given twice."""
    seen: set[str] = set()
    for name in names:
        if not _NAME.fullmatch(name) or _CELL_LIKE.fullmatch(name):
            raise ValueError(f"no name for a cell: {name}")
        if name.casefold() in seen:
            raise ValueError(f"two cells are named {name}")
        seen.add(name.casefold())
    return frozenset(seen)


def excel_formula(formula: str, place: Place, names: frozenset[str]) -> str:
    """Return the formula as Excel and LibreOffice read it; raises ValueError for whatever it may not hold.

    ``names`` are the named cells of the whole workbook, in lower case.
    """
    if len(formula) > MOST_SIGNS:
        raise ValueError(f"a formula has at most {MOST_SIGNS} signs")
    parts, at, depth, wants = ["="], 0, 0, True
    text = formula.strip()
    while at < len(text):
        found = _TOKEN.match(text, at)
        if found is None:
            raise ValueError(f"no formula of ours: {formula} (at {text[at : at + 10]})")
        parts.append(_part(found, formula, place, names))
        at, (step, wants) = found.end(), _order(found, wants, formula)
        depth += step
        if depth < 0 or (not depth and found["sign"] == ","):
            raise ValueError(f"no formula of ours: {formula} (its brackets)")
    if depth or wants:
        raise ValueError(f"no formula of ours: {formula} (it is not finished)")
    return "".join(parts)


def _order(found: re.Match[str], wants: bool, formula: str) -> tuple[int, bool]:
    """Return how many brackets a sign opens, and whether a value must follow; ``wants``: one must stand here."""
    sign = found["sign"]
    opens = bool(found["call"]) or sign == "("
    value = opens or sign is None
    if value is not wants and sign not in ("+", "-"):  # these two stand before a value and between two
        raise ValueError(f"no formula of ours: {formula} (at {found[0].strip()})")
    if opens:
        return 1, True
    return (-1, False) if sign == ")" else (0, sign is not None)


def _part(found: re.Match[str], formula: str, place: Place, names: frozenset[str]) -> str:
    word = found["word"]
    if word and found["call"]:
        if word not in FUNCTIONS:
            raise ValueError(f"no function of ours in {formula}: {word}")
        return f"{word}("
    if word:
        if word.casefold() not in names:
            raise ValueError(f"no cell is named {word}, in {formula}")
        return word
    if found["column"]:
        letters = column_letters(int(found["column"]))
        if found["whole"]:
            return f"{letters}{place.first + 1}:{letters}{place.last + 1}"
        return f"{letters}{place.row + 1}"
    return found["number"] or found["sign"]


def column_letters(column: int) -> str:
    """Return the letters of a column counted from 0: 0 is A, 26 is AA."""
    letters, number = "", column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
