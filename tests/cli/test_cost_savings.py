"""What offers save against a base case, through the command: recomputed from its own figures by another library."""

from itertools import accumulate
from pathlib import Path
from typing import Any

import numpy_financial
import openpyxl
import pytest

from greenward.lifecycle.measures import INVESTMENT, RUNNING
from support import ROOT, Said, greenward, read_rows, write_rows

CASE = ROOT / "examples/unit_x/case_a"
RATE, YEARS = 0.03, 6


@pytest.fixture(scope="module")
def data() -> Any:
    return cost().json


def cost(*options: object, case: Path = CASE) -> Said:
    said = greenward("cost", case, "--json", *options)
    assert said.code == 0, said.err
    return said


def of_need(data: Any, need: str) -> Any:
    return next(item for item in data["measures"] if need in item["needs"])


def lives(data: Any, need: str) -> dict[str, Any]:
    """The offers of a need that may be chosen, by their id."""
    comparison = next(item for item in data["comparisons"] if need in item["needs"])
    return {item["named"]["offer_id"]: item for item in comparison["judged"] if not item["masks"]}


def spent(judged: Any, parts: tuple[str, ...] = (*INVESTMENT, *RUNNING)) -> float:
    return sum(float(value) for part, value in judged["life"]["parts"] if part in parts)


def paid_back(base: Any, other: Any, kind: str) -> int | None:
    """The first year by whose end the payments of both, summed up, are alike; None: never, or nothing is paid more."""
    gains = [float(b[kind]) - float(o[kind]) for b, o in zip(base["by_year"], other["by_year"], strict=True)]
    sums = list(accumulate(gains))
    return next((year for year, value in enumerate(sums) if value >= 0), None) or None


def test_the_base_case_is_the_lawful_offer_with_the_lowest_price_and_every_lawful_offer_is_measured(data: Any) -> None:
    for item in data["measures"]:
        if item["levels"]:
            continue
        known = lives(data, item["needs"][0])
        first, *others = item["alternatives"]
        assert first["id"] == min(known, key=lambda id_: float(known[id_]["unit_price"]))
        assert (first["measures"], item["named"]) == (None, False)
        assert {each["id"] for each in others} == set(known) - {first["id"]}


def test_each_measure_is_what_another_library_and_the_offers_own_figures_give(data: Any) -> None:
    counted = 0
    for item in data["measures"]:
        if item["levels"]:
            continue
        known = lives(data, item["needs"][0])
        base = known[item["alternatives"][0]["id"]]
        for each in item["alternatives"]:
            offer, found = known[each["id"]], each["measures"]
            annual = -numpy_financial.pmt(RATE, YEARS, spent(offer))
            assert float(each["annual_cost"]) == pytest.approx(annual, rel=1e-9)
            if found is None:
                continue
            counted += 1
            invested = spent(offer, INVESTMENT) - spent(base, INVESTMENT)
            saved = spent(base, RUNNING) - spent(offer, RUNNING)
            assert float(found["net_savings"]) == pytest.approx(saved - invested, abs=1e-6)
            if invested > 0 < saved:
                assert float(found["savings_to_investment"]) == pytest.approx(saved / invested, rel=1e-6)
                grown = saved * (1 + RATE) ** YEARS
                airr = numpy_financial.irr([-invested, *[0] * (YEARS - 1), grown])
                assert float(found["adjusted_return"]) == pytest.approx(airr, abs=1e-6)
            else:
                assert found["savings_to_investment"] is found["adjusted_return"] is None
                assert found["remarks"]
            assert found["simple_payback"] == paid_back(base["life"], offer["life"], "cash")
            assert found["discounted_payback"] == paid_back(base["life"], offer["life"], "present")
    assert counted > 25


def test_at_the_break_even_price_the_offer_costs_what_the_base_case_costs(case_a: Path, data: Any) -> None:
    item = of_need(data, "N07")
    first, other = item["alternatives"][:2]
    settings = case_a / "case.yaml"
    price = f"{float(other['measures']['break_even']):.6f}"
    settings.write_text(settings.read_text("utf-8").replace("value: 0.62", f"value: {price}"), "utf-8")
    known = lives(cost(case=case_a).json, "N07")
    assert spent(known[first["id"]]) == pytest.approx(spent(known[other["id"]]), abs=1e-3)


def test_another_offer_may_be_named_as_the_base_case_and_other_needs_keep_theirs(data: Any) -> None:
    named = cost("--base", "OFFER-D01").json
    item, before = of_need(named, "N01"), of_need(data, "N01")
    assert (item["named"], item["alternatives"][0]["id"]) == (True, "OFFER-D01")
    assert of_need(named, "N03") == of_need(data, "N03")
    there = next(each for each in before["alternatives"] if each["id"] == "OFFER-D01")
    back = next(each for each in item["alternatives"] if each["id"] == before["alternatives"][0]["id"])
    assert float(back["measures"]["net_savings"]) == pytest.approx(-float(there["measures"]["net_savings"]))


def test_what_needs_no_investment_has_no_ratio_no_return_and_no_payback_and_says_why() -> None:
    dearest = max(lives(cost().json, "N11").values(), key=lambda item: float(item["unit_price"]))
    found = cost("--base", dearest["named"]["offer_id"])
    for each in of_need(found.json, "N11")["alternatives"][1:]:
        measures = each["measures"]
        names = ("savings_to_investment", "adjusted_return", "simple_payback", "discounted_payback")
        assert [measures[name] for name in names] == [None] * 4
        assert "saving.no_investment" in [reason["code"] for reason in measures["remarks"]]


