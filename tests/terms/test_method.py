"""A method that stands is sound, and its hash changes with every figure."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from greenward.terms.canonical import digest
from greenward.terms.method import ASKS, Activity, GridForecast, Timing, UsageProfile
from greenward.terms.price_path import Basis
from greenward.terms.problem import ProblemsError
from specimens import CITED, D, band, indexed, inflation, method, price, rising
from support import codes

TARIFF = (price("electricity", "0.62"),)
PATH = (rising("0.02"),)
PROFILE = UsageProfile("desktop_computer", D("0.15"), D("0.45"), D("0.10"), D("0.30"), CITED)
HOURS = Activity("display", CITED, hours=D(2000))

DEFECTS: list[tuple[dict[str, Any], str]] = [
    ({"years": 0}, "method.years"),
    ({"years": -1}, "method.years"),
    ({"years": 201}, "method.years"),
    ({"years": 300}, "method.years"),
    ({"rates": ()}, "rates.order"),
    ({"rates": (band("0.03", 5),)}, "rates.too_short"),
    ({"basis": Basis.NOMINAL}, "method.no_inflation"),
    ({"inflation": inflation("0.02")}, "method.inflation_unused"),
    ({"basis": Basis.NOMINAL, "inflation": inflation("-1")}, "rate.all_lost"),
    ({"prices": (replace(TARIFF[0], unit="USD/kWh"),)}, "method.unit"),
    ({"prices": (replace(TARIFF[0], unit="CNY/MWh"),)}, "method.unit"),
    ({"prices": (replace(TARIFF[0], resource="steam"),)}, "method.resource"),
    ({"prices": TARIFF * 2}, "method.resource"),
    ({"prices": (price("electricity", "0.62", "q"),)}, "method.unknown_path"),
    ({"paths": PATH * 2}, "method.path_twice"),
    ({"paths": (rising("0.02", basis=Basis.NOMINAL),)}, "method.basis_mixed"),
    ({"carbon_price": replace(TARIFF[0], resource="carbon")}, "method.unit"),
    ({"carbon_price": replace(TARIFF[0], resource="carbon", unit="CNY/tCO2e", path="q")}, "method.unknown_path"),
    ({"paths": (indexed({2027: "1", 2028: "1", 2030: "1", 2031: "1", 2032: "1"}),)}, "path.hole"),
    ({"follows": (("maintenance", "q"),)}, "method.unknown_path"),
    ({"paths": PATH, "follows": (("electricity", "p"),)}, "method.follower"),
    ({"profiles": (PROFILE, PROFILE)}, "method.profile"),
    ({"activity": (HOURS, HOURS)}, "method.activity"),
    ({"activity": (replace(HOURS, hours=D(8761)),)}, "method.hours"),
    ({"asks": ("colour",)}, "method.asks"),
    ({"grid_forecast": GridForecast(((2027, D("0.5")),), "kgCO2/kWh", CITED)}, "method.grid_hole"),
]


@pytest.mark.parametrize(("changes", "code"), DEFECTS)
def test_one_defect_of_a_method_is_refused(changes: dict[str, Any], code: str) -> None:
    found = {name for name, _ in codes(lambda: method(**changes))}
    assert found == {code}


@pytest.mark.parametrize("years", [1, 200])
def test_the_shortest_and_the_longest_study_stand(years: int) -> None:
    assert method(years).years == years


def test_the_years_of_a_hole_are_named() -> None:
    with pytest.raises(ProblemsError) as caught:
        method(paths=(indexed({2027: "1", 2028: "1", 2030: "1", 2032: "1"}),))
    assert caught.value.problems[0].params["years"] == ("2029", "2031")


@pytest.mark.parametrize(
    "shares", [("0.2", "0.2", "0.2", "0.3"), ("1.2", "-0.2", "0", "0"), ("0.5", "0.5", "0.5", "-0.5")]
)
def test_shares_of_a_year_are_fractions_that_add_up_to_one(shares: tuple[str, ...]) -> None:
    off, sleep, long_idle, short_idle = map(D, shares)
    assert codes(lambda: UsageProfile("x", off, sleep, long_idle, short_idle, CITED)) == [("method.shares", None)]


CHANGES: list[dict[str, Any]] = [
    {},
    {"years": 7},
    {"base_date": date(2026, 11, 2)},
    {"rate": "0.031"},
    {"rates": (band("0.03", 3), band("0.03"))},
    {"tariff": "0.63"},
    {"timing": Timing.MID_YEAR},
    {"basis": Basis.NOMINAL, "inflation": inflation("0.02")},
    {"paths": PATH},
    {"paths": PATH, "prices": (price("electricity", "0.62", "p"),)},
    {"paths": PATH, "follows": (("purchase", "p"),)},
    {"asks": ASKS[:-1]},
    {"activity": (HOURS,)},
    {"grid_factor": None},
    {"profiles": ()},
    {"whole_life": True},
]


def test_every_figure_of_a_method_is_in_its_hash() -> None:
    assert len({digest(method(**changes)) for changes in CHANGES}) == len(CHANGES)
    assert digest(method()) == digest(method())
