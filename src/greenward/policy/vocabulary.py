"""The words that a pack under compilation may use: its own and those of the layers below it."""

from dataclasses import replace
from datetime import date

from greenward.policy.fields import Fields
from greenward.policy.pack import Attribute, Form, Pack, Rule
from greenward.terms.category import Category
from greenward.terms.names import Names
from greenward.terms.problem import Place
from greenward.terms.source import Citation, Mark, Source

_NO_DAY = date(1990, 1, 1)
_NO_SOURCE = Source("", "", Names("", ""), Names("", ""), None)  # stands in until the defects are raised


class Vocabulary:
    """Known ids by kind; every use of an unknown one is noted as a defect at its line."""

    def __init__(self, bases: tuple[Pack, ...]) -> None:
        self.editions = {item.edition for pack in bases for item in pack.editions}
        self.certificates = {item.id for pack in bases for item in pack.certificates}
        self.channels = {item.id for pack in bases for item in pack.channels}
        self._attributes = {item.id: item for pack in bases for item in pack.attributes}
        self._categories = {item.id for pack in bases for item in pack.categories}
        self._rules = {rule.id: rule for pack in bases for rule in pack.rules}
        self._sources: dict[str, Source] = {}
        self._readings: dict[str, tuple[Names, date]] = {}
        self._seen: dict[tuple[str, str], Place] = {("category", name): Place("") for name in self._categories}
        self._seen |= {("rule", name): Place("") for name in self._rules}
        self._seen |= {("attribute", name): Place("") for name in self._attributes}
        self._seen |= {("form", item.id): Place("") for pack in bases for item in pack.forms}
        self._forms: list[Form] = []

    def add_once(self, f: Fields, kind: str, id_: str) -> None:
        """Note a defect where the id was given before, in this pack or below it."""
        if (kind, id_) in self._seen:
            first = self._seen[kind, id_]
            f.refuse(
                "pack.duplicate_id",
                at="id",
                kind=kind,
                id=id_,
                first=f"{first.file}:{first.row}" if first.file else "-",
            )
        self._seen[kind, id_] = f.place

    def add_reading(self, f: Fields, id_: str, where: Names, on: date) -> None:
        """Take in what was read and when."""
        self.add_once(f, "reading", id_)
        self._readings[id_] = (where, on)

    def add_source(self, f: Fields) -> None:
        """Take in a legal instrument, standard or rule."""
        id_ = f.text("id")
        self.add_once(f, "source", id_)
        issued = f.day("issued") if f.has("issued") else None
        self._sources[id_] = Source(id_, f.text("number"), f.names("title"), f.names("issuer"), issued)

    def add_attribute(self, f: Fields, attribute: Attribute) -> None:
        """Take in an attribute."""
        self.add_once(f, "attribute", attribute.id)
        self._attributes[attribute.id] = attribute

    def add_category(self, f: Fields, category: Category) -> None:
        """Take in a category; its codes and words belong to it alone unless their attributes differ."""
        self.add_once(f, "category", category.id)
        self._categories.add(category.id)
        for item in category.codes:
            self.add_once(f, "code", f"{item.code.edition}:{item.code.value}")
        for word in category.words:
            self.add_once(f, "word", word.word)

    def add_form(self, f: Fields, form: Form) -> None:
        """Take in a form; another one of its id must hold at another time."""
        earlier = [other.period for other in self._forms if other.id == form.id]
        if not earlier:
            self.add_once(f, "form", form.id)
        elif any(period.overlaps(form.period) for period in earlier):
            f.refuse("pack.overlapping_periods", id=form.id)
        self._forms.append(form)

    def require_category(self, f: Fields, id_: str) -> None:
        """Note a defect where the category is not known."""
        if id_ not in self._categories:
            f.refuse("pack.unknown_code", at="category", kind="category", id=id_)

    def require_certificate(self, f: Fields, id_: str) -> None:
        """Note a defect where the kind of certificate is not known."""
        if id_ not in self.certificates:
            f.refuse("pack.unknown_code", at="value", kind="certificate", id=id_)

    def rule(self, f: Fields, id_: str) -> Rule | None:
        """Return the rule of a base, or note that there is none."""
        if id_ not in self._rules:
            f.refuse("pack.unknown_code", at="narrows", kind="rule", id=id_)
        return self._rules.get(id_)

    def check_attribute(self, f: Fields, name: str, choices: tuple[str, ...]) -> None:
        """Note a defect where the attribute or one of its values is not known."""
        attribute = self._attributes.get(name)
        if attribute is None:
            f.refuse("pack.unknown_code", at=name, kind="attribute", id=name)
            return
        for choice in choices:
            if attribute.choices and choice not in attribute.choices:
                f.refuse("pack.unknown_word", at=name, field=name, text=choice)

    def citation(self, f: Fields) -> Citation:
        """Return the citation of an entry: ``source``, ``article``, ``read`` and ``mark``."""
        source = self._sources.get(f.text("source"))
        if source is None and f.has("source"):
            f.refuse("pack.unknown_code", at="source", kind="source", id=f.text("source"))
        where, on = self._reading(f)
        return Citation(source or _NO_SOURCE, f.names("article"), where, on, f.choice("mark", Mark))

    def read_elsewhere(self, f: Fields, citation: Citation) -> Citation:
        """Return the citation as it is for what was read elsewhere: the same source and article, its own ``read``."""
        where, on = self._reading(f)
        return replace(citation, read_in=where, read_on=on, mark=f.choice("mark", Mark))

    def _reading(self, f: Fields) -> tuple[Names, date]:
        reading = self._readings.get(f.text("read"))
        if reading is None and f.has("read"):
            f.refuse("pack.unknown_code", at="read", kind="reading", id=f.text("read"))
        return reading or (Names("", ""), _NO_DAY)
