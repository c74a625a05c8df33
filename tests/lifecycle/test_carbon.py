"""Carbon over a study, in hand arithmetic: use by year, the two views, a price on carbon."""

import dataclasses
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

import numpy_financial
import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbon_figures import D, footprint, grid_factor, view
from greenward.lifecycle.carbon import carbon_cost, decision_view, inventory_view, purchases, use_by_year
from greenward.lifecycle.discount import present_value
from greenward.terms.carbon import DecisionView, InventoryView
from greenward.terms.factor import Accounting, GridPath
from greenward.terms.finding import Reason
from greenward.terms.footprint import Boundary, Part, Rung

TWO_YEARS = GridPath((grid_factor(2026, "0.5"), grid_factor(2027, "0.4")), ())
NO_GRID = GridPath((), (), Reason("missing.grid_factor", {"place": "XX"}))
CATEGORY = footprint("240", "160", "340", warning="warning.boavizta")


def codes(reasons: tuple[Reason, ...]) -> list[str]:
    return [reason.code for reason in reasons]


def test_use_is_energy_times_the_factor_of_the_same_year() -> None:
    """100 kWh x 0.5 and 80 kWh x 0.4 kg."""
    found = use_by_year([D(100), D(80)], TWO_YEARS.factors)
    assert [(item.year, item.carbon) for item in found] == [(1, D("50.0")), (2, D("32.0"))]


@pytest.mark.parametrize("change", [{"accounting": Accounting.DIRECT}, {"release": "r2"}, {"publisher": "Another"}])
def test_factors_of_two_series_are_never_mixed(change: dict[str, object]) -> None:
    other = replace(grid_factor(2027), **change)  # type: ignore[arg-type]  # each is a field of its own type
    with pytest.raises(ValueError, match="never mixed"):
        use_by_year([D(100), D(80)], [grid_factor(2026), other])


def test_energy_and_factors_must_span_the_same_years() -> None:
    with pytest.raises(ValueError, match="2 years of energy and 1 grid factors"):
        use_by_year([D(100), D(80)], TWO_YEARS.factors[:1])


@pytest.mark.parametrize(
    ("years", "life", "expected"), [(6, 6, (0,)), (6, 7, (0,)), (6, 5, (0, 5)), (6, 3, (0, 3)), (6, 2, (0, 2, 4))]
)
def test_a_piece_is_bought_again_when_one_wears_out_within_the_study(
    years: int, life: int, expected: tuple[int, ...]
) -> None:
    assert purchases(years, life) == expected


def test_the_decision_counts_embodied_carbon_of_the_category_and_use() -> None:
    """240 (160 to 340) + 50 + 32 over two years; a life of four: 60 (40 to 85) + 41 a year of service."""
    found = decision_view(CATEGORY, None, [D(100), D(80)], TWO_YEARS, 2, 4)
    assert (found.value, found.low, found.high, found.pieces) == (D(322), D(242), D(422), 1)
    assert (found.value_per_year, found.low_per_year, found.high_per_year) == (D(101), D(81), D(126))
    assert (found.missing, codes(found.warnings)) == ((), ["warning.boavizta", "warning.grid_production"])


def test_a_life_shorter_than_the_study_counts_the_pieces_that_follow() -> None:
    """Two pieces of a year each: 480 (320 to 680) + 82."""
    found = decision_view(CATEGORY, None, [D(100), D(80)], TWO_YEARS, 2, 1)
    assert (found.value, found.low, found.high, found.pieces) == (D(562), D(402), D(762), 2)


def test_a_makers_own_figure_stands_beside_and_enters_no_sum() -> None:
    own = footprint("100", "90", "110", rung=Rung.MAKER, maker="Invented")
    with_own, without = view(CATEGORY, own), view(CATEGORY)
    assert with_own.own == own
    assert replace(with_own, own=None) == without


@pytest.mark.parametrize("embodied", [None, Reason("missing.few_footprints", {"count": "3"})])
def test_without_a_category_value_the_view_is_incomplete_and_says_why(embodied: Reason | None) -> None:
    found = decision_view(embodied, footprint("100", "90", "110", Rung.MAKER), [D(100), D(80)], TWO_YEARS, 2, 4)
    assert (found.value, found.value_per_year) == (None, None)
    assert codes(found.missing) == [embodied.code if embodied else "missing.embodied"]
    assert sum(item.carbon for item in found.use) == 82


