"""A document as a Word file, from the default template or the office's own."""

import io
import zipfile
from datetime import date, datetime, time
from importlib import resources
from typing import Any

from jinja2 import StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

from greenward.documents.attachments import annexes, attachment_list
from greenward.documents.document import Document, Rendition, content_digest
from greenward.documents.docx_body import Sheet, turn
from greenward.documents.extra import load_extra
from greenward.documents.office_template import ALONE, OfficeTemplate, placeholders_of, read_office_template
from greenward.documents.pages import runs, shown
from greenward.documents.printable import printable
from greenward.documents.signing import signing_note
from greenward.documents.wording import COLON, long_day
from greenward.texts import say


def document_docx(document: Document, template: OfficeTemplate | None = None) -> bytes:
    """Return the document as a Word file; the same bytes for the same document and template.

    ``template`` is the office's own, checked by ``read_office_template``; without it the default of the document's
    style is used. Raises ProblemsError where docxtpl is not installed.
    """
    docxtpl = load_extra("docx")
    used = template or default_template(document)
    filled = docxtpl.DocxTemplate(io.BytesIO(used.data))
    environment = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    filled.render(_words(document), environment)
    word = filled.docx  # get_docx() would read the template anew
    _write_blocks(word, document, used)
    properties = word.core_properties
    properties.title, properties.author = printable(document.title), printable(document.unit)
    properties.last_modified_by = ""
    properties.created = properties.modified = datetime.combine(document.day, time())
    properties.comments = f"content sha256:{content_digest(document)} template sha256:{used.sha256}"
    properties.revision = 1
    made = io.BytesIO()
    word.save(made)
    return _same_bytes(made.getvalue(), document.day)


def default_template(document: Document) -> OfficeTemplate:
    """Return the template that comes with Greenward for the document's style."""
    name = f"{document.style.value}.docx"
    data = (resources.files("greenward.documents") / "templates" / name).read_bytes()
    return read_office_template(name, data, placeholders_of(document))


def _words(document: Document) -> dict[str, str]:
    """Return what each placeholder stands for; the blocks come after, where their marks stand."""
    language, signing = document.language, signing_note(document, Rendition.WORD)
    words = {
        "title": document.title,
        "subtitle": document.subtitle,
        "origin": " · ".join(part for part in (document.unit, document.dateline) if part),
        "number": document.number,
        "unit": document.unit,
        "addressee": (document.addressee + COLON[language]).rstrip() if document.addressee else "",
        "signatory": say("paper.signatory", language, name=document.signatory) if document.signatory else "",
        "day": long_day(document.day, language),
        "contact": say("paper.contact", language, contact=document.contact) if document.contact else "",
        "signing": signing,
        "digest": say("paper.digest", language, digest=content_digest(document)[:16]) if signing else "",
        **{name: _mark(name, document) for name in ALONE},
    }
    words |= {f"field_{item.key}": shown(item.value, document) for item in document.fields if item.key}
    return {name: printable(text) for name, text in words.items()}


def _mark(name: str, document: Document) -> str:
    """Return what stands for ``body`` until its blocks take its place: a word that no text of the document can be."""
    return f"\u27e6{name} {content_digest(document)}\u27e7"


def _write_blocks(word: Any, document: Document, template: OfficeTemplate) -> None:
    sheet = Sheet(word, document, _marked(word, _mark("body", document)))
    for run in runs(document.blocks, document):
        sheet.write(run)
    if "signing" not in template.holds:
        sheet.note(signing_note(document, Rendition.WORD))
    sheet.close()
    place = _marked(word, _mark("attachments", document))
    if place is not None:
        attached = Sheet(word, document, place)
        label = say("attachment.list", document.language) + COLON[document.language]
        for at, line in enumerate(attachment_list(document)):
            attached.attachment(label if at == 0 else "", printable(line))
        attached.close()
    for annex in annexes(document):
        page = Sheet(word, document, word.add_paragraph(), turned=sheet.turned)
        held = runs(annex.blocks, document, annexed=True)
        page.new_page(held[0].turned)
        page.annex(annex.label, printable(annex.title))
        for run in held:
            page.write(run)
        page.close()
        sheet = page
    turn(word.sections[-1]._sectPr, sheet.turned)


def _marked(word: Any, mark: str) -> Any:
    return next((item for item in word.paragraphs if item.text.strip() == mark), None)


def _same_bytes(data: bytes, day: date) -> bytes:
    """Return the archive with the document's day in the place of the clock's."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            entry = zipfile.ZipInfo(info.filename, (day.year, day.month, day.day, 0, 0, 0))
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 3, 0o600 << 16
            new.writestr(entry, old.read(info))
    return made.getvalue()
