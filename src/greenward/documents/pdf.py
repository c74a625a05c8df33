"""A document as PDF/A, set by typst from one template; nothing in a document is taken for typst's own language."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime, time
from functools import cache
from importlib import resources
from typing import Any

from greenward.documents.attachments import annexes, attachment_list
from greenward.documents.chart import draw_svg
from greenward.documents.document import (
    Block,
    Chart,
    Document,
    Fields,
    Heading,
    Note,
    Paragraph,
    Rendition,
    Signature,
    Signer,
    Style,
    Table,
    content_digest,
)
from greenward.documents.extra import load_extra
from greenward.documents.fonts import plan_fonts
from greenward.documents.layout import BREAK, MOST_WHOLE
from greenward.documents.numbering import NumberedClauses
from greenward.documents.pages import Placed, runs, shown
from greenward.documents.printable import printable
from greenward.documents.signing import may_be_signed, signing_note
from greenward.documents.table import TableView, is_number
from greenward.documents.wording import COLON, LANGUAGE_TAGS, long_day
from greenward.terms.canonical import plain
from greenward.terms.problem import Problem, ProblemsError
from greenward.texts import say

ACCESSIBLE, KEPT = ["a-2a", "ua-1"], ["a-2b"]
"""PDF/A-2a with PDF/UA-1; where a text holds a character of the private use area, which both forbid, PDF/A-2b."""

_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010fffd]")
_UNSHOWN = re.compile(r"the text `\"(.*)\"` could not be displayed")

Data = dict[str, object]


def document_pdf(document: Document) -> bytes:
    """Return the document as PDF/A; the same bytes for the same document and fonts, whatever the clock says.

    Raises ProblemsError where typst is not installed, no Chinese font is found, or a character is in no font.
    """
    typst = load_extra("pdf")
    fonts = _fonts(typst)
    data = _data(document)
    data["fonts"] = plain(plan_fonts(fonts.families()))
    text = json.dumps(data, ensure_ascii=False)
    compiler = typst.Compiler(_template(), font_paths=fonts)
    try:
        made: bytes = compiler.compile(
            format="pdf",
            sys_inputs={"document": text},
            pdf_standards=KEPT if _PRIVATE.search(text) else ACCESSIBLE,
            timestamp=datetime.combine(document.day, time(), UTC),
        )
    except typst.TypstError as error:
        unshown = _UNSHOWN.search(error.message)
        if unshown is None:
            raise
        raise ProblemsError([Problem("pdf.no_glyph", None, {"text": unshown[1][:40]})]) from error
    return made


def _template() -> bytes:
    return (resources.files("greenward.documents") / "templates/document.typ").read_bytes()


@cache
def _fonts(typst: Any) -> Any:
    """Return the fonts of this machine: searched for once in a process, which takes a third of a second."""
    return typst.Fonts()


def _data(document: Document) -> Data:
    """Return the document as the template reads it: finished words and numbers only."""
    language = document.language
    return {
        "official": document.style is Style.OFFICIAL,
        "language": language,
        "tag": LANGUAGE_TAGS[language],
        "title": printable(document.title),
        "subtitle": printable(document.subtitle),
        "dateline": printable(document.dateline),
        "unit": printable(document.unit),
        "number": printable(document.number),
        "addressee": printable(document.addressee + COLON[language]).rstrip() if document.addressee else "",
        "signatory": say("paper.signatory", language, name=printable(document.signatory)) if document.signatory else "",
        "day": long_day(document.day, language),
        "colon": COLON[language],
        "digest": _digest(document),
        "contents": say("report.contents", language),
        "runs": _runs(document.blocks, document, list(_closing(document))),
        "annexes": [
            {
                "label": annex.label,
                "title": printable(annex.title),
                "runs": _runs(annex.blocks, document, [], annexed=True),
            }
            for annex in annexes(document)
        ],
    }


def _digest(document: Document) -> str:
    """Return the words by which two renditions can be told to say the same."""
    return say("paper.digest", document.language, digest=content_digest(document)[:16]) if document.signed else ""


def _closing(document: Document) -> Iterator[Data]:
    """Yield what stands below the text: attachments, unit and day of an official paper, and which copy is signed."""
    attached = [printable(item) for item in attachment_list(document)]
    if attached:
        label = (say("attachment.list", document.language) + COLON[document.language]).rstrip()
        yield {"kind": "attached", "label": label, "items": attached}
    if document.style is Style.OFFICIAL:
        contact = printable(document.contact)
        yield {
            "kind": "closing",
            "contact": say("paper.contact", document.language, contact=contact) if contact else "",
        }
    signing = signing_note(document, Rendition.PDF)
    if signing:
        digest = _digest(document) if document.style is Style.OFFICIAL else ""
        yield {"kind": "signing", "text": " ".join(part for part in (signing, digest) if part)}


def _runs(blocks: tuple[Block, ...], document: Document, closing: list[Data], annexed: bool = False) -> list[Data]:
    """Return the blocks by how the paper is held; ``closing`` follows in the last run."""
    found: list[Data] = []
    held = runs(blocks, document, annexed)
    for at, run in enumerate(held, start=1):
        shown_blocks = [data for item in run.items for data in _block(item, document)]
        found.append({"turned": run.turned, "blocks": shown_blocks + (closing if at == len(held) else [])})
    return found


def _block(item: Placed, document: Document) -> Iterator[Data]:
    block = item.block
    if isinstance(block, Heading):
        yield {"kind": "heading", "level": item.level, "text": printable(block.text)}
    elif isinstance(block, Paragraph):
        yield {"kind": "paragraph", "text": printable(block.text), "lead": block.lead}
    elif isinstance(block, Fields):
        items = [{"label": printable(field.label), "value": shown(field.value, document)} for field in block.items]
        yield {"kind": "cards" if block.cards else "fields", "items": items}
    elif isinstance(block, Table):
        yield _table(block.view, item, "", "", document)
    elif isinstance(block, Chart):
        yield _table(block.view, item, draw_svg(block.drawing), printable(block.drawing.title), document)
    elif isinstance(block, NumberedClauses):
        yield _clauses(block)
    elif isinstance(block, Signature):
        if may_be_signed(document, Rendition.PDF):
            yield {"kind": "signature", "signers": [_signer(signer) for signer in block.signers]}
    elif isinstance(block, Note):
        yield {"kind": block.tone.value, "text": printable(block.text)}


def _clauses(block: NumberedClauses) -> Data:
    items = [
        {
            "depth": clause.depth,
            "number": clause.number,
            "heading": printable(clause.heading),
            "text": printable(clause.text),
            "runs_in": clause.runs_in,
        }
        for clause in block.items
    ]
    return {"kind": "clauses", "items": items}


def _signer(signer: Signer) -> Data:
    lines = [printable(line) for line in signer.lines]
    return {"role": printable(signer.role), "name": printable(signer.name), "lines": lines}


def _table(view: TableView, item: Placed, svg: str, title: str, document: Document) -> Data:
    layout = item.layout
    if layout is None:
        raise TypeError("a table has a layout")
    rows = [
        {
            "cells": [_pieces(layout.broken(text, at)) for at, text in enumerate(row)],
            "total": len(item.texts) - number <= view.totals,
            "whole": layout.lines(row) <= MOST_WHOLE,
        }
        for number, row in enumerate(item.texts)
    ]
    return {
        "kind": "table",
        "level": item.level,
        "caption": printable(view.caption),
        "note": printable(view.note) or ("" if rows else say("table.empty", document.language)),
        "svg": svg,
        "title": title,
        "headings": [_pieces(layout.broken(printable(heading), at)) for at, heading in enumerate(view.headings)],
        "numbers": [is_number(view, at) for at in range(len(view.headings))],
        "badges": view.badges,
        "widths": layout.shares,
        "size": layout.size,
        "turned": layout.turned,
        "whole": layout.is_short(item.texts),
        "rows": rows,
    }


def _pieces(text: str) -> list[str]:
    """Return a text in the pieces between which a line may be broken inside a word."""
    return text.split(BREAK)
