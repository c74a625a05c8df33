"""Grid factors of one publisher from a table of grams a kilowatt-hour; what the three lists have in common."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from greenward.exchange.published import PublishedRow, read_published
from greenward.terms.dataset import Origin, Retrieval, RowNote
from greenward.terms.factor import Accounting, GridFactor, GridFactorList, GridSide
from greenward.terms.problem import Place, Problem, ProblemsError

GRAMS_A_KILOGRAM = 1000


@dataclass(frozen=True, slots=True)
class GridLayout:
    """How a publisher's table is read, and what the publisher's method counts.

    ``columns`` has the keys ``place`` and ``grams`` and, where the table has years, ``year``.
    """

    name: str
    columns: Mapping[str, Sequence[str]]
    publisher: str
    licence: str
    share_alike: bool
    warning: str
    accounting: Accounting
    side: GridSide


def read_grid(
    path: Path, taken: Retrieval, layout: GridLayout, year_of: Callable[[PublishedRow], int | None]
) -> GridFactorList:
    """Return the factors in ``path`` in kgCO2e/kWh, each with the publisher's method.

    Left out: a row without place or year, without a figure, with 0 g (no grid has that; a published 0 stands for what
    was not counted), or a second row of a place and year. Raises ProblemsError where the file is another table, where
    the release was not named (the file does not state it), and where nothing can be used.
    """
    if not taken.release:
        raise ProblemsError([Problem("set.no_release", Place(str(path)), {"name": layout.name})])
    table = read_published(path, layout.name, layout.columns)
    origin = Origin(
        publisher=layout.publisher,
        licence=layout.licence,
        share_alike=layout.share_alike,
        release=taken.release,
        retrieved=taken.day,
        warning=layout.warning,
        file=table.file,
        file_hash=table.file_hash,
    )
    left_out: list[RowNote] = []
    factors: dict[tuple[str, int | None], GridFactor] = {}
    for row in table.rows:
        place, grams, year = row.text("place"), row.figure("grams"), year_of(row)
        part = f"{place} {row.text('year')}".strip()
        if grams is None or not place or ("year" in layout.columns and year is None):
            left_out.append(RowNote(row.number, part, "grid.no_figure"))
        elif grams <= 0:
            left_out.append(RowNote(row.number, part, "grid.zero"))
        elif (place, year) in factors:
            left_out.append(RowNote(row.number, part, "grid.twice"))
        else:
            factors[place, year] = _factor(grams, place, year, layout, origin)
    if not factors:
        raise ProblemsError([Problem("set.nothing_usable", Place(str(path)), {"name": layout.name})])
    return GridFactorList(origin, tuple(left_out), (), tuple(factors.values()))


def _factor(grams: Decimal, place: str, year: int | None, layout: GridLayout, origin: Origin) -> GridFactor:
    return GridFactor(
        value=grams / GRAMS_A_KILOGRAM,
        unit="kgCO2e/kWh",
        place=place,
        year=year,
        accounting=layout.accounting,
        side=layout.side,
        release=origin.release,
        publisher=origin.publisher,
        licence=origin.licence,
        retrieved=origin.retrieved,
        warning=origin.warning,
    )
