"""Eurostat's wide table of half-years: invented prices under its headings."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from greenward.exchange.eurostat_electricity import read_eurostat_electricity
from greenward.terms.dataset import Retrieval
from greenward.terms.price_series import PriceSeriesList
from support import codes

HEAD = "Geopolitical entity (reporting),2023 June,2023 December,2024 June,2024 December\n"
TAKEN = Retrieval(date(2026, 11, 1), "invented, May 2026", "non-household")


def read(folder: Path, rows: str, head: str = HEAD, taken: Retrieval = TAKEN) -> PriceSeriesList:
    (folder / "prices.csv").write_text(head + rows, "utf-8")
    return read_eurostat_electricity(folder / "prices.csv", taken)


def test_a_country_becomes_a_series_of_half_years(tmp_path: Path) -> None:
    (series,) = read(tmp_path, "Inventia,0.1,0.2,0.3,0.4\n").series
    assert (series.place, series.users, series.unit) == ("Inventia", "non-household", "EUR/kWh")
    assert [(point.period, str(point.value)) for point in series.points] == [
        ("2023-S1", "0.1"), ("2023-S2", "0.2"), ("2024-S1", "0.3"), ("2024-S2", "0.4"),
    ]  # fmt: skip
    assert (series.release, series.publisher) == ("invented, May 2026", "Eurostat, nrg_pc_205")


def test_an_empty_half_year_is_neither_zero_nor_filled_in_and_is_told(tmp_path: Path) -> None:
    found = read(tmp_path, "Inventia,,0.2,,0.4\n")
    assert (found.series[0].at("2024-S1"), found.series[0].at("2024-S2")) == (None, Decimal("0.4"))
    assert [(note.row, note.part, note.code) for note in found.told] == [
        (2, "Inventia: 2023-S1, 2024-S1", "eurostat.empty")
    ]


def test_a_full_row_tells_nothing(tmp_path: Path) -> None:
    found = read(tmp_path, "Inventia,0.1,0.2,0.3,0.4\n")
    assert (found.told, found.left_out) == ((), ())


def test_a_country_without_a_figure_is_left_out(tmp_path: Path) -> None:
    found = read(tmp_path, "Inventia,0.1,0.2,0.3,0.4\nNowhere,,,,\n")
    assert [(note.row, note.part, note.code) for note in found.left_out] == [(3, "Nowhere", "eurostat.no_figure")]


@pytest.mark.parametrize("cell", [":", "0", "-0.1", "0.1 e"])
def test_a_cell_that_is_no_price_is_left_out(tmp_path: Path, cell: str) -> None:
    found = read(tmp_path, f"Inventia,{cell},0.2,0.3,0.4\n")
    assert [(note.row, note.part) for note in found.left_out] == [(2, f"Inventia 2023-S1: {cell}")]
    assert len(found.series[0].points) == 3


@pytest.mark.parametrize(
    ("taken", "code"),
    [
        (Retrieval(date(2026, 11, 1), "r"), "set.no_series"),
        (Retrieval(date(2026, 11, 1), "r", "everyone"), "set.no_series"),
        (Retrieval(date(2026, 11, 1), "", "household"), "set.no_release"),
    ],
)
def test_whose_prices_and_which_release_must_be_said(tmp_path: Path, taken: Retrieval, code: str) -> None:
    assert codes(lambda: read(tmp_path, "Inventia,0.1,0.2,0.3,0.4\n", taken=taken)) == [(code, None)]


def test_a_table_without_half_years_is_refused(tmp_path: Path) -> None:
    head = "Geopolitical entity (reporting),2023\n"
    assert codes(lambda: read(tmp_path, "Inventia,0.1\n", head)) == [("set.not_it", 1)]
