"""greenward demo: Unit X's energy-saving computers, from need to plan, with a report to open."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from greenward.cli.options import LangOption, as_language
from greenward.terms.names import Language
from greenward.terms.problem import ProblemsError

if TYPE_CHECKING:
    from greenward.documents.document import Document

NAMES = ("report-en.html", "report-zh.html", "report-en.pdf", "report-zh.pdf", "plan.xlsx", "plan.json")


def demo(
    out: Annotated[Path, typer.Option(help="The folder for what the demonstration writes.")] = Path("greenward-demo"),
    lang: LangOption = None,
) -> None:
    """Plan the first green purchase of the invented Unit X and write its report in both languages."""
    import json

    from greenward.cli.output import check_outputs, make_folder, write
    from greenward.cli.terminal import print_plan
    from greenward.documents.html import document_html
    from greenward.documents.report import plan_document
    from greenward.documents.workbook import document_workbook
    from greenward.exchange.case import read_case
    from greenward.planning.case import plan_case
    from greenward.terms.canonical import plain
    from greenward.texts import say

    language = as_language(lang)
    make_folder(out)
    check_outputs({out / name: (".html", ".pdf", ".xlsx", ".json") for name in NAMES})
    made = plan_case(read_case(examples() / "case_a", "cn"), {})
    english, chinese = plan_document(made, "en"), plan_document(made, "zh")
    contents = {
        "report-en.html": document_html(english).encode(),
        "report-zh.html": document_html(chinese).encode(),
        "plan.xlsx": document_workbook(plan_document(made, language, most_offers=None)),
        "plan.json": json.dumps(plain(made), ensure_ascii=False, indent=2).encode() + b"\n",
    }
    pdfs, left_out = _pdfs({"report-en.pdf": english, "report-zh.pdf": chinese}, language)
    contents |= pdfs
    for name, content in contents.items():
        write(out / name, content)
    print_plan(made, language)
    typer.echo("\n" + say("demo.written", language))
    for name in NAMES:
        if name in contents:
            typer.echo(f"  {out / name}")
    if left_out:
        typer.echo(left_out)


def _pdfs(documents: "dict[str, Document]", language: Language) -> tuple[dict[str, bytes], str]:
    """Return each document as PDF; or none, and the sentence that says what is missing on this machine."""
    from greenward.documents.pdf import document_pdf
    from greenward.texts import say

    try:
        return {name: document_pdf(document) for name, document in documents.items()}, ""
    except ProblemsError as error:
        problem = error.problems[0]
        what, step = (say(code, language, **problem.params) for code in (problem.code, f"{problem.code}.next"))
        return {}, say("demo.left_out", language, what=what, next=step)


def examples() -> Path:
    """Return the folder of Unit X: inside the installed package, or beside the sources."""
    package = Path(__file__).resolve().parents[1]
    inside = package / "examples/unit_x"
    return inside if inside.is_dir() else package.parents[1] / "examples/unit_x"
