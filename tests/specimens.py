"""An invented method, offer, price path and citation that tests of life-cycle cost start from."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from greenward.terms.line import Line
from greenward.terms.method import Assumption, CitedGridFactor, Method, UnitPrice, UsageProfile
from greenward.terms.money import Money
from greenward.terms.names import Names
from greenward.terms.offer import Offer
from greenward.terms.price_path import Basis, PricePath, RateBand
from greenward.terms.source import Citation, Mark, Source

D = Decimal
NAMES = Names("example", "示例")
CITED = Citation(Source("s", "Example", NAMES, NAMES, None), NAMES, NAMES, date(2026, 1, 1), Mark.EXAMPLE)
PRICES = {"electricity": "CNY/kWh", "fuel": "CNY/L", "water": "CNY/m3"}


def money(text: str | int | Decimal) -> Money:
    return Money(D(text), "CNY")


def band(rate: str | Decimal, until: int | None = None) -> RateBand:
    return RateBand(D(rate), until, CITED)


def price(resource: str, value: str, path: str = "") -> UnitPrice:
    return UnitPrice(resource, D(value), PRICES[resource], CITED, path)


def rising(rate: str | Decimal, id_: str = "p", basis: Basis = Basis.REAL) -> PricePath:
    """A path with a constant rate."""
    return PricePath(id_, NAMES, basis, CITED, rate=D(rate))


def indexed(values: dict[int, str], id_: str = "p", basis: Basis = Basis.REAL) -> PricePath:
    """A path with an index by calendar year."""
    return PricePath(id_, NAMES, basis, CITED, index=tuple((year, D(value)) for year, value in values.items()))


def inflation(rate: str | Decimal) -> Assumption:
    return Assumption(D(rate), "fraction a year", CITED)


def method(years: int = 6, rate: str | Decimal = "0.03", tariff: str = "0.62", **changes: Any) -> Method:
    """Six years from the first of November 2026 at 3 % real and 0.62 CNY/kWh, with some changes."""
    given: dict[str, Any] = {
        "years": years,
        "base_date": date(2026, 11, 1),
        "currency": "CNY",
        "rates": (band(rate),),
        "prices": (price("electricity", tariff),),
        "grid_factor": CitedGridFactor(D("0.5306"), "kgCO2/kWh", "CN", 2023, "2025-47", CITED),
        "profiles": (UsageProfile("desktop_computer", D("0.15"), D("0.45"), D("0.10"), D("0.30"), CITED),),
    }
    return Method(**(given | changes))


OFFER = Offer(
    id="O1", supplier="S", brand="B", model="M", line=Line("台式计算机"), unit="piece", pack_size=1,
    price=money("4190"), tax_included=True, tax_rate=None, freight=money("0"),
    valid_from=date(2026, 1, 1), valid_until=date(2026, 12, 31), source="test", obtained="2026-01-01",
    grade=1, yearly_energy=D("104"), watts=None, product=None, certificates=(),
    maintenance=money("60"), end_of_life=money("15"), residual=money("170"), life=6, row=2, raw_hash="",
)  # fmt: skip


def offer(**changes: Any) -> Offer:
    """The invented offer with some changes."""
    return replace(OFFER, **changes)
