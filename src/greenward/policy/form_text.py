"""One form as it is written in a pack: a notice, a table, a step or a letter with its fields."""

from collections.abc import Iterator

from greenward.policy.fields import Fields
from greenward.policy.pack import Form, FormField, FormKind
from greenward.policy.vocabulary import Vocabulary
from greenward.terms.names import Names
from greenward.terms.source import Mark


def read_form(f: Fields, known: Vocabulary) -> Form:
    """Return the form that ``f`` writes; defects are noted on the way."""
    citation = fields_citation = known.citation(f)
    elsewhere = f.mapping("fields_cited")
    if elsewhere is not None:
        fields_citation = known.read_elsewhere(elsewhere, citation)
        elsewhere.done()
    fields = tuple(_fields(f, fields_citation.mark, set()))
    if not fields:
        f.refuse("pack.missing_field", field="fields")
    return Form(
        id=f.text("id"),
        kind=f.choice("kind", FormKind),
        names=f.names("names"),
        period=f.period(),
        citation=citation,
        fields_citation=fields_citation,
        note=f.optional_names("note"),
        doubt=f.optional_names("doubt"),
        fields=fields,
    )


def _fields(f: Fields, mark: Mark, taken: set[tuple[str, str]]) -> Iterator[FormField]:
    """Yield the fields, those of a group with its name; a group may lend them its mark."""
    for node in f.each("fields"):
        inner = Fields(node, f.problems)
        if not inner.has("fields"):
            yield _field(inner, mark, None, taken)
            continue
        group = inner.names("group")
        lent = inner.choice("mark", Mark) if inner.has("mark") else mark
        members = list(inner.each("fields"))
        if not members:
            inner.refuse("pack.missing_field", at="fields", field="fields")
        for member in members:
            yield _field(Fields(member, f.problems), lent, group, taken)
        inner.done()


def _field(f: Fields, mark: Mark, group: Names | None, taken: set[tuple[str, str]]) -> FormField:
    own = f.choice("mark", Mark) if f.has("mark") else mark
    field = FormField(f.names("names"), own, f.optional_names("what"), group)
    words = {word for word in (("en", field.names.en), ("zh", field.names.zh)) if word[1]}
    if taken & words:
        f.refuse("pack.field_twice", field=field.names.zh if ("zh", field.names.zh) in taken else field.names.en)
    taken |= words
    f.done()
    return field
