"""greenward users: the first administrator of an organisation, and ways in that were lost."""

from typing import Annotated

import typer

from greenward.cli.options import DataOption, KindOption, LangOption, LevelOption, PlaceOption
from greenward.cli.serve import office
from greenward.terms.buyer import Buyer

users = typer.Typer(no_args_is_help=True, help="People of the office, by whoever runs the server.")


@users.command("begin")
def begin(
    code: Annotated[str, typer.Option(help="The organisation's code, as its other systems use it.")],
    name: Annotated[str, typer.Option(help="The organisation's name.")],
    login: Annotated[str, typer.Option(help="The first administrator's sign-in name.")],
    person: Annotated[str, typer.Option(help="The first administrator's name.")],
    place: PlaceOption = "",
    level: LevelOption = "",
    kind: KindOption = "",
    data: DataOption = None,
    lang: LangOption = None,
) -> None:
    """Make an organisation and its first administrator, and print the first password once."""
    server = office(data)
    server.make_ready()
    typer.echo(server.begin(code, name, Buyer(place or "CN", level, kind), login, person))


@users.command("password")
def password(
    login: Annotated[str, typer.Argument(help="The sign-in name.")], data: DataOption = None, lang: LangOption = None
) -> None:
    """Give a person a new first password, and print it once."""
    server = office(data)
    server.make_ready()
    typer.echo(server.new_password(login))


@users.command("factor")
def factor(
    login: Annotated[str, typer.Argument(help="The sign-in name.")], data: DataOption = None, lang: LangOption = None
) -> None:
    """Take away the second factor of a person who has lost it."""
    server = office(data)
    server.make_ready()
    typer.echo(server.take_factor(login))


@users.command("identity")
def identity(
    login: Annotated[str, typer.Argument(help="The sign-in name.")], data: DataOption = None, lang: LangOption = None
) -> None:
    """Untie a person from the account at the provider of identities; the next sign-in ties anew."""
    server = office(data)
    server.make_ready()
    typer.echo(server.take_identity(login))
