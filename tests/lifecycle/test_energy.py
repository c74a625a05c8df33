"""Where yearly energy comes from, and that a figure in one unit is never taken for another."""

import pytest

from greenward.lifecycle import life_cycle
from greenward.lifecycle.energy import Products, by_distance, by_hours
from greenward.terms.life_cycle import LifeCycle
from greenward.terms.method import Activity, Method
from greenward.terms.offer import Offer
from greenward.terms.product import Configuration, ProductKey, ProductRecord, Watts, most_yearly_energy
from greenward.terms.quantity import Quantity, UnitMismatchError
from specimens import CITED, OFFER, D, method, money, offer, price

WATTS = Watts(D("0.5"), D("1.1"), D("20"), D("22"))
CONFIGURATION = Configuration("Category I1", WATTS, None)
RECORD = ProductRecord("ENERGY STAR", "77", "Invented", "M", "Desktop", (CONFIGURATION,), None, None)
KEY = ProductKey("ENERGY STAR", "77")
UNSTATED = offer(yearly_energy=None)


def found(
    given: Offer, how: Method | None = None, category: str = "desktop_computer", known: Products | None = None
) -> LifeCycle:
    return life_cycle(given, category, how or method(), known or {})


def reasons(life: LifeCycle) -> list[str]:
    return [reason.code for reason in life.missing]


def test_watts_become_kilowatt_hours_by_the_usage_profile() -> None:
    """8.76 x (0.5 x .15 + 1.1 x .45 + 20 x .10 + 22 x .30) = 80.3292 kWh."""
    life = found(offer(yearly_energy=None, watts=WATTS))
    assert (life.yearly_energy, life.energy_basis) == (D("80.3292"), "watts")


def test_an_offer_takes_its_watts_from_the_product_it_names() -> None:
    life = found(offer(yearly_energy=None, product=KEY), known={("ENERGY STAR", "77"): RECORD})
    assert (life.yearly_energy, life.energy_basis) == (D("80.3292"), "product")


def test_a_product_that_was_not_imported_is_named_as_missing() -> None:
    assert reasons(found(offer(yearly_energy=None, product=KEY))) == ["missing.product"]


def test_a_product_with_several_configurations_asks_which() -> None:
    other = Configuration("Category I2", Watts(D(1), D(2), D(30), D(40)), None)
    record = ProductRecord("ENERGY STAR", "77", "Invented", "M", "Desktop", (CONFIGURATION, other), None, None)
    products = {("ENERGY STAR", "77"): record}
    assert reasons(found(offer(yearly_energy=None, product=KEY), known=products)) == ["missing.configuration"]
    named = offer(yearly_energy=None, product=ProductKey("ENERGY STAR", "77", "Category I2"))
    assert found(named, known=products).yearly_energy is not None


def test_a_category_without_a_usage_profile_is_incomplete() -> None:
    assert reasons(found(offer(yearly_energy=None, watts=WATTS), category="printer")) == ["missing.usage_profile"]


HOURS = Activity("display", CITED, hours=D(2000))


def test_a_figure_for_a_thousand_hours_is_taken_for_the_hours_of_a_year() -> None:
    life = found(offer(yearly_energy=None, energy_per_1000h=D(17)), method(activity=(HOURS,)), "display")
    assert (life.yearly_energy, life.energy_basis) == (D(34), "hours")


def test_a_figure_for_a_thousand_hours_is_no_yearly_figure_without_the_hours() -> None:
    life = found(offer(yearly_energy=None, energy_per_1000h=D(17)), category="display")
    assert (life.yearly_energy, reasons(life)) == (None, ["missing.hours"])


def test_a_yearly_figure_does_not_depend_on_the_hours() -> None:
    assert found(OFFER, method(activity=(HOURS,)), "display").yearly_energy == 104


@pytest.mark.parametrize("unit", ["kWh/year", "kWh", "W", "kWh/100km"])
def test_the_arithmetic_of_hours_takes_no_other_unit(unit: str) -> None:
    with pytest.raises(UnitMismatchError):
        by_hours(Quantity(D(17), unit), Quantity(D(2000), "h"))


@pytest.mark.parametrize("unit", ["kWh/year", "kWh/1000h", "L"])
def test_the_arithmetic_of_distance_takes_no_other_unit(unit: str) -> None:
    with pytest.raises(UnitMismatchError):
        by_distance(Quantity(D(17), unit), Quantity(D(2000), "km"))


def test_miles_are_kilometres_before_they_count() -> None:
    assert by_distance(Quantity(D(15), "kWh/100km"), Quantity(D(1000), "mi")).value == D("241.4016")


CAR = Activity("car", CITED, km=D(20_000))
ROAD = method(rate="0", prices=(price("electricity", "0.7"), price("fuel", "8")), activity=(CAR,))


def test_an_electric_car_uses_kilowatt_hours_by_its_kilometres() -> None:
    life = found(offer(yearly_energy=None, energy_per_100km=D(14)), ROAD, "car")
    assert (life.yearly_energy, life.energy_basis) == (D(2800), "distance")
    assert life.part("electricity") == 6 * 2800 * D("0.7")


def test_a_car_that_burns_fuel_needs_no_electricity() -> None:
    life = found(offer(yearly_energy=None, fuel_per_100km=D(6)), ROAD, "car")
    assert (life.missing, life.yearly_energy) == ((), None)
    assert life.part("fuel") == 6 * 1200 * 8
    assert life.part("electricity") is None


def test_a_hybrid_uses_both() -> None:
    life = found(offer(yearly_energy=None, fuel_per_100km=D(2), energy_per_100km=D(10)), ROAD, "car")
    assert life.part("fuel") == 6 * 400 * 8
    assert life.part("electricity") == 6 * 2000 * D("0.7")


def test_maintenance_by_the_kilometre_comes_on_top_of_that_by_the_year() -> None:
    given = offer(yearly_energy=None, energy_per_100km=D(14), maintenance_per_km=money("0.05"))
    assert found(given, ROAD, "car").part("maintenance") == 6 * (60 + 1000)


@pytest.mark.parametrize(
    ("stated", "how", "code"),
    [
        ({"energy_per_100km": D(14)}, method(), "missing.km"),
        ({"fuel_per_100km": D(6)}, method(), "missing.km"),
        ({"fuel_per_100km": D(6)}, method(activity=(CAR,)), "missing.price_fuel"),
        (
            {"energy_per_100km": D(14)},
            method(activity=(CAR,), prices=(price("fuel", "8"),)),
            "missing.price_electricity",
        ),
        ({"yearly_energy": D(104), "maintenance_per_km": money(1)}, method(), "missing.km"),
    ],
)
def test_what_the_method_lacks_for_a_stated_use_is_named(stated: dict[str, object], how: Method, code: str) -> None:
    assert reasons(found(offer(**({"yearly_energy": None} | stated)), how, "car")) == [code]


def test_the_most_that_a_piece_can_use_is_its_highest_power_all_year() -> None:
    assert most_yearly_energy(WATTS, None) == D("8.76") * 22
    assert most_yearly_energy(None, D(17)) == D("8.76") * 17
    assert most_yearly_energy(WATTS, D(17)) == D("8.76") * 17
    assert most_yearly_energy(None, None) is None


@pytest.mark.parametrize(("kwh", "code"), [("192.72", []), ("192.73", ["missing.energy_impossible"])])
def test_a_yearly_figure_that_the_stated_power_makes_impossible_is_not_taken(kwh: str, code: list[str]) -> None:
    assert reasons(found(offer(yearly_energy=D(kwh), watts=WATTS))) == code
