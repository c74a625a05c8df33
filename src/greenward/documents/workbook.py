"""A plan as an XLSX workbook: the same tables, numbers as numbers, text never taken for a formula."""

import io
import re
from datetime import datetime, time
from typing import Any

import xlsxwriter

from greenward.documents import wording
from greenward.documents.plan_tables import plan_tables
from greenward.documents.table import Cell, Figure, TableView
from greenward.documents.wording import SPACE
from greenward.terms.names import Language
from greenward.terms.plan import Plan
from greenward.texts import say

WIDEST, LINE, A4 = 36, 15, 9
_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")


def plan_workbook(plan: Plan, language: Language) -> bytes:
    """Return every table of the plan, all offers included, as a workbook; one sheet a table."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"title": say("report.title", language), "created": datetime.combine(plan.day, time())})
        head = book.add_format({"bold": True, "bg_color": "#F3F7F5", "text_wrap": True, "valign": "top", "border": 1})
        wrap = book.add_format({"text_wrap": True, "valign": "top"})
        numbers = {
            places: book.add_format({"num_format": "#,##0" + ("." + "0" * places if places else ""), "valign": "top"})
            for places in (0, 1, 2)
        }
        used: set[str] = set()
        banners = SPACE[language].join(wording.banners(plan, language))
        for view in plan_tables(plan, language, most_offers=None):
            sheet = book.add_worksheet(_sheet_name(view, used))
            sheet.write_string(0, 0, view.caption, head)
            sheet.write_string(1, 0, SPACE[language].join(part for part in (banners, view.note) if part))
            _fill(sheet, view, head, wrap, numbers, say("table.unknown", language))
            _lay_out(sheet, view)
    return made.getvalue()


def _fill(sheet: Any, view: TableView, head: object, wrap: object, numbers: dict[int, object], unknown: str) -> None:
    for at, heading in enumerate(view.headings):
        sheet.write_string(2, at, heading, head)
    for number, row in enumerate(view.rows, start=3):
        for at, cell in enumerate(row):
            if not isinstance(cell, Figure):
                sheet.write_string(number, at, cell, wrap)
            elif cell.value is None:
                sheet.write_string(number, at, unknown, wrap)
            else:
                sheet.write_number(number, at, float(cell.value), numbers[cell.places])


def _lay_out(sheet: Any, view: TableView) -> None:
    """Set widths, heights and paper, so that nothing is cut off on the screen or on A4."""
    widths = [_width(view, at) for at in range(len(view.headings))]
    for at, width in enumerate(widths):
        sheet.set_column(at, at, width)
    for number, row in enumerate((view.headings, *view.rows), start=2):
        lines = max(lines_of(_shown(cell), width) for cell, width in zip(row, widths, strict=True))
        sheet.set_row(number, LINE * lines + 3)
    sheet.freeze_panes(3, 1)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(2)


def _width(view: TableView, at: int) -> int:
    texts = [view.headings[at], *(_shown(row[at]) for row in view.rows)]
    longest = max(max(_columns(part) for part in text.split("\n")) for text in texts)
    return min(max(longest + 2, 10), WIDEST)


def lines_of(text: str, width: int) -> int:
    """Return how many lines ``text`` takes in a column ``width`` signs wide."""
    return sum(-(-_columns(part) // width) or 1 for part in text.split("\n"))


def _shown(cell: Cell) -> str:
    return cell.text("—") if isinstance(cell, Figure) else cell


def _columns(text: str) -> int:
    return sum(2 if ord(sign) > 0x2E7F else 1 for sign in text)


def _sheet_name(view: TableView, used: set[str]) -> str:
    """Return a sheet name that Excel accepts and that is not taken: at most 31 signs, none of the forbidden."""
    base = _FORBIDDEN.sub(" ", view.caption)[:28].strip() or view.key
    name, count = base, 2
    while name.casefold() in used:
        name, count = f"{base[:26]} {count}", count + 1
    used.add(name.casefold())
    return name
