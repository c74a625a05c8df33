"""What a plan enters into the inventory, through the command: two accounts, kept apart from the choice."""

import re
from pathlib import Path
from typing import Any

import pytest

from support import ROOT, greenward, read_rows, write_rows

CASE = ROOT / "examples/unit_x/case_a"
EMBODIED = {"desktop_computer": 250, "notebook_computer": 200, "display": 260, "printer": 150}


@pytest.fixture(scope="module")
def plan() -> Any:
    return planned(CASE)


def planned(case: Path) -> Any:
    return greenward("plan", case, "--inventory", "--json").json


def booked(data: Any) -> dict[tuple[str, int], tuple[int, float]]:
    """Category and kgCO2e by need and year."""
    return {
        (each["need"], item["year"]): (item["category"], float(item["carbon"]))
        for each in data["inventory"]
        for item in each["view"]["scope3"]
    }


def change(case: Path, **columns: str) -> None:
    write_rows(case / "offers.csv", [{**row, **columns} for row in read_rows(case / "offers.csv")])


def test_purchases_are_booked_whole_as_pieces_times_the_categorys_value(plan: Any) -> None:
    found = booked(plan)
    assert {year for _, year in found} == {2026}
    for line in plan["lines"]:
        need = line["survey"]["need"]["id"]
        value = EMBODIED[line["survey"]["answer"]["category_id"]]
        assert found[need, 2026] == (2, line["chosen"]["pieces"] * value)


def test_electricity_by_calendar_year_adds_up_to_the_plans_carbon_of_use(plan: Any) -> None:
    used = [item for each in plan["inventory"] for item in each["view"]["scope2"]]
    assert sum(float(item["carbon"]) for item in used) == pytest.approx(float(plan["carbon"]), rel=1e-9)
    energy = sum(float(line["chosen"]["yearly_energy"]) for line in plan["lines"])
    first = sum(float(item["kwh"]) for item in used if item["year"] == 2026)
    assert first == pytest.approx(energy * 61 / 365, rel=1e-9)
    assert sorted({item["year"] for item in used}) == list(range(2026, 2033))


def test_what_is_replaced_is_booked_again_in_the_year_in_which_it_is_bought(case_a: Path) -> None:
    change(case_a, **{"使用年限（年）": "3"})
    found = booked(planned(case_a))
    served = {need for need, _ in found}
    assert len(served) > 3
    assert set(found) == {(need, year) for need in served for year in (2026, 2029)}
    assert all(found[need, 2026] == found[need, 2029] for need in served)


def test_what_lasts_a_year_counts_as_goods(case_a: Path) -> None:
    change(case_a, **{"使用年限（年）": "1"})
    assert {category for category, _ in booked(planned(case_a)).values()} == {1}


@pytest.mark.parametrize(
    ("lang", "words"),
    [("en", "Not in it: N05, N06 (embodied carbon: import"), ("zh", "未计入：N05、N06（缺少隐含碳")],
)
def test_what_is_not_known_is_named_and_not_booked_as_zero(case_a: Path, lang: str, words: str) -> None:
    settings = case_a / "case.yaml"
    text = settings.read_text("utf-8")
    settings.write_text(re.sub(r"    - \{category: display, value: 260.*\n", "", text), "utf-8")
    assert {need for need, _ in booked(planned(case_a))}.isdisjoint({"N05", "N06"})
    out = greenward("plan", case_a, "--inventory", "--lang", lang).out
    assert "".join(words.split()) in "".join(out.split())


@pytest.mark.parametrize(
    ("lang", "captions", "apart"),
    [
        ("en", ("Inventory, scope 3", "Inventory, scope 2"), "kept apart from the figures by which offers are chosen"),
        ("zh", ("排放清单——范围三", "排放清单——范围二"), "与比选报价所用的数值分开"),
    ],
)
def test_both_languages_show_two_tables_without_a_common_sum_and_without_a_name(
    monkeypatch: pytest.MonkeyPatch, lang: str, captions: tuple[str, str], apart: str
) -> None:
    monkeypatch.setenv("COLUMNS", "160")
    out = greenward("plan", CASE, "--inventory", "--lang", lang).out
    shown = out[out.index(captions[0]) :]
    assert captions[1] in shown
    assert "".join(apart.split()) in "".join(shown.split())
    assert "105,700.0" in shown
    assert re.findall(r"OFFER-|EX-[A-Z]\d", shown) == []


def test_without_the_option_nothing_of_it_is_shown_and_the_plan_is_the_same(plan: Any) -> None:
    plain = greenward("plan", CASE, "--json").json
    assert "inventory" not in plain
    assert {key: value for key, value in plan.items() if key != "inventory"} == plain
    assert "scope 3" not in greenward("plan", CASE, "--lang", "en").out


def test_a_need_that_the_plan_does_not_serve_is_named(case_a: Path) -> None:
    said = greenward("plan", case_a, "--inventory", "--lang", "en", "--budget-scale", "0.1")
    assert said.code == 4
    assert "not served by the plan" in " ".join(said.out.split())
