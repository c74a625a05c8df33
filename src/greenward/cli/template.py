"""greenward template: an empty sheet with the right columns."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from greenward.cli.options import LangOption, as_language
from greenward.terms.names import Language

if TYPE_CHECKING:
    from greenward.exchange.columns import Column


MOST_WORDS = 24


def template(
    table: Annotated[str, typer.Argument(help="offers, needs, budget, capacities, lines or products.")],
    out: Annotated[Path, typer.Option(help="The file to write, .xlsx or .csv.")],
    lang: LangOption = None,
) -> None:
    """Write an empty TABLE for a clerk to fill."""
    from greenward.cli.output import check_outputs, write
    from greenward.exchange.columns import TABLES
    from greenward.exchange.template import csv_template, workbook_template
    from greenward.texts import say

    if table not in TABLES:
        raise typer.BadParameter(f"there is no table '{table}'; there are {', '.join(TABLES)}")
    check_outputs({out: (".xlsx", ".csv")}, fresh=True)
    language = as_language(lang)
    columns = TABLES[table].columns
    hints = {column.key: _hint(column, language) for column in columns}
    if out.suffix.casefold() == ".csv":
        write(out, csv_template(TABLES[table], language))
    else:
        write(out, workbook_template(TABLES[table], language, hints))
    typer.echo(say("template.written", language, file=out))


def _hint(column: "Column", language: Language) -> str:
    """Return what a clerk may write into the column."""
    from greenward.texts import say

    parts = [say("hint.required", language)] if column.required else []
    words = ", ".join(word for word, _ in column.words[:MOST_WORDS])
    parts.append(say(f"hint.{column.kind.name.casefold()}", language, words=words))
    if column.unit:
        parts.append(say("hint.unit", language, unit=say(f"unit.{column.unit}", language)))
    return " ".join(parts)
