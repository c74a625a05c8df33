"""The method section of a case's settings: study period, rates, prices and their paths, use."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from greenward.exchange.carbon_price import FIELD
from greenward.exchange.currencies import CURRENCIES
from greenward.policy import Rules
from greenward.policy.document import Node
from greenward.policy.fields import Fields
from greenward.policy.vocabulary import Vocabulary
from greenward.terms.footprint import Boundary, Footprint, Part, Rung
from greenward.terms.method import (
    ASKS,
    CARBON_UNIT,
    MOST_YEARS,
    RESOURCES,
    Activity,
    Assumption,
    CategoryFootprint,
    CitedGridFactor,
    GridForecast,
    Method,
    Timing,
    UnitPrice,
    UsageProfile,
)
from greenward.terms.price_path import Basis, PricePath, RateBand
from greenward.terms.problem import ProblemsError
from greenward.terms.product import MODES

LEAST_RATE, MOST_RATE = Decimal("-0.5"), Decimal("0.5")
MOST_TARIFF = 1000
MOST_FACTOR = 10
RATE_UNIT = "fraction a year"
GRID_UNIT = "kgCO2/kWh"
EMBODIED_UNIT = "kgCO2e/piece"
_YEAR = re.compile(r"(199|2[0-3]\d)\d", re.ASCII)

FIELDS = {
    "method.path_twice": "paths",
    "method.basis_mixed": "paths",
    "path.hole": "paths",
    "method.unknown_path": "paths",
    "method.follower": "follows",
    "method.profile": "profiles",
    "method.activity": "activity",
    "method.hours": "activity",
    "method.embodied": "embodied",
    "method.asks": "asks",
    "method.grid_hole": "grid_forecast",
    "method.resource": "prices",
    "method.inflation_unused": "inflation",
    "rates.order": "discount_rates",
    "rates.too_short": "discount_rates",
}
"""The field in which a defect stands that only the method as a whole shows."""


@dataclass(frozen=True, slots=True)
class MethodReader:
    """Reads the method section; ``known`` are the sources and readings it may cite, ``day`` is its usual base date."""

    f: Fields
    known: Vocabulary
    rules: Rules
    day: date

    def read(self) -> Method | None:
        """Return the method, or None where it has defects, which are then noted in the section's problems."""
        f = self.f
        before = len(f.problems)
        years, currency = self._years(), self._currency()
        basis = f.choice("basis", Basis) if f.has("basis") else Basis.REAL
        timing = f.choice("timing", Timing) if f.has("timing") else Timing.END_OF_YEAR
        base_date = f.day("base_date") if f.has("base_date") else self.day
        inflation = self._inflation()
        rates, prices = tuple(self._rates()), tuple(self._prices(currency))
        paths, follows = tuple(self._paths()), tuple(self._follows())
        profiles, activity = tuple(self._profiles()), tuple(self._activity())
        forecast = self._forecast()
        embodied, carbon = tuple(self._embodied()), self._carbon_price(currency)
        grid = grid_factor(f.text("place"), self.rules)
        asks = f.texts("asks") if f.has("asks") else ASKS
        f.done()
        if len(f.problems) > before:
            return None
        try:
            return Method(
                years=years,
                base_date=base_date,
                currency=currency,
                rates=rates,
                prices=prices,
                basis=basis,
                timing=timing,
                inflation=inflation,
                paths=paths,
                follows=follows,
                grid_factor=grid,
                grid_forecast=forecast,
                profiles=profiles,
                activity=activity,
                asks=asks,
                embodied=embodied,
                carbon_price=carbon,
            )
        except ProblemsError as error:
            _pass_on(error, f)
            return None

    def _years(self) -> int:
        years = self.f.number("years")
        if not 1 <= years <= MOST_YEARS or years != years.to_integral_value():
            self.f.refuse("method.years", at="years", most=str(MOST_YEARS))
            return 1
        return int(years)

    def _currency(self) -> str:
        currency = self.f.text("currency")
        if currency not in CURRENCIES:
            self.f.refuse("method.currency", at="currency", text=currency)
        return currency

    def _rates(self) -> Iterator[RateBand]:
        """Yield the bands of ``discount_rates``, or the one of ``discount_rate``."""
        if not self.f.has("discount_rates"):
            found = self._rate(self._mapping("discount_rate"), "discount_rate")
            yield RateBand(found.value, None, found.citation)
            return
        if self.f.has("discount_rate"):
            self.f.refuse("method.two_rates", at="discount_rate")
        for node in self.f.each("discount_rates"):
            inner = Fields(node, self.f.problems)
            until = self._whole(inner, "until", MOST_YEARS) if inner.has("until") else None
            found = self._rate(inner, "discount_rates")
            yield RateBand(found.value, until, found.citation)

    def _inflation(self) -> Assumption | None:
        return self._rate(self._mapping("inflation"), "inflation") if self.f.has("inflation") else None

    def _rate(self, inner: Fields, name: str) -> Assumption:
        """Return a yearly rate; one out of range is noted and 0 stands for it."""
        found = self._assumption(inner, name, RATE_UNIT)
        return found if self._in_range(inner, "value", found.value) else Assumption(Decimal(0), "", found.citation)

    def _in_range(self, inner: Fields, name: str, rate: Decimal) -> bool:
        if LEAST_RATE <= rate <= MOST_RATE:
            return True
        inner.refuse("method.rate", at=name, value=rate, least=LEAST_RATE, most=MOST_RATE)
        return False

    def _prices(self, currency: str) -> Iterator[UnitPrice]:
        """Yield the tariff, which is the price of electricity, and the other prices."""
        yield self._price(self._mapping("tariff"), "electricity", currency)
        for node in self.f.each("prices"):
            inner = Fields(node, self.f.problems)
            yield self._price(inner, inner.text("resource"), currency)

    def _price(self, inner: Fields, resource: str, currency: str) -> UnitPrice:
        path = inner.text("path", "")
        wanted = f"{currency}/{RESOURCES[resource]}" if resource in RESOURCES else ""
        found = self._assumption(inner, resource, wanted)
        if not 0 <= found.value <= MOST_TARIFF:
            inner.refuse("method.tariff", at="value", value=found.value, most=MOST_TARIFF)
        return UnitPrice(resource, found.value, found.unit, found.citation, path)

    def _assumption(self, inner: Fields, name: str, wanted: str) -> Assumption:
        found = Assumption(inner.number("value"), inner.text("unit"), self.known.citation(inner))
        if wanted and found.unit != wanted:
            inner.refuse("method.unit", at="unit", name=name, unit=wanted, text=found.unit)
        inner.done()
        return found

    def _paths(self) -> Iterator[PricePath]:
        for node in self.f.each("paths"):
            inner = Fields(node, self.f.problems)
            before = len(inner.problems)
            id_, names, basis = inner.text("id"), inner.names("names"), inner.choice("basis", Basis)
            rate = inner.number("rate") if inner.has("rate") else None
            if rate is not None:
                self._in_range(inner, "rate", rate)
            index = tuple(self._by_year(inner, "index"))
            citation = self.known.citation(inner)
            inner.done()
            if len(inner.problems) > before:
                continue
            try:
                yield PricePath(id_, names, basis, citation, rate, index)
            except ProblemsError as error:
                _pass_on(error, inner)

    def _by_year(self, f: Fields, name: str) -> Iterator[tuple[int, Decimal]]:
        """Yield the numbers of a mapping whose keys are calendar years."""
        inner = f.mapping(name)
        for year, node in inner.rest() if inner is not None else ():
            if _YEAR.fullmatch(year):
                yield int(year), Fields(Node(node.place, fields={year: node}), f.problems).number(year)
            else:
                f.refuse("method.not_a_year", node.place, text=year)

    def _follows(self) -> Iterator[tuple[str, str]]:
        inner = self.f.mapping("follows")
        for part, _ in list(inner.rest()) if inner is not None else ():
            yield part, inner.text(part) if inner is not None else ""

    def _profiles(self) -> Iterator[UsageProfile]:
        for node in self.f.each("profiles"):
            inner = Fields(node, self.f.problems)
            off, sleep, long_idle, short_idle = (inner.number(name) for name in MODES)
            category, citation = self._category(inner, "method.profile"), self.known.citation(inner)
            inner.done()
            try:
                yield UsageProfile(category, off, sleep, long_idle, short_idle, citation)
            except ProblemsError as error:
                _pass_on(error, inner)

    def _activity(self) -> Iterator[Activity]:
        for node in self.f.each("activity"):
            inner = Fields(node, self.f.problems)
            hours, pages, km = (self._amount(inner, name) for name in ("hours", "pages", "km"))
            category = self._category(inner, "method.activity")
            yield Activity(category, self.known.citation(inner), hours, pages, km)
            inner.done()

    def _amount(self, inner: Fields, name: str) -> Decimal | None:
        amount = inner.number(name) if inner.has(name) else None
        if amount is not None and amount < 0:
            inner.refuse("cell.negative", at=name)
        return amount

    def _category(self, inner: Fields, code: str) -> str:
        category = inner.text("category")
        if self.rules.category(category) is None:
            inner.refuse(code, at="category", category=category)
        return category

    def _embodied(self) -> Iterator[CategoryFootprint]:
        """Yield the category values that the case states itself, each with its range."""
        for node in self.f.each("embodied"):
            inner = Fields(node, self.f.problems)
            value, low, high = (inner.number(name) for name in ("value", "low", "high"))
            category, boundary = self._category(inner, "method.embodied"), inner.choice("boundary", Boundary)
            if inner.text("unit") != EMBODIED_UNIT:
                inner.refuse("method.unit", at="unit", name="embodied", unit=EMBODIED_UNIT, text=inner.text("unit"))
            cited = self.known.citation(inner)
            inner.done()
            if not 0 <= low <= value <= high:
                inner.refuse("method.embodied_range", at="value", low=low, value=value, high=high)
                continue
            source = cited.source
            footprint = Footprint(value, low, high, Part.EMBODIED, boundary, Rung.CATEGORY, source.number,
                                  source.issuer.en, cited.article.en, category=category)  # fmt: skip
            yield CategoryFootprint(category, footprint, cited)

    def _carbon_price(self, currency: str) -> UnitPrice | None:
        """Return the price of a tonne, where the case puts one and does not take it from an import."""
        if not self.f.has("carbon_price"):
            return None
        inner = self._mapping("carbon_price")
        if inner.has(FIELD):
            return None
        path = inner.text("path", "")
        found = self._assumption(inner, "carbon_price", f"{currency}/{CARBON_UNIT}")
        if found.value < 0:
            inner.refuse("cell.negative", at="value")
        return UnitPrice("carbon", found.value, found.unit, found.citation, path)

    def _forecast(self) -> GridForecast | None:
        """Return the grid's carbon by calendar year, where the case states it."""
        if not self.f.has("grid_forecast"):
            return None
        inner = self._mapping("grid_forecast")
        unit, values = inner.text("unit"), tuple(self._by_year(inner, "values"))
        if unit != GRID_UNIT:
            inner.refuse("method.unit", at="unit", name="grid_forecast", unit=GRID_UNIT, text=unit)
        for year, value in values:
            if not 0 <= value <= MOST_FACTOR:
                inner.refuse("method.grid_value", at="values", year=str(year), value=value, most=str(MOST_FACTOR))
        found = GridForecast(values, unit, self.known.citation(inner))
        inner.done()
        return found

    def _whole(self, inner: Fields, name: str, most: int) -> int:
        number = inner.number(name)
        if number != number.to_integral_value() or not 1 <= number <= most:
            inner.refuse("method.years", at=name, most=str(most))
            return 1
        return int(number)

    def _mapping(self, name: str) -> Fields:
        """Return a mapping that must be there; where it is not, that is noted and an empty one stands for it."""
        inner = self.f.mapping(name)
        if inner is None:
            self.f.refuse("pack.missing_field", field=name)
            return Fields(Node(self.f.place, fields={}), [])
        return inner


def _pass_on(error: ProblemsError, f: Fields) -> None:
    """Note the problems of a value at the field of ``f`` that they stand in, or at ``f`` itself."""
    for problem in error.problems:
        node = f.node(FIELDS[problem.code]) if problem.code in FIELDS else None
        f.problems.append(replace(problem, place=node.place if node is not None else f.place))


def read_method(f: Fields, known: Vocabulary, rules: Rules, day: date) -> Method | None:
    """Return the method that the section ``f`` states, based on ``day`` where it names no base date of its own.

    None: it has defects, which are noted in the problems of ``f``.
    """
    return MethodReader(f, known, rules, day).read()


def grid_factor(place: str, rules: Rules) -> CitedGridFactor | None:
    """Return the grid factor of a place that the rules of the day hold; None: they hold none."""
    entry = rules.entry("grid_factor", place=place)
    if entry is None:
        return None
    unit = next(value.unit for value, found in rules.values if found is entry)
    of = dict(entry.qualifiers)
    return CitedGridFactor(Decimal(entry.value), unit, place, int(of["year"]), of["release"], entry.citation)
