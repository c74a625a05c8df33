"""Every set through the command: kept with its origin, read back as it was, and what is left out is printed."""

import json
from pathlib import Path

import pytest

from greenward.exchange.public_sets import READERS
from greenward.exchange.store import KINDS, load
from greenward.terms.footprint import FootprintList
from support import codes, greenward

ENERGY_STAR = (
    "ENERGY STAR Unique ID,Brand Name,Model Name,Type,Category 0: Off Mode (watts),Category 0: Sleep Mode (watts)"
)
ENERGY_STAR += ",Category 0: Long Idle (watts),Category 0: Short Idle (watts),Date Certified"
BOAVIZTA = "manufacturer,name,subcategory,gwp_total,gwp_use_ratio,gwp_manufacturing_ratio,gwp_error_ratio,yearly_tec"
BOAVIZTA += ",lifetime,use_location,report_date,sources,added_date"
EPA = "2017 NAICS Code,2017 NAICS Title,GHG,Unit,Supply Chain Emission Factors without Margins"
EPA += ",Supply Chain Emission Factors with Margins"
NIST = "release_year,year,division,sector,case,propane,distillate_fuel_oil,residual_fuel_oil,natural_gas,electricity"
FILES = {
    "boavizta": (BOAVIZTA, "Invented,Alder,Laptop,300,0.2,7.76,0.2,30,4,WW,2026,a page,2026-05-01", ()),
    "energy-star": (ENERGY_STAR, "900001,Invented,Alder,Desktop,0.5,1.1,20.0,22.0,05/04/2020", ()),
    "epa-supply-chain": (EPA, '900001,Making,All GHGs,"kg CO2e/2022 USD, purchaser price",0.03,0.058', ()),
    "eurostat-electricity": (
        "Geopolitical entity (reporting),2024 June", "Inventia,0.2",
        ("--series", "household", "--release", "invented 1"),
    ),
    "grid-electricity-maps": ("zone,year,g_co2e_per_kwh", "XX,2025,400", ("--release", "invented 1")),
    "grid-ember": ("code,g_co2e_per_kwh", "XXA,400", ("--release", "invented 1")),
    "grid-owid": ("iso3,year,g_co2e_per_kwh", "XXA,2025,400", ("--release", "invented 1")),
    "nist-energy-indices": (NIST, "2025,2025,Invented,Commercial,REF,1,1,1,1,1", ()),
    "nist-energy-prices": (NIST, "2025,2025,Invented,Commercial,REF,17,22,6,7,36", ()),
    "nist-rates": ("release_year,rate,year,real,nominal,inflation", "2025,DOE,0,0.03,0.05,0.02", ()),
    "nist-scc": ("Release Year,Year,3% DR (Average)", "2025,2025,50.00", ("--dollars", "2024")),
}  # fmt: skip
SHARE_ALIKE = {"boavizta", "grid-ember", "grid-electricity-maps"}


def imported(folder: Path, name: str, language: str = "en") -> str:
    head, row, options = FILES[name]
    (folder / "file.csv").write_text(f"{head}\n{row}\n", "utf-8")
    said = greenward(
        "import", name, folder / "file.csv", *options, "--data", folder / "kept", "--retrieved", "2026-11-01",
        "--lang", language,
    )  # fmt: skip
    assert said.code == 0, said.err
    return said.out


def test_there_is_a_file_for_every_set() -> None:
    assert sorted(FILES) == sorted(READERS)


@pytest.mark.parametrize("name", sorted(FILES))
def test_a_set_is_kept_with_its_origin_and_read_back_as_it_was(tmp_path: Path, name: str) -> None:
    said = imported(tmp_path, name)
    (kept,) = (tmp_path / "kept").iterdir()
    data = json.loads(kept.read_text("utf-8"))
    origin = data["list"]["origin"]
    assert all(origin[field] for field in ("publisher", "licence", "release", "warning", "file_hash"))
    assert origin["retrieved"] == "2026-11-01"
    kind = next(kind for kind, prefix in KINDS.items() if kept.name.startswith(f"{prefix}-"))
    (found,) = load(tmp_path / "kept", kind)
    assert found.origin.publisher in said
    assert f"Release: {found.origin.release}. Retrieved on 2026-11-01." in said
    assert ("Share-alike" in said) is (name in SHARE_ALIKE)
    assert found.origin.share_alike is (name in SHARE_ALIKE)


