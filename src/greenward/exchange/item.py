"""The columns that say what a row is about: words, or a code with its edition, and attributes."""

import re
import unicodedata
from collections import Counter

from greenward.exchange.table import Record, has_hidden_signs
from greenward.policy import Rules
from greenward.terms.category import Attributes, Code
from greenward.terms.line import Line
from greenward.terms.problem import Problem, ProblemsError


def read_line(record: Record) -> Line:
    """Return what the row is about; a specification stands behind the item in brackets, where it only specifies."""
    words, spec = record.text("item"), record.text("spec")
    words = f"{words} ({spec})" if words and spec else words
    return make_line(words, record.text("code"), record.text("edition"), record.text("attributes"))


def make_line(words: str, code: str, edition: str, attributes: str) -> Line:
    """Return a line; a code is read in capitals and plain digits, however it was typed."""
    value = plain_code(code)
    return Line(words, Code("", edition, value) if value else None, parse_attributes(attributes))


def plain_code(text: str) -> str:
    """Return a code without the widths, cases and blanks that a sheet may give it."""
    return "".join(unicodedata.normalize("NFKC", text).upper().split())


def parse_attributes(text: str) -> Attributes:
    """Return ``name=value; name=value`` as attributes, sorted; ``attribute_defects`` says what is wrong with a text."""
    return tuple(sorted((name, value) for name, _, value in _parts(text)))


def check_line(record: Record, rules: Rules) -> list[Problem]:
    """Return what is wrong with the row's item: nothing stated, no such edition, code or attribute."""
    if not record.text("item") and not record.text("code"):
        return [Problem("row.no_item", record.at("item"))]
    problems = []
    edition, code = record.text("edition"), plain_code(record.text("code"))
    known = {item.edition: item for pack in rules.layers for item in pack.editions}
    if edition and edition not in known:
        problems.append(Problem("row.unknown_edition", record.at("edition"), {"known": tuple(known)}))
    elif code and not any(re.fullmatch(item.form, code) for item in known.values() if edition in ("", item.edition)):
        problems.append(Problem("row.bad_code", record.at("code")))
    defects = attribute_defects(record.text("attributes"), rules)
    return problems + [Problem(code, record.at("attributes"), params) for code, params in defects]


def attribute_defects(text: str, rules: Rules) -> list[tuple[str, dict[str, object]]]:
    """Return code and parameters of each defect in an attributes text."""
    defects: list[tuple[str, dict[str, object]]] = []
    parts = _parts(text)
    stated = Counter(name for name, _, _ in parts)
    for name, sign, value in parts:
        attribute = rules.attribute(name)
        if not sign or attribute is None:
            defects.append(("attribute.unknown", {"known": tuple(item.id for item in rules.attributes)}))
        elif attribute.choices and value not in attribute.choices:
            params = {"attribute": attribute.names, "known": attribute.choices}
            defects.append(("attribute.unknown_value", params))
        elif not attribute.choices and not re.fullmatch(r"[0-9]{1,6}([.][0-9]{1,3})?", value):
            defects.append(("attribute.not_a_number", {"attribute": attribute.names, "unit": attribute.unit}))
    twice = [attribute.names for name, count in stated.items() if count > 1 and (attribute := rules.attribute(name))]
    return defects + [("attribute.twice", {"attribute": names}) for names in twice]


def item_line(item: str, edition: str, attributes: str, rules: Rules) -> Line:
    """Return the line of a single item: words, or a code of the catalogue.

    Raises ProblemsError where an attribute or one of its values is not known, or the item holds invisible signs.
    """
    text = item.strip()
    problems = [Problem(code, params=params) for code, params in attribute_defects(attributes, rules)]
    if has_hidden_signs(text) or not text:
        problems.append(Problem("item.hidden_signs" if text else "item.empty"))
    if problems:
        raise ProblemsError(problems)
    forms = {edition.form for pack in rules.layers for edition in pack.editions}
    if any(re.fullmatch(form, plain_code(text)) for form in forms):
        return make_line("", text, edition, attributes)
    return make_line(text, "", "", attributes)


def _parts(text: str) -> list[tuple[str, str, str]]:
    """Return name, sign and value of each part of an attributes text."""
    parts = [part.partition("=") for part in text.replace("；", ";").split(";") if part.strip()]
    return [(name.strip(), sign, value.strip()) for name, sign, value in parts]
