"""Embodied carbon: the split of a maker's total, a category's value against the statistics module, money spent."""

import statistics
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenward.lifecycle.footprint import LEAST_PRODUCTS, category_value, counts, embodied, from_spend, own_footprint
from greenward.terms.dataset import Origin
from greenward.terms.factor import EmissionFactor, Pricing
from greenward.terms.finding import Reason
from greenward.terms.footprint import Boundary, Footprint, FootprintList, MakerFootprint, Part, Rung
from greenward.terms.money import Money
from greenward.terms.percentile import percentile

D = Decimal
ORIGIN = Origin("Invented list", "none", True, "2026", date(2026, 11, 1), "warning.boavizta", "list.csv", "0" * 64)
ROW = MakerFootprint(
    maker="Invented", name="Alder", category="notebook_computer", word="Laptop", total=D(300), use_share=D("0.2"),
    manufacturing_share=D("0.7"), error_share=D("0.25"), yearly_energy=None, lifetime=D(4), use_place="EU",
    reported="2026", source="a declaration", row=2,
)  # fmt: skip

figures = st.decimals("0.1", "100000", places=2)


def listing(*rows: MakerFootprint) -> FootprintList:
    return FootprintList(ORIGIN, (), (), rows)


def laptops(totals: list[D]) -> FootprintList:
    return listing(*[replace(ROW, total=total, name=str(at)) for at, total in enumerate(totals)])


def test_the_use_phase_is_stripped_from_a_makers_total() -> None:
    """300 kg of which 20 % are use: 240 kg are left."""
    assert embodied(D(300), D("0.2")) == D(240)


@pytest.mark.parametrize("share", ["-0.01", "1.01", "7.76"])
def test_a_share_outside_nought_and_one_is_refused(share: str) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        embodied(D(300), D(share))


@pytest.mark.parametrize(("share", "left"), [("0", 300), ("1", 0)])
def test_a_share_at_either_end_is_taken(share: str, left: int) -> None:
    assert embodied(D(300), D(share)) == left


def test_a_negative_total_is_refused() -> None:
    with pytest.raises(ValueError, match="not negative"):
        embodied(D(-1), D("0.2"))


def test_a_makers_own_figure_has_the_margin_that_the_maker_states() -> None:
    own = own_footprint(ROW, ORIGIN)
    assert own is not None
    assert (own.value, own.low, own.high) == (D(240), D(180), D(300))
    assert (own.rung, own.maker, own.boundary) == (Rung.MAKER, "Invented", Boundary.WITHOUT_USE)
    assert (own.release, own.publisher, own.warning, own.source) == (
        "2026", "Invented list", "warning.boavizta", "a declaration",
    )  # fmt: skip


def test_a_makers_figure_without_a_margin_has_no_range() -> None:
    own = own_footprint(replace(ROW, error_share=None), ORIGIN)
    assert own is not None
    assert (own.low, own.high) == (None, None)


def test_without_a_share_of_use_a_makers_figure_is_not_known() -> None:
    assert own_footprint(replace(ROW, use_share=None), ORIGIN) is None


@given(st.lists(figures, min_size=2, max_size=60), st.integers(1, 99))
def test_a_percentile_is_that_of_the_statistics_module(values: list[D], hundredth: int) -> None:
    expected = statistics.quantiles([float(value) for value in values], n=100, method="inclusive")[hundredth - 1]
    found = percentile(sorted(values), D(hundredth) / 100)
    assert float(found) == pytest.approx(expected, rel=1e-9, abs=1e-9)


def test_a_percentile_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="needs values"):
        percentile([], D("0.5"))


@given(st.lists(figures, min_size=LEAST_PRODUCTS, max_size=60))
def test_a_category_has_its_median_with_the_range_of_eight_in_ten(totals: list[D]) -> None:
    found = category_value(laptops(totals), "notebook_computer")
    assert isinstance(found, Footprint)
    made = [float(total) * 0.8 for total in totals]
    deciles = statistics.quantiles(made, n=10, method="inclusive")
    assert float(found.value) == pytest.approx(statistics.median(made), rel=1e-9)
    assert (float(found.low or 0), float(found.high or 0)) == pytest.approx((deciles[0], deciles[-1]), rel=1e-9)
    assert (found.rung, found.count, found.category) == (Rung.CATEGORY, len(totals), "notebook_computer")
    assert (found.part, found.boundary, found.warning) == (Part.EMBODIED, Boundary.WITHOUT_USE, "warning.boavizta")


