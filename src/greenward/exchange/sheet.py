"""One way to read a table from a file, CSV or XLSX: rows of text with the row numbers that a user sees."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from greenward.exchange.encoding import decode_text
from greenward.exchange.workbook_gate import inspect_workbook
from greenward.terms.problem import Place, Problem, ProblemsError

MOST_BYTES = 50_000_000
MOST_COLUMNS = 500
FEWEST_HEADINGS = 2
"""One text alone above wider rows is a title."""
FORMULA_SIGNS = ("=", "@")
HARMLESS = ("cell.formula", "workbook.hidden_row", "workbook.hidden_column", "workbook.merged_cells")
"""Defects of a workbook that do not stop its values from being read, so that all are told at once."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row's number in the file (the heading is row 1) and its cells as text."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file's headings and its rows; blank rows are left out. ``encoding`` is None for XLSX.

    ``problems`` are defects that do not stop the reading: formulas, hidden or merged cells. They are raised together
    with those of the cells.
    """

    file: str
    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    encoding: str | None
    problems: tuple[Problem, ...] = ()


def read_sheet(path: Path) -> Sheet:
    """Return the table in ``path`` (first sheet of an XLSX, or CSV in UTF-8 or GB18030).

    Raises ProblemsError with every defect of the file: no such file, unknown kind, mixed encodings, NUL
    bytes, formulas, hidden or merged cells, macros, links, sizes out of bounds.
    """
    place = Place(str(path))
    try:
        data = path.read_bytes() if path.is_file() and path.stat().st_size <= MOST_BYTES else b""
    except OSError as error:
        raise ProblemsError([Problem("file.unreadable", place, {"detail": error.strerror or ""})]) from error
    if not path.is_file():
        raise ProblemsError([Problem("file.is_folder" if path.is_dir() else "file.missing", place)])
    if path.stat().st_size > MOST_BYTES:
        raise ProblemsError([Problem("file.too_large", place, {"most": str(MOST_BYTES)})])
    if not data.strip():
        raise ProblemsError([Problem("file.empty", place)])
    if data.startswith(b"PK\x03\x04"):
        sheet = _from_workbook(path, data)
    elif data.startswith(b"\xd0\xcf\x11\xe0"):
        raise ProblemsError([Problem("file.old_excel", place)])
    else:
        sheet = _from_csv(path, data)
    if not any(sheet.headings):
        raise ProblemsError([Problem("file.no_heading", Place(str(path), 1))])
    if len(sheet.headings) > MOST_COLUMNS:
        raise ProblemsError([Problem("file.too_many_columns", place, {"most": str(MOST_COLUMNS)})])
    return sheet


def _from_csv(path: Path, data: bytes) -> Sheet:
    text, encoding = decode_text(str(path), data)
    problems: list[Problem] = []
    formulas: list[Problem] = []
    rows: list[Row] = []
    headings: tuple[str, ...] = ()
    csv.field_size_limit(MOST_BYTES)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    start = 1
    try:
        for cells in reader:
            if start == 1:
                headings = tuple(cell.strip() for cell in cells)
            elif any(cell.strip() for cell in cells):
                rows.append(Row(start, tuple(cell.strip() for cell in cells)))
                formulas += _formulas(path, start, cells, headings)
            start = reader.line_num + 1
    except csv.Error as error:
        problems.append(Problem("file.broken_csv", Place(str(path), start), {"detail": str(error)}))
    wide = [row.number for row in rows if any(row.cells[len(headings) :])]
    problems += _too_wide(str(path), headings, wide, len(rows))
    if problems:
        raise ProblemsError(problems)
    return Sheet(str(path), headings, tuple(rows), encoding, tuple(formulas))


def _too_wide(file: str, headings: tuple[str, ...], wide: Sequence[int], rows: int) -> list[Problem]:
    """Return that rows are wider than the headings: once, where a single text or none stands above most of them."""
    if sum(map(bool, headings)) < FEWEST_HEADINGS and len(wide) * 2 > rows:
        return [Problem("file.headings_below", Place(file, 1))]
    return [Problem("file.too_many_cells", Place(file, row), {"columns": str(len(headings))}) for row in wide]


def _formulas(path: Path, row: int, cells: list[str], headings: tuple[str, ...]) -> list[Problem]:
    return [
        Problem("cell.formula", Place(str(path), row, headings[at] if at < len(headings) else None))
        for at, cell in enumerate(cells)
        if cell.strip().startswith(FORMULA_SIGNS)
    ]


def _from_workbook(path: Path, data: bytes) -> Sheet:
    import python_calamine

    found = inspect_workbook(str(path), data)
    problems = [problem for problem in found if problem.code not in HARMLESS]
    if problems:
        raise ProblemsError(problems)
    try:
        workbook = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        table = workbook.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except BaseException as error:
        # A damaged part can make the reader, written in Rust, panic; that reaches Python below Exception.
        if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
            raise
        detail = type(error).__name__
        raise ProblemsError([Problem("file.broken_workbook", Place(str(path)), {"detail": detail})]) from error
    headings = tuple(_text(cell) for cell in table[0]) if table else ()
    while headings and not headings[-1]:
        headings = headings[:-1]
    rows, wide = [], []
    for number, cells in enumerate(table[1:], start=2):
        texts = tuple(_text(cell) for cell in cells)
        if any(texts[len(headings) :]):
            wide.append(number)
        if any(texts):
            rows.append(Row(number, texts[: len(headings)]))
    problems += _too_wide(str(path), headings, wide, len(rows))
    if problems:
        raise ProblemsError(problems)
    return Sheet(str(path), headings, tuple(rows), None, tuple(found))


def _text(cell: object) -> str:
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        return format(Decimal(repr(cell)).normalize(), "f")
    if isinstance(cell, datetime) and cell.time() == datetime.min.time():
        return cell.date().isoformat()
    if isinstance(cell, date | datetime):
        return cell.isoformat()
    return str(cell).strip()
