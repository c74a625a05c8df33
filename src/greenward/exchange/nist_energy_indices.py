"""NIST's energy price indices by census division, sector and fuel (BLCC project, Annual Supplement to Handbook 135)."""

from decimal import Decimal
from pathlib import Path

from greenward.exchange.nist_energy import first_figures, has_negative, read_energy
from greenward.terms.dataset import Retrieval
from greenward.terms.price_series import PricePath, PricePathList
from greenward.terms.problem import Place, Problem, ProblemsError

NAME = "nist-energy-indices"


def read_nist_energy_indices(path: Path, taken: Retrieval) -> PricePathList:
    """Return a path of real price indices for each division, sector and fuel in ``path``, 1 in its first year.

    Left out: a fuel that a sector does not have, a cell that is no number. Raises ProblemsError where the file is
    another table; a table of prices or of escalation rates has the same headings and is known by its figures.
    """
    origin, columns, left_out = read_energy(path, taken, NAME, "warning.nist_energy_indices")
    if first_figures(columns) != {Decimal(1)} or has_negative(columns):
        raise ProblemsError([Problem("nist.not_indices", Place(str(path)))])
    paths = tuple(
        PricePath(c.place, c.fuel, c.users, c.case, int(c.points[0].period), c.points, origin.release, origin.publisher)
        for c in columns
    )
    return PricePathList(origin, tuple(left_out), (), paths)
