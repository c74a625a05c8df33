"""The grid's factor in each year of a study, from one published series."""

from collections.abc import Iterable

from greenward.terms.factor import GridFactor, GridPath
from greenward.terms.finding import Reason


def grid_path(factors: Iterable[GridFactor], place: str, first: int, years: int) -> GridPath:
    """Return a factor for each of ``years`` calendar years from ``first`` on, of one series of ``place``.

    A year without a factor of its own takes the latest earlier one, and is listed as held; a series without years
    is held throughout. Missing: the place has no factor, it has factors of several series, or none as old as the
    study. Raises ValueError for a study of less than a year.
    """
    if years < 1:
        raise ValueError(f"a study lasts at least a year, not {years}")
    found = [item for item in factors if item.place == place]
    if not found:
        return GridPath((), (), Reason("missing.grid_factor", {"place": place}))
    if len({item.series for item in found}) > 1:
        kinds = tuple(sorted({f"{item.publisher}, {item.release}" for item in found}))
        return GridPath((), (), Reason("missing.grid_series", {"place": place, "series": kinds}))
    undated = [item for item in found if item.year is None]
    if undated:
        wanted = tuple(range(first, first + years))
        return GridPath((undated[0],) * years, wanted)
    by_year = {item.year: item for item in found if item.year is not None}
    path, held = [], []
    for year in range(first, first + years):
        usable = [own for own in by_year if own <= year]
        if not usable:
            params = {"place": place, "year": str(year), "first": str(min(by_year))}
            return GridPath((), (), Reason("missing.grid_year", params))
        path.append(by_year[max(usable)])
        if max(usable) != year:
            held.append(year)
    return GridPath(tuple(path), tuple(held))
