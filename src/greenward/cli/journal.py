"""greenward journal: the office's journal in the hands of whoever runs the server."""

from pathlib import Path
from typing import Annotated

import typer

from greenward.cli.options import DataOption, LangOption, as_language
from greenward.cli.serve import office

journal = typer.Typer(no_args_is_help=True, help="The office's journal, by whoever runs the server.")


@journal.command("export")
def export(
    folder: Annotated[Path, typer.Argument(help="The folder to write; it must not be there yet.")],
    data: DataOption = None,
    lang: LangOption = None,
) -> None:
    """Write the journal to FOLDER, with checkpoints, keys and the verifier, so that it verifies on another machine."""
    from greenward.texts import say

    server = office(data)
    server.make_ready()
    entries, root = server.export_journal(folder)
    typer.echo(say("journal.written", as_language(lang), folder=folder, entries=entries, root=root))


@journal.command("checkpoint")
def checkpoint(data: DataOption = None, lang: LangOption = None) -> None:
    """Sign a checkpoint over all entries where new ones came, and print the last one."""
    server = office(data)
    server.make_ready()
    typer.echo(server.checkpoint(), nl=False)


@journal.command("key")
def key(data: DataOption = None, lang: LangOption = None) -> None:
    """Print the public key of the journal, which those who verify it need."""
    server = office(data)
    server.make_ready()
    typer.echo(server.journal_key())
