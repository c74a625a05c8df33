"""NIST's table of the social cost of carbon (BLCC project): a price of a tonne of CO2 by year and discount rate.

The file names no unit and no year of the dollar. Its figures are those of US dollars a metric ton of CO2; of which year
the dollars are differs by release, and only the person who brings the file can say it.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path

from greenward.exchange.nist_rates import PUBLISHER
from greenward.exchange.published import PublishedRow, PublishedTable, read_published
from greenward.terms.dataset import Origin, Retrieval, RowNote
from greenward.terms.price_series import PricePoint, PriceSeries, PriceSeriesList
from greenward.terms.problem import Place, Problem, ProblemsError

NAME = "nist-scc"
PRODUCT = "carbon"
CURRENCY = "USD"
_COLUMNS = {"released": ("Release Year",), "year": ("Year",)}
_PRICED = re.compile(r"\d{1,2}(\.\d{1,2})?% DR \((Average|95th percentile)\)", re.ASCII)


def read_nist_scc(path: Path, taken: Retrieval) -> PriceSeriesList:
    """Return a series for each discount rate of one release in ``path``, under the column's own heading.

    ``taken.release`` names the release where the file holds several, ``taken.dollars`` the year of its dollars. Left
    out: a row without year, a cell that is no figure of 0 or more, a year twice. Raises ProblemsError where the file is
    another table, has a column that is not known, holds another release, or nothing can be used.
    """
    table = read_published(path, NAME, _COLUMNS)
    columns = _priced(table, path)
    release = _release(table, taken.release, path)
    rows = [row for row in table.rows if row.text("released") == release]
    left_out: list[RowNote] = []
    unit = f"{CURRENCY}{taken.dollars or ''}/tCO2"
    found = [
        PriceSeries("", PRODUCT, "", column, unit, points, release, PUBLISHER)
        for column in columns
        if (points := tuple(_points(rows, column, left_out)))
    ]
    if not found:
        raise ProblemsError([Problem("set.nothing_usable", Place(str(path)), {"name": NAME})])
    origin = Origin(
        publisher=PUBLISHER,
        licence="US Government work",
        share_alike=False,
        release=release,
        retrieved=taken.day,
        warning="warning.nist_scc" if taken.dollars else "warning.nist_scc_undated",
        file=table.file,
        file_hash=table.file_hash,
    )
    return PriceSeriesList(origin, tuple(left_out), (), tuple(found))


def _priced(table: PublishedTable, path: Path) -> list[str]:
    """Return the columns of prices; every other one must be known."""
    others = [heading for heading in table.rows[0].cells if heading not in _COLUMNS]
    unknown = tuple(heading for heading in others if not _PRICED.fullmatch(heading))
    if unknown or not others:
        raise ProblemsError([Problem("nist.scc_columns", Place(str(path), 1), {"found": unknown})])
    return others


def _release(table: PublishedTable, wanted: str, path: Path) -> str:
    known = sorted({row.text("released") for row in table.rows if row.year("released") is not None})
    if wanted in known:
        return wanted
    if len(known) == 1 and not wanted:
        return known[0]
    place = Place(str(path), None, "Release Year")
    raise ProblemsError([Problem("nist.scc_release", place, {"found": tuple(known), "asked": wanted or "-"})])


def _points(rows: Sequence[PublishedRow], column: str, left_out: list[RowNote]) -> Iterator[PricePoint]:
    found: dict[int, Decimal] = {}
    for row in rows:
        year, figure = row.year("year"), row.figure(column)
        part = f"{row.text('year')} {column} {row.text(column)}".strip()
        if year is None or figure is None or figure < 0:
            left_out.append(RowNote(row.number, part, "nist.no_figure"))
        elif year in found:
            left_out.append(RowNote(row.number, part, "nist.twice"))
        else:
            found[year] = figure
    yield from (PricePoint(str(year), found[year]) for year in sorted(found))
