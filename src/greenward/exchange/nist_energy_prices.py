"""NIST's projected energy prices by census division, sector and fuel (BLCC project, from EIA's outlook)."""

from decimal import Decimal
from pathlib import Path

from greenward.exchange.nist_energy import first_figures, has_negative, read_energy
from greenward.terms.dataset import Retrieval
from greenward.terms.price_series import PriceSeries, PriceSeriesList
from greenward.terms.problem import Place, Problem, ProblemsError

NAME = "nist-energy-prices"
UNIT = "USD/MMBtu"
"""Dollars a million British thermal units, as EIA's outlook states end-use prices; the file names no unit."""


def read_nist_energy_prices(path: Path, taken: Retrieval) -> PriceSeriesList:
    """Return a series of prices for each division, sector and fuel in ``path``.

    Left out: a fuel that a sector does not have, a cell that is no number. Raises ProblemsError where the file is
    another table; a table of indices or of escalation rates has the same headings and is known by its figures.
    """
    origin, columns, left_out = read_energy(path, taken, NAME, "warning.nist_energy_prices")
    if first_figures(columns) == {Decimal(1)} or has_negative(columns):
        raise ProblemsError([Problem("nist.not_prices", Place(str(path)))])
    series = tuple(
        PriceSeries(c.place, c.fuel, c.users, c.case, UNIT, c.points, origin.release, origin.publisher) for c in columns
    )
    return PriceSeriesList(origin, tuple(left_out), (), series)
