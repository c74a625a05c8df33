"""One factor for each year of a study, from one series."""

from dataclasses import replace

import pytest

from carbon_figures import grid_factor
from greenward.lifecycle.grid import grid_path
from greenward.terms.factor import GridSide

SERIES = (grid_factor(2023, "0.6"), grid_factor(2025, "0.5"), grid_factor(2026, "0.4"), grid_factor(2026, place="YY"))


def test_each_year_takes_its_own_factor_or_the_latest_earlier_one() -> None:
    found = grid_path(SERIES, "XX", 2024, 5)
    assert [str(item.value) for item in found.factors] == ["0.6", "0.5", "0.4", "0.4", "0.4"]
    assert found.held == (2024, 2027, 2028)


def test_a_series_without_years_is_held_throughout() -> None:
    found = grid_path([grid_factor(None)], "XX", 2026, 2)
    assert ([item.year for item in found.factors], found.held) == ([None, None], (2026, 2027))


@pytest.mark.parametrize(
    ("place", "first", "code"), [("ZZ", 2026, "missing.grid_factor"), ("XX", 2022, "missing.grid_year")]
)
def test_a_place_without_a_factor_is_missing_and_never_filled_from_later_years(
    place: str, first: int, code: str
) -> None:
    found = grid_path(SERIES, place, first, 3)
    assert found.missing is not None
    assert (found.missing.code, found.factors) == (code, ())


def test_two_series_of_a_place_are_not_chosen_between() -> None:
    other = replace(grid_factor(2026), side=GridSide.CONSUMPTION)
    found = grid_path([*SERIES, other], "XX", 2026, 1)
    assert found.missing is not None
    assert found.missing.code == "missing.grid_series"


def test_a_study_of_no_year_is_refused() -> None:
    with pytest.raises(ValueError, match="at least a year"):
        grid_path(SERIES, "XX", 2026, 0)
