"""Each drawing shows the figures of its table, and a figure that is not known is no zero."""

import json
from decimal import Decimal
from typing import Any

import pytest

from greenward.documents.chart import Drawing, draw_png, draw_svg
from greenward.documents.plot import PALETTE, bars, frontier, lines, points, tornado
from greenward.documents.table import Figure, TableView

TWO = dict(zip((1, 2), PALETTE, strict=False))

AXES = ("budget (CNY)", "cost (CNY)")


def table(*rows: tuple[str, int | None, int | None], totals: int = 0) -> TableView:
    def figure(value: int | None) -> Figure:
        return Figure(None if value is None else Decimal(value))

    cells = tuple((name, figure(first), figure(second)) for name, first, second in rows)
    return TableView("test", "Title of a test", ("name", "first (CNY)", "second (CNY)"), cells, totals=totals)


def values(drawing: Drawing) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(drawing.specification)["data"]["values"]
    return found


THREE = table(("one", 10, 20), ("two", None, 5), ("three", 30, 40))
KINDS = {
    "bars": bars(THREE, TWO, "CNY", stacked=True),
    "bars beside": bars(THREE, TWO, "CNY", stacked=False),
    "lines": lines(THREE, 0, (1, 2), AXES),
    "points": points(THREE, 1, 2, AXES),
    "tornado": tornado(THREE, 1, 2, Decimal(15), "CNY"),
    "frontier": frontier(THREE, 1, 2, AXES, chosen=2),
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_can_be_drawn_and_is_named(kind: str) -> None:
    svg = draw_svg(KINDS[kind])
    assert svg.startswith('<svg role="img" aria-label="Title of a test"')
    assert "three" in svg
    assert draw_png(KINDS[kind]).startswith(b"\x89PNG")


@pytest.mark.parametrize("kind", KINDS)
def test_the_specification_is_the_same_at_every_run_and_loads_nothing(kind: str) -> None:
    spec = json.loads(KINDS[kind].specification)
    assert KINDS[kind].specification == json.dumps(spec, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert list(spec["data"]) == ["values"]
    assert "http" not in KINDS[kind].specification


def test_a_figure_that_is_not_known_has_no_mark() -> None:
    assert [value["value"] for value in values(KINDS["bars"])] == [10, 20, 5, 30, 40]
    assert [value["row"] for value in values(KINDS["points"])] == ["one", "three"]
    assert {value["row"] for value in values(KINDS["tornado"])} == {"one", "three"}
    assert [value["value"] for value in values(KINDS["lines"])] == [10, 20, None, 5, 30, 40]


def test_a_known_zero_has_a_mark() -> None:
    assert [value["value"] for value in values(bars(table(("one", 0, 0)), TWO, "CNY", stacked=True))] == [0, 0]


def test_totals_are_not_drawn_among_what_they_sum_up() -> None:
    summed = table(("one", 1, 2), ("Total", 1, 2), totals=1)
    assert {value["row"] for value in values(bars(summed, TWO, "CNY", stacked=True))} == {"one"}


def test_the_strongest_input_of_a_tornado_is_on_top_and_its_bars_begin_at_the_base() -> None:
    drawn = values(tornado(table(("weak", 14, 16), ("strong", 5, 40)), 1, 2, Decimal(15), "CNY"))
    assert [(value["row"], value["side"], value["from"], value["to"]) for value in drawn] == [
        ("strong", "first (CNY)", 15, 5),
        ("strong", "second (CNY)", 15, 40),
        ("weak", "first (CNY)", 15, 14),
        ("weak", "second (CNY)", 15, 16),
    ]


def test_the_chosen_plan_of_a_frontier_is_marked_alone() -> None:
    assert [value["row"] for value in values(KINDS["frontier"]) if value["chosen"]] == ["three"]
    assert [value for value in values(frontier(THREE, 1, 2, AXES)) if value["chosen"]] == []


def test_a_title_cannot_break_out_of_its_attribute() -> None:
    evil = TableView("t", '"><script>alert(1)</script>&', THREE.headings, THREE.rows)
    svg = draw_svg(bars(evil, TWO, "CNY", stacked=True))
    assert "<script" not in svg.partition(">")[0] + svg.partition(">")[2][:200]
    assert svg.count('aria-label="') == 1
