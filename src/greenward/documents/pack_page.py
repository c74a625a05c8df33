"""A pack as a page of the documentation, in Markdown: every value with its dates, its source and how sure we are."""

from collections import Counter
from collections.abc import Iterable, Iterator

from greenward.documents import wording
from greenward.documents.wording import SEPARATOR
from greenward.policy import Pack
from greenward.policy.pack import (
    Buyers,
    CertificateKind,
    Condition,
    Entry,
    Form,
    FormKind,
    ListedItem,
    Rule,
    RuleVersion,
)
from greenward.terms.category import Category, CategoryCode
from greenward.terms.finding import Status
from greenward.terms.names import Language
from greenward.terms.period import Period
from greenward.terms.quantity import percent
from greenward.terms.source import Citation, Mark
from greenward.texts import enumerated, has_text, say

SUBJECTS = ("energy_saving", "environmental_label", "asset_standard", "new_energy_vehicles")
Rows = Iterable[tuple[str, ...]]


def pack_page(pack: Pack, bases: tuple[Pack, ...], language: Language) -> str:
    """Return the page of ``pack`` upon ``bases``; every rule, value, list row, form, calendar and source is there."""
    page = _Page(pack, bases, language)
    return "\n".join((*page.head(), *page.rules(), *page.rest())) + "\n"


def marks(pack: Pack) -> Counter[Mark]:
    """Return how many entries of a pack bear each mark."""
    found = [version.citations[0] for rule in pack.rules for version in rule.versions]
    found += [entry.citation for value in pack.values for entry in value.entries]
    found += [item.citation for item in pack.lists] + [item.citation for item in pack.calendars]
    found += [item.citation for item in pack.channels] + [item.citation for item in pack.certificates]
    found += [item.citation for item in pack.bodies] + [item.citation for item in pack.editions]
    found += [form.citation for form in pack.forms]
    codes = [code.mark for category in pack.categories for code in category.codes]
    fields = [field.mark for form in pack.forms for field in form.fields]
    return Counter([citation.mark for citation in found] + codes + fields)


def collisions(pack: Pack) -> list[tuple[str, tuple[Category, ...]]]:
    """Return each code that means different categories in different editions, and what it means in each."""
    meant: dict[str, dict[str, Category]] = {}
    for category in pack.categories:
        for item in category.codes:
            meant.setdefault(item.code.value, {})[item.code.edition] = category
    found = [(code, tuple(by[name] for name in sorted(by))) for code, by in sorted(meant.items())]
    return [(code, each) for code, each in found if len({category.id for category in each}) > 1]


