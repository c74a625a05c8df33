"""Which of two emits less: only where ranges are apart, and never across makers or by money spent."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbon_figures import D, footprint, view
from greenward.lifecycle.compare import compare, compare_offers
from greenward.terms.carbon import DecisionView
from greenward.terms.footprint import Boundary, Footprint, Order, Part, Rung

MIRROR = {Order.LOWER: Order.HIGHER, Order.HIGHER: Order.LOWER, Order.UNDECIDED: Order.UNDECIDED}
LOW, HIGH = footprint("100", "80", "120"), footprint("300", "200", "400")


@st.composite
def footprints(draw: st.DrawFn) -> Footprint:
    low, value, high = sorted(draw(st.lists(st.decimals(0, 1000, places=1), min_size=3, max_size=3)))
    ranged = draw(st.booleans())
    return replace(
        footprint(str(value), str(low), str(high)) if ranged else footprint(str(value)),
        rung=draw(st.sampled_from(Rung)),
        maker=draw(st.sampled_from(["", "Invented", "Fictional"])),
        rule=draw(st.sampled_from(["", "PCR 1"])),
        boundary=draw(st.sampled_from([Boundary.WITHOUT_USE, Boundary.CRADLE_TO_GATE])),
    )


@given(footprints(), footprints())
def test_turning_the_two_around_turns_the_order_around(a: Footprint, b: Footprint) -> None:
    assert compare(b, a) is MIRROR[compare(a, b)]


@given(footprints())
def test_nothing_is_lower_than_itself(a: Footprint) -> None:
    assert compare(a, a) is Order.UNDECIDED


@given(footprints(), footprints())
def test_where_ranges_touch_or_overlap_no_difference_is_shown(a: Footprint, b: Footprint) -> None:
    if a.low is not None and b.low is not None and a.high is not None and b.high is not None:
        apart = a.high < b.low or b.high < a.low
        assert apart or compare(a, b) is Order.UNDECIDED


@given(footprints(), footprints(), footprints())
def test_an_order_leads_on_among_categories(a: Footprint, b: Footprint, c: Footprint) -> None:
    a, b, c = (replace(item, rung=Rung.CATEGORY, boundary=Boundary.WITHOUT_USE) for item in (a, b, c))
    if compare(a, b) is compare(b, c) is Order.LOWER:
        assert compare(a, c) is Order.LOWER


def test_ranges_that_are_apart_decide() -> None:
    assert (compare(LOW, HIGH), compare(HIGH, LOW)) == (Order.LOWER, Order.HIGHER)


def test_ranges_that_touch_do_not_decide() -> None:
    assert compare(footprint("100", "80", "200"), HIGH) is Order.UNDECIDED


OWN_LOW = replace(LOW, rung=Rung.MAKER, maker="Invented")
OWN_HIGH = replace(HIGH, rung=Rung.MAKER, maker="Fictional")


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (replace(LOW, rung=Rung.SPEND), HIGH),
        (replace(LOW, boundary=Boundary.CRADLE_TO_GATE), HIGH),
        (replace(LOW, part=Part.TOTAL), HIGH),
        (replace(LOW, low=None, high=None), HIGH),
        (OWN_LOW, HIGH),
        (OWN_LOW, OWN_HIGH),
        (replace(OWN_LOW, maker=""), replace(OWN_HIGH, maker="")),
    ],
    ids=["money spent", "boundary", "part", "no range", "maker and category", "two makers", "nobody's"],
)
def test_what_cannot_be_compared_is_undecided_though_the_ranges_are_apart(a: Footprint, b: Footprint) -> None:
    assert compare(a, b) is Order.UNDECIDED


@pytest.mark.parametrize("common", [{"maker": "Invented"}, {"rule": "PCR 1"}])
def test_makers_figures_count_under_one_rule_or_from_one_maker(common: dict[str, str]) -> None:
    a, b = (replace(item, **common) for item in (OWN_LOW, OWN_HIGH))  # type: ignore[arg-type]
    assert compare(a, b) is Order.LOWER


def test_offers_rank_by_the_category_with_use() -> None:
    """6 years of 100 kWh at 0.5 kg add 50 kg a year to 100 / 6 (80 to 120) and 300 / 6 (200 to 400)."""
    found = compare_offers(view(LOW), view(HIGH))
    assert (found.order, found.basis, found.reason, found.use) == (Order.LOWER, "category", None, Order.UNDECIDED)


def test_use_may_close_the_gap_between_two_categories() -> None:
    found = compare_offers(view(LOW, kwh="140"), view(HIGH))
    assert (found.order, found.reason.code if found.reason else "") == (Order.UNDECIDED, "order.overlap")
    assert found.use is Order.HIGHER


def test_two_offers_of_one_category_show_no_difference_but_that_of_use() -> None:
    found = compare_offers(view(LOW, kwh="100"), view(LOW, kwh="90"))
    assert (found.order, found.use) == (Order.UNDECIDED, Order.HIGHER)


def test_a_longer_life_counts_by_the_year_of_service() -> None:
    """The same 300 kg (290 to 310) over three years of life or over twelve."""
    made = footprint("300", "290", "310")
    assert compare_offers(view(made, life=12), view(made, life=3)).order is Order.LOWER


def test_own_figures_of_two_makers_do_not_move_the_ranking() -> None:
    with_own = compare_offers(view(LOW, OWN_HIGH), view(HIGH, OWN_LOW))
    assert (with_own.order, with_own.basis) == (Order.LOWER, "category")


def test_own_figures_under_one_rule_decide() -> None:
    a, b = (replace(item, rule="PCR 1") for item in (OWN_HIGH, OWN_LOW))
    found = compare_offers(view(LOW, a), view(LOW, b))
    assert (found.order, found.basis) == (Order.HIGHER, "own")


def test_figures_of_different_rungs_are_compared_with_a_warning() -> None:
    found = compare_offers(view(LOW), view(replace(HIGH, rung=Rung.ARCHETYPE)))
    assert found.order is Order.LOWER
    assert [(item.code, item.params) for item in found.warnings if item.code == "warning.rungs"] == [
        ("warning.rungs", {"one": "3", "other": "4"})
    ]
    assert "warning.rungs" not in [item.code for item in compare_offers(view(LOW), view(HIGH)).warnings]


def test_figures_of_different_releases_are_compared_with_a_warning() -> None:
    found = compare_offers(view(LOW), view(replace(HIGH, release="2027")))
    assert found.order is Order.LOWER
    assert [item.params for item in found.warnings if item.code == "warning.releases"] == [
        {"one": "Invented list, 2026", "other": "Invented list, 2027"}
    ]
    assert "warning.releases" not in [item.code for item in compare_offers(view(LOW), view(HIGH)).warnings]


@pytest.mark.parametrize(
    ("a", "b", "code"),
    [
        (view(None), view(HIGH), "order.incomplete"),
        (view(LOW, life=None), view(HIGH), "order.incomplete"),
        (view(replace(LOW, rung=Rung.SPEND)), view(HIGH), "order.incomplete"),
        (view(LOW, years=5), view(HIGH), "order.other_study"),
        (view(LOW, release="r2"), view(HIGH), "order.grid_series"),
        (view(replace(LOW, low=None, high=None)), view(HIGH), "order.no_range"),
    ],
)
def test_offers_that_cannot_be_compared_say_why(a: DecisionView, b: DecisionView, code: str) -> None:
    found = compare_offers(a, b)
    assert (found.order, found.reason.code if found.reason else "") == (Order.UNDECIDED, code)


@given(st.decimals(0, 500, places=1), st.decimals(0, 500, places=1), footprints(), footprints())
def test_turning_two_offers_around_turns_every_order_around(one: D, other: D, a: Footprint, b: Footprint) -> None:
    first, second = view(a, a, kwh=str(one)), view(b, b, kwh=str(other))
    there, back = compare_offers(first, second), compare_offers(second, first)
    assert (back.order, back.use) == (MIRROR[there.order], MIRROR[there.use])
