"""From the method sheet alone an outsider comes to our figures: by a script of his own, and in LibreOffice."""

import os
import re
import subprocess
from pathlib import Path
from typing import Any

import openpyxl
import pypdf
import pytest
from openpyxl.workbook import Workbook

from support import ROOT, greenward, read_rows, write_rows

CITED = "source: unit_method, article: {en: x, zh: x}, read: case_text, mark: example"
NAMED = "names: {en: Example, zh: 示例}"
RATE = f"value: 0.03, unit: fraction a year, {CITED}"
REPLACED = f"""
  timing: mid_year
  follows: {{purchase: goods, maintenance: goods}}
  carbon_price: {{value: 90, unit: CNY/tCO2e, path: goods, {CITED}}}
"""
NOMINAL = f"""
  timing: day_count
  basis: nominal
  inflation: {{value: 0.02, unit: fraction a year, {CITED}}}
  follows: {{end_of_life: goods}}
"""
FORECAST = "{2027: 0.52, 2028: 0.51, 2029: 0.5, 2030: 0.49, 2031: 0.48, 2032: 0.47}"
EVERYTHING = f"""
  prices:
    - {{resource: water, value: 4.2, unit: CNY/m3, path: goods, {CITED}}}
    - {{resource: fuel, value: 7.9, unit: CNY/L, {CITED}}}
  follows: {{consumables: goods}}
  activity:
    - {{category: desktop_computer, pages: 12000, km: 800, {CITED}}}
  grid_forecast: {{values: {FORECAST}, unit: kgCO2/kWh, {CITED}}}
  carbon_price: {{value: 90, unit: CNY/tCO2e, {CITED}}}
  asks: [maintenance]
"""
EVERY = {
    "每台每年用水量（m3）": "1.5",
    "百公里油耗（L）": "6.4",
    "耗材单价": "80",
    "耗材可印页数": "3000",
    "每公里维护费": "0.05",
    "使用年限（年）": "",
}
GOODS = f"    - {{id: goods, {NAMED}, basis: real, rate: 0.015, {CITED}}}\n"


def sheet_of(case: Path, out: Path, *more: str) -> Any:
    """Write the method sheet and return what the same command says in JSON."""
    said = greenward("cost", case, "--method-sheet", out, "--json", *more)
    assert said.code == 0, said.err
    return said.json


def change(case: Path, added: str, **edits: str) -> None:
    """Add lines to the method, a path that prices may follow, and columns to the offers."""
    settings = case / "case.yaml"
    text = settings.read_text("utf-8").replace("  place: CN\n", f"  place: CN\n{added.strip(chr(10))}\n", 1)
    text = text.replace("  paths:\n", f"  paths:\n{GOODS}", 1)
    if "basis: nominal" in added:
        text = text.replace("basis: real", "basis: nominal")
        old = re.search(r"  discount_rate: \{.*\}\n", text)
        assert old is not None
        bands = f"    - {{until: 3, {RATE.replace('0.03', '0.035')}}}\n    - {{{RATE}}}\n"
        text = text.replace(old[0], f"  discount_rates:\n{bands}")
    settings.write_text(text, "utf-8")
    if edits:
        write_rows(case / "offers.csv", [{**row, **edits} for row in read_rows(case / "offers.csv")])


VARIANTS = {
    "as it stands": ("", {}),
    "pieces replaced": (REPLACED, {"使用年限（年）": "4", "维护费自第几年起付": "2", "每台安装调试费": "35.50"}),
    "nominal by day count": (NOMINAL, {"使用年限（年）": "5", "每台残值": "20"}),
    "all resources, for good": (EVERYTHING, EVERY),
}


@pytest.fixture(params=VARIANTS)
def case(request: pytest.FixtureRequest, case_a: Path) -> Path:
    added, edits = VARIANTS[request.param]
    if added:
        change(case_a, added, **edits)
    return case_a


def totals_of(data: Any) -> dict[str, float | None]:
    """The life-cycle cost of each offer by its id, of the command's JSON; None where something is missing."""
    found: dict[str, float | None] = {}
    for comparison in data["comparisons"]:
        for judged in comparison["judged"]:
            life = judged["life"]
            parts = [float(value) for _, value in life["parts"] if value is not None]
            found[judged["named"]["offer_id"]] = None if life["missing"] else sum(parts)
    return found


def parts_of(data: Any) -> dict[str, list[float]]:
    judged = [item for comparison in data["comparisons"] for item in comparison["judged"]]
    return {
        item["named"]["offer_id"]: [float(value) for _, value in item["life"]["parts"] if value is not None]
        for item in judged
    }


def rows_of(book: Workbook, name: str) -> list[dict[str, Any]]:
    """A sheet's rows by their headings, without the units behind them."""
    _, _, heads, *rows = book[name].iter_rows(values_only=True)
    keys = [str(head).split(" (")[0] for head in heads]
    return [dict(zip(keys, row, strict=True)) for row in rows]


