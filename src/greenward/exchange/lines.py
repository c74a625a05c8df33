"""A department's list, row by row: a CSV of any length is never held whole."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from greenward.exchange.columns import LINES, Column
from greenward.exchange.encoding import detect_encoding
from greenward.exchange.sheet import MOST_COLUMNS, read_sheet
from greenward.exchange.table import match_headings
from greenward.terms.problem import Place, Problem, ProblemsError

MOST_BYTES = 4_000_000_000
MOST_FIELD = 100_000
BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class LineList:
    """The headings of a list, our column at each known position, and its rows with their numbers in the file.

    A row is as long as the headings. What stops the reading of a CSV is raised when that row is reached.
    """

    file: str
    headings: tuple[str, ...]
    columns: dict[int, Column]
    rows: Iterable[tuple[int, list[str]]]


def read_lines(path: Path, told_by: tuple[str, ...] = ("item", "code")) -> LineList:
    """Return the list in ``path``, CSV or XLSX, with one of the columns that may tell what a row is about.

    Raises ProblemsError for what makes the file unreadable, at once or, in a CSV, when that row is reached.
    """
    if path.suffix.casefold() == ".csv" and path.is_file():
        return _from_csv(path, told_by)
    sheet = read_sheet(path)
    if sheet.problems:
        raise ProblemsError(sheet.problems)
    columns = _columns(sheet.file, sheet.headings, told_by)
    width = len(sheet.headings)
    rows = ((row.number, [*row.cells, *[""] * (width - len(row.cells))]) for row in sheet.rows)
    return LineList(sheet.file, sheet.headings, columns, rows)


def _from_csv(path: Path, told_by: tuple[str, ...]) -> LineList:
    file = str(path)
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise ProblemsError([Problem("file.too_large", Place(file), {"most": str(MOST_BYTES)})])
        encoding = detect_encoding(file, lambda: _blocks(path))
    except OSError as error:
        raise ProblemsError([Problem("file.unreadable", Place(file), {"detail": error.strerror or ""})]) from error
    rows = _rows(path, "utf-8-sig" if encoding == "UTF-8" else encoding)
    headings = tuple(cell.strip() for cell in next(rows, (1, []))[1])
    if not any(headings):
        raise ProblemsError([Problem("file.no_heading" if size else "file.empty", Place(file, 1))])
    if len(headings) > MOST_COLUMNS:
        raise ProblemsError([Problem("file.too_many_columns", Place(file), {"most": str(MOST_COLUMNS)})])
    return LineList(file, headings, _columns(file, headings, told_by), rows)


def _columns(file: str, headings: tuple[str, ...], told_by: tuple[str, ...]) -> dict[int, Column]:
    columns, problems = match_headings(file, headings, LINES)
    if not problems and not set(told_by) & {column.key for column in columns.values()}:
        problems = [Problem("file.no_item_column", Place(file, 1), {"seen": headings})]
    if problems:
        raise ProblemsError(problems)
    return columns


def _blocks(path: Path) -> Iterator[bytes]:
    """Yield the file as blocks of whole lines."""
    with path.open("rb") as stream:
        while block := stream.read(BLOCK):
            yield block + stream.readline()


def _rows(path: Path, encoding: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the headings and then each row in their width; blank rows are left out, a longer one is refused."""
    csv.field_size_limit(MOST_FIELD)
    width = 0
    with path.open(encoding=encoding, newline="") as stream:
        reader = csv.reader(stream, strict=True)
        start = 1
        try:
            for cells in reader:
                number, start = start, reader.line_num + 1
                if len(cells) != width:
                    if width and any(cell.strip() for cell in cells[width:]):
                        problem = Problem("file.too_many_cells", Place(str(path), number), {"columns": str(width)})
                        raise ProblemsError([problem])
                    width = width or len(cells)
                    cells = [*cells[:width], *[""] * (width - len(cells))]
                if number == 1 or cells[0].strip() or any(map(str.strip, cells)):
                    yield number, cells
        except csv.Error as error:
            problem = Problem("file.broken_csv", Place(str(path), start), {"detail": str(error)})
            raise ProblemsError([problem]) from error
