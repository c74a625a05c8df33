"""From a folder of YAML files to one pack, or to every defect with its file and line."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from itertools import product
from pathlib import Path
from typing import TypeVar

from greenward.policy.document import Node, read_document
from greenward.policy.fields import Fields
from greenward.policy.form_text import read_form
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
    Value,
)
from greenward.policy.rule_text import RuleText
from greenward.policy.vocabulary import Vocabulary
from greenward.terms.buyer import LEVELS, OBJECTS
from greenward.terms.canonical import digest
from greenward.terms.category import Attributes, Category, CategoryCode, CategoryWord, Code
from greenward.terms.finding import Level
from greenward.terms.names import Names
from greenward.terms.problem import Place, Problem, ProblemsError
from greenward.terms.source import Mark

SECTIONS = (
    "readings",
    "sources",
    "editions",
    "attributes",
    "categories",
    "certificates",
    "bodies",
    "channels",
    "lists",
    "calendars",
    "forms",
    "values",
    "rules",
)
LAW_ONLY = ("editions", "certificates", "bodies", "channels", "lists", "calendars", "values")
SHARING = ("rules", "lists", "forms")
"""Sections whose entries may share fields by the file's ``common``."""
LISTS = ("central_directory", "batch_list")
STEPS = ("kind", "body", "model", "validity", "standard")

T = TypeVar("T")


def compile_pack(folder: Path, bases: tuple[Pack, ...] = ()) -> Pack:
    """Return the pack that the YAML files of ``folder`` make, as a layer upon ``bases``.

    Raises ProblemsError with every defect: duplicate keys and ids, overlapping periods, unknown codes and
    words, missing sources, values outside the room that a rule of a base leaves.
    """
    problems: list[Problem] = []
    compiler = _Compiler(folder, bases, problems)
    pack = compiler.pack()
    if problems or pack is None:
        raise ProblemsError(sorted(problems, key=lambda p: (p.place.file, p.place.row or 0) if p.place else ("", 0)))
    return replace(pack, digest=digest(pack))


