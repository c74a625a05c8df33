"""An office's own Word template: checked when it is handed in, known ever after by its SHA-256.

A template holds placeholders such as ``{{ title }}``; ``{% if number %}`` and ``{% endif %}`` around a part that may
be empty. Nothing else of the template language is let in, and nothing that Word would run or fetch.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from jinja2 import TemplateSyntaxError, nodes
from jinja2.sandbox import SandboxedEnvironment

from greenward.documents.document import Document, Style
from greenward.documents.extra import load_extra
from greenward.documents.word_gate import open_word
from greenward.terms.problem import Place, Problem, ProblemsError

WORDS = (
    "title",
    "subtitle",
    "origin",
    "number",
    "unit",
    "addressee",
    "signatory",
    "day",
    "contact",
    "signing",
    "digest",
)
ALONE = ("body", "attachments")
_HARMLESS = (nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.If, nodes.Not, nodes.And, nodes.Or)


@dataclass(frozen=True, slots=True)
class Placeholders:
    """The names that a template may hold, and those without which something of the paper would be lost."""

    known: frozenset[str]
    required: frozenset[str]


@dataclass(frozen=True, slots=True)
class OfficeTemplate:
    """A checked template: its file name, the SHA-256 of its bytes, which is its version, and the names it holds."""

    name: str
    sha256: str
    data: bytes
    holds: frozenset[str]


def placeholders_of(document: Document) -> Placeholders:
    """Return the names that a template for ``document`` may and must hold."""
    known = {*WORDS, *ALONE, *(f"field_{item.key}" for item in document.fields if item.key)}
    required = {"title", "body"}
    if document.attachments:
        required.add("attachments")
    if document.style is Style.OFFICIAL:
        given = {
            "number": document.number,
            "addressee": document.addressee,
            "signatory": document.signatory,
            "contact": document.contact,
        }
        required |= {"unit", "day", *(name for name, value in given.items() if value)}
    return Placeholders(frozenset(known), frozenset(required))


def read_office_template(name: str, data: bytes, wanted: Placeholders) -> OfficeTemplate:
    """Return the template in ``data``; raises ProblemsError with everything that forbids its use.

    ``name`` is its file's name. Refused are macros, links, embedded objects and fields that fetch something, what is
    not a plain placeholder, unknown placeholders, and a template that lacks a required one.
    """
    parts = open_word(name, data)
    holds, problems = set[str](), list[Problem]()
    for _, xml in parts.rendered:
        for found in _placeholders(name, xml):
            if isinstance(found, Problem):
                problems.append(found)
            else:
                holds.add(found)
    if any(problem.code == "word_template.syntax" for problem in problems):
        raise ProblemsError(problems)  # what else such a part holds cannot be told
    place = Place(name)
    known = tuple(sorted(wanted.known))
    unknown = sorted(holds - wanted.known)
    problems += [Problem("word_template.unknown", place, {"name": item, "known": known}) for item in unknown]
    problems += [Problem("word_template.missing", place, {"name": item}) for item in sorted(wanted.required - holds)]
    problems += [
        Problem("word_template.alone", place, {"name": item})
        for item in ALONE
        if item in holds and parts.paragraphs.count(f"{{{{{item}}}}}") != 1
    ]
    if problems:
        raise ProblemsError(problems)
    return OfficeTemplate(name, hashlib.sha256(data).hexdigest(), data, frozenset(holds))


def _placeholders(name: str, xml: str) -> Iterator[str | Problem]:
    """Yield the names in one part as docxtpl will see it, and what is no plain placeholder."""
    place = Place(name)
    source = load_extra("docx").DocxTemplate(None).patch_xml(xml)
    try:
        tree = SandboxedEnvironment().parse(source)
    except TemplateSyntaxError as error:
        yield Problem("word_template.syntax", place, {"detail": error.message or ""})
        return
    for node in _walk(tree):
        if not isinstance(node, _HARMLESS):
            yield Problem("word_template.statement", place, {"kind": type(node).__name__})
        elif isinstance(node, nodes.Name):
            yield node.name


def _walk(node: nodes.Node) -> Iterator[nodes.Node]:
    yield node
    if isinstance(node, _HARMLESS):
        for child in node.iter_child_nodes():
            yield from _walk(child)
