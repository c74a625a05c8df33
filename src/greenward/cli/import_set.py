"""greenward import: a public data set into the data folder."""

from pathlib import Path
from typing import Annotated

import typer

from greenward.cli.options import DataOption, LangOption, as_language, data_folder

SETS = ("energy-star",)


def import_set(
    name: Annotated[str, typer.Argument(help="The set: energy-star.")],
    path: Annotated[Path, typer.Argument(help="The file as its publisher offers it.")],
    data: DataOption = None,
    lang: LangOption = None,
) -> None:
    """Read the public set NAME from PATH and keep it, with its hash, publisher and licence, for later commands."""
    from greenward.cli.output import make_folder, unwritable
    from greenward.exchange.energy_star import read_energy_star
    from greenward.exchange.store import keep_products
    from greenward.texts import say

    if name not in SETS:
        raise typer.BadParameter(f"there is no set '{name}'; there are {', '.join(SETS)}")
    language = as_language(lang)
    products = read_energy_star(path)
    folder = data_folder(data)
    make_folder(folder)
    try:
        kept = keep_products(folder, products)
    except OSError as error:
        raise unwritable(folder, error) from error
    configurations = sum(len(record.configurations) for record in products.records)
    count = {"products": len(products.records), "configurations": configurations, "left_out": len(products.left_out)}
    typer.echo(say("import.done", language, **count, file=kept))
    for item in products.left_out:
        typer.echo("  " + say(item.code, language, row=item.row, part=item.part))
    typer.echo(say("import.origin", language, publisher=products.publisher, licence=products.licence))
    typer.echo(say("import.warning", language, warning=products.warning))