def recomputed(book: Workbook) -> dict[str, float]:
    """Each complete offer's cost from the sheet's inputs alone, year by year; no formula of ours is looked at."""
    cells = {row["name in the formulas"]: row["value"] for row in rows_of(book, "Figures of the method")}
    index = [next(v for k, v in row.items() if k.startswith("index as")) for row in rows_of(book, "Yearly factors")]
    found = {}
    for row in rows_of(book, "Inputs of the offers"):
        if any(value == "not known" for value in row.values()):
            continue
        cost, life, years = row["purchase"], row["life"], cells["study_years"]
        for year in range(1, years + 1):
            paid = row["electricity a year"] * cells["unit_price_electricity"] * index[year - 1] / cells["path_base_1"]
            paid += row["maintenance a year"]
            if year % life == 0 or year == years:
                unused = 0 if life >= years else -years % life if year == years else 0
                left = row["residual value stated"]
                paid += row["disposal"] - left - (row["purchase"] - left) * unused / life
            if year % life == 0 and year < years:
                paid += row["purchase"]
            cost += paid / (1 + cells["rate_1"]) ** year
        found[str(row["offer"]).split("\n")[0]] = cost
    return found


@pytest.mark.parametrize("life", ["6", "4"])
def test_an_outsider_comes_to_our_costs_from_the_workbook_alone(case_a: Path, tmp_path: Path, life: str) -> None:
    if life != "6":
        write_rows(case_a / "offers.csv", [{**row, "使用年限（年）": life} for row in read_rows(case_a / "offers.csv")])
    ours = totals_of(sheet_of(case_a, tmp_path / "m.xlsx", "--lang", "en"))
    found = recomputed(openpyxl.load_workbook(tmp_path / "m.xlsx"))
    complete = {id_: total for id_, total in ours.items() if total is not None}
    assert len(complete) > 40
    assert found == pytest.approx(complete, rel=1e-9)


def test_the_recomputation_would_notice_another_tariff(case_a: Path, tmp_path: Path) -> None:
    ours = totals_of(sheet_of(case_a, tmp_path / "m.xlsx", "--lang", "en"))
    book = openpyxl.load_workbook(tmp_path / "m.xlsx")
    cell = next(row[2] for row in book["Figures of the method"] if row[0].value == "unit_price_electricity")
    cell.value *= 1.01
    found = recomputed(book)
    assert all(abs(found[id_] - total) > 0.1 for id_, total in ours.items() if total is not None)


def recalculated(book: Workbook, folder: Path) -> Workbook:
    """The book as LibreOffice works it out: openpyxl leaves the values of formulas out, so none can be kept."""
    book.save(folder / "asked.xlsx")
    home = f"-env:UserInstallation={(folder / 'home').as_uri()}"
    out = folder / "answer"
    command = ["soffice", home, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(out)]
    subprocess.run(
        [*command, str(folder / "asked.xlsx")],
        check=True,
        capture_output=True,
        env={**os.environ, "HOME": str(folder)},
        timeout=300,
    )
    return openpyxl.load_workbook(out / "asked.xlsx", data_only=True)


def live(book: Workbook) -> list[tuple[str, str]]:
    """Sheet and place of each live cell."""
    return [
        (sheet.title, cell.coordinate)
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]


@pytest.mark.needs("soffice")
def test_libreoffice_recalculates_our_figures(case: Path, tmp_path: Path) -> None:
    data = sheet_of(case, tmp_path / "m.xlsx", "--lang", "en")
    book = openpyxl.load_workbook(tmp_path / "m.xlsx")
    kept = openpyxl.load_workbook(tmp_path / "m.xlsx", data_only=True)
    found = recalculated(book, tmp_path)
    cells = live(book)
    values = {at: found[at[0]][at[1]].value for at in cells}
    assert [at for at, value in values.items() if not isinstance(value, int | float)] == []
    assert values == pytest.approx({at: kept[at[0]][at[1]].value for at in cells}, rel=1e-6, abs=1e-6)
    ours = parts_of(data)
    shown: dict[str, list[float]] = {id_: [] for id_ in ours}
    totals = ("life-cycle cost of a piece", "use-phase carbon over the study", "footprint over the study")
    for row in rows_of(found, "Check of the formulas"):
        if str(row["figure"]).split(" (")[0] not in totals:
            shown[row["offer"]].append(row["by this workbook's formulas"])
    assert {id_: len(parts) for id_, parts in shown.items()} == {id_: len(parts) for id_, parts in ours.items()}
    for id_, parts in ours.items():
        assert shown[id_] == pytest.approx(parts, rel=1e-6), id_


