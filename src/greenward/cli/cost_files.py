"""The files that a cost comparison is written to: its method sheet."""

from pathlib import Path
from typing import TYPE_CHECKING

from greenward.cli.output import write

if TYPE_CHECKING:
    from greenward.documents.document import Document

SHEET_ENDINGS = (".html", ".htm", ".pdf", ".xlsx")


def check_extra(path: Path) -> None:
    """Raise ProblemsError where a file needs an extra that is not installed."""
    from greenward.documents.extra import load_extra

    extra = path.suffix.casefold().removeprefix(".")
    if extra in ("pdf", "docx"):
        load_extra(extra)


def rendition(document: "Document", ending: str) -> bytes:
    """Return a document in the form that a file's ending names: .html, .htm, .pdf, .docx or .xlsx."""
    if ending == ".pdf":
        from greenward.documents.pdf import document_pdf

        return document_pdf(document)
    if ending == ".docx":
        from greenward.documents.docx import document_docx

        return document_docx(document, None)
    if ending == ".xlsx":
        from greenward.documents.workbook import document_workbook

        return document_workbook(document)
    from greenward.documents.html import document_html

    return document_html(document).encode()


def write_rendition(path: Path, document: "Document") -> None:
    """Write a document to ``path`` in the form that its ending names. Raises ProblemsError."""
    write(path, rendition(document, path.suffix.casefold()))
