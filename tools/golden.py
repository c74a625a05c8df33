"""Write the kept texts of case A's report anew: after a change that is meant, and read the difference before commit.

Usage: python tools/golden.py (or make golden). A drawing is kept as the SHA-256 of its specification, since where its
letters fall depends on the fonts of a machine; the text of the PDF needs the fonts that the tests ask for.
"""

import hashlib
import io
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pypdf

if TYPE_CHECKING:
    from greenward.documents.document import Document

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "tests/documents/golden"
sys.path.insert(0, str(ROOT / "src"))
_DRAWN = re.compile(r"<figure tabindex=\"0\">.*?</figure>", re.DOTALL)


def golden_html() -> dict[str, str]:
    """Return the report of case A as HTML in both languages, by file name."""
    from greenward.documents.document import Chart
    from greenward.documents.html import document_html

    made = {}
    for language, document in _reports().items():
        charts = [block.drawing.specification for block in document.blocks if isinstance(block, Chart)]
        page = document_html(document)
        for text in charts:
            mark = f"<figure>specification {hashlib.sha256(text.encode()).hexdigest()}</figure>"
            page = _DRAWN.sub(mark, page, count=1)
        made[f"report-{language}.html"] = page
    return made


def golden_pdf_text() -> dict[str, str]:
    """Return the text of the report of case A as PDF in both languages, page after page, by file name."""
    from greenward.documents.pdf import document_pdf

    made = {}
    for language, document in _reports().items():
        pages = pypdf.PdfReader(io.BytesIO(document_pdf(document))).pages
        texts = [f"--- {number} ---\n{page.extract_text()}\n" for number, page in enumerate(pages, start=1)]
        made[f"report-{language}.pdf.txt"] = "".join(texts)
    return made


def _reports() -> "dict[str, Document]":
    from greenward.documents.report import plan_document
    from greenward.exchange.case import read_case
    from greenward.planning.case import plan_case

    plan = plan_case(read_case(ROOT / "examples/unit_x/case_a", "cn"), {})
    return {"en": plan_document(plan, "en"), "zh": plan_document(plan, "zh")}


if __name__ == "__main__":
    for name, text in {**golden_html(), **golden_pdf_text()}.items():
        (FOLDER / name).write_text(text, "utf-8")
        print(f"{FOLDER.relative_to(ROOT) / name}: {len(text)} signs")
