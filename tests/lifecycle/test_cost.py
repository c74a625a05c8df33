"""Life-cycle cost against a recomputation year by year, written apart from the engine."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenward.lifecycle import life_cycle
from greenward.terms.life_cycle import LifeCycle
from greenward.terms.method import ASKS, Activity, GridForecast, Method, Timing
from greenward.terms.money import Money
from greenward.terms.offer import Offer
from specimens import CITED, OFFER, D, indexed, method, money, offer, price, rising
from support import codes


def cost(given: Offer, how: Method, category: str = "desktop_computer") -> LifeCycle:
    return life_cycle(given, category, how, {})


def by_the_year(given: Offer, how: Method, kwh: float) -> float:
    """The same cost in floats: a piece bought, used, and bought again when it is worn out."""

    def amount(stated: Money | None) -> float:
        return float(stated.amount) if stated is not None else 0.0

    life = given.life or 10_000
    rate, price = float(how.rates[0].rate), amount(given.unit_price)
    tariff = next(float(item.value) for item in how.prices if item.resource == "electricity")
    total, age = price + amount(given.installation), 0
    for year in range(1, how.years + 1):
        age += 1
        today = kwh * tariff
        if age >= (given.maintenance_from or 1):
            today += amount(given.maintenance)
        worn_out = age == life
        if worn_out or year == how.years:
            first_is_last = life >= how.years
            left = 0 if worn_out or first_is_last else (life - age) / life
            end = amount(given.residual)
            today += amount(given.end_of_life) - (end + (price - end) * left)
        if worn_out and year < how.years:
            today += price + amount(given.installation)
            age = 0
        total += today / (1 + rate) ** year
    return total


def test_a_desktop_over_six_years() -> None:
    found = cost(OFFER, method())
    assert float(found.total or 0) == pytest.approx(by_the_year(OFFER, method(), 104), rel=1e-12)
    assert found.carbon_of_use == D("104") * 6 * D("0.5306")
    assert [part for part, _ in found.parts] == ["purchase", "electricity", "maintenance", "end_of_life", "residual"]


PENCE = st.decimals("0", "5000", places=2)


@given(
    st.decimals("500", "100000", places=2), st.decimals("0", "5000", places=1), st.decimals("-0.2", "0.3", places=3),
    st.integers(1, 60), st.integers(1, 60), st.decimals("0", "500", places=2), st.integers(1, 5), PENCE,
)  # fmt: skip
def test_any_offer_costs_what_its_years_add_up_to(
    price_: D, kwh: D, rate: D, years: int, life: int, upkeep: D, first: int, install: D
) -> None:
    given = offer(
        price=money(price_),
        yearly_energy=kwh,
        maintenance=money(upkeep),
        life=life,
        maintenance_from=first,
        installation=money(install),
    )
    how = method(years, rate)
    expected = by_the_year(given, how, float(kwh))
    assert float(cost(given, how).total or 0) == pytest.approx(expected, rel=1e-9, abs=1e-6)


def test_the_recomputation_would_find_a_year_that_was_left_out() -> None:
    assert float(cost(OFFER, method(7)).total or 0) != pytest.approx(by_the_year(OFFER, method(), 104), rel=1e-6)


@pytest.mark.parametrize("part", ["maintenance", "end_of_life", "residual", "yearly_energy", "life"])
def test_a_missing_part_makes_the_cost_incomplete_and_is_named(part: str) -> None:
    found = cost(offer(**{part: None}), method())
    assert (found.total, found.by_year) == (None, ())
    assert [reason.code for reason in found.missing] == [f"missing.{part}"]


def test_what_the_method_does_not_ask_for_is_not_missing() -> None:
    for part in ("maintenance", "end_of_life", "yearly_energy"):
        how = method(asks=tuple(word for word in ASKS if word != part))
        found = cost(offer(**{part: None}), how)
        assert found.missing == ()
        assert found.total is not None
    assert cost(OFFER, method()).part("water") is None


@pytest.mark.parametrize("part", ["installation", "water", "consumables"])
def test_what_the_method_asks_for_beyond_the_usual_is_missing_where_it_is_not_stated(part: str) -> None:
    found = cost(OFFER, method(asks=(*ASKS, part)))
    assert [reason.code for reason in found.missing] == [f"missing.{part}"]
    assert (part, None) in found.parts


def test_a_replacement_is_not_known_where_its_installation_is_not() -> None:
    found = cost(offer(life=4), method(asks=("installation",)))
    assert (found.part("replacement"), "replacement" in dict(found.parts), found.total) == (None, True, None)
    assert cost(offer(life=4), method(asks=())).part("replacement") is not None


def test_a_part_that_is_zero_is_not_missing() -> None:
    found = cost(offer(maintenance=money("0")), method())
    assert found.part("maintenance") == 0
    assert found.total is not None


def test_tax_freight_and_pack_come_into_the_price_of_a_piece() -> None:
    given = offer(price=money("1000"), tax_included=False, tax_rate=D("0.13"), freight=money("20"), pack_size=4)
    assert given.unit_price.amount == D("287.5")


def test_an_offer_that_wears_out_is_bought_again_and_the_last_one_is_sold_by_straight_line() -> None:
    """Life 4, study 6: bought again at the end of year 4; at the end half of its life is left, so half its price."""
    how = method(rate="0", asks=("life",))
    bare = offer(life=4, residual=None, end_of_life=None, maintenance=None, yearly_energy=None, installation=money(10))
    found = cost(bare, how)
    expected = {"purchase": D(4190), "installation": D(10), "replacement": D(4200), "residual": D(-2095)}
    assert dict(found.parts) == expected
    assert {item.year: item.cash for item in found.by_year if item.cash} == {0: D(4200), 4: D(4200), 6: D(-2095)}


def test_a_stated_residual_value_comes_with_each_piece_that_leaves() -> None:
    """Price 4190, worth 190 when worn out after 4 years: halfway through that life it is worth 2190."""
    how = method(rate="0", asks=("life",))
    found = cost(offer(life=4, residual=money(190), end_of_life=money(20)), how)
    assert found.part("residual") == -(190 + 2190)
    assert found.part("end_of_life") == 2 * 20


def test_a_chain_that_ends_with_the_study_leaves_nothing_but_the_stated_value() -> None:
    how = method(rate="0", asks=())
    assert cost(offer(life=3, residual=None), how).part("residual") is None
    assert cost(offer(life=3, residual=money(50)), how).part("residual") == -100


def test_a_life_beyond_the_study_is_worth_its_unused_share_unless_the_offer_says_otherwise() -> None:
    how = method(rate="0", asks=())
    assert cost(offer(life=8, residual=None), how).part("residual") == -D(4190) * 2 / 8
    assert cost(offer(life=8), how).part("residual") == -170


def test_replacements_follow_the_path_of_the_purchase() -> None:
    """At 3 % discount and -10 % a year the second piece, after 3 years, costs 0.9^3 of the first."""
    how = method(asks=(), paths=(rising("-0.1"),), follows=(("purchase", "p"),))
    found = cost(offer(life=3), how).part("replacement")
    assert float(found or 0) == pytest.approx(4190 * 0.9**3 / 1.03**3, rel=1e-12)


def test_electricity_follows_the_index_of_its_path() -> None:
    index = {2026: "1", 2027: "1.1", 2028: "1.2", 2029: "1.15"}
    how = method(3, prices=(price("electricity", "0.5", "p"),), paths=(indexed(index),))
    expected = 104 * 0.5 * (1.1 / 1.03 + 1.2 / 1.03**2 + 1.15 / 1.03**3)
    assert float(cost(OFFER, how).part("electricity") or 0) == pytest.approx(expected, rel=1e-12)


def test_an_index_counts_in_proportion_to_the_base_year() -> None:
    doubled = {2026: "2", 2027: "2.2", 2028: "2.4", 2029: "2.3"}
    plain = {2027: "1.1", 2028: "1.2", 2029: "1.15"}
    found = [
        cost(OFFER, method(3, prices=(price("electricity", "0.5", "p"),), paths=(indexed(index),))).total
        for index in (doubled, plain)
    ]
    assert found[0] == found[1]


def test_maintenance_under_warranty_starts_late_and_anew_with_each_piece() -> None:
    """Life 3, paid from the second year: years 2, 3, 5 and 6 of six."""
    found = cost(offer(life=3, maintenance_from=2), method(rate="0"))
    assert found.part("maintenance") == 4 * 60


def test_the_middle_of_the_year_is_half_a_year_nearer() -> None:
    end, middle = (cost(OFFER, method(timing=timing)) for timing in (Timing.END_OF_YEAR, Timing.MID_YEAR))
    for part in ("electricity", "maintenance"):
        assert float(middle.part(part) or 0) == pytest.approx(float(end.part(part) or 0) * 1.03**0.5, rel=1e-12)
    assert middle.part("residual") == end.part("residual")


def test_the_years_add_up_to_the_parts() -> None:
    found = cost(offer(life=4, installation=money(30)), method())
    assert float(sum(item.present for item in found.by_year)) == pytest.approx(float(found.total or 0), rel=1e-20)
    assert [item.year for item in found.by_year] == list(range(7))
    assert found.by_year[0].cash == 4220
    assert float(found.by_year[1].cash) == pytest.approx(104 * 0.62 + 60)


def test_carbon_of_use_follows_the_forecast_of_the_grid() -> None:
    values = tuple((2026 + year, D("0.6") - D(year) / 100) for year in range(7))
    how = method(grid_forecast=GridForecast(values, "kgCO2/kWh", CITED))
    found = cost(OFFER, how)
    assert found.carbon_by_year == tuple(104 * factor for _, factor in values[1:])
    assert found.carbon_of_use == sum(found.carbon_by_year)


def test_carbon_is_not_known_where_no_factor_is() -> None:
    found = cost(OFFER, method(grid_factor=None))
    assert (found.carbon_of_use, found.carbon_by_year) == (None, ())


def test_water_and_consumables_are_priced_where_the_method_can() -> None:
    how = method(
        rate="0",
        prices=(price("electricity", "0.6"), price("water", "4")),
        activity=(Activity("printer", CITED, pages=D(6000)),),
    )
    given = offer(water=D(3), consumable_price=money(300), consumable_yield=2000)
    found = cost(given, how, "printer")
    assert found.part("water") == 6 * 12
    assert found.part("consumables") == 6 * 900
    assert cost(offer(consumables=money(100)), how, "printer").part("consumables") == 600


def test_what_is_stated_and_cannot_be_priced_is_told_and_does_not_count() -> None:
    given = offer(water=D(3), consumable_price=money(300), consumable_yield=2000)
    found = cost(given, method(), "printer")
    assert found.total == cost(OFFER, method(), "printer").total
    assert [reason.code for reason in found.left_out] == ["missing.price_water", "missing.pages"]


def test_money_in_another_currency_is_never_mixed_in() -> None:
    for field in ("price", "maintenance", "residual"):
        found = cost(offer(**{field: Money(D(1), "USD")}), method())
        assert (found.total, found.parts) == (None, (("purchase", None),))
        assert [reason.code for reason in found.missing] == ["missing.exchange_rate"]


def test_a_life_of_no_years_is_refused() -> None:
    assert codes(lambda: cost(offer(life=0), method())) == [("offer.life", None)]


def test_a_base_date_on_a_leap_day_counts_days_to_the_last_of_february() -> None:
    how = method(2, timing=Timing.DAY_COUNT, base_date=date(2024, 2, 29), grid_factor=None)
    expected = 60 * (1.03 ** -(365 / 365) + 1.03 ** -(730 / 365))
    assert float(cost(OFFER, how).part("maintenance") or 0) == pytest.approx(expected, rel=1e-12)
