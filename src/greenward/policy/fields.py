"""Typed reading of a document's fields; every defect is noted with its line, and reading goes on."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import Enum
from typing import TypeVar

from greenward.policy.document import Node
from greenward.terms.names import Names
from greenward.terms.period import FIRST_DAY, LAST_DAY, Period
from greenward.terms.problem import Place, Problem

E = TypeVar("E", bound=Enum)
_NOWHERE = date(1990, 1, 1)
_NUMBER = re.compile(r"-?\d{1,12}(\.\d{1,12})?", re.ASCII)


class Fields:
    """The fields of one mapping. ``common`` lends a field that the mapping itself leaves out."""

    def __init__(self, node: Node, problems: list[Problem], common: "Fields | None" = None) -> None:
        self.place = node.place
        self.problems = problems
        self._common = common
        self._read: set[str] = set()
        self._fields = node.fields or {}
        if node.fields is None:
            self.refuse("pack.not_a_mapping")

    def refuse(self, code: str, place: Place | None = None, at: str = "", **params: object) -> None:
        """Note a defect at ``place``, or at the field ``at`` where it is given, or at this mapping."""
        node = self.node(at) if at else None
        self.problems.append(Problem(code, place or (node.place if node else self.place), params))

    def has(self, name: str) -> bool:
        """Return whether the field is given and not left empty."""
        node = self.node(name)
        return node is not None and (node.text is not None or node.items is not None or node.fields is not None)

    def node(self, name: str) -> Node | None:
        """Return the field's node, from here or from ``common``."""
        self._read.add(name)
        found = self._fields.get(name)
        return found if found is not None or self._common is None else self._common.node(name)

    def text(self, name: str, default: str | None = None) -> str:
        """Return the field's text; without a default a missing field is a defect."""
        node = self.node(name)
        if node is not None and (node.items is not None or node.fields is not None):
            self.refuse("pack.not_a_text", at=name, field=name)
            return default or ""
        if node is None or not (node.text or "").strip():
            if default is None:
                self.refuse("pack.missing_field", at=name, field=name)
            return default or ""
        return (node.text or "").strip()

    def names(self, name: str) -> Names:
        """Return a name in both languages; a plain text serves for both (a document number)."""
        node = self.node(name)
        if node is not None and node.text is not None:
            return Names(node.text, node.text)
        if node is None or node.fields is None:
            self.refuse("pack.missing_field", at=name, field=name)
            return Names("", "")
        inner = Fields(node, self.problems)
        result = Names(inner.text("en"), inner.text("zh"))
        inner.done()
        return result

    def optional_names(self, name: str) -> Names | None:
        """Return a name in both languages, or None where the field is left out."""
        return self.names(name) if self.has(name) else None

    def day(self, name: str) -> date:
        """Return a date between 1990 and 2100."""
        return self.parse(name, date.fromisoformat, _NOWHERE, "pack.bad_date", self._plausible)

    def number(self, name: str) -> Decimal:
        """Return a decimal number of a size that a law or a tariff may have."""
        return self.parse(name, _plain_number, Decimal(0), "pack.bad_number", None)

    def choice(self, name: str, kind: type[E]) -> E:
        """Return a member of an enumeration by its value."""
        return self.parse(name, kind, next(iter(kind)), "pack.unknown_word", None)

    T = TypeVar("T")

    def parse(self, name: str, read: Callable[[str], T], fallback: T, code: str, ok: Callable[[T], bool] | None) -> T:
        """Return the field's text read by ``read``; what it refuses is a defect named ``code``."""
        text = self.text(name)
        if not text:
            return fallback
        try:
            value = read(text)
        except (ValueError, InvalidOperation):
            self._bad(code, name, text)
            return fallback
        if ok is not None and not ok(value):
            self._bad(code, name, text)
            return fallback
        return value

    def period(self) -> Period:
        """Return the period of ``from``, ``to`` and, where the start was not seen, ``in_force_on``."""
        unknown = self.text("from", "") == "unknown"
        start = None if unknown else self.day("from")
        end = self.day("to") if self.has("to") else None
        evidenced = self.day("in_force_on") if unknown else None
        first = start or evidenced
        if end is not None and first is not None and end < first:
            self.refuse("pack.ends_before_it_begins", start=str(first), end=str(end))
        return Period(start, end, evidenced)

    def each(self, name: str) -> Iterator[Node]:
        """Yield the nodes of a list field; a field left out yields nothing."""
        node = self.node(name)
        if node is None or (node.text is None and node.items is None and node.fields is None):
            return
        if node.items is None:
            self.refuse("pack.not_a_list", node.place, field=name)
            return
        yield from node.items

    def texts(self, name: str) -> tuple[str, ...]:
        """Return the texts of a list field."""
        found = []
        for node in self.each(name):
            if node.text is None:
                self.refuse("pack.not_a_text", node.place, field=name)
            else:
                found.append(node.text)
        return tuple(found)

    def mapping(self, name: str) -> "Fields | None":
        """Return the fields of a mapping field, or None where it is left out."""
        node = self.node(name)
        if node is None or (node.text is None and node.items is None and node.fields is None):
            return None
        return Fields(node, self.problems)

    def rest(self) -> Iterator[tuple[str, Node]]:
        """Yield all fields by name, for a mapping whose keys are data."""
        self._read.update(self._fields)
        yield from self._fields.items()

    def done(self) -> None:
        """Note every field that nobody asked for: a misspelt key must not pass in silence."""
        for name, node in self._fields.items():
            if name not in self._read:
                self.refuse("pack.unknown_field", node.place, field=name)

    def _bad(self, code: str, name: str, text: str) -> None:
        self.refuse(code, at=name, field=name, text=text)

    @staticmethod
    def _plausible(day: date) -> bool:
        return FIRST_DAY <= day <= LAST_DAY


def _plain_number(text: str) -> Decimal:
    """Return a number written in at most twelve digits before and after the point."""
    if not _NUMBER.fullmatch(text):
        raise ValueError(text)
    return Decimal(text)