def test_to_the_gate_only_the_share_of_manufacturing_counts() -> None:
    """0.7 of every total; a row without that share is not counted."""
    rows = laptops([D(100 + at) for at in range(11)]).footprints
    found = category_value(
        listing(*rows, replace(ROW, manufacturing_share=None)), "notebook_computer", Boundary.CRADLE_TO_GATE
    )
    assert isinstance(found, Footprint)
    assert (found.value, found.count, found.boundary) == (D("73.5"), 11, Boundary.CRADLE_TO_GATE)


def test_other_categories_do_not_enter_the_value() -> None:
    rows = laptops([D(100)] * 10).footprints
    others = [replace(row, category="display", total=D(9000)) for row in rows]
    found = category_value(listing(*rows, *others), "notebook_computer")
    assert isinstance(found, Footprint)
    assert found.high == D(80)


@pytest.mark.parametrize(("number", "code"), [(0, "missing.category_value"), (9, "missing.few_footprints"), (10, "")])
def test_a_category_of_too_few_has_no_value(number: int, code: str) -> None:
    found = category_value(laptops([D(100)] * number), "notebook_computer")
    assert (found.code if isinstance(found, Reason) else "") == code


def test_products_without_a_share_of_use_do_not_make_up_the_number() -> None:
    rows = laptops([D(100)] * 9).footprints
    found = category_value(listing(*rows, *[replace(ROW, use_share=None)] * 20), "notebook_computer")
    assert found == Reason("missing.few_footprints", {"category": "notebook_computer", "count": "9", "least": "10"})


def test_no_category_value_is_made_for_a_whole_life() -> None:
    with pytest.raises(ValueError, match="cradle to grave"):
        category_value(listing(ROW), "notebook_computer", Boundary.CRADLE_TO_GRAVE)


def test_products_are_counted_by_category() -> None:
    rows = (ROW, replace(ROW, use_share=None), replace(ROW, category="display"))
    assert counts(listing(*rows)) == (("display", 1, 1), ("notebook_computer", 2, 1))


@pytest.mark.parametrize(("low", "high"), [("1", None), ("250", "300"), ("100", "200")])
def test_a_range_that_does_not_hold_its_value_is_refused(low: str, high: str | None) -> None:
    own = own_footprint(ROW, ORIGIN)
    assert own is not None
    with pytest.raises(ValueError, match=r"range|between"):
        replace(own, low=D(low), high=None if high is None else D(high))


FACTOR = EmissionFactor(
    value=D("0.058"), unit="kgCO2e/USD", code="334111", title="Invented computers", place="US", currency="USD",
    year=2022, pricing=Pricing.WITH_MARGINS, release="v9, USD 2022", publisher="Invented", licence="none",
    retrieved=date(2026, 11, 1), warning="warning.epa_supply_chain",
)  # fmt: skip


def test_money_spent_times_the_factor_is_a_figure_of_the_lowest_rung() -> None:
    """200 computers at 800 dollars: 160,000 x 0.058 = 9,280 kg."""
    found = from_spend(Money(D(160_000), "USD"), 2022, FACTOR)
    assert isinstance(found, Footprint)
    assert (found.value, found.rung, found.low, found.release) == (D(9280), Rung.SPEND, None, "v9, USD 2022")
    assert found.source == "334111 Invented computers, with margins"


@pytest.mark.parametrize(("currency", "year"), [("CNY", 2022), ("USD", 2026)])
def test_money_of_another_currency_or_year_asks_for_a_conversion(currency: str, year: int) -> None:
    spent = Money(D(1000), currency)
    missing = from_spend(spent, year, FACTOR)
    assert isinstance(missing, Reason)
    assert missing.code == "missing.price_conversion"
    found = from_spend(spent, year, FACTOR, D("0.5"))
    assert isinstance(found, Footprint)
    assert found.value == D(29)
