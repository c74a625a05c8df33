"""The files that a plan is written to, all made from one document."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from greenward.cli.output import write
from greenward.terms.names import Language
from greenward.terms.plan import Plan
from greenward.terms.problem import Place, Problem, ProblemsError

if TYPE_CHECKING:
    from greenward.documents.document import Document
    from greenward.documents.office_template import OfficeTemplate


@dataclass(frozen=True, slots=True)
class PlanFiles:
    """Where each rendition goes (None: it is not asked for), and the office's Word template."""

    html: Path | None
    pdf: Path | None
    docx: Path | None
    template: Path | None
    xlsx: Path | None

    @property
    def endings(self) -> Mapping[Path, tuple[str, ...]]:
        """Each path to write with the endings that it may have."""
        wanted = ((self.html, (".html", ".htm")), (self.pdf, (".pdf",)), (self.docx, (".docx",)),
                  (self.xlsx, (".xlsx",)))  # fmt: skip
        return {path: endings for path, endings in wanted if path is not None}

    @property
    def inputs(self) -> tuple[Path, ...]:
        """The files read beside the case."""
        return () if self.template is None else (self.template,)


def check_extras(files: PlanFiles) -> None:
    """Raise ProblemsError where a rendition is asked for whose extra is not installed."""
    from greenward.documents.extra import load_extra

    for path, extra in ((files.pdf, "pdf"), (files.docx, "docx")):
        if path is not None:
            load_extra(extra)


def write_plan_files(files: PlanFiles, plan: Plan, language: Language) -> None:
    """Write every rendition that is asked for; all are made before the first is written. Raises ProblemsError."""
    from greenward.documents.report import plan_document

    document = plan_document(plan, language)
    made: list[tuple[Path, bytes]] = []
    if files.html is not None:
        from greenward.documents.html import document_html

        made.append((files.html, document_html(document).encode()))
    if files.pdf is not None:
        from greenward.documents.pdf import document_pdf

        made.append((files.pdf, document_pdf(document)))
    if files.docx is not None:
        from greenward.documents.docx import document_docx

        made.append((files.docx, document_docx(document, _template(files.template, document))))
    if files.xlsx is not None:
        from greenward.documents.workbook import document_workbook

        made.append((files.xlsx, document_workbook(plan_document(plan, language, most_offers=None))))
    for path, data in made:
        write(path, data)


def _template(path: Path | None, document: "Document") -> "OfficeTemplate | None":
    """Return the office's template, checked; None where the default serves."""
    if path is None:
        return None
    from greenward.documents.office_template import placeholders_of, read_office_template

    if not path.is_file():
        raise ProblemsError([Problem("file.is_folder" if path.is_dir() else "file.missing", Place(str(path)))])
    return read_office_template(path.name, path.read_bytes(), placeholders_of(document))
