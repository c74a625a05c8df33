"""The file that a request for money is written to."""

import sys
from collections.abc import Iterable
from pathlib import Path

from greenward.cli.output import write
from greenward.exchange.case import Case
from greenward.lifecycle.energy import Products
from greenward.terms.names import Language
from greenward.terms.plan import Plan
from greenward.terms.problem import Place, Problem, ProblemsError

ENDINGS = (".html", ".htm", ".pdf", ".docx")
EXTRAS = {".pdf": "pdf", ".docx": "docx"}


def check_funding_extra(path: Path | None) -> None:
    """Raise ProblemsError where the rendition asked for needs an extra that is not installed."""
    from greenward.documents.extra import load_extra

    extra = EXTRAS.get(path.suffix.casefold()) if path is not None else None
    if extra is not None:
        load_extra(extra)


def check_asking(path: Path | None, case: Case, others: Iterable[Path]) -> None:
    """Raise ProblemsError where a request is asked for without a file of its own or a case that says who asks whom."""
    if path is not None and path.resolve() in {other.resolve() for other in others}:
        raise ProblemsError([Problem("output.taken", Place(str(path)))])
    if path is not None and case.applicant is None:
        raise ProblemsError([Problem("funding.no_section", Place(str(case.files[0])))])


def write_funding_request(path: Path | None, plan: Plan, case: Case, products: Products, language: Language) -> None:
    """Write the request; where there is nothing to ask for, say so on the error stream and write nothing."""
    if path is None or case.applicant is None:
        return
    from greenward.documents.funding_request import funding_request
    from greenward.planning.funding import funding
    from greenward.terms.finding import Reason
    from greenward.texts import say_reason

    found = funding(plan, case, case.applicant, products)
    if isinstance(found, Reason):
        print(say_reason(found, language), file=sys.stderr)
        return
    document = funding_request(found, case.rules, language)
    ending = path.suffix.casefold()
    if ending == ".pdf":
        from greenward.documents.pdf import document_pdf

        data = document_pdf(document)
    elif ending == ".docx":
        from greenward.documents.docx import document_docx

        data = document_docx(document)
    else:
        from greenward.documents.html import document_html

        data = document_html(document).encode()
    write(path, data)
