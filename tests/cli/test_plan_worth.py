"""What each limit is worth, through the command that plans, beside SciPy's relaxation of the same options."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from limited import best, limit, limited, planned
from support import greenward, read_rows, write_rows

STEPS = {"line": 100.0, "total": 100.0, "capacity": 0.5, "green_share": 100.0, "carbon": 10.0}


def worths(data: Any) -> Iterator[tuple[str, str, Decimal]]:
    for use in data["budgets"]:
        yield "line", use["line"]["id"], Decimal(use["worth"])
    for use in data["limits"]:
        yield use["kind"], use["name"], Decimal(use["worth"])


def beside(data: Any) -> None:
    """A step up saves at most what the value says, a step down costs at least that: so for no other value at a bend."""
    relaxed = best(data, whole=False).cost
    for kind, name, worth in worths(data):
        step = STEPS[kind]
        told = float(worth) * step / (1000 if kind == "carbon" else 1)
        assert relaxed - best(data, {(kind, name): step}, whole=False).cost <= told + 0.05, (kind, name)
        assert best(data, {(kind, name): -step}, whole=False).cost - relaxed >= told - 0.05, (kind, name)


def test_budget_lines_and_a_total_are_worth_what_the_relaxation_saves(tmp_path: Path) -> None:
    said, data = planned(limited(tmp_path, limit("total", "1650000", "CNY")))
    assert said.code == 0, said.err
    beside(data)
    assert Decimal(data["limits"][0]["worth"]) > 0


def test_a_cap_on_carbon_is_worth_money_for_each_tonne(tmp_path: Path) -> None:
    said, data = planned(limited(tmp_path, limit("carbon", "105.95", "tCO2")))
    assert said.code == 0, said.err
    beside(data)
    assert Decimal(data["limits"][0]["worth"]) > 100


def test_a_green_share_and_a_supplier_are_worth_money_and_money_for_a_piece(tmp_path: Path) -> None:
    _, free = planned(limited(tmp_path, ""))
    named = [line["chosen"] for line in free["lines"] if line["chosen"]["named"]]
    most = max(named, key=lambda option: int(option["pieces"]))
    supplier = most["named"]["supplier"]
    capacity = f"supplier,pieces\n{supplier},{int(most['pieces']) - 1}\n"
    said, data = planned(limited(tmp_path, limit("green_share", "0.999", "share"), capacity))
    assert said.code == 0, said.err
    beside(data)
    assert all(Decimal(use["worth"]) > 0 for use in data["limits"])
    said = greenward("plan", tmp_path, "--lang", "en")
    assert "CNY/pcs" in said.out
    assert "not what a point of the share saves" in " ".join(said.out.split())


def test_a_limit_that_is_not_felt_is_worth_nothing_and_shown_so(tmp_path: Path) -> None:
    _, data = planned(limited(tmp_path, limit("total", "99000000", "CNY")))
    assert [Decimal(use["worth"]) for use in data["limits"]] == [0]
    assert "0.0000 CNY/CNY" in greenward("plan", tmp_path, "--lang", "en").out


def test_a_line_without_money_for_its_cheapest_basket_has_no_value_and_the_others_have(tmp_path: Path) -> None:
    folder = limited(tmp_path, "")
    rows = read_rows(folder / "budget.csv")
    rows[0]["可用金额"] = "1000"
    write_rows(folder / "budget.csv", rows)
    said, data = planned(folder)
    assert said.code == 4
    first, *others = (use["worth"] for use in data["budgets"])
    assert first is None
    assert all(worth is not None for worth in others)


def test_limits_that_leave_no_plan_are_worth_nothing_that_is_known(tmp_path: Path) -> None:
    said, data = planned(limited(tmp_path, limit("total", "1000", "CNY")))
    assert said.code == 4
    assert {use["worth"] for use in (*data["limits"], *data["budgets"])} == {None}


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", ("life-cycle cost saved by 1 CNY more (CNY)", "saved by one unit more", "linear relaxation")),
        ("zh", ("每增加1元可降低全生命周期成本（元）", "每放宽1个单位可降低全生命周期成本", "线性松弛")),
    ],
)
def test_both_languages_show_what_limits_are_worth(tmp_path: Path, lang: str, words: tuple[str, ...]) -> None:
    page = tmp_path / "plan.html"
    said = greenward("plan", limited(tmp_path, limit("total", "1650000", "CNY")), "--lang", lang, "--html", page)
    assert [word for word in words if word not in page.read_text("utf-8")] == []
    assert words[-1] in said.out
