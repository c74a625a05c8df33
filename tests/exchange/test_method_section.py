"""The method section of a case: what it may say, and each defect with its code and line."""

from datetime import date
from pathlib import Path

import pytest

from greenward.exchange.case import read_case
from greenward.terms.method import ASKS, Method, Timing
from greenward.terms.price_path import Basis
from specimens import D
from support import codes

CITED = "source: unit_method, article: {en: x, zh: x}, read: case_text, mark: example"
RATE = f"discount_rate: {{value: 0.03, unit: fraction a year, {CITED}}}"
INDEX = "index: {2027: 1.01, 2028: 1.02, 2029: 1.03, 2030: 1.04, 2031: 1.05, 2032: 1.06}"
NAMED = "names: {en: Example, zh: 示例}"
FULL = f"""
  base_date: 2026-09-01
  timing: day_count
  paths:
    - {{id: power, {NAMED}, basis: real, {INDEX}, {CITED}}}
    - {{id: wages, {NAMED}, basis: real, rate: 0.01, {CITED}}}
  prices:
    - {{resource: water, value: 4.2, unit: CNY/m3, path: wages, {CITED}}}
    - {{resource: fuel, value: 7.9, unit: CNY/L, {CITED}}}
  follows: {{maintenance: wages}}
  activity:
    - {{category: printer, hours: 900, pages: 12000, {CITED}}}
  asks: [yearly_energy, life, water]
  grid_forecast:
    {{values: {{2027: 0.52, 2028: 0.51, 2029: 0.5, 2030: 0.49, 2031: 0.48, 2032: 0.47}}, unit: kgCO2/kWh, {CITED}}}
"""


def say(case: Path, added: str, good: str = "", bad: str = "") -> None:
    """Add lines to the method of a case, then put ``bad`` in the place of ``good``."""
    settings = case / "case.yaml"
    text = settings.read_text("utf-8").replace("  place: CN\n", f"  place: CN\n{added.strip(chr(10))}\n", 1)
    assert good in text
    settings.write_text(text.replace(good, bad, 1), "utf-8")


def method_of(case: Path) -> Method:
    return read_case(case, "cn").method


@pytest.fixture
def plain(case_a: Path) -> Path:
    """Case A with a method that says only what it must."""
    settings = case_a / "case.yaml"
    text = settings.read_text("utf-8")
    head = text[: text.index("method:")]
    tariff = f"tariff: {{value: 0.62, unit: CNY/kWh, {CITED}}}"
    body = f"method:\n  years: 6\n  currency: CNY\n  place: CN\n  {RATE}\n  {tariff}\n"
    settings.write_text(head + body, "utf-8")
    return case_a


def test_a_method_that_says_only_what_it_must_has_the_usual_rest(plain: Path) -> None:
    found = method_of(plain)
    assert (found.years, found.base_date, found.basis, found.timing) == (
        6,
        date(2026, 11, 1),
        Basis.REAL,
        Timing.END_OF_YEAR,
    )
    assert (found.asks, found.paths, found.activity) == (ASKS, (), ())
    assert [band.until for band in found.rates] == [None]


def test_another_day_of_the_rules_does_not_move_the_base_date(plain: Path) -> None:
    assert read_case(plain, "cn", date(2026, 1, 31)).method.base_date == date(2026, 11, 1)


def test_a_method_may_say_much_more(plain: Path) -> None:
    say(plain, FULL)
    found = method_of(plain)
    assert (found.base_date, found.timing) == (date(2026, 9, 1), Timing.DAY_COUNT)
    assert [(path.id, path.rate, len(path.index)) for path in found.paths] == [
        ("power", None, 6),
        ("wages", D("0.01"), 0),
    ]
    assert [(price.resource, price.path) for price in found.prices] == [
        ("electricity", ""),
        ("water", "wages"),
        ("fuel", ""),
    ]
    assert found.follows == (("maintenance", "wages"),)
    assert (found.activity[0].pages, found.activity[0].km) == (D(12000), None)
    assert found.asks == ("yearly_energy", "life", "water")
    assert found.grid_forecast is not None
    assert dict(found.grid_forecast.values)[2032] == D("0.47")