@pytest.mark.parametrize(
    ("given_", "code"),
    [
        (footprint("9", rung=Rung.SPEND), "missing.only_spend"),
        (footprint("9", "8", "10", Rung.MAKER, "Invented"), "missing.own_is_no_category"),
        (footprint("9", "8", "10", Rung.VERIFIED, "Invented"), "missing.own_is_no_category"),
        (footprint("9", part=Part.TOTAL, boundary=Boundary.CRADLE_TO_GRAVE), "missing.embodied_part"),
    ],
)
def test_a_figure_that_is_not_embodied_carbon_of_a_product_does_not_decide(given_: object, code: str) -> None:
    found = decision_view(given_, None, [D(100), D(80)], TWO_YEARS, 2, 4)  # type: ignore[arg-type]
    assert (found.value, codes(found.missing)) == (None, [code])


@pytest.mark.parametrize(
    ("kwh", "grid", "life", "code"),
    [
        (Reason("missing.yearly_energy"), TWO_YEARS, 4, "missing.yearly_energy"),
        ([D(100), D(80)], NO_GRID, 4, "missing.grid_factor"),
        ([D(100), D(80)], TWO_YEARS, None, "missing.life"),
    ],
)
def test_what_is_missing_of_use_and_life_is_named(
    kwh: Sequence[Decimal] | Reason, grid: GridPath, life: int | None, code: str
) -> None:
    found = decision_view(CATEGORY, None, kwh, grid, 2, life)
    assert (found.value, codes(found.missing)) == (None, [code])


def test_zero_energy_is_not_missing() -> None:
    assert decision_view(CATEGORY, None, [D(0), D(0)], TWO_YEARS, 2, 4).value == 240


def test_years_of_use_that_are_not_those_of_the_study_are_refused() -> None:
    with pytest.raises(ValueError, match="2 years of use in a study of 6"):
        decision_view(CATEGORY, None, [D(100), D(80)], TWO_YEARS, 6, 6)


def test_a_factor_held_from_an_earlier_year_is_told() -> None:
    found = decision_view(CATEGORY, None, [D(1), D(1)], replace(TWO_YEARS, held=(2028,)), 2, 4)
    assert found.warnings[-1] == Reason("warning.grid_held", {"years": ("2028",), "year": "2027"})


GATE = footprint("180", "120", "260", boundary=Boundary.CRADLE_TO_GATE)


START = date(2026, 1, 1)


def inventory(
    bought: object = GATE, life: int | None = 4, capital: bool = True, grid: GridPath = TWO_YEARS
) -> InventoryView:
    return inventory_view(bought, [D(100), D(80)], grid, START, 2, life, 10, capital)  # type: ignore[arg-type]


def test_the_inventory_books_purchases_whole_and_electricity_by_year() -> None:
    """Ten pieces: 1,800 kg in the year of purchase; 1,000 kWh x 0.5 and 800 kWh x 0.4 in theirs."""
    found = inventory()
    assert [(item.year, item.category, item.carbon) for item in found.scope3] == [(2026, 2, D(1800))]
    assert [(item.year, item.kwh, item.carbon) for item in found.scope2] == [
        (2026, D(1000), D(500)), (2027, D(800), D(320)),
    ]  # fmt: skip


def test_a_year_of_use_is_shared_out_by_days_between_the_calendar_years_that_it_lies_in() -> None:
    """From 1 November: 61 of the 365 days of the first year of use lie in 2026, and 61 of the next 366 days in 2027."""
    found = inventory_view(GATE, [D(100), D(80)], TWO_YEARS, date(2026, 11, 1), 2, 4, 10, True)
    first, second = D(1000) * 61 / 365, D(800) * 61 / 366
    expected = [(2026, first), (2027, 1000 - first), (2027, second), (2028, 800 - second)]
    assert [(item.year, round(item.kwh, 20)) for item in found.scope2] == [
        (year, round(kwh, 20)) for year, kwh in expected
    ]
    assert round(sum(item.carbon for item in found.scope2), 20) == 500 + 320
    assert [item.year for item in found.scope3] == [2026]


