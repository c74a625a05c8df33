"""The columns that say what a row is about: words, or a code with its edition, and attributes."""

import re

from greenward.exchange.table import Record, has_hidden_signs
from greenward.policy import Rules
from greenward.terms.category import Attributes, Code
from greenward.terms.line import Line
from greenward.terms.problem import Problem, ProblemsError

_CODE = re.compile(r"[ABC]\d{2,12}", re.ASCII)


def read_line(record: Record) -> Line:
    """Return what the row is about."""
    value = record.text("code")
    code = Code("", record.text("edition"), value) if value else None
    return Line(record.text("item"), code, parse_attributes(record.text("attributes")))


def parse_attributes(text: str) -> Attributes:
    """Return ``name=value; name=value`` as attributes, sorted; ``attribute_defects`` says what is wrong with a text."""
    pairs = [part.split("=", 1) for part in text.replace("；", ";").split(";") if part.strip()]
    return tuple(sorted((name.strip(), value.strip()) for name, value in pairs))


def check_line(record: Record, rules: Rules) -> list[Problem]:
    """Return what is wrong with the row's item: neither words nor code, or an attribute that nobody knows."""
    if not record.text("item") and not record.text("code"):
        return [Problem("row.no_item", record.at("item"))]
    return [
        Problem(code, record.at("attributes"), params)
        for code, params in attribute_defects(record.text("attributes"), rules)
    ]


def attribute_defects(text: str, rules: Rules) -> list[tuple[str, dict[str, object]]]:
    """Return code and parameters of each defect in an attributes text."""
    defects: list[tuple[str, dict[str, object]]] = []
    for part in text.replace("；", ";").split(";"):
        if not part.strip():
            continue
        name, sign, value = (piece.strip() for piece in part.partition("="))
        attribute = rules.attribute(name)
        if not sign or attribute is None:
            known = tuple(item.id for item in rules.attributes)
            defects.append(("attribute.unknown", {"known": known}))
        elif attribute.choices and value not in attribute.choices:
            known = attribute.choices
            defects.append(("attribute.unknown_value", {"attribute": attribute.names, "known": known}))
        elif not attribute.choices and not value.replace(".", "", 1).isdecimal():
            defects.append(("attribute.not_a_number", {"attribute": attribute.names, "unit": attribute.unit}))
    return defects


def item_line(item: str, edition: str, attributes: str, rules: Rules) -> Line:
    """Return the line of a single item: words, or a code of the catalogue (a letter and digits).

    Raises ProblemsError where an attribute or one of its values is not known.
    """
    defects = attribute_defects(attributes, rules)
    if defects:
        raise ProblemsError([Problem(code, params=params) for code, params in defects])
    text = item.strip()
    if has_hidden_signs(text) or not text:
        raise ProblemsError([Problem("item.hidden_signs" if text else "item.empty")])
    if _CODE.fullmatch(text):
        return Line(code=Code("", edition, text), attributes=parse_attributes(attributes))
    return Line(text, attributes=parse_attributes(attributes))
