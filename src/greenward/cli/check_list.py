"""A department's list for greenward check: every row answered, a sheet back."""

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from greenward.cli.exit_codes import INPUT
from greenward.cli.options import print_json
from greenward.terms.names import Language
from greenward.terms.problem import Place, Problem, ProblemsError

if TYPE_CHECKING:
    from greenward.documents.list_answers import Asked

ENDINGS = (".csv", ".xlsx")
EXCEL = (*ENDINGS, ".xls", ".xlsm")
"""Endings of a list, and those that its reader refuses with a word of its own."""
TEXTS = (".pdf", ".ofd", ".doc", ".docx", ".wps", ".odt", ".rtf", ".txt", ".html", ".md")
DATA = (".et", ".ods", ".tsv", ".json", ".xml", ".yaml", ".zip", ".ppt", ".pptx", ".png", ".jpg", ".jpeg")
"""Endings of what a person may take for a list; no item is called so."""


def is_list(item: str) -> bool:
    """Return whether what was typed names a list and not an item.

    Raises ProblemsError where it names a folder or a file of another kind.
    """
    ending = Path(item).suffix.casefold()
    if ending in EXCEL:
        return True
    if ending in (*TEXTS, *DATA) or item.endswith(("/", "\\")) or _is_there(item):
        raise ProblemsError([Problem("file.not_a_list", Place(item))])
    return False


def _is_there(item: str) -> bool:
    """Return whether a file or folder is called so; words may be longer than any name."""
    try:
        return bool(item) and Path(item).exists()
    except OSError:
        return False


def check_list(path: Path, out: Path | None, asked: "Asked", language: Language, as_json: bool) -> None:
    """Write the list in ``path`` with its findings to ``out``, or beside it, and print how the rows came out."""
    from greenward.cli.output import check_outputs, unwritable
    from greenward.documents.list_answers import SharedAnswers
    from greenward.documents.list_check import DEFECT, ListCheck
    from greenward.documents.list_sheet import write_list
    from greenward.exchange.file import replacing
    from greenward.exchange.lines import read_lines
    from greenward.texts import say

    target = out or path.with_name(f"{path.stem}-{say('list.sheet', language)}{path.suffix}")
    lines = read_lines(path, ("item", "code", "model") if asked.products else ("item", "code"))
    check_outputs({target: ENDINGS}, (path,))
    checker = ListCheck(lines, SharedAnswers(asked, language), language)
    try:
        with replacing(target) as fresh:
            write_list(fresh, target.suffix.casefold(), lines, checker, language)
    except OSError as error:
        raise unwritable(target, error) from error
    rows = sum(checker.counts.values())
    if as_json:
        print_json({"file": str(target), "rows": rows, "counts": dict(sorted(checker.counts.items()))})
    else:
        typer.echo(say("list.written", language, rows=rows, file=target))
        for status, count in checker.counts.most_common():
            code = "list.defective" if status == DEFECT else f"status.{status.replace(' ', '_')}"
            typer.echo("  " + say("list.count", language, status=say(code, language), count=count))
    if checker.counts[DEFECT]:
        raise typer.Exit(INPUT)
