"""greenward template: an empty sheet with the right columns."""

from pathlib import Path
from typing import Annotated

import typer

from greenward.cli.options import LangOption, as_language


def template(
    table: Annotated[str, typer.Argument(help="offers, needs, budget, capacities, in_use, lines, products or people.")],
    out: Annotated[Path, typer.Option(help="The file to write, .xlsx or .csv.")],
    lang: LangOption = None,
) -> None:
    """Write an empty TABLE for a clerk to fill."""
    from greenward.cli.output import check_outputs, write
    from greenward.documents.column_hint import column_hint
    from greenward.exchange.columns import TABLES
    from greenward.exchange.template import csv_template, workbook_template
    from greenward.texts import say

    if table not in TABLES:
        raise typer.BadParameter(f"there is no table '{table}'; there are {', '.join(TABLES)}")
    check_outputs({out: (".xlsx", ".csv")}, fresh=True)
    language = as_language(lang)
    columns = TABLES[table].columns
    hints = {column.key: column_hint(column, language) for column in columns}
    if out.suffix.casefold() == ".csv":
        write(out, csv_template(TABLES[table], language))
    else:
        write(out, workbook_template(TABLES[table], language, hints))
    typer.echo(say("template.written", language, file=out))
