"""A document's tables as an XLSX workbook: numbers as numbers, formulas live, text never taken for a formula."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, time
from typing import Any

import xlsxwriter

from greenward.documents.document import Document, Note, Paragraph, Tone
from greenward.documents.formula import Place, check_names, column_letters, excel_formula
from greenward.documents.layout import columns_of, lines_of
from greenward.documents.signing import signing_note
from greenward.documents.table import Cell, Figure, TableView
from greenward.documents.wording import SPACE
from greenward.texts import say

WIDEST, LINE, A4 = 36, 15, 9
HIGHEST = 409
"""Points that Excel allows a row."""
COVER_TEXT, COVER_VALUE, HEAD = 72, 24, 2
_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")


def document_workbook(document: Document) -> bytes:
    """Return every table of the document as a workbook, one sheet a table, behind a sheet that says what it is.

    A figure with a name becomes a named cell of the whole workbook, one with a formula a live cell that holds its
    value of today. Raises ValueError where a formula asks for a cell that no figure is named after.
    """
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"title": document.title, "created": datetime.combine(document.day, time())})
        pen = _Pen(book, say("table.unknown", document.language), check_names(_names(document)))
        used = {_cover(pen, document).casefold()}
        banners = SPACE[document.language].join(document.banners)
        for view in document.views:
            name = _sheet_name(view.caption, view.key, used)
            sheet = book.add_worksheet(name)
            sheet.write_string(0, 0, view.caption, pen.form(bold=True))
            note = SPACE[document.language].join(part for part in (banners, view.note) if part)
            _write_note(pen, sheet, note, view)
            _fill(pen, sheet, name, view)
            _name_columns(book, name, view)
            _lay_out(sheet, view)
    return made.getvalue()


@dataclass
class _Pen:
    """What writes cells: the book, its formats made once each, and the names of all its cells."""

    book: Any
    unknown: str
    names: frozenset[str]
    forms: dict[tuple[tuple[str, object], ...], Any] = field(default_factory=dict)

    def form(self, **properties: object) -> Any:
        """Return the format with these properties."""
        key = tuple(sorted(properties.items()))
        if key not in self.forms:
            self.forms[key] = self.book.add_format({"text_wrap": True, "valign": "top", **properties})
        return self.forms[key]

    def head(self) -> Any:
        """Return the format of a heading."""
        return self.form(bold=True, bg_color="#F3F7F5", border=1)

    def write(self, sheet: Any, sheet_name: str, place: Place, column: int, cell: Cell, total: bool = False) -> None:
        """Write one cell: text as text, a figure as number or live formula, under its name where it has one."""
        bold: dict[str, object] = {"bold": True} if total else {}
        if not isinstance(cell, Figure):
            if cell:
                sheet.write_string(place.row, column, cell, self.form(**bold))
            else:
                sheet.write_blank(place.row, column, None, self.form(**bold))
            return
        if cell.name:
            quoted = sheet_name.replace("'", "''")
            self.book.define_name(cell.name, f"='{quoted}'!${column_letters(column)}${place.row + 1}")
        if cell.value is None:
            sheet.write_string(place.row, column, cell.text(self.unknown), self.form(align="right", **bold))
            return
        form = self.form(num_format=_number_format(cell), **bold, **_input(cell))
        if cell.formula:
            live = excel_formula(cell.formula, place, self.names)
            sheet.write_formula(place.row, column, live, form, float(cell.value))
        else:
            sheet.write_number(place.row, column, float(cell.value), form)


def _cover(pen: _Pen, document: Document) -> str:
    """Write the first sheet: what the workbook is, its labelled values and what must be read first."""
    name = say("sheet.cover", document.language)
    sheet = pen.book.add_worksheet(name)
    sheet.set_column(0, 0, COVER_TEXT)
    sheet.set_column(1, 1, COVER_VALUE)
    for at, (text, bold) in enumerate(_opening(document)):
        sheet.write_string(at, 0, text, pen.form(bold=bold))
        sheet.set_row(at, LINE * lines_of(text, COVER_TEXT) + 3)
    row = sum(1 for _ in _opening(document)) + 1
    for at, item in enumerate(document.fields, start=row):
        sheet.write_string(at, 0, item.label, pen.form())
        pen.write(sheet, name, Place(at, row, row + len(document.fields) - 1), 1, item.value)
        value = item.value if isinstance(item.value, str) else ""
        sheet.set_row(at, LINE * max(lines_of(item.label, COVER_TEXT), lines_of(value, COVER_VALUE)) + 3)
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    return name


def _opening(document: Document) -> Iterator[tuple[str, bool]]:
    yield document.title, True
    for text in (document.subtitle, document.number, document.unit, document.dateline, signing_note(document, None)):
        if text:
            yield text, False
    for block in document.blocks:
        if isinstance(block, Note) and block.tone is Tone.BANNER:
            yield block.text, True
        elif isinstance(block, Paragraph) and block.lead:
            yield block.text, False


def _names(document: Document) -> Iterator[str]:
    cells = [item.value for item in document.fields]
    cells += [cell for view in document.views for row in view.rows for cell in row]
    yield from (cell.name for cell in cells if isinstance(cell, Figure) and cell.name)
    yield from (name for view in document.views for _, name in view.ranges)


def _number_format(cell: Figure) -> str:
    unit = cell.unit.replace('"', "")
    number = "#,##0" + ("." + "0" * cell.places if cell.places else "")
    return f'{number}" {unit}"' if unit else number


def _input(cell: Figure) -> dict[str, object]:
    """Return the colour of a cell that others refer to and that is no formula itself: what a reader may change."""
    return {"bg_color": "#FFF8EB"} if cell.name and not cell.formula else {}


def _fill(pen: _Pen, sheet: Any, name: str, view: TableView) -> None:
    for at, heading in enumerate(view.headings):
        sheet.write_string(HEAD, at, heading, pen.head())
    first, last = HEAD + 1, HEAD + len(view.rows) - view.totals
    for row, cells in enumerate(view.rows, start=first):
        for at, cell in enumerate(cells):
            pen.write(sheet, name, Place(row, first, last), at, cell, total=row > last)


def _name_columns(book: Any, name: str, view: TableView) -> None:
    """Give each named column its name in the whole workbook, from its first row to the last that is no total."""
    quoted = name.replace("'", "''")
    last = HEAD + 1 + len(view.rows) - view.totals
    for column, word in view.ranges:
        letters = column_letters(column)
        book.define_name(word, f"='{quoted}'!${letters}${HEAD + 2}:${letters}${last}")


def _write_note(pen: _Pen, sheet: Any, note: str, view: TableView) -> None:
    """Write the note over the width of the table: on one line it would make the printed sheet too small to read."""
    last = len(view.headings) - 1
    if not note or not last:
        sheet.write_string(1, 0, note)
        return
    width = sum(_width(view, at) for at in range(last + 1))
    sheet.merge_range(1, 0, 1, last, "", pen.form())
    sheet.write_string(1, 0, note, pen.form())
    sheet.set_row(1, min(LINE * lines_of(note, width) + 3, HIGHEST))


def _lay_out(sheet: Any, view: TableView) -> None:
    """Set widths, heights and paper, so that nothing is cut off on the screen or on A4."""
    widths = [_width(view, at) for at in range(len(view.headings))]
    for at, width in enumerate(widths):
        sheet.set_column(at, at, width)
    for number, row in enumerate((view.headings, *view.rows), start=HEAD):
        lines = max(lines_of(_shown(cell), width) for cell, width in zip(row, widths, strict=True))
        sheet.set_row(number, LINE * lines + 3)
    sheet.freeze_panes(HEAD + 1, 1)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEAD)


def _width(view: TableView, at: int) -> int:
    texts = [view.headings[at], *(_shown(row[at]) for row in view.rows)]
    longest = max(max(columns_of(part) for part in text.split("\n")) for text in texts)
    return min(max(longest + 2, 10), WIDEST)


def _shown(cell: Cell) -> str:
    return cell.text("—") if isinstance(cell, Figure) else cell


def _sheet_name(caption: str, key: str, used: set[str]) -> str:
    """Return a sheet name that Excel accepts and that is not taken: at most 31 signs, none of the forbidden."""
    base = _FORBIDDEN.sub(" ", caption)[:28].strip() or key
    name, count = base, 2
    while name.casefold() in used:
        name, count = f"{base[:26]} {count}", count + 1
    used.add(name.casefold())
    return name