@pytest.mark.needs("soffice")
def test_a_changed_input_changes_the_result_and_shows_as_a_difference(case_a: Path, tmp_path: Path) -> None:
    sheet_of(case_a, tmp_path / "m.xlsx", "--lang", "en")
    book = openpyxl.load_workbook(tmp_path / "m.xlsx")
    heads = [str(cell.value) for cell in book["Inputs of the offers"][3]]
    place = book["Inputs of the offers"].cell(4, heads.index("purchase (CNY)") + 1)
    place.value += 100
    rows = rows_of(recalculated(book, tmp_path), "Check of the formulas")
    changed = [(row["no."], row["figure"]) for row in rows if abs(row["difference"]) > 1e-6]
    assert changed == [(1, "purchase (CNY)"), (1, "life-cycle cost of a piece (CNY)")]


def test_a_missing_number_is_not_known_and_leaves_the_result_empty(case_a: Path, tmp_path: Path) -> None:
    rows = read_rows(case_a / "offers.csv")
    rows[0]["每台每年维护费"], rows[1]["每台每年维护费"] = "", "0"
    write_rows(case_a / "offers.csv", rows)
    sheet_of(case_a, tmp_path / "m.xlsx", "--lang", "en")
    book = openpyxl.load_workbook(tmp_path / "m.xlsx")
    inputs, results = rows_of(book, "Inputs of the offers"), rows_of(book, "Results by part")
    assert inputs[0]["maintenance a year"] == "not known"
    assert [results[0][head] for head in ("maintenance", "life-cycle cost of a piece")] == [None, None]
    assert str(results[0]["missing, or not counted"]).startswith("Incomplete: maintenance")
    assert inputs[1]["maintenance a year"] == 0
    assert str(results[1]["life-cycle cost of a piece"]).startswith("=SUM(")
    assert results[1]["missing, or not counted"] == "—"


def test_an_offer_in_another_currency_has_no_figure_at_all(case_a: Path, tmp_path: Path) -> None:
    rows = read_rows(case_a / "offers.csv")
    rows[0]["币种"] = "EUR"
    write_rows(case_a / "offers.csv", rows)
    sheet_of(case_a, tmp_path / "m.xlsx", "--lang", "en")
    book = openpyxl.load_workbook(tmp_path / "m.xlsx")
    row, result = rows_of(book, "Inputs of the offers")[0], rows_of(book, "Results by part")[0]
    figures = ("purchase", "electricity a year", "maintenance a year", "disposal")
    assert [row[head] for head in figures] == ["not known", "—", "—", "—"]
    assert [result[head] for head in ("purchase", "life-cycle cost of a piece")] == [None, None]


@pytest.mark.parametrize("ending", ["html", "xlsx"])
def test_what_competed_needs_look_at_is_not_named(case_a: Path, tmp_path: Path, ending: str) -> None:
    needs = read_rows(case_a / "needs.csv")
    assert "EX-D01" in words(case_a, tmp_path / f"before.{ending}")
    write_rows(
        case_a / "needs.csv",
        [{**row, "采购渠道": "公开招标"} if row["需求编号"] in ("N01", "N02", "N09") else row for row in needs],
    )
    found = words(case_a, tmp_path / f"after.{ending}")
    assert re.findall(r"EX-D\d+|OFFER-D\d+", found) == []
    assert "EX-N01" in found


def words(case: Path, out: Path) -> str:
    sheet_of(case, out)
    if out.suffix != ".xlsx":
        return out.read_text("utf-8")
    book = openpyxl.load_workbook(out)
    return " ".join(str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row)


def test_where_every_need_is_competed_the_sheet_says_that_none_is_named(case_a: Path, tmp_path: Path) -> None:
    needs = [{**row, "采购渠道": "公开招标"} for row in read_rows(case_a / "needs.csv")]
    write_rows(case_a / "needs.csv", needs)
    found = words(case_a, tmp_path / "m.html")
    assert "No offer may be named" in found
    assert "OFFER-" not in found


@pytest.mark.parametrize(("language", "title"), [("en", "Method sheet"), ("zh", "测算说明书")])
def test_every_rendition_bears_the_hash_of_the_method_and_the_packs(tmp_path: Path, language: str, title: str) -> None:
    case = ROOT / "examples/unit_x/case_a"
    plan = greenward("plan", case, "--json").json
    sheet_of(case, tmp_path / "m.pdf", "--lang", language)
    page = "".join("".join(each.extract_text().split()) for each in pypdf.PdfReader(tmp_path / "m.pdf").pages)
    sheet_of(case, tmp_path / "m.html", "--lang", language)
    text = (tmp_path / "m.html").read_text("utf-8")
    assert title in text
    for said in (plan["method_digest"], *plan["packs"]):
        assert said in text
        assert "".join(said.split()) in page
    assert ("虚构" if language == "zh" else "invented") in text


def test_a_sheet_of_another_ending_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    out = tmp_path / "m.docx"
    said = greenward("cost", "examples/unit_x/case_a", "--method-sheet", out)
    assert said.code == 3
    assert ".xlsx" in said.err
    assert not out.exists()
