"""Which routes a need may take: what each condition admits, what is not known, and which route is the narrower."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from greenward.terms.route import Condition, Route

CATEGORY_ID = re.compile(r"[a-z][a-z0-9_]*", re.ASCII)


@dataclass(frozen=True, slots=True)
class Asked:
    """What of a need decides on its route; an empty text or an amount of None is not known."""

    amount: Decimal | None
    category: str
    code: str
    source: str
    department: str


def in_force(routes: Iterable[Route], day: date) -> tuple[Route, ...]:
    """Return the routes of ``day``, of each id the version that began last."""
    latest: dict[str, Route] = {}
    for route in routes:
        known = latest.get(route.id)
        if route.valid_from <= day and (known is None or known.valid_from < route.valid_from):
            latest[route.id] = route
    return tuple(latest.values())


def missing(condition: Condition, asked: Asked) -> tuple[str, ...] | None:
    """Return the codes of the facts that ``condition`` still waits for (none: it is met), or None if it is not met."""
    answers = (
        ("route.amount_open", admits_amount(condition, asked.amount)),
        *_of_category(condition, asked),
        ("route.source_open", admits_name(condition.sources, asked.source)),
        ("route.department_open", admits_name(condition.departments, asked.department)),
    )
    if any(answer is False for _, answer in answers):
        return None
    return tuple(code for code, answer in answers if answer is None)


def admits_amount(condition: Condition, amount: Decimal | None) -> bool | None:
    """Return whether the amount lies within the borders; None: it is not known, and there are borders."""
    if amount is None:
        return None if condition.amount_from or condition.amount_below is not None else True
    low, high = condition.amount_from, condition.amount_below
    return (low is None or amount >= low) and (high is None or amount < high)


def admits_category(categories: tuple[str, ...], category: str, code: str) -> bool | None:
    """Return whether a need of ``category`` or ``code`` is meant; None: what is not known of the two decides.

    A code whose category is empty belongs to no category that has an id.
    """
    if not categories or category in categories or any(code.startswith(entry) for entry in categories):
        return True
    by_code = any(not CATEGORY_ID.fullmatch(entry) for entry in categories)
    return None if not code and (by_code or not category) else False


def admits_name(names: tuple[str, ...], name: str) -> bool | None:
    """Return whether ``name`` is one of ``names``; None: it is not known, and there are names."""
    if not names:
        return True
    return name in names if name else None


def foremost(routes: Iterable[Route]) -> tuple[Route, ...]:
    """Return those routes that no other of them is narrower than: the special rule goes before the general one."""
    every = tuple(routes)
    return tuple(r for r in every if not any(narrower(other.condition, r.condition) for other in every))


def narrower(one: Condition, other: Condition) -> bool:
    """Return whether ``one`` means some of the categories, sources and departments of ``other`` and no more.

    Amounts never make a route narrower: two routes for one amount are a slip, not a special rule.
    """
    return _inside(one, other) and not _inside(other, one)


def _inside(one: Condition, other: Condition) -> bool:
    categories = not other.categories or (
        bool(one.categories) and all(_starts(entry, other.categories) for entry in one.categories)
    )
    pairs = ((one.sources, other.sources), (one.departments, other.departments))
    return categories and all(not wide or (bool(narrow) and set(narrow) <= set(wide)) for narrow, wide in pairs)


def _starts(entry: str, categories: tuple[str, ...]) -> bool:
    if CATEGORY_ID.fullmatch(entry):
        return entry in categories
    return any(entry.startswith(start) for start in categories)


def _of_category(condition: Condition, asked: Asked) -> tuple[tuple[str, bool | None]]:
    code = "route.code_open" if asked.category else "route.category_open"
    return ((code, admits_category(condition.categories, asked.category, asked.code)),)