def test_what_is_not_used_and_the_publishers_sentence_are_printed(tmp_path: Path) -> None:
    said = imported(tmp_path, "boavizta")
    assert "1 product footprints in 1 categories imported, 1 of them with a share of use" in said
    assert "Left out: 1\n  row 2: gwp_manufacturing_ratio 7.76 does not lie between 0 and 1" in said
    assert "not using these data to make accurate impacts evaluations or to compare" in said


def test_the_command_speaks_chinese(tmp_path: Path) -> None:
    said = imported(tmp_path, "boavizta", "zh")
    assert "第2行：gwp_manufacturing_ratio 7.76不在0和1之间" in said
    assert "相同方式共享" in said


def test_two_series_of_one_file_name_stand_side_by_side(tmp_path: Path) -> None:
    imported(tmp_path, "eurostat-electricity")
    said = greenward(
        "import", "eurostat-electricity", tmp_path / "file.csv", "--series", "non-household", "--release", "1",
        "--data", tmp_path / "kept",
    )  # fmt: skip
    assert said.code == 0
    assert len(list((tmp_path / "kept").iterdir())) == 2


def test_a_set_imported_again_replaces_itself(tmp_path: Path) -> None:
    imported(tmp_path, "grid-owid")
    imported(tmp_path, "grid-owid")
    assert len(list((tmp_path / "kept").iterdir())) == 1


def test_an_altered_set_is_refused(tmp_path: Path) -> None:
    imported(tmp_path, "boavizta")
    (kept,) = (tmp_path / "kept").iterdir()
    kept.write_text(kept.read_text("utf-8").replace('"300"', '"200"'), "utf-8")
    assert codes(lambda: load(tmp_path / "kept", FootprintList)) == [("store.altered", None)]


@pytest.mark.parametrize(
    "arguments",
    [("boavizta", "--series", "household"), ("boavista",), ("boavizta", "--retrieved", "yesterday")],
)
def test_a_wrong_command_line_is_told_as_such(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    name, *rest = arguments
    (tmp_path / "file.csv").write_text("a\n1\n", "utf-8")
    assert greenward("import", name, tmp_path / "file.csv", *rest, "--data", tmp_path / "kept").code == 2


def test_a_long_list_of_rows_is_cut_and_says_where_the_rest_is(tmp_path: Path) -> None:
    rows = "\n".join(f"XX{at},2025,0" for at in range(35))
    (tmp_path / "file.csv").write_text(f"iso3,year,g_co2e_per_kwh\nXXA,2025,400\n{rows}\n", "utf-8")
    said = greenward("import", "grid-owid", tmp_path / "file.csv", "--release", "1", "--data", tmp_path / "kept")
    assert said.out.count("0 g/kWh") == 30
    assert "and 5 more, all listed in" in said.out


def test_a_formula_in_a_published_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file.csv").write_text("iso3,year,g_co2e_per_kwh\nXXA,2025,=1+1\n", "utf-8")
    said = greenward("import", "grid-owid", tmp_path / "file.csv", "--release", "1", "--data", tmp_path / "kept")
    assert (said.code, "cell.formula" in said.err) == (3, True)


def test_a_column_that_stands_twice_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file.csv").write_text("iso3,year,Year,g_co2e_per_kwh\nXXA,2025,2024,4\n", "utf-8")
    said = greenward("import", "grid-owid", tmp_path / "file.csv", "--release", "1", "--data", tmp_path / "kept")
    assert (said.code, "file.column_twice" in said.err) == (3, True)