def test_rates_may_change_with_the_years(plain: Path) -> None:
    bands = [
        f"{{until: 3, value: 0.035, unit: fraction a year, {CITED}}}",
        f"{{value: 0.03, unit: fraction a year, {CITED}}}",
    ]
    say(plain, "", RATE, "discount_rates:\n    - " + "\n    - ".join(bands))
    assert [(band.rate, band.until) for band in method_of(plain).rates] == [(D("0.035"), 3), (D("0.03"), None)]


def test_a_nominal_method_has_its_inflation(plain: Path) -> None:
    say(plain, f"  basis: nominal\n  inflation: {{value: 0.02, unit: fraction a year, {CITED}}}")
    found = method_of(plain)
    assert found.basis is Basis.NOMINAL
    assert found.inflation is not None


@pytest.mark.parametrize(
    ("good", "bad", "code"),
    [
        ("timing: day_count", "timing: sometimes", "pack.unknown_word"),
        ("base_date: 2026-09-01", "base_date: soon", "pack.bad_date"),
        ("basis: real, index", "basis: nominal, index", "method.basis_mixed"),
        ("2029: 1.03, ", "", "path.hole"),
        ("2029: 1.03, ", "2029: -1, ", "path.bad_index"),
        ("2029: 1.03, ", "next: 1.03, ", "method.not_a_year"),
        ("rate: 0.01", "rate: 3", "method.rate"),
        ("rate: 0.01", "rate: -1", "method.rate"),
        ("rate: 0.01, ", "", "path.rate_or_index"),
        ("id: wages", "id: power", "method.path_twice"),
        ("value: 4.2, unit: CNY/m3", "value: 4.2, unit: CNY/t", "method.unit"),
        ("value: 4.2, unit: CNY/m3", "value: 4.2, unit: USD/m3", "method.unit"),
        ("value: 4.2", "value: -4.2", "method.tariff"),
        ("resource: water", "resource: steam", "method.resource"),
        ("resource: water, value: 4.2, unit: CNY/m3", "resource: fuel, value: 4.2, unit: CNY/L", "method.resource"),
        ("CNY/m3, path: wages", "CNY/m3, path: steam", "method.unknown_path"),
        ("follows: {maintenance: wages}", "follows: {maintenance: steam}", "method.unknown_path"),
        ("follows: {maintenance: wages}", "follows: {electricity: wages}", "method.follower"),
        ("hours: 900", "hours: 9000", "method.hours"),
        ("hours: 900", "hours: -1", "cell.negative"),
        ("category: printer, hours", "category: spaceship, hours", "method.activity"),
        ("asks: [yearly_energy", "asks: [colour", "method.asks"),
        ("2031: 0.48, ", "", "method.grid_hole"),
        ("2031: 0.48, ", "2031: 480, ", "method.grid_value"),
        ("unit: kgCO2/kWh", "unit: gCO2/kWh", "method.unit"),
        ("timing: day_count", "timing: day_count\n  tempo: fast", "pack.unknown_field"),
        ("years: 6", "years: 201", "method.years"),
        (RATE, "discount_rates: []", "rates.order"),
        ("timing: day_count", "timing: day_count\n  basis: nominal", "method.no_inflation"),
    ],
)
def test_one_defect_of_the_method_is_told_with_its_line(plain: Path, good: str, bad: str, code: str) -> None:
    say(plain, FULL, good, bad)
    found = codes(lambda: read_case(plain, "cn"))
    assert code in [name for name, _ in found]
    assert all(row is not None and row > 20 for _, row in found)


def test_the_unchanged_method_has_no_defect(plain: Path) -> None:
    say(plain, FULL)
    assert codes(lambda: read_case(plain, "cn")) == []


def test_inflation_in_a_real_method_is_refused(plain: Path) -> None:
    say(plain, f"  inflation: {{value: 0.02, unit: fraction a year, {CITED}}}")
    assert [code for code, _ in codes(lambda: read_case(plain, "cn"))] == ["method.inflation_unused"]


def test_both_kinds_of_rate_at_once_are_refused(plain: Path) -> None:
    say(plain, f"  discount_rates: [{{value: 0.03, unit: fraction a year, {CITED}}}]")
    assert [code for code, _ in codes(lambda: read_case(plain, "cn"))] == ["method.two_rates"]