@pytest.mark.parametrize(
    ("lang", "caption", "said"),
    [
        ("en", "Savings of a piece against the base case: N11", ("no additional investment", "base case, as named")),
        ("zh", "与基准方案相比的单台节约测算：N11", ("无增量投资", "基准方案（由使用人指定）")),
    ],
)
def test_a_measure_without_a_meaning_is_a_dash_with_a_remark(
    monkeypatch: pytest.MonkeyPatch, lang: str, caption: str, said: tuple[str, ...]
) -> None:
    monkeypatch.setenv("COLUMNS", "180")
    out = greenward("cost", CASE, "--lang", lang, "--base", "OFFER-Z04").out
    table = out[out.index(caption) :].split("\n\n", maxsplit=1)[0]
    row = next(line for line in table.splitlines() if "EX-Z01" in line)
    assert row.count("—") == 4
    assert {word for text in said for word in text.split()} <= set(table.split())


def test_no_figure_and_no_column_is_lost_on_a_narrow_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    out = greenward("cost", CASE, "--lang", "en").out
    assert "…" not in out
    table = out[out.index("Savings of a piece against the base case: N01") :].split("\n\n", maxsplit=1)[0]
    assert {"44.76", "1.25", "7.0", "875.87", "0.495", "EX-D02"} <= set(table.split())


def test_the_levels_of_a_competed_need_are_compared_by_their_own_figures_without_a_name(data: Any) -> None:
    item = of_need(data, "N09")
    survey = next(each for each in data["needs"] if each["need"]["id"] == "N09")
    cost_of = {option["id"]: float(option["cost"]) for option in survey["options"]}
    first, other = item["alternatives"]
    assert item["levels"]
    assert {first["id"], other["id"]} == set(cost_of)
    expected = cost_of[first["id"]] - cost_of[other["id"]]
    assert float(other["measures"]["net_savings"]) == pytest.approx(expected, rel=1e-9)


def test_one_level_alone_has_nothing_to_be_compared_with_and_says_so(data: Any) -> None:
    item = of_need(data, "N10")
    assert (item["alternatives"], item["missing"]["code"]) == ([], "saving.one_level")
    assert "requirement levels with enough suppliers: 1; two are needed" in greenward("cost", CASE).out


def test_one_offer_alone_has_nothing_to_be_compared_with_and_says_so(case_a: Path) -> None:
    rows = [row for row in read_rows(case_a / "offers.csv") if not row["报价编号"].startswith("OFFER-Z")
            or row["报价编号"] == "OFFER-Z05"]  # fmt: skip
    write_rows(case_a / "offers.csv", rows)
    assert of_need(cost(case=case_a).json, "N11")["missing"]["code"] == "saving.one_offer"
    assert "可选用的报价为1份" in greenward("cost", case_a, "--lang", "zh").out


@pytest.mark.parametrize(
    ("offer", "code", "words"),
    [
        ("OFFER-D99", "base.not_compared", "id of an offer that may be chosen"),
        ("OFFER-D10", "base.not_lawful", "expired on 2026-09-30"),
    ],
)
def test_a_base_case_that_is_none_is_refused(offer: str, code: str, words: str) -> None:
    said = greenward("cost", CASE, "--base", offer)
    assert (said.code, said.out) == (3, "")
    assert code in said.err
    assert words in said.err


def test_an_offer_of_a_competed_need_is_no_base_case_and_is_not_told_from_one_that_does_not_exist(case_a: Path) -> None:
    needs = [{**row, "采购渠道": "公开招标"} for row in read_rows(case_a / "needs.csv")]
    write_rows(case_a / "needs.csv", needs)
    said = [greenward("cost", case_a, "--base", offer) for offer in ("OFFER-D01", "OFFER-X99")]
    assert [each.code for each in said] == [3, 3]
    assert said[0].err.replace("D01", "X99") == said[1].err


def test_the_method_sheet_holds_the_measures_as_live_formulas_but_for_the_paybacks(tmp_path: Path, data: Any) -> None:
    cost("--method-sheet", tmp_path / "m.xlsx", "--lang", "en")
    live = openpyxl.load_workbook(tmp_path / "m.xlsx")["Savings of the offers"]
    heads, row = ([str(cell.value) for cell in live[number]] for number in (3, 5))
    formulas = [head for head, cell in zip(heads, row, strict=True) if cell.startswith("=")]
    assert formulas == [
        "net saving (CNY)", "SIR", "AIRR (% a year)", "annual cost (CNY)", "break-even (CNY/kWh)",
    ]  # fmt: skip
    kept = openpyxl.load_workbook(tmp_path / "m.xlsx", data_only=True)["Savings of the offers"]
    other = of_need(data, "N01")["alternatives"][1]
    values = dict(zip(heads, [cell.value for cell in kept[5]], strict=True))
    assert str(values["offer"]).startswith(other["id"])
    assert values["net saving (CNY)"] == pytest.approx(float(other["measures"]["net_savings"]))
    assert values["pay-back (years)"] == other["measures"]["simple_payback"]


@pytest.mark.parametrize(("lang", "title"), [("en", "Savings of the offers"), ("zh", "报价节约测算")])
def test_the_page_shows_the_measures(tmp_path: Path, lang: str, title: str) -> None:
    cost("--method-sheet", tmp_path / "m.html", "--lang", lang)
    assert title in (tmp_path / "m.html").read_text("utf-8")
