"""Whether each need finds exactly one route: gaps, routes that collide, and a resolution lost to a special rule.

All conditions together part the needs into finitely many kinds; one need of each kind is tried. A kind is kept as a set
of the routes that admit it, one bit a route.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import product

from greenward.policy.route_fit import CATEGORY_ID, admits_amount, admits_category, admits_name, foremost, in_force
from greenward.terms.category import Category
from greenward.terms.finding import Reason
from greenward.terms.problem import Place, Problem
from greenward.terms.route import Condition, Route

_OTHER = "\N{REPLACEMENT CHARACTER}"  # a word that no file can name: any department, source or code but those named


@dataclass(frozen=True, slots=True)
class Placed:
    """A route and where its file has it."""

    route: Route
    place: Place


@dataclass(frozen=True, slots=True)
class _Kind:
    """Needs of one kind: the routes that admit them, as bits, and how they are called."""

    bits: int
    words: tuple[Reason, ...]


def uncovered(placed: Sequence[Placed], categories: tuple[Category, ...]) -> list[Problem]:
    """Return what is wrong with the routes as a whole, each defect once, on the first day on which it shows."""
    found: dict[object, Problem] = {}
    for day in sorted({item.route.valid_from for item in placed}):
        live = in_force((item.route for item in placed), day)
        for key, problem in _on(day, [item for item in placed if item.route in live], categories):
            found.setdefault(key, problem)
    return list(found.values())


def _on(day: date, live: Sequence[Placed], categories: tuple[Category, ...]) -> Iterator[tuple[object, Problem]]:
    routes = [item.route for item in live]
    longest_first = sorted(_who(routes, categories), key=lambda kind: -len(kind.words))
    for low, high in _bands(routes):
        amount = _bits(admits_amount(route.condition, low) for route in routes)
        for bits, words in {amount & kind.bits: kind.words for kind in longest_first}.items():
            those = [item for place, item in enumerate(live) if bits >> place & 1]
            need = (_band(low, high, routes), *words)
            yield from _wrong(those, {"need": need, "day": str(day)}, low, high, live)


def _wrong(
    those: Sequence[Placed], params: dict[str, object], low: Decimal, high: Decimal | None, live: Sequence[Placed]
) -> Iterator[tuple[object, Problem]]:
    """Yield what is wrong with needs that exactly ``those`` routes admit."""
    if not those:
        yield ("gap", low), Problem("route.gap", _beside(low, high, live), params)
        return
    first = foremost(item.route for item in those)
    ahead = [item for item in those if item.route in first]
    if len(ahead) > 1:
        one, other = ahead[:2]
        names = {"one": one.route.names, "other": other.route.names}
        yield ("two", one.route, other.route), Problem("route.overlap", other.place, {**params, **names})
        return
    taken = ahead[0]
    for item in those:
        if _resolved(item.route) and not _resolved(taken.route):
            names = {"one": taken.route.names, "other": item.route.names}
            yield ("lost", taken.route, item.route), Problem("route.resolution_lost", taken.place, {**params, **names})


def _who(routes: Sequence[Route], categories: tuple[Category, ...]) -> Iterator[_Kind]:
    """Yield the kinds of needs by category, source and department."""
    conditions = [route.condition for route in routes]
    of_category = (
        _Kind(
            _bits(admits_category(item.categories, category, code) for item in conditions),
            _word("route.of_category", code if category == _OTHER else category),
        )
        for category, code in _categories(conditions, categories)
    )
    of_source = _of_name("route.of_source", [item.sources for item in conditions])
    of_department = _of_name("route.of_department", [item.departments for item in conditions])
    for one, two, three in product(_different(of_category), _different(of_source), _different(of_department)):
        yield _Kind(one.bits & two.bits & three.bits, (*one.words, *two.words, *three.words))


def _of_name(code: str, named: Sequence[tuple[str, ...]]) -> Iterator[_Kind]:
    for name in [*dict.fromkeys(name for names in named for name in names), _OTHER]:
        yield _Kind(_bits(admits_name(names, name) for names in named), _word(code, name))


def _different(kinds: Iterable[_Kind]) -> tuple[_Kind, ...]:
    """Return one kind for all needs that the same routes admit; the one with the fewest words stands for them."""
    found: dict[int, _Kind] = {}
    for kind in kinds:
        if kind.bits not in found or not kind.words:
            found[kind.bits] = kind
    return tuple(found.values())


def _categories(conditions: Sequence[Condition], categories: tuple[Category, ...]) -> Iterator[tuple[str, str]]:
    """Yield a category and a code of each need that may differ from others; a known category with its codes."""
    entries = tuple(dict.fromkeys(entry for item in conditions for entry in item.categories))
    for entry in entries:
        yield (entry, _OTHER) if CATEGORY_ID.fullmatch(entry) else (_OTHER, entry)
    for category in categories:
        for code in (item.code.value for item in category.codes):
            yield category.id, code
            yield from ((category.id, entry) for entry in entries if entry.startswith(code))
    yield _OTHER, _OTHER


def _bands(routes: Sequence[Route]) -> Iterator[tuple[Decimal, Decimal | None]]:
    """Yield the bands of amounts within which no border lies; the last one has no end."""
    conditions = [route.condition for route in routes]
    borders = {amount for item in conditions for amount in (item.amount_from, item.amount_below) if amount is not None}
    lows = sorted(borders | {Decimal(0)})
    yield from zip(lows, [*lows[1:], None], strict=True)


def _band(low: Decimal, high: Decimal | None, routes: Sequence[Route]) -> Reason:
    currency = routes[0].condition.currency
    if high is None:
        return Reason("route.amount_up", {"low": format(low, "f"), "currency": currency})
    return Reason("route.amount_band", {"low": format(low, "f"), "high": format(high, "f"), "currency": currency})


def _beside(low: Decimal, high: Decimal | None, live: Sequence[Placed]) -> Place:
    """Return the place of the route that ends where a gap begins, or else of the one that begins where it ends."""
    ends = [item.place for item in live if item.route.condition.amount_below == low]
    begins = [item.place for item in live if item.route.condition.amount_from == high and high is not None]
    return (*ends, *begins, live[0].place)[0]


def _bits(answers: Iterable[bool | None]) -> int:
    return sum(1 << place for place, answer in enumerate(answers) if answer)


def _word(code: str, name: str) -> tuple[Reason, ...]:
    return () if name == _OTHER else (Reason(code, {"name": name}),)


def _resolved(route: Route) -> bool:
    return any(step.resolution for step in route.steps)
