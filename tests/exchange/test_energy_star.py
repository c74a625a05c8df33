"""The ENERGY STAR list: invented rows under the real heading, written by hand from the publisher's columns."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from greenward.exchange import energy_star
from greenward.exchange.store import keep, load_products
from greenward.terms.dataset import ProductList, Retrieval
from greenward.terms.product import Watts
from support import codes, greenward, read_rows, write_rows

GROUPS = ("Category 0", "Category I1")
MODES = ("Off Mode (watts)", "Sleep Mode (watts)", "Long Idle (watts)", "Short Idle (watts)")
HEAD = ["ENERGY STAR Unique ID", "ENERGY STAR Partner", "Brand Name", "Model Name", "Model Number", "Type"]
HEAD += [f"{group}: {field}" for group in GROUPS for field in (*MODES, "TEC of Model (kWh)")]
HEAD += ["Date Available On Market", "Date Certified", "Markets"]
ONE = ["900001", "Invented Inc.", "Invented", "Alder", "A-1", "Desktop",
       "0.5", "1.1", "20.0", "22.0", "80.3", "", "", "", "", "", "01/10/2019", "05/04/2020", "US"]  # fmt: skip
TWO = ["900002", "Invented Inc.", "Invented", "Birch", "", "Notebook",
       "0.3", "0.8", "4.6", "7.9", "24", "0.3", "0.9", "5.0", "8.4", "26", "", "13/45/2020", ""]  # fmt: skip
PARTIAL = ["900003", "Invented Inc.", "Invented", "Cedar", "C", "Desktop",
           "0.5", "", "20.0", "22.0", "80", "", "", "", "", "", "", "", ""]  # fmt: skip


def listed(folder: Path, *rows: list[str], head: list[str] = HEAD) -> Path:
    write_rows(folder / "list.csv", [dict(zip(head, row, strict=True)) for row in rows])
    return folder / "list.csv"


def read_energy_star(path: Path) -> ProductList:
    return energy_star.read_energy_star(path, Retrieval(date(2026, 11, 1)))


def test_a_row_becomes_a_product_with_its_configurations(tmp_path: Path) -> None:
    first, second = read_energy_star(listed(tmp_path, ONE, TWO)).records
    assert (first.id, first.brand, first.model, first.kind) == ("900001", "Invented", "Alder A-1", "Desktop")
    assert first.configurations[0].watts == Watts(Decimal("0.5"), Decimal("1.1"), Decimal("20.0"), Decimal("22.0"))
    assert (str(first.available), str(first.certified)) == ("2019-01-10", "2020-05-04")
    assert [item.name for item in second.configurations] == ["Category 0", "Category I1"]
    assert second.certified is None


def test_a_configuration_without_all_powers_is_left_out_and_listed(tmp_path: Path) -> None:
    found = read_energy_star(listed(tmp_path, ONE, PARTIAL))
    assert [(item.row, item.part) for item in found.left_out] == [(3, "Category 0")]
    assert found.records[1].configurations == ()


def test_another_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("a,b\n1,2\n", "utf-8")
    assert codes(lambda: read_energy_star(tmp_path / "x.csv")) == [("energy_star.not_the_list", 1)]


def test_an_id_given_twice_is_refused(tmp_path: Path) -> None:
    assert codes(lambda: read_energy_star(listed(tmp_path, ONE, ONE))) == [("cell.duplicate_id", 3)]


def test_what_is_kept_is_what_was_read(tmp_path: Path) -> None:
    products = read_energy_star(listed(tmp_path, ONE, TWO))
    keep(tmp_path / "data", "energy-star", products)
    assert tuple(load_products(tmp_path / "data").values()) == products.records


def test_two_lists_stand_side_by_side_and_a_list_imported_again_replaces_itself(tmp_path: Path) -> None:
    for name, rows in (("v7", [ONE]), ("v8", [TWO]), ("v7", [ONE, PARTIAL])):
        path = listed(tmp_path, *rows).rename(tmp_path / f"{name}.csv")
        keep(tmp_path / "data", "energy-star", read_energy_star(path))
    assert {id_ for _, id_ in load_products(tmp_path / "data")} == {"900001", "900002", "900003"}


def test_one_product_described_in_two_ways_is_refused(tmp_path: Path) -> None:
    changed = [*ONE[:6], "0.9", *ONE[7:]]
    for name, row in (("v7", ONE), ("v8", changed)):
        keep(tmp_path / "data", "energy-star", read_energy_star(listed(tmp_path, row).rename(tmp_path / f"{name}.csv")))
    assert codes(lambda: load_products(tmp_path / "data")) == [("store.two_versions", None)]


def test_a_kept_file_that_was_altered_is_refused(tmp_path: Path) -> None:
    kept = keep(tmp_path / "data", "energy-star", read_energy_star(listed(tmp_path, ONE)))
    kept.write_text(kept.read_text("utf-8").replace("22.0", "2.0"), "utf-8")
    assert codes(lambda: load_products(tmp_path / "data")) == [("store.altered", None)]


def test_a_file_that_is_no_import_is_refused(tmp_path: Path) -> None:
    (tmp_path / "products-x.json").write_text("{", "utf-8")
    assert codes(lambda: load_products(tmp_path)) == [("store.broken", None)]


def test_the_command_imports_and_a_plan_takes_the_watts(case_a: Path, tmp_path: Path) -> None:
    data = tmp_path / "es"
    said = greenward("import", "energy-star", listed(tmp_path, ONE, TWO, PARTIAL), "--data", data, "--lang", "en")
    assert said.code == 0
    assert "3 products with 3 configurations imported" in said.out
    assert "Left out: 1\n  row 4, Category 0: not all four powers are given" in said.out
    assert "Release: certified up to 2020-05-04." in said.out
    assert "US Government open data" in said.out
    rows = read_rows(case_a / "offers.csv")
    rows[0] |= {"标识年耗电量（kWh）": "", "外部清单产品编号": "900001"}
    for row in rows:
        row["外部产品清单"] = "ENERGY STAR" if row is rows[0] else ""
        row.setdefault("外部清单产品编号", "")
    write_rows(case_a / "offers.csv", rows)
    found = json.loads(greenward("plan", case_a, "--data", data, "--json").out)
    judged = {item["named"]["offer_id"]: item for item in found["comparisons"][0]["judged"]}
    life = judged[rows[0]["报价编号"]]["life"]
    assert (Decimal(life["yearly_energy"]), life["energy_basis"]) == (Decimal("80.3292"), "product")


@pytest.mark.parametrize("name", ["energy_star", "nothing"])
def test_an_unknown_set_is_a_wrong_command_line(tmp_path: Path, name: str) -> None:
    assert greenward("import", name, listed(tmp_path, ONE)).code == 2
