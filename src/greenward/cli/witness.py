"""greenward witness: someone outside the office who keeps what was seen of its journal, and signs for it."""

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from greenward.cli.options import LangOption, as_language

witness = typer.Typer(no_args_is_help=True, help="Witness a journal from outside: keep, compare, cosign.")


@witness.command("key")
def key(
    file: Annotated[Path, typer.Argument(help="The file to write; it must not be there yet.")],
    name: Annotated[str, typer.Option(help="The witness's name, such as audit.example.org.")],
    lang: LangOption = None,
) -> None:
    """Make a witness's key that only its owner may read, and print its public line."""
    from greenward.ledger.key import KeyKind, generate

    typer.echo(generate(file, name, KeyKind.WITNESS).line)


@witness.command("sign")
def sign(
    export: Annotated[Path, typer.Argument(help="An export's folder.")],
    log_key: Annotated[Path, typer.Option(help="The public key of the journal.")],
    key: Annotated[Path, typer.Option(help="The witness's own key.")],
    seen: Annotated[Path, typer.Option(help="The file that keeps the last checkpoint seen; made at the first time.")],
    lang: LangOption = None,
) -> None:
    """Cosign the export's last checkpoint if the journal continues the one that was seen last; keep it in SEEN."""
    from greenward.ledger.checkpoint import read_checkpoint
    from greenward.ledger.key import read_signing_key, read_verifying_key
    from greenward.ledger.witness import witness_export
    from greenward.terms.problem import Place
    from greenward.texts import say

    last = read_checkpoint(seen.read_text("utf-8"), Place(str(seen))).checkpoint if seen.exists() else None
    log = read_verifying_key(log_key.read_text("utf-8"), Place(str(log_key)))
    signed = witness_export(export, last, log, read_signing_key(key), datetime.now(UTC))
    fresh = seen.with_name(f".{seen.name}.new")
    with fresh.open("w", encoding="utf-8") as file:
        file.write(signed.note)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(seen)
    typer.echo(say("witness.signed", as_language(lang), size=signed.checkpoint.size, seen=seen))
