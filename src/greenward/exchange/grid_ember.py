"""Ember's average carbon intensity of electricity by country and region, as shipped in CO2.js.

Each place has the latest year that Ember had for it, and the table does not say which. Share-alike.
"""

from pathlib import Path

from greenward.exchange.grid_series import GridLayout, read_grid
from greenward.terms.dataset import Retrieval
from greenward.terms.factor import Accounting, GridFactorList, GridSide

LAYOUT = GridLayout(
    name="grid-ember",
    columns={"place": ("code", "country_code"), "grams": ("g_co2e_per_kwh", "emissions_intensity_gco2_per_kwh")},
    publisher="Ember",
    licence="CC BY-SA 4.0, as CO2.js states it",
    share_alike=True,
    warning="warning.grid_ember",
    accounting=Accounting.LIFE_CYCLE,
    side=GridSide.PRODUCTION,
)


def read_grid_ember(path: Path, taken: Retrieval) -> GridFactorList:
    """Return the factors in ``path`` by Ember's code, without a year; see ``read_grid`` for what is left out."""
    return read_grid(path, taken, LAYOUT, lambda row: None)
