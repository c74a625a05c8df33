"""The front as a table and a drawing: what has no plan, what is beaten, and a lattice with many ceilings."""

import json
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from greenward.documents.chart import draw_svg
from greenward.documents.front_table import front_drawing, front_tables
from greenward.documents.table import Figure, TableView
from greenward.terms.finding import Reason
from greenward.terms.front import Front, FrontPoint
from greenward.terms.names import Language
from papers import case_a

D = Decimal
NONE = FrontPoint(None, D(60), None, None, None, None, None, Reason("front.no_plan"), False, (), None)


def point(carbon: int, cost: int, *changed: str, price: int | None = None, beaten: bool = False) -> FrontPoint:
    ceiling = None if price is None else D(price)
    return FrontPoint(
        ceiling, D(carbon), D(10), D(cost), D(carbon), D(cost), D(0), None, beaten, changed,
        *((D(7), D(6), D(8)) if changed else (None, None, None))
    )  # fmt: skip


LOW = point(70, 130, "N02")
CARBON = Front(("carbon",), (point(100, 100), point(90, 110, "N01"), replace(LOW, beaten=True), LOW, NONE), (), None)


def table(front: Front, language: Language = "en") -> TableView:
    (view,) = front_tables(replace(case_a(), front=front), language)
    return view


def drawn(front: Front) -> list[dict[str, Any]]:
    drawing = front_drawing(table(front), front)
    assert draw_svg(drawing)
    values: list[dict[str, Any]] = json.loads(drawing.specification)["data"]["values"]
    return values


def column(view: TableView, head: str) -> list[str]:
    at = view.heads.index(head)
    return [cell.text("?") if isinstance(cell := row[at], Figure) else cell for row in view.rows]


def test_each_point_says_how_it_stands_to_the_plan_and_to_the_others() -> None:
    view = table(CARBON)
    beaten = "beaten: another point is no worse in anything and better in something"
    same = "same as point 3"
    assert column(view, "point") == ["this plan", "1", "2", "3", "4", "5"]
    assert column(view, "point_remark") == ["", "this plan", "", beaten, same, "no plan within this ceiling"]
    assert column(view, "carbon_rate") == ["—", "—", "7.00", "7.00", "7.00", "—"]
    assert column(view, "cost")[-1] == "—"
    assert "price_rate" not in view.heads
    assert "price_ceiling" not in view.heads


def test_what_is_not_known_is_no_zero() -> None:
    unknown = replace(CARBON, over=("price",), points=(replace(LOW, carbon=None, price_ceiling=D(10)),))
    assert column(table(unknown), "carbon")[-1] == "?"


@pytest.mark.parametrize(("language", "words"), [("en", "left out of these points: N03"), ("zh", "未纳入各点：N03")])
def test_needs_whose_options_were_left_out_are_named(language: Language, words: str) -> None:
    assert words in table(replace(CARBON, left_out=("N03",)), language).note
    assert words not in table(CARBON, language).note


def test_only_plans_that_no_other_beats_are_drawn_and_the_plan_itself_is_marked() -> None:
    values = drawn(CARBON)
    assert [(value["x"], value["y"]) for value in values if not value["chosen"]] == [(100, 100), (90, 110), (70, 130)]
    assert [value["row"] for value in values if value["chosen"]] == ["this plan"]


@pytest.mark.parametrize(("ceilings", "lines"), [(1, 1), (3, 3), (9, 5)])
def test_each_ceiling_on_price_has_a_line_of_its_own_and_at_most_five_are_drawn(ceilings: int, lines: int) -> None:
    points = tuple(
        point(100 - carbon, 100 + price + carbon, price=50 - price) for price in range(ceilings) for carbon in range(3)
    )
    values = drawn(Front(("price", "carbon"), points, (), None))
    found = {value["by"] for value in values if not value["chosen"]}
    assert len(found) == lines
    assert {"50.00", f"{51 - ceilings}.00"} <= found


def test_a_front_of_nothing_has_no_table() -> None:
    none = Front(("carbon",), (), (), Reason("front.none"))
    assert list(front_tables(replace(case_a(), front=none), "en")) == []
    assert list(front_tables(case_a(), "en")) == []


def test_a_rate_that_is_not_known_more_closely_than_its_size_is_told_as_a_range_and_a_wide_gap_is_said() -> None:
    vague = replace(point(90, 110, "N01"), rate_low=D(-3), rate_high=D(20), gap=D("0.009"))
    front = Front(("carbon",), (point(100, 100), vague), (), None, D("0.005"))
    assert column(table(front), "carbon_rate") == ["—", "—", "—"]
    remark = column(table(front), "point_remark")[2]
    assert "between -3.00 and 20.00" in remark
    assert "above the 0.500 % asked for" in remark
    assert "介于-3.00与20.00之间" in column(table(front, "zh"), "point_remark")[2]
