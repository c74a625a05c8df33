"""Three publishers' grid factors: invented rows under their headings, and what must never be mixed."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path

import pytest

from greenward.exchange.grid_electricity_maps import read_grid_electricity_maps
from greenward.exchange.grid_ember import read_grid_ember
from greenward.exchange.grid_owid import read_grid_owid
from greenward.lifecycle.carbon import use_by_year
from greenward.lifecycle.grid import grid_path
from greenward.terms.dataset import Retrieval
from greenward.terms.factor import Accounting, GridFactorList, GridSide
from support import codes

Reader = Callable[[Path, Retrieval], GridFactorList]
TAKEN = Retrieval(date(2026, 11, 1), "invented 1.0")
OWID = "iso3,country,year,g_co2e_per_kwh,total_twh,renewables_twh,low_carbon_twh\n"
OWID_ITSELF = "country,year,iso_code,population,carbon_intensity_elec\n"
EMBER = "code,g_co2e_per_kwh\n"
MAPS = "zone,year,g_co2e_per_kwh,renewable_pct,carbon_free_pct\n"
MAPS_ITSELF = (
    "Datetime (UTC),Country,Zone name,Zone id,Carbon intensity gCO₂eq/kWh (direct),"
    "Carbon intensity gCO₂eq/kWh (Life cycle),Carbon-free energy percentage (CFE%),Renewable energy percentage (RE%)\n"
)


def read(folder: Path, reader: Reader, text: str, taken: Retrieval = TAKEN) -> GridFactorList:
    (folder / "grid.csv").write_text(text, "utf-8")
    return reader(folder / "grid.csv", taken)


@pytest.mark.parametrize(
    ("reader", "text", "place", "year"),
    [
        (read_grid_owid, OWID + "XXA,Invented,2023,500.5,1,2,3\n", "XXA", 2023),
        (read_grid_owid, OWID_ITSELF + "Invented,2023,XXA,1,500.5\n", "XXA", 2023),
        (read_grid_ember, EMBER + "XXA,500.5\n", "XXA", None),
        (read_grid_electricity_maps, MAPS + "XX-A,2023,500.5,1,2\n", "XX-A", 2023),
        (read_grid_electricity_maps, MAPS_ITSELF + "2023-01-01 00:00:00,I,A,XX-A,400,500.5,1,2\n", "XX-A", 2023),
    ],
    ids=["owid by codecarbon", "owid", "ember", "electricity maps by CO2.js", "electricity maps"],
)
def test_grams_become_kilograms_with_place_year_and_release(
    tmp_path: Path, reader: Reader, text: str, place: str, year: int | None
) -> None:
    (factor,) = read(tmp_path, reader, text).factors
    assert (factor.value, factor.unit) == (Decimal("0.5005"), "kgCO2e/kWh")
    assert (factor.place, factor.year, factor.release) == (place, year, "invented 1.0")


@pytest.mark.parametrize(
    ("reader", "text", "side", "share_alike"),
    [
        (read_grid_owid, OWID + "XXA,I,2023,5,1,2,3\n", GridSide.PRODUCTION, False),
        (read_grid_ember, EMBER + "XXA,5\n", GridSide.PRODUCTION, True),
        (read_grid_electricity_maps, MAPS + "XXA,2023,5,1,2\n", GridSide.CONSUMPTION, True),
    ],
)
def test_each_publisher_says_its_method_and_its_licence(
    tmp_path: Path, reader: Reader, text: str, side: GridSide, share_alike: bool
) -> None:
    found = read(tmp_path, reader, text)
    assert (found.factors[0].accounting, found.factors[0].side) == (Accounting.LIFE_CYCLE, side)
    assert found.origin.share_alike is share_alike
    assert found.factors[0].warning.startswith("warning.grid_")


def test_two_publishers_factors_of_one_place_are_never_mixed(tmp_path: Path) -> None:
    one = read(tmp_path, read_grid_owid, OWID + "XXA,I,2026,400,1,2,3\n").factors
    other = read(tmp_path, read_grid_electricity_maps, MAPS + "XXA,2026,300,1,2\n").factors
    assert grid_path(one, "XXA", 2026, 1).missing is None
    mixed = grid_path((*one, *other), "XXA", 2026, 1).missing
    assert mixed is not None
    assert mixed.code == "missing.grid_series"
    with pytest.raises(ValueError, match="never mixed"):
        use_by_year([Decimal(1), Decimal(1)], (*one, *other))


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("XXB,I,2023,0.0,1,2,3", "grid.zero"),
        ("XXB,I,2023,,1,2,3", "grid.no_figure"),
        ("XXB,I,lately,5,1,2,3", "grid.no_figure"),
        (",I,2023,5,1,2,3", "grid.no_figure"),
        ("XXA,I,2023,6,1,2,3", "grid.twice"),
    ],
)
def test_what_is_no_factor_is_left_out_with_its_row(tmp_path: Path, row: str, code: str) -> None:
    found = read(tmp_path, read_grid_owid, f"{OWID}XXA,I,2023,5,1,2,3\n{row}\n")
    assert [(note.row, note.code) for note in found.left_out] == [(3, code)]
    assert len(found.factors) == 1


@pytest.mark.parametrize(
    ("reader", "text"),
    [
        (read_grid_owid, OWID + "XXA,I,2023,5,1,2,3\n"),
        (read_grid_ember, EMBER + "XXA,5\n"),
        (read_grid_electricity_maps, MAPS + "XXA,2023,5,1,2\n"),
    ],
)
def test_without_a_release_a_factor_is_refused(tmp_path: Path, reader: Reader, text: str) -> None:
    unnamed = Retrieval(date(2026, 11, 1))
    assert codes(lambda: read(tmp_path, reader, text, unnamed)) == [("set.no_release", None)]


def test_a_month_of_electricity_maps_is_no_year(tmp_path: Path) -> None:
    text = MAPS_ITSELF + "2023-01-01 00:00:00,I,A,XX,4,5,1,2\n2023-02-01 00:00:00,I,A,XX,4,6,1,2\n"
    found = read(tmp_path, read_grid_electricity_maps, text)
    assert [(note.row, note.code) for note in found.left_out] == [(3, "grid.no_figure")]


@pytest.mark.parametrize("text", [OWID, EMBER, MAPS])
def test_a_table_is_known_by_its_headings(tmp_path: Path, text: str) -> None:
    readers: tuple[Reader, ...] = (read_grid_owid, read_grid_ember, read_grid_electricity_maps)
    row = "," * text.count(",") + "1\n"
    refused = [codes(partial(read, tmp_path, own, text + row)) for own in readers]
    assert sum(found == [("set.not_it", 1)] for found in refused) == 2
