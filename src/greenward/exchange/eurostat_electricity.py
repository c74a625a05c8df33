"""Eurostat's half-yearly electricity prices by country, in the wide table with a column for each half-year.

The table states neither whose prices they are nor band and taxes; whose they are is asked for, never guessed.
"""

import re
from collections.abc import Sequence
from pathlib import Path

from greenward.exchange.published import PublishedRow, PublishedTable, read_published
from greenward.terms.dataset import Origin, Retrieval, RowNote
from greenward.terms.price_series import PricePoint, PriceSeries, PriceSeriesList
from greenward.terms.problem import Place, Problem, ProblemsError

NAME = "eurostat-electricity"
USERS = ("household", "non-household")
TABLES = {"household": "nrg_pc_204", "non-household": "nrg_pc_205"}
"""Eurostat's table for each kind of user."""

_COLUMNS = {"place": ("Geopolitical entity (reporting)",)}
_PERIOD = re.compile(r"((?:19|20)\d{2}) (June|December)")
_HALF = {"June": "S1", "December": "S2"}


def read_eurostat_electricity(path: Path, taken: Retrieval) -> PriceSeriesList:
    """Return a series of EUR/kWh for each country in ``path``; ``taken.series`` says for which users.

    An empty half-year is no point of the series, neither zero nor filled in; the empty ones of each country are
    told. Left out: a country without any figure, a cell that is no number. Raises ProblemsError where the file is
    another table, and where users or release were not named.
    """
    place = Place(str(path))
    if taken.series not in USERS:
        raise ProblemsError([Problem("set.no_series", place, {"name": NAME, "known": USERS})])
    if not taken.release:
        raise ProblemsError([Problem("set.no_release", place, {"name": NAME})])
    table = read_published(path, NAME, _COLUMNS)
    periods = _periods(table.headings)
    if not periods:
        params = {"name": NAME, "missing": "2024 June, 2024 December"}
        raise ProblemsError([Problem("set.not_it", Place(str(path), 1), params)])
    origin = _origin(table, taken)
    left_out: list[RowNote] = []
    told: list[RowNote] = []
    series = []
    for row in table.rows:
        country = row.text("place")
        points = _points(row, periods, left_out)
        if not country or not points:
            left_out.append(RowNote(row.number, country, "eurostat.no_figure"))
            continue
        held = {point.period for point in points}
        empty = [period for period in sorted(periods.values()) if period not in held]
        if empty:
            told.append(RowNote(row.number, f"{country}: {', '.join(empty)}", "eurostat.empty"))
        series.append(
            PriceSeries(country, "electricity", taken.series, "", "EUR/kWh", points, origin.release, origin.publisher)
        )
    if not series:
        raise ProblemsError([Problem("set.nothing_usable", place, {"name": NAME})])
    return PriceSeriesList(origin, tuple(left_out), tuple(told), tuple(series))


def _periods(headings: Sequence[str]) -> dict[str, str]:
    """Return the half-year of each heading that names one: 2024 June is 2024-S1, 2024 December 2024-S2."""
    return {heading: f"{found[1]}-{_HALF[found[2]]}" for heading in headings if (found := _PERIOD.fullmatch(heading))}


def _origin(table: PublishedTable, taken: Retrieval) -> Origin:
    return Origin(
        publisher=f"Eurostat, {TABLES[taken.series]}",
        licence="Eurostat reuse policy (attribution)",
        share_alike=False,
        release=taken.release,
        retrieved=taken.day,
        warning="warning.eurostat_electricity",
        file=table.file,
        file_hash=table.file_hash,
    )


def _points(row: PublishedRow, periods: dict[str, str], left_out: list[RowNote]) -> tuple[PricePoint, ...]:
    found = []
    for heading, period in periods.items():
        value = row.figure(heading)
        if value is not None and value > 0:
            found.append(PricePoint(period, value))
        elif row.text(heading):
            part = f"{row.text('place')} {period}: {row.text(heading)}"
            left_out.append(RowNote(row.number, part, "eurostat.no_price"))
    return tuple(sorted(found, key=lambda point: point.period))
