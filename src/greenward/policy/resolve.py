"""Layers of policy, resolved into the rules of one day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from greenward.policy.pack import (
    Attribute,
    Body,
    Calendar,
    CertificateKind,
    Channel,
    Edition,
    Entry,
    Form,
    ListedItem,
    Pack,
    Rule,
    RuleVersion,
    Value,
)
from greenward.terms.buyer import Buyer
from greenward.terms.category import Category
from greenward.terms.finding import Level, Reason
from greenward.terms.period import Force
from greenward.terms.problem import Problem, ProblemsError


@dataclass(frozen=True, slots=True)
class RuleOfDay:
    """A rule with its version of the day; version None: not known whether any was in force."""

    rule: Rule
    level: Level
    pack: str
    version: RuleVersion | None
    nearest: RuleVersion


@dataclass(frozen=True, slots=True)
class Rules:
    """All that policy says on ``day`` to ``buyer`` (None: not stated).

    ``packs`` names each layer with version and hash; ``entries`` are the values in force by key.
    """

    day: date
    packs: tuple[str, ...]
    layers: tuple[Pack, ...]
    attributes: tuple[Attribute, ...]
    categories: tuple[Category, ...]
    rules: tuple[RuleOfDay, ...]
    certificates: tuple[CertificateKind, ...]
    bodies: tuple[Body, ...]
    channels: tuple[Channel, ...]
    lists: tuple[ListedItem, ...]
    calendars: tuple[Calendar, ...]
    forms: tuple[Form, ...]
    values: tuple[tuple[Value, Entry], ...]
    entries: Mapping[str, tuple[Entry, ...]]
    notes: tuple[Reason, ...]
    buyer: Buyer | None = None

    def entry(self, key: str, **qualifiers: str) -> Entry | None:
        """Return the entry of a value in force on the day; the last one where qualifiers leave a choice."""
        found = [
            entry
            for entry in self.entries.get(key, ())
            if all(dict(entry.qualifiers).get(name) == text for name, text in qualifiers.items())
        ]
        return found[-1] if found else None

    def ended(self, key: str) -> bool:
        """Return whether the packs hold a value under ``key`` and know that none was in force on the day."""
        found = [value for pack in self.layers for value in pack.values if value.key == key]
        return bool(found) and all(e.period.on(self.day) is Force.NO for value in found for e in value.entries)

    def unit(self, key: str) -> str:
        """Return the unit of a value."""
        return next(value.unit for value, _ in self.values if value.key == key)

    def channel(self, id_: str) -> Channel | None:
        """Return the purchasing channel ``id_``."""
        return next((channel for channel in self.channels if channel.id == id_), None)

    def form(self, id_: str) -> Form | None:
        """Return the form ``id_`` as it is on the day."""
        return next((form for form in self.forms if form.id == id_), None)

    def attribute(self, id_: str) -> Attribute | None:
        """Return the attribute ``id_``."""
        return next((attribute for attribute in self.attributes if attribute.id == id_), None)

    def edition(self, edition: str) -> Edition | None:
        """Return an edition of the category catalogue."""
        return next((item for pack in self.layers for item in pack.editions if item.edition == edition), None)

    def category(self, id_: str) -> Category | None:
        """Return the category ``id_``."""
        return next((category for category in self.categories if category.id == id_), None)


def resolve(layers: tuple[Pack, ...], day: date, buyer: Buyer | None = None) -> Rules:
    """Return what the layers, nation first, say on ``day`` to ``buyer``.

    Raises ProblemsError (``pack.day_outside``) where the day lies before the first day of the nation's pack; a layer
    upon it that does not reach back so far is left out and noted.
    """
    early = tuple(pack for pack in layers[1:] if day < pack.covers_from)
    layers = tuple(pack for pack in layers if pack not in early)
    for pack in layers:
        if day < pack.covers_from:
            params = {"pack": pack.id, "day": str(day), "first": str(pack.covers_from)}
            raise ProblemsError([Problem("pack.day_outside", params=params)])
    values = tuple(
        (value, entry)
        for pack in layers
        for value in pack.values
        for entry in value.entries
        if entry.period.on(day) is Force.YES
    )
    return Rules(
        day=day,
        packs=tuple(f"{pack.id} {pack.version} sha256:{pack.digest[:16]}" for pack in layers),
        layers=layers,
        attributes=tuple(item for pack in layers for item in pack.attributes),
        categories=tuple(item for pack in layers for item in pack.categories),
        rules=tuple(found for pack in layers for rule in pack.rules if (found := _of_day(rule, pack, day))),
        certificates=tuple(item for pack in layers for item in pack.certificates),
        bodies=tuple(item for pack in layers for item in pack.bodies),
        channels=tuple(item for pack in layers for item in pack.channels),
        lists=tuple(item for pack in layers for item in pack.lists if item.period.on(day) is Force.YES),
        calendars=tuple(item for pack in layers for item in pack.calendars),
        forms=tuple(item for pack in layers for item in pack.forms if item.period.on(day) is Force.YES),
        values=values,
        entries={key: tuple(e for _, e in found) for key, found in groupby(sorted(values, key=_key), key=_key)},
        notes=(*_notes(layers, day), *(Reason("note.layer_not_begun", {"pack": pack.names}) for pack in early)),
        buyer=buyer,
    )


def _key(item: tuple[Value, Entry]) -> str:
    return item[0].key


def _of_day(rule: Rule, pack: Pack, day: date) -> RuleOfDay | None:
    states = [(version.period.on(day), version) for version in rule.versions]
    for state, version in states:
        if state is Force.YES:
            return RuleOfDay(rule, pack.level, pack.id, version, version)
    for state, version in states:
        if state is Force.UNKNOWN:
            return RuleOfDay(rule, pack.level, pack.id, None, version)
    return None


def _notes(layers: tuple[Pack, ...], day: date) -> list[Reason]:
    notes = []
    for pack in layers:
        if day > pack.read_on:
            notes.append(Reason("note.day_after_reading", {"pack": pack.id, "read_on": str(pack.read_on)}))
        if pack.invented is not None:
            notes.append(Reason("note.invented_pack", {"pack": pack.names, "sentence": pack.invented}))
    return notes
