"""A department's list with its findings, as a sheet to send back: CSV of any length, or a workbook."""

import re
from functools import lru_cache
from pathlib import Path

import xlsxwriter

from greenward.documents.layout import lines_of
from greenward.documents.list_check import ListCheck
from greenward.documents.list_wording import COLUMNS, headings
from greenward.documents.workbook import LINE
from greenward.exchange.columns import Kind
from greenward.exchange.lines import LineList
from greenward.exchange.table import NUMBER
from greenward.terms.names import Language
from greenward.terms.problem import Place, Problem, ProblemsError
from greenward.texts import say

MOST_KEPT, AT_ONCE = 2_000, 500
PROOFS = COLUMNS.index("certificate")
"""The one cell of ours that differs in every row; it begins with the name of a certificate, in our words."""
SIGNS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""Signs with which a cell begins that a spreadsheet may take for a formula."""
_QUOTED = re.compile(r"[\",\r\n]")
_MINUS, _EQUALS = (re.compile(sign + r"(?<![^,\s].)") for sign in "-=")
"""Find a sign that stands first in a row, or behind a comma or a blank."""
WIDTHS = {"row": 9, "status": 12, "category": 18, "requirement": 34, "reason": 46, "question": 30}
WIDE, NARROW, LAST_ROW, A3 = 34, 14, 1_048_575, 8
MOST_LINES = 25
FILLS = {"mandatory": "#F8D7D3", "cannot determine": "#FCEFC7", "preferred": "#DCEBE3", "defect": "#E3D4EE"}


def write_list(path: Path, ending: str, lines: LineList, checker: ListCheck, language: Language) -> None:
    """Write every row of ``lines`` with its findings to ``path``, as a .csv or .xlsx. Raises OSError, ProblemsError."""
    write = _write_csv if ending == ".csv" else _write_workbook
    write(path, lines, checker, language)


def _write_csv(path: Path, lines: LineList, checker: ListCheck, language: Language) -> None:
    written = lru_cache(MOST_KEPT)(_written)

    @lru_cache(MOST_KEPT)
    def shared(cells: tuple[str, ...]) -> str:
        return ",".join(map(written, cells))

    with path.open("wb") as stream:
        stream.write(("\ufeff" + ",".join(map(_written, (*lines.headings, *headings(language))))).encode())
        waiting = [""]
        for number, row in lines.rows:
            own = ",".join(row)
            _, cells = checker.answer(number, row, own)
            if '"' in own or own.count(",") >= len(row) or "\n" in own or "\r" in own or _may_begin_a_formula(own):
                own = ",".join(map(_written, row))
            proofs, way = cells[PROOFS], cells[PROOFS + 1]
            after = shared(cells[PROOFS + 2 :])
            waiting.append(f"{own},{number},{shared(cells[1:PROOFS])},{_quoted(proofs)},{written(way)},{after}")
            if len(waiting) >= AT_ONCE:
                stream.write("\r\n".join(waiting).encode())
                waiting = [""]
        stream.write("\r\n".join([*waiting, ""]).encode())


def _written(cell: str) -> str:
    """Return a cell as a CSV holds it; a text that a spreadsheet may take for a formula gets an apostrophe."""
    if (cell.startswith(SIGNS) or cell.lstrip().startswith(SIGNS)) and not NUMBER.fullmatch(cell.strip()):
        return _quoted(f"'{cell}")
    return _quoted(cell)


def _may_begin_a_formula(row: str) -> bool:
    """Return whether a cell of a row may begin with one of ``SIGNS``; one that few rows hold counts wherever it is."""
    if "+" in row or "@" in row or "\t" in row or "＝" in row or "＋" in row or "－" in row or "＠" in row:
        return True
    return bool(_MINUS.search(row) or _EQUALS.search(row))


def _quoted(cell: str) -> str:
    """Return a cell as RFC 4180 writes it."""
    return '"' + cell.replace('"', '""') + '"' if _QUOTED.search(cell) else cell


def _write_workbook(path: Path, lines: LineList, checker: ListCheck, language: Language) -> None:
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    numeric = {at for at, column in lines.columns.items() if column.kind is Kind.DECIMAL}
    with xlsxwriter.Workbook(str(path), options) as book:
        sheet = book.add_worksheet(say("list.sheet", language))
        head = book.add_format({"bold": True, "bg_color": "#F3F7F5", "text_wrap": True, "valign": "top", "border": 1})
        ours = book.add_format({"bold": True, "bg_color": "#DCEBE3", "text_wrap": True, "valign": "top", "border": 1})
        wrap = book.add_format({"text_wrap": True, "valign": "top"})
        fills = [book.add_format({"text_wrap": True, "valign": "top", "bg_color": fill}) for fill in FILLS.values()]
        shades = dict(zip(FILLS, fills, strict=True))
        first = len(lines.headings)
        for at, heading in enumerate((*lines.headings, *headings(language))):
            sheet.write_string(0, at, heading, head if at < first else ours)
        sheet.set_column(0, first - 1, NARROW)
        for at, column in enumerate(COLUMNS, start=first):
            sheet.set_column(at, at, WIDTHS.get(column, WIDE))
        sheet.freeze_panes(1, 0)
        sheet.set_landscape()
        sheet.set_paper(A3)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        widths = [NARROW] * first + [WIDTHS.get(column, WIDE) for column in COLUMNS]
        for place, (number, row) in enumerate(lines.rows, start=1):
            if place > LAST_ROW:
                raise ProblemsError([Problem("list.too_long", Place(str(path)), {"most": LAST_ROW})])
            status, cells = checker.answer(number, row, ",".join(row))
            deepest = max(lines_of(cell, width) for cell, width in zip((*row, *cells), widths, strict=True))
            sheet.set_row(place, LINE * min(deepest, MOST_LINES) + 3)
            for at, cell in enumerate(row):
                if at in numeric and NUMBER.fullmatch(cell):
                    sheet.write_number(place, at, float(cell), wrap)
                else:
                    sheet.write_string(place, at, cell, wrap)
            sheet.write_number(place, first, number, wrap)
            for at, cell in enumerate(cells[1:], start=first + 1):
                sheet.write_string(place, at, cell, shades.get(status, wrap) if at == first + 1 else wrap)
