"""greenward verify: whether a journal was tampered with."""

from pathlib import Path
from typing import Annotated

import typer

from greenward.cli.options import JsonOption, LangOption, as_language


def verify(
    path: Annotated[Path, typer.Argument(help="An export's folder, its entries.jsonl, or an SQLite file.")],
    checkpoint: Annotated[
        list[Path] | None, typer.Option(help="A checkpoint kept outside, by you or a witness; may be repeated.")
    ] = None,
    key: Annotated[
        list[Path] | None, typer.Option(help="The public key of the log, of a witness; may be repeated.")
    ] = None,
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    """Verify a journal. Ends with 0: it holds; 1: tampered with; 2: cannot tell, and what would settle it."""
    from greenward.ledger.verifier import main

    words = ["verify", "--lang", as_language(lang), *(["--json"] if as_json else [])]
    words += [f"--checkpoint={one}" for one in checkpoint or []] + [f"--key={one}" for one in key or []]
    raise typer.Exit(main([*words, "--", str(path)]))
