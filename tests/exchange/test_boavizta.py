"""Boavizta's list: invented rows under the real heading, one for each thing that its publisher's file holds."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from greenward.exchange.boavizta import read_boavizta
from greenward.lifecycle.footprint import own_footprint
from greenward.terms.dataset import Retrieval
from greenward.terms.footprint import FootprintList
from support import codes, write_rows

D = Decimal
HEAD = """
manufacturer name category subcategory gwp_total gwp_use_ratio yearly_tec lifetime use_location
report_date sources sources_hash gwp_error_ratio gwp_manufacturing_ratio weight assembly_location
screen_size server_type hard_drive memory number_cpu height added_date add_method gwp_transport_ratio
gwp_eol_ratio gwp_electronics_ratio gwp_battery_ratio gwp_hdd_ratio gwp_ssd_ratio
gwp_othercomponents_ratio comment
""".split()  # noqa: SIM905  as the publisher writes them
GOOD = {
    "manufacturer": "Invented", "name": "Alder 14", "category": "Workplace", "subcategory": "Laptop",
    "gwp_total": "300", "gwp_use_ratio": "0.2000", "yearly_tec": "31.5", "lifetime": "4.0", "use_location": "EU",
    "report_date": "May 2026", "sources": "a declaration", "gwp_error_ratio": "0.2500",
    "gwp_manufacturing_ratio": "0.7000", "added_date": "2026-05-02",
}  # fmt: skip
TAKEN = Retrieval(date(2026, 11, 1))


def found(folder: Path, *rows: dict[str, str]) -> FootprintList:
    write_rows(
        folder / "list.csv", [dict.fromkeys(HEAD, "") | GOOD | {"name": f"M{at}"} | row for at, row in enumerate(rows)]
    )
    return read_boavizta(folder / "list.csv", TAKEN)


def notes(made: FootprintList) -> list[tuple[int, str, str]]:
    return [(note.row, note.part, note.code) for note in (*made.left_out, *made.told)]


def test_a_row_becomes_a_makers_footprint_with_its_place_in_the_file(tmp_path: Path) -> None:
    (row,) = found(tmp_path, {"name": "Alder 14"}).footprints
    assert (row.maker, row.name, row.category, row.word, row.row) == (
        "Invented", "Alder 14", "notebook_computer", "Laptop", 2,
    )  # fmt: skip
    assert (row.total, row.use_share, row.manufacturing_share, row.error_share) == (
        D(300), D("0.2"), D("0.7"), D("0.25"),
    )  # fmt: skip
    assert (row.yearly_energy, row.lifetime, row.source) == (D("31.5"), D(4), "a declaration")


def test_the_set_says_whose_it_is_and_what_its_publisher_asks(tmp_path: Path) -> None:
    made = found(tmp_path, {"added_date": "27-05-2022"}, {"added_date": "2023-02-23"}, {"added_date": "01-11-2020"})
    origin = made.origin
    assert (origin.share_alike, origin.warning) == (True, "warning.boavizta")
    assert (origin.release, origin.retrieved) == ("rows added up to 2023-02-23", date(2026, 11, 1))
    own = own_footprint(made.footprints[0], origin)
    assert own is not None
    assert (own.warning, own.release) == (origin.warning, origin.release)


@pytest.mark.parametrize(
    ("column", "text", "field"),
    [
        ("gwp_manufacturing_ratio", "7.7600", "manufacturing_share"),
        ("gwp_error_ratio", "3.2796", "error_share"),
        ("gwp_use_ratio", "1.0100", "use_share"),
        ("gwp_use_ratio", "-0.1000", "use_share"),
        ("gwp_error_ratio", "n/a", "error_share"),
    ],
)
def test_a_share_outside_nought_and_one_is_not_used_and_its_row_is_told(
    tmp_path: Path, column: str, text: str, field: str
) -> None:
    made = found(tmp_path, {}, {column: text})
    assert getattr(made.footprints[1], field) is None
    assert (3, f"{column} {text}", "boavizta.share_outside") in notes(made)
    assert len(made.footprints) == 2


def test_a_share_of_exactly_one_is_used(tmp_path: Path) -> None:
    made = found(tmp_path, {"gwp_error_ratio": "1.0000"})
    assert (made.footprints[0].error_share, notes(made)) == (D(1), [])


def test_a_margin_of_nought_is_none_stated(tmp_path: Path) -> None:
    made = found(tmp_path, {"gwp_error_ratio": "0.0000"})
    assert (made.footprints[0].error_share, notes(made)) == (None, [(2, "Invented M0", "boavizta.no_margin")])


def test_a_missing_share_of_use_is_told_and_missing_energy_is_no_zero(tmp_path: Path) -> None:
    made = found(tmp_path, {"gwp_use_ratio": "", "yearly_tec": ""})
    assert (made.footprints[0].use_share, made.footprints[0].yearly_energy) == (None, None)
    assert notes(made) == [(2, "Invented M0", "boavizta.no_use_share")]


@pytest.mark.parametrize(
    ("words", "category"),
    [
        (("Thin Client", "Thin client"), "network_computer"),
        (("Entertainment", "EntertainmentT"), "entertainment"),
        (("Desktop", "DESKTOP"), "desktop_computer"),
        (("Hard drive", "Hard Drive"), "hard drive"),
    ],
)
def test_spellings_of_one_category_are_joined(tmp_path: Path, words: tuple[str, str], category: str) -> None:
    made = found(tmp_path, *[{"subcategory": word} for word in words])
    assert [row.category for row in made.footprints] == [category, category]


def test_two_names_of_the_world_are_one_and_a_country_is_no_continent(tmp_path: Path) -> None:
    made = found(tmp_path, *[{"use_location": place} for place in ("WW", "Worldwide", "US", "North America")])
    assert [row.use_place for row in made.footprints] == ["WW", "WW", "US", "North America"]


def test_a_second_row_of_a_maker_and_name_is_left_out(tmp_path: Path) -> None:
    made = found(tmp_path, {"name": "Alder"}, {"name": "ALDER", "gwp_total": "999"}, {"name": "Birch"})
    assert [row.name for row in made.footprints] == ["Alder", "Birch"]
    assert notes(made) == [(3, "Invented ALDER (2)", "boavizta.duplicate")]


@pytest.mark.parametrize(
    "change", [{"gwp_total": ""}, {"gwp_total": "0"}, {"gwp_total": "1,5"}, {"manufacturer": ""}, {"subcategory": ""}]
)
def test_a_row_without_what_makes_a_footprint_is_left_out(tmp_path: Path, change: dict[str, str]) -> None:
    made = found(tmp_path, {}, change)
    assert [(note.row, note.code) for note in made.left_out] == [(3, "boavizta.no_figure")]
    assert len(made.footprints) == 1


def test_a_total_far_outside_its_category_is_told_and_kept(tmp_path: Path) -> None:
    totals = [str(100 + at) for at in range(12)] + ["5000"]
    made = found(tmp_path, *[{"gwp_total": total} for total in totals])
    assert notes(made) == [(14, "Invented M12, Laptop: 5000 kgCO2e", "boavizta.outlier")]
    assert len(made.footprints) == 13


def test_a_very_large_total_is_told_even_where_it_is_alone(tmp_path: Path) -> None:
    made = found(tmp_path, {"subcategory": "SAN/NAS", "gwp_total": "190000"})
    assert [note.code for note in made.told] == ["boavizta.outlier"]


def test_another_table_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("a,b\n1,2\n", "utf-8")
    assert codes(lambda: read_boavizta(tmp_path / "x.csv", TAKEN)) == [("set.not_it", 1)]


def test_a_file_without_a_usable_row_is_refused(tmp_path: Path) -> None:
    assert codes(lambda: found(tmp_path, {"gwp_total": ""})) == [("set.nothing_usable", None)]
