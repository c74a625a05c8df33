"""Electricity Maps' yearly carbon intensity by zone, as published or as shipped in CO2.js.

Whole life cycle, power used in the zone (imports are traced to where they were made). Share-alike.
"""

from pathlib import Path

from greenward.exchange.grid_series import GridLayout, read_grid
from greenward.exchange.published import PublishedRow
from greenward.terms.dataset import Retrieval
from greenward.terms.factor import Accounting, GridFactorList, GridSide

LAYOUT = GridLayout(
    name="grid-electricity-maps",
    columns={
        "place": ("zone", "Zone id"),
        "year": ("year", "Datetime (UTC)"),
        "grams": ("g_co2e_per_kwh", "Carbon intensity gCO₂eq/kWh (Life cycle)"),
    },
    publisher="Electricity Maps",
    licence="ODbL 1.0",
    share_alike=True,
    warning="warning.grid_electricity_maps",
    accounting=Accounting.LIFE_CYCLE,
    side=GridSide.CONSUMPTION,
)


def read_grid_electricity_maps(path: Path, taken: Retrieval) -> GridFactorList:
    """Return the factors in ``path`` by zone and year; see ``read_grid`` for what is left out."""
    return read_grid(path, taken, LAYOUT, _year)


def _year(row: PublishedRow) -> int | None:
    """Return the year of a row: written alone, or the first day of it as a moment."""
    text = row.text("year")
    return row.year("year") if len(text) == 4 else int(text[:4]) if text[4:].startswith("-01-01") else None