def test_what_is_bought_beyond_the_need_is_booked_and_uses_nothing() -> None:
    found = inventory_view(GATE, [D(100), D(80)], TWO_YEARS, START, 2, 4, 10, True, in_use=8)
    assert [item.carbon for item in found.scope3] == [D(1800)]
    assert [item.kwh for item in found.scope2] == [D(800), D(640)]


def test_goods_that_are_no_capital_goods_are_booked_in_the_first_category() -> None:
    assert [item.category for item in inventory(capital=False).scope3] == [1]


def test_a_piece_that_follows_is_booked_in_the_year_in_which_it_is_bought() -> None:
    assert [(item.year, item.carbon) for item in inventory(life=1).scope3] == [(2026, D(1800)), (2027, D(1800))]


def test_a_purchase_beyond_the_gate_is_booked_with_a_warning() -> None:
    assert "warning.boundary_of_purchase" in codes(inventory(CATEGORY).warnings)
    assert "warning.boundary_of_purchase" not in codes(inventory().warnings)


def test_scope_2_asks_for_direct_emissions_and_a_life_cycle_factor_is_told() -> None:
    direct = GridPath(tuple(replace(item, accounting=Accounting.DIRECT) for item in TWO_YEARS.factors), ())
    assert "warning.scope2_not_direct" in codes(inventory().warnings)
    assert "warning.scope2_not_direct" not in codes(inventory(grid=direct).warnings)


def test_purchases_are_booked_where_the_grid_is_not_known() -> None:
    found = inventory(grid=NO_GRID)
    assert ([item.carbon for item in found.scope3], found.scope2) == ([D(1800)], ())
    assert codes(found.missing) == ["missing.grid_factor"]


def test_money_spent_may_stand_in_an_inventory() -> None:
    spent = footprint("50", rung=Rung.SPEND, boundary=Boundary.CRADLE_TO_GATE)
    assert [item.carbon for item in inventory(spent).scope3] == [500]


@pytest.mark.parametrize(
    ("bought", "life", "code"),
    [(None, 4, "missing.embodied"), (GATE, None, "missing.life"),
     (footprint("9", part=Part.USE, boundary=Boundary.USE_ONLY), 4, "missing.embodied_part")],
)  # fmt: skip
def test_an_inventory_names_what_it_cannot_book(bought: object, life: int | None, code: str) -> None:
    found = inventory(bought, life)
    assert (found.scope3, codes(found.missing), len(found.scope2)) == ((), [code], 2)


def test_the_two_views_are_of_two_types_and_the_inventory_has_no_sum() -> None:
    names = [field.name for field in dataclasses.fields(InventoryView)]
    assert names == ["scope3", "scope2", "missing", "warnings"]
    assert not issubclass(InventoryView, DecisionView)
    assert not hasattr(InventoryView, "__add__")
    with pytest.raises(TypeError):
        inventory() + view(CATEGORY)  # type: ignore[operator]


def test_a_price_on_carbon_is_discounted_and_tonnes_are_not() -> None:
    """1 t now at 100 and 2 t in a year at 110, at 10 %: 100 + 220 / 1.1 = 300."""
    found = carbon_cost([D(1000), D(2000)], [D(100), D(110)], lambda year: present_value(D(1), D("0.1"), year))
    assert round(found, 20) == 300


@given(
    st.lists(st.tuples(st.decimals(0, 9999, places=1), st.decimals(0, 500, places=2)), min_size=1, max_size=30),
    st.decimals("0.001", "0.2", places=3),
)
def test_numpy_financial_agrees_on_the_price_of_carbon(years: list[tuple[D, D]], rate: D) -> None:
    found = carbon_cost(
        [kg for kg, _ in years], [price for _, price in years], lambda year: present_value(D(1), rate, year)
    )
    expected = numpy_financial.npv(float(rate), [float(kg) * float(price) / 1000 for kg, price in years])
    assert float(found) == pytest.approx(expected, rel=1e-9, abs=1e-9)


def test_emissions_and_prices_must_span_the_same_years() -> None:
    with pytest.raises(ValueError, match="2 years of emissions and 1 prices"):
        carbon_cost([D(1), D(2)], [D(100)], lambda year: Decimal(1))
