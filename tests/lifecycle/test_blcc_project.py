"""A BLCC-style project beside a computation written apart, by someone who had not seen this program.

``blcc/oracle.py`` (standard library, straight loops) made ``blcc/expected.json`` from the invented project in
``blcc/project.yaml``.
"""

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from greenward.lifecycle.flows import recurring
from greenward.lifecycle.measures import (
    adjusted_internal_rate_of_return,
    discounted_payback,
    net_savings,
    savings_to_investment_ratio,
    simple_payback,
)
from greenward.lifecycle.present import present_values
from greenward.terms.cash_flow import CashFlow
from greenward.terms.method import Method, Timing
from greenward.terms.names import Names
from greenward.terms.present_values import PresentValues
from greenward.terms.price_path import Basis, PricePath, RateBand
from specimens import CITED

FOLDER = Path(__file__).parent / "blcc"
PROJECT = yaml.load((FOLDER / "project.yaml").read_text("utf-8"), yaml.BaseLoader)  # noqa: S506  text stays text
EXPECTED = json.loads((FOLDER / "expected.json").read_text("utf-8"))["timings"]
TIMINGS = {
    "day_count": Timing.DAY_COUNT,
    "integer_end": Timing.END_OF_YEAR,
    "integer_mid": Timing.MID_YEAR,
}
PARTS = {
    "investment": "purchase",
    "replacement": "replacement",
    "residual": "residual",
    "electricity": "electricity",
    "gas": "fuel",
    "water": "water",
    "omr": "maintenance",
    "disposal": "end_of_life",
}
"""The project's categories and the cost parts of ours that they stand for."""


def method(timing: Timing) -> Method:
    project, prices = PROJECT["project"], PROJECT["prices"]

    def indexed(id_: str) -> PricePath:
        index = {int(year): Decimal(text) for year, text in prices[id_]["index"].items() if int(year) > 2026}
        return PricePath(id_, Names(id_, id_), Basis.REAL, CITED, None, tuple(index.items()))

    water = PricePath("water", Names("water", "water"), Basis.REAL, CITED, Decimal(prices["water"]["real_escalation"]))
    return Method(
        years=int(project["study_period_years"]),
        base_date=date.fromisoformat(project["base_date"]),
        currency=project["currency"],
        rates=(RateBand(Decimal(project["real_discount_rate"]), None, CITED),),
        prices=(),
        timing=timing,
        paths=(indexed("electricity"), indexed("natural_gas"), water),
    )


def flows(name: str, method: Method) -> Iterator[CashFlow]:
    given, prices, years = PROJECT["alternatives"][name], PROJECT["prices"], method.years
    bought = [{"year": "0", **given["initial_investment"]}, *given["replacements"]]
    for at, item in enumerate(bought):
        amount, year, life = Decimal(item["amount"]), int(item["year"]), int(item["life_years"])
        yield CashFlow("replacement" if at else "purchase", amount, Decimal(year))
        unused = max(0, life - (years - year))
        yield CashFlow("residual", -amount * unused / life, Decimal(years))
    used = {"electricity": "electricity_kwh_per_year", "natural_gas": "gas_kwh_per_year", "water": "water_m3_per_year"}
    for path, part in (("electricity", "electricity"), ("natural_gas", "fuel"), ("water", "water")):
        yearly = Decimal(given[used[path]]) * Decimal(prices[path]["base_year_price"])
        yield from recurring(part, yearly, method, path)
    late, once, end = given["omr_late"], given["omr_non_annual"], given["disposal"]
    yield from recurring("maintenance", Decimal(given["omr_annual"]), method)
    yield from recurring("maintenance", Decimal(late["amount"]), method, first=int(late["from_year"]))
    yield CashFlow("maintenance", Decimal(once["amount"]), Decimal(once["year"]))
    yield CashFlow("end_of_life", Decimal(end["amount"]), Decimal(end["year"]))


def values(name: str, timing: str) -> PresentValues:
    how = method(TIMINGS[timing])
    return present_values(flows(name, how), how)


@pytest.mark.parametrize("timing", TIMINGS)
@pytest.mark.parametrize("name", ["base", "efficient"])
def test_every_category_and_the_whole_agree_to_a_thousandth_of_a_dollar(name: str, timing: str) -> None:
    ours, theirs = dict(values(name, timing).parts), EXPECTED[timing]["pv"][name]
    for category, part in PARTS.items():
        wanted = Decimal(theirs[category]) * (-1 if category == "residual" else 1)
        assert abs(ours[part] - wanted) < Decimal("0.001"), category
    assert abs(values(name, timing).total - Decimal(EXPECTED[timing]["lcc"][name])) < Decimal("0.001")


@pytest.mark.parametrize("timing", TIMINGS)
def test_the_measures_agree_with_those_of_the_other_computation(timing: str) -> None:
    base, efficient = values("base", timing), values("efficient", timing)
    theirs: dict[str, Any] = EXPECTED[timing]["efficient_vs_base"]
    assert abs(net_savings(base, efficient) - Decimal(theirs["net_savings"])) < Decimal("0.001")
    ratio = savings_to_investment_ratio(base, efficient)
    rate = adjusted_internal_rate_of_return(base, efficient)
    assert ratio is not None
    assert rate is not None
    assert abs(ratio - Decimal(theirs["sir"])) < Decimal("0.000001")
    assert abs(rate - Decimal(theirs["airr"])) < Decimal("0.000001")
    assert simple_payback(base, efficient) == theirs["simple_payback_year"]
    assert discounted_payback(base, efficient) == theirs["discounted_payback_year"]


def test_the_timings_differ_so_that_one_cannot_pass_for_another() -> None:
    totals = {timing: round(values("base", timing).total) for timing in TIMINGS}
    assert len(set(totals.values())) == 3