class _Page:
    def __init__(self, pack: Pack, bases: tuple[Pack, ...], language: Language) -> None:
        self.pack = pack
        self.language: Language = language
        self.categories = {category.id: category for each in (*bases, pack) for category in each.categories}
        self.attributes = {attribute.id: attribute for each in (*bases, pack) for attribute in each.attributes}

    def head(self) -> Iterator[str]:
        pack, counts = self.pack, marks(self.pack)
        yield f"# {pack.names.within(self.language)}\n"
        yield self.say("page.made", id=pack.id, version=pack.version, hash=pack.digest[:16]) + "\n"
        yield self.say("page.covers", first=pack.covers_from, read=pack.read_on) + "\n"
        counted = [(self.mark(mark), str(counts[mark])) for mark in Mark if counts[mark]]
        yield self.table(("page.mark", "page.count"), counted)
        yield self.say("page.not_law") + "\n"

    def rules(self) -> Iterator[str]:
        for subject in SUBJECTS:
            rows = [
                (self.named(rule), *self.version(version))
                for rule in self.pack.rules
                if rule.subject == subject
                for version in rule.versions
            ]
            heads = ("page.item", "page.demand", "page.from_to", "page.source")
            yield from self.section(f"page.rules_{subject}", heads, rows)
        shared = [
            (f"`{code}`", *(category.names.within(self.language) for category in meant))
            for code, meant in collisions(self.pack)
        ]
        yield from self.section("page.collisions", ("page.code", "page.in_first", "page.in_second"), shared)

    def rest(self) -> Iterator[str]:
        for list_ in dict.fromkeys(item.list for item in self.pack.lists):
            listed = [self.listed(item) for item in self.pack.lists if item.list == list_]
            heads = ("page.item", "page.binds", "page.remark", "page.from_to", "page.source")
            yield from self.section(f"page.list_{list_}", heads, listed)
        for value in self.pack.values:
            entries = [(self.of(entry), self.figure(entry, value.unit), *self.dated(entry)) for entry in value.entries]
            table = self.table(("page.of", "page.value", "page.from_to", "page.source"), entries)
            yield f"## {value.names.within(self.language)}\n\n`{value.key}`\n\n{table}"
        yield from self.forms()
        kinds = [(c.names.within(self.language), self.order(c), self.cited(c.citation)) for c in self.pack.certificates]
        yield from self.section("page.certificates", ("page.item", "page.order", "page.source"), kinds)
        ways = [(c.names.within(self.language), self.cited(c.citation)) for c in self.pack.channels]
        yield from self.section("page.channels", ("page.item", "page.source"), ways)
        years = [
            (str(c.year), self.days(c.holidays), self.days(c.workdays), self.cited(c.citation))
            for c in self.pack.calendars
        ]
        yield from self.section("page.calendars", ("page.year", "page.holidays", "page.workdays", "page.source"), years)
        yield from self.section("page.codes", ("page.item", "page.codes_in", "page.words"), self.codes())
        yield from self.section("page.sources", ("page.number", "page.title", "page.issued"), self.sources())

    def forms(self) -> Iterator[str]:
        for kind in FormKind:
            forms = [form for form in self.pack.forms if form.kind is kind]
            heads = ("page.item", "page.remark", "page.from_to", "page.source", "page.fields_source")
            yield from self.section(f"page.forms_{kind.value}", heads, [self.form(form) for form in forms])
            for form in forms:
                fields = self.table(("page.field", "page.group", "page.what", "page.mark"), self.fields(form))
                yield f"### {form.names.within(self.language)}\n\n`{form.id}`\n\n{fields}"

    def form(self, form: Form) -> tuple[str, ...]:
        remarks = [form.note.within(self.language)] if form.note else []
        remarks += [f"*{form.doubt.within(self.language)}*"] if form.doubt else []
        fields_cited = self.cited(form.fields_citation)
        name = form.names.within(self.language)
        return name, "<br>".join(remarks) or "—", *self.dates(form.period, form.citation), fields_cited

    def fields(self, form: Form) -> Rows:
        return [
            (
                field.names.within(self.language),
                field.group.within(self.language) if field.group else "—",
                field.what.within(self.language) if field.what else "—",
                self.mark(field.mark),
            )
            for field in form.fields
        ]

    def order(self, kind: CertificateKind) -> str:
        return " → ".join(self.say(f"step.{step}") for step in kind.order)

    def section(self, title: str, heads: tuple[str, ...], rows: Rows) -> Iterator[str]:
        rows = list(rows)
        if rows:
            yield f"## {self.say(title)}\n\n" + self.table(heads, rows)

    def table(self, heads: tuple[str, ...], rows: Rows) -> str:
        lines = [tuple(self.say(head) for head in heads), ("---",) * len(heads), *rows]
        return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines) + "\n"

    def version(self, version: RuleVersion) -> tuple[str, str, str]:
        status = self.say("status.binding" if version.reason == "reason.asset_ceiling" else _status(version.status))
        demands = [wording.requirement(item, self.language) for item in version.requires]
        if version.standards:
            demands.append(self.aside(self.enumerated(version.standards), self.mark(version.standards_mark)))
        if version.doubt is not None:
            demands.append(f"*{version.doubt.within(self.language)}*")
        return f"**{status}** {SEPARATOR[self.language].join(demands)}", *self.dates(
            version.period, version.citations[0]
        )

    def listed(self, item: ListedItem) -> tuple[str, ...]:
        levels = self.enumerated(self.say(f"choice.{level}") for level in item.levels)
        binds = self.aside(levels, self.enumerated(item.places))
        remark = item.remark.within(self.language) if item.remark else "—"
        name = self.aside(item.names.within(self.language), self.conditions(item.conditions, None))
        return f"{item.row} {name}".strip(), binds, remark, *self.dates(item.period, item.citation)

    def named(self, rule: Rule) -> str:
        known = [self.categories.get(id_) for id_ in rule.categories]
        names = self.enumerated(c.names.within(self.language) for c in known if c is not None)
        condition = self.conditions(rule.conditions, rule.buyers)
        return f"{rule.row} {names}".strip() + (f"<br>{condition}" if condition else "")

    def conditions(self, conditions: tuple[Condition, ...], buyers: Buyers | None) -> str:
        parts = [self.condition(condition) for condition in conditions]
        words = (*buyers.levels, *buyers.kinds) if buyers else ()
        if words:
            parts.append(self.enumerated(self.say(f"choice.{word}") for word in words))
        return SEPARATOR[self.language].join(parts)

    def condition(self, condition: Condition) -> str:
        attribute = self.attributes.get(condition.attribute)
        name = attribute.names.within(self.language) if attribute else condition.attribute
        if condition.among:
            words = (self.say(f"choice.{w}") if has_text(f"choice.{w}", self.language) else w for w in condition.among)
            return self.say("answer.line", label=name, text=self.enumerated(words))
        unit = attribute.unit if attribute else ""
        above = f"> {condition.above} {unit}" if condition.above is not None else ""
        most = f"≤ {condition.most} {unit}" if condition.most is not None else ""
        return " ".join(filter(None, (name, above, most)))

    def of(self, entry: Entry) -> str:
        words = [
            self.say(f"choice.{text}") if has_text(f"choice.{text}", self.language) else text
            for _, text in entry.qualifiers
        ]
        return self.enumerated(words) or "—"

    def figure(self, entry: Entry, unit: str) -> str:
        if entry.says is not None:
            return entry.says.within(self.language)
        if unit == "share":
            return percent(entry.value)
        word = self.say(f"choice.{entry.value}") if has_text(f"choice.{entry.value}", self.language) else entry.value
        return word if unit == "word" else f"{entry.value} {self.say(f'unit.{unit}')}"

    def dated(self, entry: Entry) -> tuple[str, str]:
        return self.dates(entry.period, entry.citation)

    def dates(self, period: Period, citation: Citation) -> tuple[str, str]:
        first = period.start or self.say("page.first_not_seen", day=period.evidenced)
        code = "page.until" if period.end else "page.since" if period.start else "page.unseen"
        return self.say(code, first=first, last=period.end), self.cited(citation)

    def cited(self, citation: Citation) -> str:
        text = wording.citation(citation, self.language)
        read = citation.read_in.within(self.language)
        return self.say("page.cited", text=text, mark=self.mark(citation.mark), read=read, day=citation.read_on)

    def codes(self) -> Rows:
        return [
            (
                category.names.within(self.language),
                "<br>".join(self.code(item) for item in category.codes) or "—",
                self.enumerated(word.word for word in category.words) or "—",
            )
            for category in self.pack.categories
        ]

    def code(self, item: CategoryCode) -> str:
        text = self.aside(f"`{item.code.value}`", self.mark(item.mark))
        return self.say("answer.line", label=item.code.edition, text=text)

    def sources(self) -> Rows:
        citations = [c for rule in self.pack.rules for version in rule.versions for c in version.citations]
        citations += [entry.citation for value in self.pack.values for entry in value.entries]
        citations += [item.citation for item in self.pack.lists] + [item.citation for item in self.pack.calendars]
        citations += [item.citation for item in self.pack.channels] + [item.citation for item in self.pack.editions]
        citations += [cited for form in self.pack.forms for cited in (form.citation, form.fields_citation)]
        sources = {citation.source.id: citation.source for citation in citations}
        return [
            (source.number, source.title.within(self.language), str(source.issued or "—"))
            for source in sorted(sources.values(), key=lambda source: source.number)
        ]

    def days(self, days: Iterable[object]) -> str:
        return self.enumerated(str(day)[5:] for day in days) or "—"

    def mark(self, mark: Mark) -> str:
        return self.say(f"mark.{mark.value}")

    def aside(self, text: str, remark: str) -> str:
        """Return a text with a remark in brackets, if there is one."""
        return self.say("table.item", name=text, stated=remark) if remark else text

    def enumerated(self, names: Iterable[str]) -> str:
        return enumerated(names, self.language)

    def say(self, code: str, /, **params: object) -> str:
        return say(code, self.language, **params)


def _status(status: Status) -> str:
    return f"status.{status.name.lower()}"