class _Compiler:
    def __init__(self, folder: Path, bases: tuple[Pack, ...], problems: list[Problem]) -> None:
        self.folder = folder
        self.bases = bases
        self.problems = problems
        self.known = Vocabulary(bases)
        self.head: Fields | None = None
        self.sections: dict[str, list[tuple[Node, Fields | None]]] = {name: [] for name in SECTIONS}

    def pack(self) -> Pack | None:
        if not self._read_files() or self.head is None:
            return None
        head = self.head
        identity = Fields(head.node("pack") or Node(head.place, fields={}), self.problems)
        scheme = identity.text("scheme", "")
        self._each("readings", self._reading)
        self._each("sources", self._source)
        editions = self._each("editions", lambda f: self._edition(f, scheme))
        attributes = self._each("attributes", self._attribute)
        categories = self._each("categories", lambda f: self._category(f, scheme))
        certificates = self._each("certificates", self._certificate)
        if any(base.id == identity.text("id", "") for base in self.bases):
            identity.refuse("pack.duplicate_id", at="id", kind="pack", id=identity.text("id"), first="-")
        pack = Pack(
            id=identity.text("id"),
            version=identity.text("version"),
            names=identity.names("names"),
            level=identity.choice("level", Level),
            place=identity.text("place", ""),
            upon=self.bases[-1].id if self.bases else "",
            covers_from=identity.day("covers_from"),
            read_on=identity.day("read_on"),
            invented=identity.optional_names("invented"),
            open=identity.texts("open"),
            editions=editions,
            attributes=attributes,
            categories=categories,
            certificates=certificates,
            bodies=self._each("bodies", self._body),
            channels=self._each("channels", self._channel),
            lists=self._each("lists", self._listed),
            calendars=self._each("calendars", self._calendar),
            forms=self._each("forms", self._form),
            values=self._each("values", self._value),
            rules=self._each("rules", self._rule),
        )
        identity.done()
        self._closed_sections(pack)
        return pack

    def _closed_sections(self, pack: Pack) -> None:
        """Refuse a unit's layer that brings what only the law may say."""
        left_open = {name for base in self.bases for name in base.open}
        for name in LAW_ONLY:
            if self.bases and pack.level is Level.UNIT and name not in left_open:
                for node, _ in self.sections[name][:1]:
                    self.problems.append(Problem("pack.section_closed", node.place, {"section": name}))

    def _read_files(self) -> bool:
        files = sorted(self.folder.glob("*.yaml"))
        if not files:
            self.problems.append(Problem("pack.no_files", Place(str(self.folder))))
            return False
        for file in files:
            root = read_document(file, self.problems)
            if root is not None:
                self._take(Fields(root, self.problems))
        if self.head is None:
            self.problems.append(Problem("pack.no_head", Place(str(self.folder))))
        return self.head is not None

    def _take(self, fields: Fields) -> None:
        if fields.has("pack"):
            if self.head is not None:
                fields.refuse("pack.second_head")
            self.head = fields
        common = fields.mapping("common")
        for name in SECTIONS:
            self.sections[name] += [(node, common) for node in fields.each(name)]
        fields.done()

    def _each(self, section: str, read: Callable[[Fields], T | None]) -> tuple[T, ...]:
        found = []
        for node, common in self.sections[section]:
            fields = Fields(node, self.problems, common if section in SHARING else None)
            value = read(fields)
            if section != "rules":  # a rule closes its own fields
                fields.done()
            if value is not None:
                found.append(value)
        return tuple(found)

    def _reading(self, f: Fields) -> None:
        self.known.add_reading(f, f.text("id"), f.names("where"), f.day("on"))

    def _source(self, f: Fields) -> None:
        self.known.add_source(f)

    def _edition(self, f: Fields, scheme: str) -> Edition:
        group = int(f.number("group"))
        edition = Edition(scheme, f.text("edition"), f.names("names"), f.text("form"), group, self.known.citation(f))
        self.known.editions.add(edition.edition)
        return edition

    def _attribute(self, f: Fields) -> Attribute:
        attribute = Attribute(f.text("id"), f.names("names"), f.text("unit", ""), f.texts("choices"))
        self.known.add_attribute(f, attribute)
        return attribute

    def _category(self, f: Fields, scheme: str) -> Category:
        id_ = f.text("id")
        codes = tuple(self._code(Fields(node, self.problems), scheme) for node in f.each("codes"))
        words = tuple(self._word(node) for node in f.each("words"))
        category = Category(id_, f.names("names"), codes, words)
        self.known.add_category(f, category)
        return category

    def _code(self, f: Fields, scheme: str) -> CategoryCode:
        edition = f.text("edition")
        if edition not in self.known.editions:
            f.refuse("pack.unknown_edition", at="edition", edition=edition)
        code = CategoryCode(Code(scheme, edition, f.text("code")), f.choice("mark", Mark), self._settled(f))
        f.done()
        return code

    def _word(self, node: Node) -> CategoryWord:
        if node.text is not None:
            return CategoryWord(node.text)
        f = Fields(node, self.problems)
        word = CategoryWord(f.text("word"), self._settled(f))
        f.done()
        return word

    def _settled(self, f: Fields) -> Attributes:
        settled = f.mapping("is")
        if settled is None:
            return ()
        found = []
        for name, node in settled.rest():
            self.known.check_attribute(settled, name, (node.text or "",))
            found.append((name, node.text or ""))
        return tuple(sorted(found))

    def _certificate(self, f: Fields) -> CertificateKind:
        order = f.texts("order")
        if not order:
            f.refuse("pack.missing_field", field="order")
        for step in order:
            if step not in STEPS:
                f.refuse("pack.unknown_word", at="order", field="order", text=step)
        kind = CertificateKind(f.text("id"), f.names("names"), f.texts("words"), order, self.known.citation(f))
        self.known.certificates.add(kind.id)
        return kind

    def _body(self, f: Fields) -> Body:
        kind = f.text("certificate")
        self.known.require_certificate(f, kind)
        return Body(f.names("names"), kind, f.period(), self.known.citation(f))

    def _channel(self, f: Fields) -> Channel:
        chooses = f.text("chooses")
        if chooses not in ("yes", "no"):
            f.refuse("pack.unknown_word", at="chooses", field="chooses", text=chooses)
        least = int(f.number("least")) if f.has("least") else None
        channel = Channel(f.text("id"), f.names("names"), chooses == "yes", least, self.known.citation(f))
        self.known.channels.add(channel.id)
        return channel

    def _listed(self, f: Fields) -> ListedItem:
        rules = RuleText(self.known, self.bases)
        channel = f.text("channel")
        if channel not in self.known.channels:
            f.refuse("pack.unknown_code", at="channel", kind="channel", id=channel)
        for category in f.texts("categories"):
            self.known.require_category(f, category)
        item = ListedItem(
            id=f.text("id"),
            list=rules.word(f, "list", LISTS),
            row=f.text("row", ""),
            names=f.names("names"),
            object=rules.word(f, "object", OBJECTS),
            places=f.texts("places"),
            levels=rules.words(f, "levels", LEVELS),
            categories=f.texts("categories"),
            conditions=rules.conditions(f),
            channel=channel,
            least=f.number("least") if f.has("least") else None,
            remark=f.optional_names("remark"),
            period=f.period(),
            citation=self.known.citation(f),
        )
        self.known.add_once(f, "list item", item.id)
        return item

    def _calendar(self, f: Fields) -> Calendar:
        year = int(f.number("year"))
        days = {name: tuple(_day(f, name, year, text) for text in f.texts(name)) for name in ("holidays", "workdays")}
        self.known.add_once(f, "calendar", str(year))
        return Calendar(year, days["holidays"], days["workdays"], self.known.citation(f))

    def _form(self, f: Fields) -> Form:
        form = read_form(f, self.known)
        self.known.add_form(f, form)
        return form

    def _value(self, f: Fields) -> Value:
        key, unit = f.text("key"), f.text("unit")
        entries: list[Entry] = []
        common = f.mapping("common")
        for node in f.each("entries"):
            inner = Fields(node, self.problems, common)
            period, value, says = inner.period(), inner.text("value"), inner.optional_names("says")
            citation = self.known.citation(inner)
            for qualifiers in _qualifiers(inner):
                entry = Entry(period, value, says, qualifiers, citation)
                self._no_overlap(inner, key, entry, entries)
                entries.append(entry)
            inner.done()
        if not entries:
            f.refuse("pack.missing_field", field="entries")
        self.known.add_once(f, "value", key)
        return Value(key, f.optional_names("names") or Names(key, key), unit, tuple(entries))

    def _no_overlap(self, f: Fields, key: str, entry: Entry, others: Iterable[Entry]) -> None:
        for other in others:
            if other.qualifiers == entry.qualifiers and other.period.overlaps(entry.period):
                f.refuse("pack.overlapping_periods", id=key)

    def _rule(self, f: Fields) -> Rule:
        rule = RuleText(self.known, self.bases).read(f)
        self.known.add_once(f, "rule", rule.id)
        return rule


def _qualifiers(f: Fields) -> Iterator[tuple[tuple[str, str], ...]]:
    """Yield what else identifies a value; a list stands for one value each."""
    inner = f.mapping("of")
    choices = [] if inner is None else [(name, _texts(node)) for name, node in inner.rest()]
    for texts in product(*(options for _, options in choices)):
        yield tuple(sorted(zip((name for name, _ in choices), texts, strict=True)))


def _texts(node: Node) -> tuple[str, ...]:
    return (node.text or "",) if node.items is None else tuple(item.text or "" for item in node.items)


def _day(f: Fields, field: str, year: int, text: str) -> date:
    """Return a day of ``year`` written as month and day."""
    try:
        return date.fromisoformat(f"{year}-{text}")
    except ValueError:
        f.refuse("pack.bad_date", at=field, field=field, text=text)
        return date(year, 1, 1)
