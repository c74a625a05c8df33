"""A table for a person: the same rows become HTML, a terminal table, a worksheet and the data of a chart."""

from dataclasses import dataclass
from decimal import Decimal

from greenward.terms.money import rounded


@dataclass(frozen=True, slots=True)
class Figure:
    """A number to be shown with ``places`` decimals; None: not known, and shown so."""

    value: Decimal | None
    places: int = 2

    def text(self, unknown: str) -> str:
        """Return the number with thousands separators, or ``unknown``."""
        if self.value is None:
            return unknown
        if self.places == 2:
            return f"{rounded(self.value):,}"
        return f"{self.value.quantize(Decimal(1).scaleb(-self.places)):,}"


Cell = str | Figure


@dataclass(frozen=True, slots=True)
class TableView:
    """A caption, headings with their units, rows, and a foot note. ``badges`` is the column of status words."""

    key: str
    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""
    badges: int | None = None
