"""The gate that every Word file passes before it is opened: what Word would run or fetch is refused here."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from greenward.exchange.workbook_gate import MOST_PARTS, MOST_RATIO, MOST_TOTAL, RATIO_FROM
from greenward.terms.problem import Place, Problem, ProblemsError

MAIN, TYPES, PROPERTIES = "word/document.xml", "[Content_Types].xml", "docProps/core.xml"
_KIND = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_RENDERED = re.compile(r"word/(document|header\d*|footer\d*|footnotes)\.xml$|docProps/core\.xml$")
_EMBEDDED = re.compile(r"(embeddings|activex|ctrlprops|customui)/|\.(bin|exe|dll|js|vbs)$")
_AFTER_FIELD = frozenset(
    ("PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "DATE", "TIME", "REF", "STYLEREF", "SEQ", "TOC", "PAGEREF", "=")
)
_BROKEN = (ParseError, DefusedXmlException, zipfile.BadZipFile, zlib.error, EOFError, KeyError, ValueError,
           NotImplementedError, RuntimeError)  # fmt: skip


@dataclass(frozen=True, slots=True)
class WordParts:
    """The parts in which placeholders are filled, by name, and the paragraphs of the text without blanks."""

    rendered: tuple[tuple[str, str], ...]
    paragraphs: tuple[str, ...]


def open_word(file: str, data: bytes) -> WordParts:
    """Return the parts of a .docx; raises ProblemsError with everything for which it is not let in.

    Refused: what is no .docx, a bomb, macros, embedded objects, links to anything outside the file, and fields that
    fetch or run something.
    """
    place = Place(file)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            problems = list(_directory(place, archive))
            if not problems:
                parts = {name: archive.read(name) for name in archive.namelist()}
                trees = {name: fromstring(part, forbid_dtd=True) for name, part in parts.items() if _is_xml(name)}
                problems = list(_contents(place, parts, trees))
    except _BROKEN as error:
        raise ProblemsError([Problem("word_template.broken", place, {"detail": type(error).__name__})]) from error
    if problems:
        raise ProblemsError(problems)
    rendered = tuple((name, part.decode("utf-8")) for name, part in parts.items() if _RENDERED.match(name))
    return WordParts(rendered, tuple(_paragraphs(trees[MAIN])))


def _is_xml(name: str) -> bool:
    return name.casefold().endswith((".xml", ".rels"))


def _directory(place: Place, archive: zipfile.ZipFile) -> Iterator[Problem]:
    infos = archive.infolist()
    bombs = [info for info in infos if info.file_size > max(RATIO_FROM, MOST_RATIO * max(info.compress_size, 1))]
    if len(infos) > MOST_PARTS or sum(info.file_size for info in infos) > MOST_TOTAL or bombs:
        yield Problem("word_template.too_large", place, {"most": MOST_TOTAL // 1_000_000})
        return
    names = [info.filename.casefold() for info in infos]
    if len(set(names)) < len(names) or not {MAIN.casefold(), TYPES.casefold()} <= set(names):
        yield Problem("word_template.broken", place, {"detail": MAIN})
    if any("vba" in name.rpartition("/")[2] for name in names):
        yield Problem("word_template.macros", place)
    elif any(_EMBEDDED.search(name) for name in names):
        yield Problem("word_template.embedded", place)


def _contents(place: Place, parts: dict[str, bytes], trees: dict[str, Element]) -> Iterator[Problem]:
    if b"macroenabled" in parts[TYPES].lower():
        yield Problem("word_template.macros", place)
    elif _KIND not in parts[TYPES]:
        yield Problem("word_template.broken", place, {"detail": TYPES})
    for name, tree in trees.items():
        if name.endswith(".rels"):
            links = [item.get("Target", "") for item in tree if item.get("TargetMode") == "External"]
            yield from (Problem("word_template.links", place, {"target": link[:80]}) for link in links)
            if any(item.get("Type", "").endswith("/aFChunk") for item in tree):
                yield Problem("word_template.embedded", place)
        else:
            fetching = sorted({word for word in _field_words(tree) if word not in _AFTER_FIELD})
            yield from (Problem("word_template.field", place, {"field": word}) for word in fetching)


def _field_words(tree: Element) -> Iterator[str]:
    """Yield the first word of every field, whether written in one piece or in runs, also one inside another."""
    open_fields: list[str] = []
    for element in tree.iter():
        if element.tag == f"{_W}fldSimple":
            yield _first_word(element.get(f"{_W}instr", ""))
        elif element.tag == f"{_W}instrText" and open_fields:
            open_fields[-1] += element.text or ""
        elif element.tag == f"{_W}fldChar":
            kind = element.get(f"{_W}fldCharType")
            if kind == "begin":
                open_fields.append("")
            elif kind == "end" and open_fields:
                yield _first_word(open_fields.pop())
    yield from (_first_word(text) for text in open_fields)


def _first_word(instruction: str) -> str:
    words = instruction.split()
    return words[0].upper() if words else "="


def _paragraphs(tree: Element) -> Iterator[str]:
    """Yield the text of each paragraph that stands in the body itself, not in a table."""
    body = tree.find(f"{_W}body")
    for paragraph in () if body is None else body.findall(f"{_W}p"):
        yield "".join("".join(node.text or "" for node in paragraph.iter(f"{_W}t")).split())
