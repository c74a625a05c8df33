"""A table for a person: the same rows become HTML, a terminal table, a worksheet and the data of a chart."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from greenward.terms.money import rounded
from greenward.terms.names import Language
from greenward.texts import say

NOTHING = "—"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number to be shown with ``places`` decimals, and with its ``unit`` where the heading does not say it.

    None: not known, and shown so; or, where ``absent``, there is nothing to know. In a workbook a cell with a
    ``name`` can be referred to, and one with a ``formula`` (see ``documents.formula``) is live: ``value`` is then
    what it was when the paper was made.
    """

    value: Decimal | None
    places: int = 2
    absent: bool = False
    unit: str = ""
    name: str = ""
    formula: str = ""

    def text(self, unknown: str) -> str:
        """Return the number with thousands separators and its unit, or ``unknown``."""
        if self.value is None:
            return NOTHING if self.absent else unknown
        if self.places == 2:
            number = f"{rounded(self.value):,}"
        else:
            number = f"{self.value.quantize(Decimal(1).scaleb(-self.places)):,}"
        return f"{number} {self.unit}" if self.unit else number


Cell = str | Figure
Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class TableView:
    """A caption, headings with their units, rows, and a foot note.

    ``heads`` are the names of the headings; ``badges`` is the column of status words; ``totals`` counts the rows at
    the end that sum up the others; ``narrow`` are the columns that a terminal shows (none: all). ``ranges`` names
    columns by their heading for the formulas of a workbook: its cells from the first row to the last that is no total.
    """

    key: str
    caption: str
    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    note: str = ""
    badges: int | None = None
    totals: int = 0
    narrow: tuple[int, ...] = ()
    heads: tuple[str, ...] = ()
    ranges: tuple[tuple[int, str], ...] = ()


def table_view(key: str, heads: Sequence[str], rows: Sequence[Row], language: Language, **more: Any) -> TableView:
    """Return a table whose caption and headings are the sentences of ``key`` and ``heads``.

    ``params`` among ``more`` are the sentences' parameters; ``note``, ``badges``, ``totals`` and ``narrow`` (names
    of headings) are those of the view.
    """
    params = more.pop("params", {})
    narrow = tuple(heads.index(head) for head in more.pop("narrow", ()))
    headings = tuple(say(f"head.{head}", language, **params) for head in heads)
    return TableView(
        key, say(f"table.{key}", language, **params), headings, tuple(rows), narrow=narrow, heads=tuple(heads), **more
    )


def is_number(view: TableView, column: int) -> bool:
    """Return whether a column holds figures, by its first row."""
    return bool(view.rows) and isinstance(view.rows[0][column], Figure)
