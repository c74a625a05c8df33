"""NIST's tables of energy by census division, sector and fuel: what prices, indices and escalation rates share.

The three tables have the same headings; which of them a file is shows in its figures alone.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from greenward.exchange.nist_rates import PUBLISHER
from greenward.exchange.published import PublishedTable, read_published
from greenward.terms.dataset import Origin, Retrieval, RowNote
from greenward.terms.price_series import PricePoint
from greenward.terms.problem import Place, Problem, ProblemsError

FUELS = ("propane", "distillate_fuel_oil", "residual_fuel_oil", "natural_gas", "electricity", "coal")
_COLUMNS = {
    "released": ("release_year",),
    "year": ("year",),
    "place": ("division",),
    "users": ("sector",),
    "case": ("case",),
    **{fuel: (fuel,) for fuel in FUELS if fuel != "coal"},
}


@dataclass(frozen=True, slots=True)
class EnergyColumn:
    """The figures of one fuel for the users of one place in one case, by year."""

    place: str
    users: str
    case: str
    fuel: str
    points: tuple[PricePoint, ...]


def read_energy(
    path: Path, taken: Retrieval, name: str, warning: str
) -> tuple[Origin, list[EnergyColumn], list[RowNote]]:
    """Return origin, columns and what was left out: a fuel without any figure, a cell that is no number, a year twice.

    Raises ProblemsError where the file is another table, holds several releases, or nothing can be used.
    """
    table = read_published(path, name, _COLUMNS)
    releases = sorted({row.text("released") for row in table.rows})
    if len(releases) != 1:
        place = Place(str(path), None, "release_year")
        raise ProblemsError([Problem("nist.releases", place, {"found": tuple(releases)})])
    left_out: list[RowNote] = []
    columns = list(_columns(table, left_out))
    if not columns:
        raise ProblemsError([Problem("set.nothing_usable", Place(str(path)), {"name": name})])
    origin = Origin(
        publisher=PUBLISHER,
        licence="US Government work",
        share_alike=False,
        release=taken.release or releases[0],
        retrieved=taken.day,
        warning=warning,
        file=table.file,
        file_hash=table.file_hash,
    )
    return origin, columns, left_out


def first_figures(columns: list[EnergyColumn]) -> set[Decimal]:
    """Return the figure with which each column begins: 1 in a table of indices alone."""
    return {column.points[0].value for column in columns}


def has_negative(columns: list[EnergyColumn]) -> bool:
    """Return whether a figure is below zero, as only an escalation rate is."""
    return any(point.value < 0 for column in columns for point in column.points)


def _columns(table: PublishedTable, left_out: list[RowNote]) -> Iterator[EnergyColumn]:
    groups: dict[tuple[str, str, str], int] = {}
    found: dict[tuple[str, str, str, str], dict[int, Decimal]] = {}
    fuels = [fuel for fuel in FUELS if fuel in table.rows[0].cells]
    for row in table.rows:
        group = row.text("place"), row.text("users"), row.text("case")
        year = row.year("year")
        if not all(group) or year is None:
            left_out.append(RowNote(row.number, " ".join(group), "nist.no_figure"))
            continue
        groups.setdefault(group, row.number)
        for fuel in fuels:
            figure, written = row.figure(fuel), row.text(fuel)
            known = found.setdefault((*group, fuel), {})
            if figure is None and written:
                left_out.append(RowNote(row.number, f"{fuel} {written}", "nist.no_figure"))
            elif figure is not None and year in known:
                left_out.append(RowNote(row.number, f"{' '.join(group)} {fuel} {year}", "nist.twice"))
            elif figure is not None:
                known[year] = figure
    for (place, users, case, fuel), by_year in found.items():
        if not by_year:
            part = f"{place}, {users}, {case}: {fuel}"
            left_out.append(RowNote(groups[place, users, case], part, "nist.empty_column"))
            continue
        points = tuple(PricePoint(str(year), by_year[year]) for year in sorted(by_year))
        yield EnergyColumn(place, users, case, fuel, points)
