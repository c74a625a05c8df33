"""greenward serve: the office in a browser."""

import os
from pathlib import Path
from typing import Annotated

import typer

from greenward.cli.options import DataOption, data_folder


def serve(
    address: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port to listen on.")] = 8000,
    data: DataOption = None,
) -> None:
    """Serve the office until it is stopped: rules, people and their roles."""
    server = office(data)
    server.make_ready()
    typer.echo(f"http://{address}:{port}")
    server.serve(address, port)


def office(data: Path | None):  # type: ignore[no-untyped-def]  # the module that knows Django, named nowhere else
    """Return the office's server, set up on a data folder."""
    os.environ["GREENWARD_DATA"] = str(data_folder(data))
    from greenward.web import serve as server

    server.set_up()
    return server
