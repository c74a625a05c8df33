"""Life-cycle cost against a recomputation year by year, written apart from the engine."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenward.lifecycle import life_cycle
from greenward.terms.line import Line
from greenward.terms.method import Assumption, GridFactor, Method, UsageProfile
from greenward.terms.money import Money
from greenward.terms.names import Names
from greenward.terms.offer import Offer
from greenward.terms.product import Configuration, ProductKey, ProductRecord, Watts
from greenward.terms.source import Citation, Mark, Source

NOWHERE = Names("example", "示例")
CITED = Citation(Source("s", "Example", NOWHERE, NOWHERE, None), NOWHERE, NOWHERE, date(2026, 1, 1), Mark.EXAMPLE)
D = Decimal


def method(years: int = 6, rate: str = "0.03", tariff: str = "0.62") -> Method:
    return Method(
        years=years,
        discount_rate=Assumption(D(rate), "fraction a year", CITED),
        tariff=Assumption(D(tariff), "CNY/kWh", CITED),
        currency="CNY",
        grid_factor=GridFactor(D("0.5306"), "kgCO2/kWh", "CN", 2023, "2025-47", CITED),
        profiles=(UsageProfile("desktop_computer", D("0.15"), D("0.45"), D("0.10"), D("0.30"), CITED),),
    )


def money(text: str) -> Money:
    return Money(D(text), "CNY")


OFFER = Offer(
    id="O1", supplier="S", brand="B", model="M", line=Line("台式计算机"), unit="piece", pack_size=1,
    price=money("4190"), tax_included=True, tax_rate=None, freight=money("0"),
    valid_from=date(2026, 1, 1), valid_until=date(2026, 12, 31), source="test", obtained="2026-01-01",
    grade=1, yearly_energy=D("104"), watts=None, product=None, certificates=(),
    maintenance=money("60"), end_of_life=money("15"), residual=money("170"), life=6, row=2, raw_hash="",
)  # fmt: skip


def by_the_year(offer: Offer, how: Method, kwh: float) -> float:
    """The same cost in floats, one year after another."""
    rate, total = float(how.discount_rate.value), float(offer.unit_price.amount)
    for year in range(1, how.years + 1):
        paid = kwh * float(how.tariff.value) + float(offer.maintenance.amount if offer.maintenance else 0)
        total += paid / (1 + rate) ** year
    end = float(offer.end_of_life.amount if offer.end_of_life else 0) - float(
        offer.residual.amount if offer.residual else 0
    )
    return total + end / (1 + rate) ** how.years


def test_a_desktop_over_six_years() -> None:
    found = life_cycle(OFFER, "desktop_computer", method(), {})
    assert float(found.total or 0) == pytest.approx(by_the_year(OFFER, method(), 104), rel=1e-12)
    assert found.carbon_of_use == D("104") * 6 * D("0.5306")


@given(
    st.decimals("0", "100000", places=2), st.decimals("0", "5000", places=1), st.decimals("-0.2", "0.3", places=3),
    st.integers(1, 50), st.decimals("0", "500", places=2),
)  # fmt: skip
def test_any_offer_costs_what_its_years_add_up_to(price: D, kwh: D, rate: D, years: int, upkeep: D) -> None:
    offer = replace(OFFER, price=Money(price, "CNY"), yearly_energy=kwh, maintenance=Money(upkeep, "CNY"), life=years)
    how = method(years, str(rate))
    found = life_cycle(offer, "desktop_computer", how, {})
    assert float(found.total or 0) == pytest.approx(by_the_year(offer, how, float(kwh)), rel=1e-9, abs=1e-6)


def without(part: str) -> Offer:
    fields: dict[str, Any] = {part: None}
    return replace(OFFER, **fields)


@pytest.mark.parametrize("part", ["maintenance", "end_of_life", "residual", "yearly_energy", "life"])
def test_a_missing_part_makes_the_cost_incomplete_and_is_named(part: str) -> None:
    found = life_cycle(without(part), "desktop_computer", method(), {})
    assert found.total is None
    assert [reason.code for reason in found.missing] == [f"missing.{part}"]


def test_a_part_that_is_zero_is_not_missing() -> None:
    assert life_cycle(replace(OFFER, maintenance=money("0")), "desktop_computer", method(), {}).total is not None


def test_tax_freight_and_pack_come_into_the_price_of_a_piece() -> None:
    offer = replace(
        OFFER, price=money("1000"), tax_included=False, tax_rate=D("0.13"), freight=money("20"), pack_size=4
    )
    assert offer.unit_price.amount == D("287.5")


def test_an_offer_that_wears_out_before_the_end_is_incomplete() -> None:
    found = life_cycle(replace(OFFER, life=5), "desktop_computer", method(), {})
    assert (found.total, [reason.code for reason in found.missing]) == (None, ["missing.replacement"])


WATTS = Watts(D("0.5"), D("1.1"), D("20"), D("22"))
RECORD = ProductRecord(
    "ENERGY STAR", "77", "Invented", "M", "Desktop", (Configuration("Category I1", WATTS, None),), None, None
)
KEY = ProductKey("ENERGY STAR", "77")


def test_watts_become_kilowatt_hours_by_the_usage_profile() -> None:
    """8.76 x (0.5 x .15 + 1.1 x .45 + 20 x .10 + 22 x .30) = 80.3292 kWh."""
    found = life_cycle(replace(OFFER, yearly_energy=None, watts=WATTS), "desktop_computer", method(), {})
    assert (found.yearly_energy, found.energy_basis) == (D("80.3292"), "watts")


def test_an_offer_takes_its_watts_from_the_product_it_names() -> None:
    offer = replace(OFFER, yearly_energy=None, product=KEY)
    found = life_cycle(offer, "desktop_computer", method(), {("ENERGY STAR", "77"): RECORD})
    assert (found.yearly_energy, found.energy_basis) == (D("80.3292"), "product")


def test_a_product_that_was_not_imported_is_named_as_missing() -> None:
    found = life_cycle(replace(OFFER, yearly_energy=None, product=KEY), "desktop_computer", method(), {})
    assert [reason.code for reason in found.missing] == ["missing.product"]


def test_a_product_with_several_configurations_asks_which() -> None:
    other = Configuration("Category I2", Watts(D(1), D(2), D(30), D(40)), None)
    products = {("ENERGY STAR", "77"): replace(RECORD, configurations=(*RECORD.configurations, other))}
    offer = replace(OFFER, yearly_energy=None, product=KEY)
    assert [r.code for r in life_cycle(offer, "desktop_computer", method(), products).missing] == [
        "missing.configuration"
    ]
    named = replace(offer, product=replace(KEY, configuration="Category I2"))
    assert life_cycle(named, "desktop_computer", method(), products).yearly_energy is not None


def test_a_category_without_a_usage_profile_is_incomplete() -> None:
    found = life_cycle(replace(OFFER, yearly_energy=None, watts=WATTS), "printer", method(), {})
    assert [reason.code for reason in found.missing] == ["missing.usage_profile"]
