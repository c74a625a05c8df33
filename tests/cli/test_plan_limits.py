"""Limits across all budget lines, through the command that plans: kept, used, and told where they leave no plan."""

import csv
import io
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from limited import CASE, limit, limited, planned
from support import greenward, read_rows, write_rows

Make = Callable[..., Path]


@pytest.fixture
def case(tmp_path: Path) -> Make:
    def make(limits: str, capacities: str = "") -> Path:
        return limited(tmp_path, limits, capacities)

    return make


def test_a_cap_on_carbon_is_kept_and_costs_no_less(case: Make) -> None:
    _, free = planned(case(""))
    cap = Decimal(free["carbon"]) * Decimal("0.98") / 1000
    said, capped = planned(case(limit("carbon", f"{cap:.6f}", "tCO2")))
    assert said.code == 0, said.err
    assert Decimal(capped["carbon"]) <= cap * 1000 < Decimal(free["carbon"])
    assert Decimal(capped["cost"]) >= Decimal(free["cost"])


def test_a_cap_that_a_budget_line_cannot_pay_for_says_what_the_line_lacks_and_with_it_the_plan_exists(
    case: Make,
) -> None:
    _, free = planned(case(""))
    cap = limit("carbon", f"{Decimal(free['carbon']) * Decimal('0.97') / 1000:.6f}", "tCO2")
    said, none = planned(case(cap))
    assert said.code == 4
    lacking = {use["name"]: Decimal(use["lacking"]) for use in none["limits"] if use["kind"] == "line"}
    assert lacking
    assert all(amount > 0 for amount in lacking.values())
    folder = case(cap)
    budget = folder / "budget.csv"
    rows = list(csv.DictReader(io.StringIO(budget.read_text("utf-8-sig"))))
    raised = [
        {
            k: str(Decimal(v) + lacking[row["预算项目"]]) if k == "可用金额" and row["预算项目"] in lacking else v
            for k, v in row.items()
        }
        for row in rows
    ]
    assert raised != rows
    with budget.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, rows[0])
        writer.writeheader()
        writer.writerows(raised)
    said, _ = planned(folder)
    assert said.code == 0, said.err


def test_a_total_below_the_cheapest_basket_says_what_it_lacks_and_serves_nothing(case: Make) -> None:
    _, free = planned(case(""))
    basket = sum(Decimal(use["cheapest_basket"]) for use in free["budgets"])
    said, data = planned(case(limit("total", str(basket - 1000), "CNY")))
    (use,) = data["limits"]
    assert said.code == 4
    assert Decimal(use["lacking"]) == 1000
    assert all(line["chosen"] is None for line in data["lines"])


def test_a_supplier_never_delivers_more_than_it_can(case: Make) -> None:
    _, free = planned(case(""))
    pieces: dict[str, int] = {}
    for line in free["lines"]:
        if line["chosen"] and line["chosen"]["named"]:
            name = line["chosen"]["named"]["supplier"]
            pieces[name] = pieces.get(name, 0) + line["chosen"]["pieces"]
    supplier, most = max(pieces.items(), key=lambda item: item[1])
    said, held = planned(case("", f"supplier,pieces\n{supplier},{most - 1}\n"))
    (use,) = held["limits"]
    assert said.code == 0, said.err
    assert Decimal(use["used"]) <= most - 1
    assert Decimal(held["cost"]) >= Decimal(free["cost"])


def test_a_green_share_moves_money_to_offers_with_all_that_is_preferred(case: Make) -> None:
    _, free = planned(case(""))
    _, asked = planned(case(limit("green_share", "0.999", "share")))
    (use,) = asked["limits"]
    green = sum(Decimal(item["chosen"]["price"]) for item in free["lines"] if item["chosen"]["preferred"])
    assert green / Decimal(free["price"]) < Decimal("0.999") <= Decimal(use["used"])


@pytest.mark.parametrize(("lang", "words"), [("en", "Limits across all budget lines"), ("zh", "总体限制")])
def test_both_languages_show_the_limits(case: Make, lang: str, words: str) -> None:
    said = greenward("plan", case(limit("total", "1700000", "CNY")), "--lang", lang)
    assert words in said.out


@pytest.mark.parametrize(
    ("limits", "capacities", "code"),
    [
        (limit("green_share", "1.2", "share"), "", "cell.share_above_one"),
        (limit("total", "-1", "CNY"), "", "cell.negative"),
        (limit("total", "5", "EUR"), "", "method.unit"),
        (limit("carbon", "5", "kg"), "", "method.unit"),
        (limit("water", "5", "m3"), "", "pack.unknown_field"),
        ("", "supplier,pieces\nA,3\nA,4\n", "cell.duplicate_id"),
        ("", "supplier,pieces\nA,-3\n", "cell.negative"),
    ],
)
def test_a_limit_that_makes_no_sense_is_refused_with_its_place(
    case: Make, limits: str, capacities: str, code: str
) -> None:
    said = greenward("plan", case(limits, capacities))
    assert said.code == 3
    assert code in said.err


@pytest.mark.parametrize("gap", ["-0.1", "1", "much"])
def test_a_gap_that_is_no_share_is_refused(gap: str) -> None:
    assert greenward("plan", CASE, "--gap", gap).code == 2


def test_a_capacity_of_a_supplier_that_no_offer_names_is_refused(case: Make) -> None:
    said = greenward("plan", case("", "supplier,pieces\n虚构丙办公(示例),3\n"))
    assert said.code == 3
    assert "capacities.csv, row 2, column supplier" in said.err
    assert "[row.unknown_supplier]" in said.err


def test_no_capacity_names_a_supplier_where_everything_is_competed(case: Make) -> None:
    folder = case("", "supplier,pieces\n虚构丙办公（示例）,3\n")
    rows = read_rows(folder / "needs.csv")
    write_rows(folder / "needs.csv", [row | {"采购渠道": "公开招标"} for row in rows])
    said = greenward("plan", folder, "--json", "--html", folder / "r.html")
    assert said.code in (0, 4), said.err
    assert [item for item in said.json["limits"] if item["kind"] == "capacity"] == []
    assert "虚构丙办公" not in said.out + (folder / "r.html").read_text("utf-8")
