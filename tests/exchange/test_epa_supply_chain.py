"""US EPA's supply chain factors: invented rows under the headings of both releases."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from greenward.exchange.epa_supply_chain import read_epa_supply_chain
from greenward.terms.dataset import Retrieval
from greenward.terms.factor import EmissionFactorList, Pricing
from support import codes

TAIL = "GHG,Unit,Supply Chain Emission Factors without Margins,Margins of Supply Chain Emission Factors,"
TAIL += "Supply Chain Emission Factors with Margins,Reference USEEIO Code"
OLD = f"NAICS Code 2017,NAICS Title 2017,{TAIL}"
NEW = f"2017 NAICS Code,2017 NAICS Title,{TAIL}"
ROW = '900001,Invented making,All GHGs,"kg CO2e/2022 USD, purchaser price",0.03,0.028,0.058,900001'
TAKEN = Retrieval(date(2026, 11, 1))


def read(folder: Path, *rows: str, head: str = NEW, name: str = "Factors_v1.3.0_USD2022.csv") -> EmissionFactorList:
    (folder / name).write_text("\r\n".join((head, *rows)) + "\r\n", "utf-8")
    return read_epa_supply_chain(folder / name, TAKEN)


def test_an_industry_has_a_factor_with_and_one_without_margins(tmp_path: Path) -> None:
    found = read(tmp_path, ROW)
    assert [(item.pricing, item.value) for item in found.factors] == [
        (Pricing.WITH_MARGINS, Decimal("0.058")),
        (Pricing.WITHOUT_MARGINS, Decimal("0.03")),
    ]
    first = found.factors[0]
    assert (first.code, first.title, first.unit, first.currency) == ("900001", "Invented making", "kgCO2e/USD", "USD")


@pytest.mark.parametrize(
    ("head", "year", "name", "release"),
    [
        (OLD, 2021, "Factors_v1.2_USD2021.csv", "v1.2, USD 2021"),
        (NEW, 2022, "Factors_v1.3.0_USD2022.csv", "v1.3.0, USD 2022"),
        (NEW, 2022, "renamed.csv", "USD 2022"),
    ],
)
def test_the_release_and_the_dollars_year_stand_with_every_factor(
    tmp_path: Path, head: str, year: int, name: str, release: str
) -> None:
    found = read(tmp_path, ROW.replace("2022", str(year)), head=head, name=name)
    assert {(item.year, item.release) for item in found.factors} == {(year, release)}
    assert found.origin.release == release


def test_two_price_years_in_one_file_are_refused(tmp_path: Path) -> None:
    other = ROW.replace("900001", "900002").replace("2022", "2021")
    assert codes(lambda: read(tmp_path, ROW, other)) == [("epa.price_year", None)]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (ROW.replace("900001,I", "900002,I").replace("All GHGs", "Methane"), "epa.single_gas"),
        (ROW.replace("900001,I", "9000,I"), "epa.no_figure"),
        (ROW.replace("900001,I", "900002,I").replace("0.058", ""), "epa.no_figure"),
        (ROW.replace("900001,I", "900002,I").replace("kg CO2e/2022 USD, purchaser price", "kg"), "epa.other_unit"),
        (ROW, "epa.twice"),
    ],
)
def test_what_is_no_factor_is_left_out_with_its_row(tmp_path: Path, row: str, code: str) -> None:
    found = read(tmp_path, ROW, row)
    assert [(note.row, note.code) for note in found.left_out] == [(3, code)]
    assert len(found.factors) == 2


def test_another_table_is_refused(tmp_path: Path) -> None:
    assert codes(lambda: read(tmp_path, "1,2", head="a,b")) == [("set.not_it", 1)]
