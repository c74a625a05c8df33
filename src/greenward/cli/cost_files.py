"""The files that a cost comparison is written to: its method sheet, and what it asks of tenderers."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from greenward.cli.output import check_outputs, write
from greenward.exchange.case import Case
from greenward.lifecycle.energy import Products
from greenward.terms.names import Language
from greenward.terms.plan import Comparison, Survey
from greenward.terms.savings import Savings

if TYPE_CHECKING:
    from greenward.documents.document import Document

WORKBOOK = ".xlsx"
SHEET_ENDINGS = (".html", ".htm", ".pdf", WORKBOOK)
REQUEST_ENDINGS = (".html", ".htm", ".pdf", ".docx", WORKBOOK)


@dataclass(frozen=True, slots=True)
class CostFiles:
    """Where the method sheet and the data request go (None: not asked for); a file's ending decides its form."""

    method_sheet: Path | None
    data_request: Path | None

    @property
    def all(self) -> tuple[Path, ...]:
        """Each path to write."""
        return tuple(path for path in (self.method_sheet, self.data_request) if path is not None)


def check_files(files: CostFiles, inputs: Sequence[Path]) -> None:
    """Raise ProblemsError where a file cannot be written, would overwrite another, or needs an extra not installed."""
    from greenward.documents.extra import load_extra

    if files.method_sheet is not None:
        check_outputs({files.method_sheet: SHEET_ENDINGS}, inputs)
    if files.data_request is not None:
        taken = (*inputs, *files.all[:-1])
        check_outputs({files.data_request: REQUEST_ENDINGS}, taken)
    for path in files.all:
        if (extra := _ending(path).removeprefix(".")) in ("pdf", "docx"):
            load_extra(extra)


def write_cost_files(
    files: CostFiles,
    case: Case,
    surveys: Sequence[Survey],
    comparisons: Sequence[Comparison],
    saved: Sequence[Savings],
    products: Products,
    language: Language,
) -> None:
    """Write what is asked for; all is made before the first is written. Raises ProblemsError."""
    made: list[tuple[Path, bytes]] = []
    if files.method_sheet is not None:
        from greenward.documents.method_sheet import method_document
        from greenward.documents.sheet_offer import sheet_offers

        ending = _ending(files.method_sheet)
        offers = sheet_offers(case.offers, surveys, comparisons, case.method, products)
        document = method_document(case, surveys, offers, saved, language, check=ending == WORKBOOK)
        made.append((files.method_sheet, rendition(document, ending)))
    if files.data_request is not None:
        from greenward.documents.data_request import request_document, request_workbook

        ending = _ending(files.data_request)
        if ending == WORKBOOK:
            made.append((files.data_request, request_workbook(case.method, language)))
        else:
            made.append((files.data_request, rendition(request_document(case, language), ending)))
    for path, data in made:
        write(path, data)


def rendition(document: "Document", ending: str) -> bytes:
    """Return a document in the form that a file's ending names: .html, .htm, .pdf, .docx or .xlsx."""
    if ending == ".pdf":
        from greenward.documents.pdf import document_pdf

        return document_pdf(document)
    if ending == ".docx":
        from greenward.documents.docx import document_docx

        return document_docx(document)
    if ending == WORKBOOK:
        from greenward.documents.workbook import document_workbook

        return document_workbook(document)
    from greenward.documents.html import document_html

    return document_html(document).encode()


def _ending(path: Path) -> str:
    return path.suffix.casefold()
