"""The days on which an answer may change: between two of them every day has the same."""

from collections.abc import Iterable
from datetime import date, timedelta

from greenward.policy.pack import Pack
from greenward.terms.period import Period

DAY = timedelta(days=1)
STANDARDS, THRESHOLDS = "standard_edition.", "threshold."


def rule_days(packs: tuple[Pack, ...], category: str | None) -> tuple[date, ...]:
    """Return, in order, each day on which what ``check`` says of a category may change; the first is the packs' own.

    What changes it are the rules on the category and the editions of the standards they name.
    """
    rules = [rule for pack in packs for rule in pack.rules if category in rule.categories]
    versions = [version for rule in rules for version in rule.versions]
    named = {f"{STANDARDS}{number}" for version in versions for number in version.standards}
    first = max(pack.covers_from for pack in packs)
    days = _days([*(version.period for version in versions), *_values(packs, named)])
    return (first, *(day for day in days if day > first))


def way_days(packs: tuple[Pack, ...]) -> tuple[date, ...]:
    """Return, in order, each day on which what ``way`` says may change: lists and amounts."""
    keys = {value.key for pack in packs for value in pack.values if value.key.startswith(THRESHOLDS)}
    days = _days([*(item.period for pack in packs for item in pack.lists), *_values(packs, keys)])
    return tuple(sorted({*days, *(pack.covers_from for pack in packs)}))


def _values(packs: tuple[Pack, ...], keys: set[str]) -> list[Period]:
    found = [value for pack in packs for value in pack.values if value.key in keys]
    return [entry.period for value in found for entry in value.entries]


def _days(periods: Iterable[Period]) -> tuple[date, ...]:
    days: set[date] = set()
    for period in periods:
        days |= {day for day in (period.start, period.evidenced) if day is not None}
        days |= {period.end + DAY} if period.end is not None else set()
    return tuple(sorted(days))
