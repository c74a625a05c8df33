"""NIST's tables: invented figures under the headings that prices, indices and escalation rates share."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from greenward.exchange.nist_energy_indices import read_nist_energy_indices
from greenward.exchange.nist_energy_prices import read_nist_energy_prices
from greenward.exchange.nist_rates import read_nist_rates
from greenward.terms.dataset import PublicSet, Retrieval
from greenward.terms.rate import PublishedRate
from support import codes

D = Decimal
TAKEN = Retrieval(date(2026, 11, 1))
ENERGY = "release_year,year,division,sector,case,region,"
ENERGY += "propane,distillate_fuel_oil,residual_fuel_oil,natural_gas,electricity,coal\n"
PRICES = "2025,2024,Invented,Commercial,REF,West,17.5,22.1,6.8,7.5,36.3,\n"
PRICES += "2025,2025,Invented,Commercial,REF,West,17.6,,8.0,6.8,35.6,\n"
INDICES = "2025,2025,Invented,Commercial,REF,West,1,1,1,1,1,\n"
INDICES += "2025,2026,Invented,Commercial,REF,West,1.04,0.94,1.06,1.02,0.95,\n"
ESCALATION = "2025,2025,Invented,Commercial,REF,West,-0.0007,0.05,0.16,0.09,5.4904E-05,\n"


def read(folder: Path, reader: Callable[[Path, Retrieval], PublicSet], text: str) -> PublicSet:
    (folder / "table.csv").write_text(text, "utf-8")
    return reader(folder / "table.csv", TAKEN)


def test_prices_become_a_series_for_each_fuel(tmp_path: Path) -> None:
    (tmp_path / "table.csv").write_text(ENERGY + PRICES, "utf-8")
    found = read_nist_energy_prices(tmp_path / "table.csv", TAKEN)
    series = {item.product: item for item in found.series}
    assert set(series) == {"propane", "distillate_fuel_oil", "residual_fuel_oil", "natural_gas", "electricity"}
    electricity = series["electricity"]
    assert (electricity.place, electricity.users, electricity.case, electricity.unit) == (
        "Invented", "Commercial", "REF", "USD/MMBtu",
    )  # fmt: skip
    assert (electricity.at("2024"), electricity.at("2025"), electricity.at("2026")) == (D("36.3"), D("35.6"), None)
    assert series["distillate_fuel_oil"].at("2025") is None
    assert found.origin.release == "2025"


def test_a_fuel_that_a_sector_does_not_have_is_left_out_once(tmp_path: Path) -> None:
    found = read(tmp_path, read_nist_energy_prices, ENERGY + PRICES)
    assert [(note.row, note.part, note.code) for note in found.left_out] == [
        (2, "Invented, Commercial, REF: coal", "nist.empty_column")
    ]


def test_indices_become_a_path_that_begins_with_one(tmp_path: Path) -> None:
    (tmp_path / "table.csv").write_text(ENERGY + INDICES, "utf-8")
    found = read_nist_energy_indices(tmp_path / "table.csv", TAKEN)
    path = next(item for item in found.paths if item.product == "electricity")
    assert (path.base_year, path.index(2025), path.index(2026), path.index(2024)) == (
        2025, D(1), D("0.95"), None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("reader", "rows", "code"),
    [
        (read_nist_energy_prices, INDICES, "nist.not_prices"),
        (read_nist_energy_prices, ESCALATION, "nist.not_prices"),
        (read_nist_energy_indices, PRICES, "nist.not_indices"),
        (read_nist_energy_indices, ESCALATION, "nist.not_indices"),
    ],
)
def test_a_table_under_the_same_headings_is_known_by_its_figures(
    tmp_path: Path, reader: Callable[[Path, Retrieval], PublicSet], rows: str, code: str
) -> None:
    assert codes(lambda: read(tmp_path, reader, ENERGY + rows)) == [(code, None)]


def test_two_releases_in_one_file_are_refused(tmp_path: Path) -> None:
    rows = PRICES + PRICES.replace("2025,2024", "2024,2024").replace("2025,2025", "2024,2025")
    assert codes(lambda: read(tmp_path, read_nist_energy_prices, ENERGY + rows)) == [("nist.releases", None)]


@pytest.mark.parametrize(
    ("row", "notes"),
    [
        ("2025,2026,Invented,Commercial,REF,West,many,1,1,1,1,", [(4, "propane many", "nist.no_figure")]),
        ("2025,once,Invented,Commercial,REF,West,1,1,1,1,1,", [(4, "Invented Commercial REF", "nist.no_figure")]),
        ("2025,2025,Invented,Commercial,REF,West,9,,,,,", [(4, "Invented Commercial REF propane 2025", "nist.twice")]),
    ],
)
def test_a_row_that_cannot_be_used_is_told(tmp_path: Path, row: str, notes: list[tuple[int, str, str]]) -> None:
    found = read(tmp_path, read_nist_energy_prices, f"{ENERGY}{PRICES}{row}\n")
    said = [(note.row, note.part, note.code) for note in found.left_out if note.code != "nist.empty_column"]
    assert said == notes


@pytest.mark.parametrize(
    "text",
    [
        "Release Year,Rate,Year,Real,Nominal,Inflation\n2024,DOE,0,0.03,0.042,0.012\n2024,OMB,3,0.022,0.045,0.0225\n",
        "year,release_year,rate,real,nominal,inflation\n0,2024,DOE,0.03,0.042,0.012\n3,2024,OMB,0.022,0.045,0.0225\n",
    ],
)
def test_both_layouts_of_rates_are_read(tmp_path: Path, text: str) -> None:
    (tmp_path / "rates.csv").write_text(text, "utf-8")
    found = read_nist_rates(tmp_path / "rates.csv", TAKEN)
    source = "NIST, BLCC project tables"
    assert found.rates == (
        PublishedRate("DOE", None, D("0.03"), D("0.042"), D("0.012"), 2024, source),
        PublishedRate("OMB", 3, D("0.022"), D("0.045"), D("0.0225"), 2024, source),
    )


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("2024,OMB,5,2.3,4.4,2.1", "nist.no_figure"),
        ("2024,OMB,5,,0.044,0.02", "nist.no_figure"),
        ("2024,OMB,2.5,0.02,0.044,0.02", "nist.no_figure"),
        ("2024,OMB,3,0.03,0.044,0.02", "nist.twice"),
    ],
)
def test_a_rate_that_cannot_be_used_is_left_out(tmp_path: Path, row: str, code: str) -> None:
    head = "Release Year,Rate,Year,Real,Nominal,Inflation\n2024,OMB,3,0.022,0.045,0.0225\n"
    found = read(tmp_path, read_nist_rates, f"{head}{row}\n")
    assert [(note.row, note.code) for note in found.left_out] == [(3, code)]
