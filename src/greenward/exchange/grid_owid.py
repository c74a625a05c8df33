"""Our World in Data's carbon intensity of electricity by country, as published or as shipped in codecarbon.

The figures are Ember's: whole life cycle, power generated in the country.
"""

from pathlib import Path

from greenward.exchange.grid_series import GridLayout, read_grid
from greenward.terms.dataset import Retrieval
from greenward.terms.factor import Accounting, GridFactorList, GridSide

LAYOUT = GridLayout(
    name="grid-owid",
    columns={
        "place": ("iso3", "iso_code"),
        "year": ("year",),
        "grams": ("g_co2e_per_kwh", "carbon_intensity_elec"),
    },
    publisher="Our World in Data",
    licence="CC BY 4.0",
    share_alike=False,
    warning="warning.grid_production",
    accounting=Accounting.LIFE_CYCLE,
    side=GridSide.PRODUCTION,
)


def read_grid_owid(path: Path, taken: Retrieval) -> GridFactorList:
    """Return the factors in ``path`` by ISO 3166-1 alpha-3 code and year; see ``read_grid`` for what is left out."""
    return read_grid(path, taken, LAYOUT, lambda row: row.year("year"))
