"""NIST's social cost of carbon: invented figures under the publisher's headings."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from greenward.exchange.nist_scc import read_nist_scc
from greenward.terms.dataset import Retrieval
from greenward.terms.price_series import PriceSeriesList
from support import codes

D = Decimal
HEAD = "Release Year,Year,3% DR (95th percentile),5% DR (Average),3% DR (Average)\n"
ROWS = "2025,2025,160.00,15.00,50.00\n2025,2026,165.50,15.50,51.25\n"
OTHER = "2024,2025,140.00,13.00,40.00\n"


def read(folder: Path, text: str, release: str = "", dollars: int | None = 2024) -> PriceSeriesList:
    (folder / "scc.csv").write_text(text, "utf-8")
    return read_nist_scc(folder / "scc.csv", Retrieval(date(2026, 11, 1), release, dollars=dollars))


def test_each_discount_rate_becomes_a_series_of_a_tonne_by_year(tmp_path: Path) -> None:
    found = read(tmp_path, HEAD + ROWS)
    assert [(item.product, item.case, item.unit, item.release) for item in found.series] == [
        ("carbon", case, "USD2024/tCO2", "2025")
        for case in ("3% DR (95th percentile)", "5% DR (Average)", "3% DR (Average)")
    ]
    average = found.series[2]
    assert [average.at(year) for year in ("2025", "2026", "2027")] == [D("50.00"), D("51.25"), None]
    assert (found.origin.release, found.origin.licence, found.left_out) == ("2025", "US Government work", ())


def test_dollars_of_a_year_that_nobody_stated_are_of_no_year(tmp_path: Path) -> None:
    found = read(tmp_path, HEAD + ROWS, dollars=None)
    assert {item.unit for item in found.series} == {"USD/tCO2"}
    assert found.origin.warning == "warning.nist_scc_undated"


def test_of_several_releases_the_one_that_is_named_is_read(tmp_path: Path) -> None:
    assert read(tmp_path, HEAD + ROWS + OTHER, "2024").series[2].at("2025") == D("40.00")


@pytest.mark.parametrize(("rows", "release"), [(ROWS + OTHER, ""), (ROWS + OTHER, "2023"), (ROWS, "2024")])
def test_releases_are_never_mixed_and_never_guessed(tmp_path: Path, rows: str, release: str) -> None:
    assert codes(lambda: read(tmp_path, HEAD + rows, release)) == [("nist.scc_release", None)]


@pytest.mark.parametrize(
    ("head", "code"),
    [
        (HEAD.replace("5% DR (Average)", "5% DR (Median)"), "nist.scc_columns"),
        (HEAD.replace("5% DR (Average)", "Methane"), "nist.scc_columns"),
        (HEAD.replace("Release Year", "Release"), "set.not_it"),
        (HEAD.replace("5% DR (Average)", "3% DR (Average)"), "file.column_twice"),
    ],
)
def test_another_layout_is_refused(tmp_path: Path, head: str, code: str) -> None:
    assert codes(lambda: read(tmp_path, head + ROWS)) == [(code, 1)]


def test_a_table_without_a_price_is_refused(tmp_path: Path) -> None:
    assert codes(lambda: read(tmp_path, "Release Year,Year\n2025,2025\n")) == [("nist.scc_columns", 1)]


@pytest.mark.parametrize(
    ("row", "notes"),
    [
        ("2025,2027,,15,51", [(4, "2027 3% DR (95th percentile)", "nist.no_figure")]),
        ("2025,2027,1,-15,51", [(4, "2027 5% DR (Average) -15", "nist.no_figure")]),
        ("2025,2026,1,15.50,51.25", [(4, "2026 3% DR (95th percentile) 1", "nist.twice")]),
    ],
)
def test_a_cell_that_cannot_be_used_is_told_and_is_no_zero(
    tmp_path: Path, row: str, notes: list[tuple[int, str, str]]
) -> None:
    found = read(tmp_path, f"{HEAD}{ROWS}{row}\n")
    assert [(note.row, note.part, note.code) for note in found.left_out][: len(notes)] == notes
