"""A table as its publisher offers it: rows by the publisher's own headings, figures read strictly."""

import hashlib
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from greenward.exchange.sheet import read_sheet
from greenward.terms.problem import Place, Problem, ProblemsError

_FIGURE = re.compile(r"-?\d{1,12}(\.\d{1,25})?([eE]-?\d{1,2})?", re.ASCII)
_YEAR = re.compile(r"(?:19|20)\d{2}", re.ASCII)


@dataclass(frozen=True, slots=True)
class PublishedRow:
    """A row: its number in the file and its cells by heading, in the words of our own reading."""

    number: int
    cells: Mapping[str, str]

    def text(self, heading: str) -> str:
        """Return a cell's text; empty where the file has no such column."""
        return self.cells.get(heading, "")

    def figure(self, heading: str) -> Decimal | None:
        """Return a cell's number; None where it is empty or no plain number."""
        text = self.text(heading)
        return Decimal(text) if _FIGURE.fullmatch(text) else None

    def year(self, heading: str) -> int | None:
        """Return a cell's year; None where it is empty or no year."""
        text = self.text(heading)
        return int(text) if _YEAR.fullmatch(text) else None


@dataclass(frozen=True, slots=True)
class PublishedTable:
    """A file's headings as written, its rows, and the SHA-256 of the file."""

    file: str
    file_hash: str
    headings: tuple[str, ...]
    rows: tuple[PublishedRow, ...]


def read_published(path: Path, name: str, required: Mapping[str, Sequence[str]]) -> PublishedTable:
    """Return the table in ``path``, whose rows speak of each column by the key of ``required``.

    ``required`` lists for each key what the publisher has called the column; case, blanks and underscores do not
    matter. Other columns are kept under their own heading. ``name`` is the set's name for the problem. Raises
    ProblemsError where the file cannot be read, is another table, has a column twice, or has no rows.
    """
    sheet = read_sheet(path)
    if sheet.problems:
        raise ProblemsError(sheet.problems)
    plain = [_plain(heading) for heading in sheet.headings]
    twice = sorted({own for own in plain if own and plain.count(own) > 1})
    if twice:
        raise ProblemsError([Problem("file.column_twice", Place(str(path), 1, own)) for own in twice])
    known = {_plain(word): key for key, words in required.items() for word in words}
    keys = [known.get(own, heading) for own, heading in zip(plain, sheet.headings, strict=True)]
    missing = [words[0] for key, words in required.items() if key not in keys]
    if missing:
        raise ProblemsError([Problem("set.not_it", Place(str(path), 1), {"name": name, "missing": ", ".join(missing)})])
    if not sheet.rows:
        raise ProblemsError([Problem("file.no_rows", Place(str(path)))])
    rows = tuple(PublishedRow(row.number, dict(zip(keys, row.cells, strict=False))) for row in sheet.rows)
    return PublishedTable(path.name, hashlib.sha256(path.read_bytes()).hexdigest(), sheet.headings, rows)


def _plain(heading: str) -> str:
    return re.sub(r"[\s_]+", " ", unicodedata.normalize("NFKC", heading)).casefold().strip()
