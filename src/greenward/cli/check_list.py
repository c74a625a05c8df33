"""A department's list for greenward check: every row answered, a sheet back."""

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from greenward.cli.exit_codes import INPUT
from greenward.cli.options import print_json
from greenward.terms.names import Language

if TYPE_CHECKING:
    from greenward.documents.list_answers import Asked

ENDINGS = (".csv", ".xlsx")


def is_list(item: str) -> bool:
    """Return whether what was typed names a file and not an item."""
    return Path(item).suffix.casefold() in (*ENDINGS, ".xls", ".xlsm") or Path(item).is_file()


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
