"""Empty sheets for clerks: the columns of a table with a word on each, in either language."""

import csv
import io

import xlsxwriter

from greenward.exchange.columns import Column, Kind, Table
from greenward.terms.names import Language

WIDTH = 18
LONGEST_CHOICE = 255
"""Signs that Excel takes for a list of choices within a cell."""


def csv_template(table: Table, language: Language) -> bytes:
    """Return the headings of ``table`` as CSV."""
    stream = io.StringIO(newline="")
    csv.writer(stream).writerow([column.names.within(language) for column in table.columns])
    return stream.getvalue().encode("utf-8-sig")


def workbook_template(table: Table, language: Language, hints: dict[str, str]) -> bytes:
    """Return the headings of ``table`` as a workbook; ``hints`` by column key become cell notes.

    Required columns are bold, dates are formatted as dates and word columns offer their words.
    """
    made = io.BytesIO()
    with xlsxwriter.Workbook(made) as book:
        sheet = book.add_worksheet(table.name)
        needed = book.add_format({"bold": True, "bg_color": "#DCEBE3", "text_wrap": True, "valign": "top", "border": 1})
        free = book.add_format({"bg_color": "#F3F7F5", "text_wrap": True, "valign": "top", "border": 1})
        plain, day = book.add_format({"num_format": "@"}), book.add_format({"num_format": "yyyy-mm-dd"})
        for at, column in enumerate(table.columns):
            sheet.write_string(0, at, column.names.within(language), needed if column.required else free)
            sheet.write_comment(0, at, hints[column.key])
            sheet.set_column(at, at, WIDTH, day if column.kind is Kind.DATE else _format(column, plain))
            words = _words(column, language)
            if words and len(",".join(words)) <= LONGEST_CHOICE:
                sheet.data_validation(1, at, 10_000, at, {"validate": "list", "source": words})
        sheet.freeze_panes(1, 1)
    return made.getvalue()


def _format(column: Column, plain: object) -> object:
    return plain if column.kind in (Kind.TEXT, Kind.MOMENT) else None


def _words(column: Column, language: Language) -> list[str]:
    if column.kind is Kind.YES_NO:
        return ["是", "否"] if language == "zh" else ["yes", "no"]
    return [word for word, _ in column.words if word.isascii() is (language == "en")]
