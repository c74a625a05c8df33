"""The gate that every XLSX passes before its values are read: what the value reader cannot see is refused here."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, iterparse

from greenward.terms.problem import Place, Problem

MOST_PARTS = 2_000
MOST_TOTAL = 100_000_000
MOST_RATIO = 200
RATIO_FROM = 1_000_000
MOST_CELLS = 5_000_000
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml$")
_CELL = re.compile(r"\$?([A-Z]{1,4})\$?(\d{1,8})", re.ASCII)

_BROKEN = (
    ParseError,
    DefusedXmlException,
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    KeyError,
    ValueError,
    NotImplementedError,
    RuntimeError,
)
"""What the standard library raises on a damaged archive or part."""


class _TooMuchError(Exception):
    """A part holds more than the archive's directory declared."""


def inspect_workbook(file: str, data: bytes) -> list[Problem]:
    """Return what forbids reading the workbook: sizes, macros, links, entities, formulas, hidden or merged cells.

    Sizes are checked in the directory first and counted again while reading, since a directory can lie.
    """
    place = Place(file)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _BROKEN:
        return [Problem("file.broken_workbook", place, {"detail": "not a zip archive"})]
    with archive:
        problems = list(_directory(place, archive))
        if problems:
            return problems
        try:
            return list(_contents(file, archive))
        except _TooMuchError:
            return [Problem("workbook.too_large", place, {"most": str(MOST_TOTAL)})]
        except _BROKEN as error:
            return [Problem("file.broken_workbook", place, {"detail": type(error).__name__})]


def _directory(place: Place, archive: zipfile.ZipFile) -> Iterator[Problem]:
    parts = archive.infolist()
    if len(parts) > MOST_PARTS:
        yield Problem("workbook.too_many_parts", place, {"most": str(MOST_PARTS)})
    if sum(part.file_size for part in parts) > MOST_TOTAL or any(_bomb(part) for part in parts):
        yield Problem("workbook.too_large", place, {"most": str(MOST_TOTAL)})
    names = [part.filename.casefold() for part in parts]
    if any(name.endswith("vbaproject.bin") for name in names):
        yield Problem("workbook.macros", place)
    if any("externallinks/" in name for name in names):
        yield Problem("workbook.links", place)
    if "xl/workbook.xml" not in names:
        yield Problem("file.broken_workbook", place, {"detail": "xl/workbook.xml"})


def _bomb(part: zipfile.ZipInfo) -> bool:
    return part.file_size > RATIO_FROM and part.file_size > MOST_RATIO * max(part.compress_size, 1)


def _contents(file: str, archive: zipfile.ZipFile) -> Iterator[Problem]:
    with _open(archive, "xl/workbook.xml") as stream:
        for _, element in iterparse(stream, forbid_dtd=True):
            if element.tag == f"{_MAIN}sheet" and element.get("state", "visible") != "visible":
                yield Problem("workbook.hidden_sheet", Place(file), {"sheet": element.get("name", "")})
    sheets = [name for name in archive.namelist() if _SHEET.match(name)]
    if len(sheets) > 1:
        yield Problem("workbook.several_sheets", Place(file), {"sheets": str(len(sheets))})
    for name in sheets:
        with _open(archive, name) as stream:
            yield from _worksheet(file, stream)


def _worksheet(file: str, stream: IO[bytes]) -> Iterator[Problem]:
    last_row = last_column = 1
    for _, element in iterparse(stream, forbid_dtd=True):
        tag = element.tag.removeprefix(_MAIN)
        if tag == "dimension" and _area(element.get("ref", "")) > MOST_CELLS:
            yield Problem("workbook.declares_too_much", Place(file), {"range": element.get("ref", "")})
            return
        if tag == "c":
            reference = element.get("r", "A1")
            row, at = _position(reference)
            last_row, last_column = max(last_row, row), max(last_column, at)
            if not (0 < row <= LAST_ROW and 0 < at <= LAST_COLUMN) or last_row * last_column > MOST_CELLS:
                yield Problem("workbook.declares_too_much", Place(file), {"range": reference})
                return
            if element.find(f"{_MAIN}f") is not None:
                yield Problem("cell.formula", _cell(file, reference))
        elif tag == "row":
            if element.get("hidden") in ("1", "true") or _is_zero(element.get("ht")):
                yield Problem("workbook.hidden_row", Place(file, int(element.get("r", "0"))))
            element.clear()
        elif tag == "col" and (element.get("hidden") in ("1", "true") or _is_zero(element.get("width"))):
            column = _letters(int(element.get("min", "1")))
            yield Problem("workbook.hidden_column", Place(file, column=column))
        elif tag == "mergeCell":
            yield Problem(
                "workbook.merged_cells", _cell(file, element.get("ref", "")), {"range": element.get("ref", "")}
            )


def _is_zero(size: str | None) -> bool:
    """Return whether a height or width is stated and hides what it belongs to."""
    return size is not None and float(size) <= 0


def _open(archive: zipfile.ZipFile, name: str) -> IO[bytes]:
    """Return a part as a stream that ends in an error where it holds more than allowed."""
    with archive.open(name) as part:
        data = part.read(MOST_TOTAL + 1)
    if len(data) > MOST_TOTAL:
        raise _TooMuchError
    return io.BytesIO(data)


def _area(reference: str) -> int:
    """Return how many cells a range such as A1:D20 holds, counted from the sheet's corner."""
    row, column = _position(reference.partition(":")[2] or reference)
    return row * column


def _position(reference: str) -> tuple[int, int]:
    """Return row and column of a cell such as B7; zero where it is none."""
    found = _CELL.fullmatch(reference)
    return (int(found[2]), _column(found[1])) if found else (0, 0)


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _letters(number: int) -> str:
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _cell(file: str, reference: str) -> Place:
    found = _CELL.match(reference)
    return Place(file, int(found[2]), found[1]) if found else Place(file)
