"""A price of a tonne that a method takes from an import, through the commands: recomputed year by year."""

from pathlib import Path
from typing import Any

import pytest

from greenward.exchange.case import read_case
from greenward.planning.case import plan_case
from support import Said, greenward

SERIES = "3% DR (Average)"
PRICES = {2026: "50.00", **{year: f"{50 + 2 * (year - 2026)}.00" for year in range(2027, 2033)}}
HEAD = f"Release Year,Year,{SERIES},5% DR (Average)\n"
NAMED = '  carbon_price: {import: nist-scc, release: "2025", series: 3% DR (Average)}\n'


@pytest.fixture
def dollars(case_a: Path) -> Path:
    """Case A with a method that counts in dollars and names an import as its price of a tonne."""
    for file in case_a.iterdir():
        file.write_text(file.read_text("utf-8").replace("CNY", "USD"), "utf-8")
    name_price(case_a, NAMED)
    return case_a


def name_price(case: Path, line: str) -> None:
    settings = case / "case.yaml"
    settings.write_text(settings.read_text("utf-8").replace("  place: CN\n", f"  place: CN\n{line}", 1), "utf-8")


def bring(folder: Path, prices: dict[int, str], *options: object) -> Said:
    rows = "".join(f"2025,{year},{price},9.00\n" for year, price in prices.items())
    (folder / "scc.csv").write_text(HEAD + rows, "utf-8")
    said = greenward("import", "nist-scc", folder / "scc.csv", "--retrieved", "2026-11-01", *options)
    assert said.code == 0, said.err
    return said


def offers_of(data: Any) -> list[Any]:
    return [item for comparison in data["comparisons"] for item in comparison["judged"]]


def test_an_import_prices_each_years_carbon_and_only_the_price_is_discounted(dollars: Path, tmp_path: Path) -> None:
    bring(tmp_path, PRICES, "--dollars", "2024")
    data = greenward("cost", dollars, "--json").json
    (path,) = [item for item in data["method"]["paths"] if item["id"] == "nist-scc"]
    assert path["names"]["en"] == "nist-scc 2025, 3% DR (Average), USD2024/tCO2"
    assert [year for year, _ in path["index"]] == list(range(2026, 2033))
    checked = 0
    for offer in offers_of(data):
        life, view = offer["life"], offer["life"]["carbon"]
        parts = dict(life["parts"])
        if view["embodied"] is None or not life["carbon_by_year"] or view["pieces"] != 1:
            continue
        expected = float(view["embodied"]["value"]) / 1000 * float(PRICES[2026])
        for year, carbon in enumerate(life["carbon_by_year"], start=1):
            expected += float(carbon) / 1000 * float(PRICES[2026 + year]) / 1.03**year
        assert float(parts["carbon_price"]) == pytest.approx(expected, rel=1e-9)
        checked += 1
    assert checked > 30


@pytest.mark.parametrize(
    ("lang", "options", "words"),
    [
        ("en", ("--dollars", "2024"), "in USD2024/tCO2: it is not moved to money of the base date"),
        ("zh", ("--dollars", "2024"), "单位为USD2024/tCO2，未换算为基准日的价格"),
        ("en", (), "does not say of which year the dollars are"),
        ("zh", (), "也未注明美元年份"),
    ],
)
def test_both_commands_say_of_which_year_the_dollars_are_or_that_nobody_knows(
    dollars: Path, tmp_path: Path, lang: str, options: tuple[str, ...], words: str
) -> None:
    bring(tmp_path, PRICES, *options)
    for command in ("cost", "plan"):
        out = "".join(greenward(command, dollars, "--lang", lang).out.split())
        assert "".join(words.split()) in out


def test_the_method_sheet_names_the_file_that_the_price_was_read_from(dollars: Path, tmp_path: Path) -> None:
    bring(tmp_path, PRICES, "--dollars", "2024")
    assert greenward("cost", dollars, "--method-sheet", tmp_path / "m.html", "--lang", "en").code == 0
    page = (tmp_path / "m.html").read_text("utf-8")
    assert "scc.csv (SHA-256" in page
    assert "nist-scc 2025, 3% DR (Average), USD2024/tCO2; followed by price of carbon" in page


def test_a_price_that_is_not_imported_is_asked_for_by_its_name(dollars: Path, tmp_path: Path) -> None:
    said = greenward("cost", dollars)
    assert (said.code, "carbon_price.not_imported" in said.err) == (3, True)
    bring(tmp_path, PRICES)
    name_price(dollars, "")
    settings = dollars / "case.yaml"
    settings.write_text(settings.read_text("utf-8").replace("series: 3% DR", "series: 7% DR"), "utf-8")
    said = greenward("plan", dollars)
    assert said.code == 3
    assert "nist-scc 2025 7% DR (Average). Imported: nist-scc 2025 3% DR (Average), nist-scc 2025 5% DR" in said.err


def test_no_plan_is_made_without_the_price_that_the_case_names(dollars: Path) -> None:
    with pytest.raises(ValueError, match="imported price"):
        plan_case(read_case(dollars, "cn"), {})


def test_dollars_are_not_converted(case_a: Path, tmp_path: Path) -> None:
    name_price(case_a, NAMED)
    bring(tmp_path, PRICES)
    said = greenward("cost", case_a)
    assert (said.code, "carbon_price.currency" in said.err) == (3, True)


@pytest.mark.parametrize("year", [2026, 2032])
def test_a_year_of_the_study_without_a_price_is_not_filled_in(dollars: Path, tmp_path: Path, year: int) -> None:
    bring(tmp_path, {key: value for key, value in PRICES.items() if key != year})
    said = greenward("cost", dollars)
    assert (said.code, "path.hole" in said.err, str(year) in said.err) == (3, True, True)


def test_an_import_that_is_named_without_its_release_is_refused(case_a: Path) -> None:
    name_price(case_a, "  carbon_price: {import: nist-scc, series: 3% DR (Average), value: 9}\n")
    said = greenward("cost", case_a)
    assert said.code == 3
    assert {"pack.missing_field", "pack.unknown_field"} <= {word.strip("[]") for word in said.err.split()}


def test_other_sets_take_no_year_of_the_dollars(tmp_path: Path) -> None:
    said = greenward("import", "nist-rates", tmp_path / "x.csv", "--dollars", "2024")
    assert (said.code, "leave --dollars out" in said.err) == (2, True)
