"""greenward import: a public data set into the data folder."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from greenward.cli.options import DataOption, LangOption, as_language, data_folder, parse_day
from greenward.terms.names import Language

if TYPE_CHECKING:
    from greenward.terms.dataset import RowNote

MOST_NOTES = 30
"""Rows that are printed under one code; the kept file lists all of them."""


def import_set(
    name: Annotated[
        str,
        typer.Argument(
            help="The set: boavizta, energy-star, epa-supply-chain, eurostat-electricity, grid-electricity-maps, "
            "grid-ember, grid-owid, nist-energy-indices, nist-energy-prices, nist-rates or nist-scc."
        ),
    ],
    path: Annotated[Path, typer.Argument(help="The file as its publisher offers it.")],
    release: Annotated[str, typer.Option(help="The release, where the file does not state it or holds several.")] = "",
    series: Annotated[str, typer.Option(help="Whose prices: household or non-household (eurostat-electricity).")] = "",
    dollars: Annotated[
        int | None, typer.Option(min=1990, max=2100, help="The year of the dollars that prices are in (nist-scc).")
    ] = None,
    retrieved: Annotated[
        date | None,
        typer.Option(parser=parse_day, metavar="YYYY-MM-DD", help="When it was taken; default: today."),
    ] = None,
    data: DataOption = None,
    lang: LangOption = None,
) -> None:
    """Read the public set NAME from PATH and keep it, with its hash, publisher and licence, for later commands."""
    from greenward.cli.output import make_folder, unwritable
    from greenward.exchange.public_sets import READERS, counted
    from greenward.exchange.store import KINDS, keep
    from greenward.terms.dataset import Retrieval
    from greenward.texts import say

    if name not in READERS:
        raise typer.BadParameter(f"there is no set '{name}'; there are {', '.join(READERS)}")
    if series and name != "eurostat-electricity":
        raise typer.BadParameter(f"'{name}' has no series to choose from; leave --series out")
    if dollars is not None and name != "nist-scc":
        raise typer.BadParameter(f"'{name}' says itself of which year its money is, or has none; leave --dollars out")
    language = as_language(lang)
    day = retrieved or date.today()  # noqa: DTZ011  only a face asks the clock, for the user's own day
    found = READERS[name](path, Retrieval(day, release.strip(), series, dollars))
    folder = data_folder(data)
    make_folder(folder)
    try:
        part = found.origin.release if name == "nist-scc" else series
        kept = keep(folder, f"{name}-{part}" if part else name, found)
    except OSError as error:
        raise unwritable(folder, error) from error
    origin = found.origin
    typer.echo(say(f"import.{KINDS[type(found)]}", language, **counted(found), file=kept))
    typer.echo(say("import.left_out", language, count=len(found.left_out)))
    _print_notes(found.left_out, kept, language)
    if found.told:
        typer.echo(say("import.told", language, count=len(found.told)))
        _print_notes(found.told, kept, language)
    typer.echo(say("import.origin", language, publisher=origin.publisher, licence=origin.licence))
    typer.echo(say("import.release", language, release=origin.release, day=origin.retrieved))
    if origin.share_alike:
        typer.echo(say("import.share_alike", language))
    typer.echo(say("import.warning", language, warning=say(origin.warning, language)))


def _print_notes(notes: Sequence["RowNote"], kept: Path, language: Language) -> None:
    from greenward.texts import say

    for code in dict.fromkeys(note.code for note in notes):
        own = [note for note in notes if note.code == code]
        for note in own[:MOST_NOTES]:
            typer.echo("  " + say(code, language, row=note.row, part=note.part))
        if len(own) > MOST_NOTES:
            typer.echo("  " + say("import.more", language, count=len(own) - MOST_NOTES, file=kept))
