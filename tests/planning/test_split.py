"""Split awards: a need shared among suppliers, each with its least lot, in plan, papers and funding request."""

import re
from decimal import Decimal
from pathlib import Path

import pytest

from planned import line, planned
from support import greenward, read_rows, write_rows

D = Decimal


def with_lot(case: Path, **lots: str) -> None:
    rows = read_rows(case / "needs.csv")
    write_rows(case / "needs.csv", [row | {"每家供应商最少数量": lots.get(row["需求编号"], "")} for row in rows])


def with_capacities(case: Path, rows: list[tuple[str, int]]) -> None:
    lines = "".join(f"{supplier},{pieces}\n" for supplier, pieces in rows)
    (case / "capacities.csv").write_text(f"supplier,pieces\n{lines}", "utf-8")
    settings = case / "case.yaml"
    text = settings.read_text("utf-8").replace(
        "  budget: budget.csv\n", "  budget: budget.csv\n  capacities: capacities.csv\n"
    )
    settings.write_text(text, "utf-8")


@pytest.fixture
def split(case_a: Path) -> Path:
    """Return the case in which N03 (25 notebooks) may be split and its best supplier delivers only 15."""
    best = line(planned(case_a), "N03")["chosen"]
    with_lot(case_a, N03="4")
    with_capacities(case_a, [(best["named"]["supplier"], 15)])
    return case_a


def test_what_one_supplier_cannot_deliver_goes_to_another(split: Path) -> None:
    plan = planned(split)
    chosen = line(plan, "N03")["chosen"]
    assert len(chosen["shares"]) == 2
    assert chosen["named"] is None
    pieces = {share["named"]["supplier"]: share["pieces"] for share in chosen["shares"]}
    limit = next(item for item in plan["limits"] if item["kind"] == "capacity")
    assert pieces[limit["name"]] <= 15 == D(limit["used"])
    assert sum(pieces.values()) == 25
    assert min(pieces.values()) >= 4
    for figure in ("price", "cost", "yearly_energy", "carbon"):
        assert sum(D(share[figure]) for share in chosen["shares"]) == D(chosen[figure])
    assert sum(D(amount) for _, amount in chosen["parts"]) == D(chosen["cost"])
    options = {option["id"]: option for option in line(plan, "N03")["survey"]["options"]}
    for share in chosen["shares"]:
        whole = options[share["id"]]
        assert D(share["price"]) == D(whole["price"]) * share["pieces"] / 25


def test_a_supplier_gets_its_least_lot_or_nothing(split: Path) -> None:
    with_lot(split, N03="11")
    shares = line(planned(split), "N03")["chosen"]["shares"]
    assert len(shares) == 2
    assert min(share["pieces"] for share in shares) >= 11
    with_lot(split, N03="13")
    chosen = line(planned(split), "N03")["chosen"]
    assert chosen["shares"] == []
    assert chosen["named"] is not None


def test_without_a_lot_one_supplier_delivers_the_whole(split: Path) -> None:
    with_lot(split)
    plan = planned(split)
    assert line(plan, "N03")["chosen"]["shares"] == []
    limit = next(item for item in plan["limits"] if item["kind"] == "capacity")
    assert line(plan, "N03")["chosen"]["named"]["supplier"] != limit["name"]


@pytest.mark.parametrize(("language", "words"), [("en", r": \d+ pcs"), ("zh", r"：\d+台（件）")])
def test_the_report_names_each_supplier_with_its_pieces(split: Path, language: str, words: str) -> None:
    said = greenward("plan", split, "--lang", language, "--html", split / "r.html", "--docx", split / "r.docx")
    assert said.code in (0, 4), said.err
    text = (split / "r.html").read_text("utf-8")
    assert len(re.findall(words, text)) == 2


def test_packs_are_left_out_of_a_need_that_may_be_split(split: Path) -> None:
    plan = planned(split)
    supplier = next(item["name"] for item in plan["limits"] if item["kind"] == "capacity")
    rows = read_rows(split / "offers.csv")
    write_rows(split / "offers.csv", [row | ({"每包装数量": "5"} if row["供应商"] == supplier else {}) for row in rows])
    judged = next(item["judged"] for item in planned(split)["comparisons"] if "N03" in item["needs"])
    of_supplier = [item for item in judged if item["named"]["supplier"] == supplier]
    assert of_supplier
    for item in of_supplier:
        assert "mask.pack_not_split" in [mask["reason"]["code"] for mask in item["masks"]]


def test_a_competed_need_is_not_split_and_a_lot_is_no_more_than_the_need(case_a: Path) -> None:
    competed = next(
        item["survey"]["need"]["id"] for item in planned(case_a)["lines"] if item["survey"]["face"] != "offer"
    )
    with_lot(case_a, **{competed: "2", "N03": "26"})
    said = greenward("plan", case_a)
    assert said.code == 3
    assert "[row.lot_competed]" in said.err
    assert "[row.lot_above_quantity]" in said.err


def test_the_funding_request_compares_with_the_shares(split: Path) -> None:
    rows = read_rows(split / "budget.csv")
    plan = planned(split)
    line_of = line(plan, "N03")["survey"]["need"]["budget_line"]
    for row in rows:
        if row["预算项目"] == line_of:
            planned_price = next(use["planned"] for use in plan["budgets"] if use["line"]["id"] == line_of)
            row["可用金额"] = str(D(planned_price) - 1)
    write_rows(split / "budget.csv", rows)
    said = greenward("plan", split, "--funding-request", split / "f.html", "--json")
    assert said.code in (0, 4), said.err
    assert "N03" in (split / "f.html").read_text("utf-8")


def test_the_inventory_books_what_each_supplier_delivers(split: Path) -> None:
    plan = greenward("plan", split, "--inventory", "--json").json
    shares = {share["id"]: share["pieces"] for share in line(plan, "N03")["chosen"]["shares"]}
    entered = {item["option"]: item["view"] for item in plan["inventory"] if item["need"] == "N03"}
    assert {id_: view["scope3"][0]["pieces"] for id_, view in entered.items()} == shares
    used = sum(D(item["kwh"]) for view in entered.values() for item in view["scope2"])
    assert float(used) == pytest.approx(float(D(line(plan, "N03")["chosen"]["yearly_energy"]) * 6), rel=1e-12)
