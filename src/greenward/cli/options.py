"""Options that several commands share."""

import os
import re
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from greenward.terms.buyer import KINDS, LEVELS, OBJECTS
from greenward.terms.names import Language
from greenward.terms.period import FIRST_DAY, LAST_DAY
from greenward.terms.problem import Place, Problem, ProblemsError

_PLACE = re.compile(r"CN(-[A-Z]{2}(-[A-Z0-9]{1,4})?)?", re.ASCII)
_AMOUNT = re.compile(r"\d{1,12}(\.\d{1,2})?", re.ASCII)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def parse_day(text: str) -> date:
    """Return the day that an option gives; refuses what is no date between 1990 and 2100."""
    try:
        day = date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        day = None
    if day is None or not FIRST_DAY <= day <= LAST_DAY:
        raise typer.BadParameter(f"'{text}' is no day between {FIRST_DAY} and {LAST_DAY}; write YYYY-MM-DD")
    return day


def parse_language(text: str) -> str:
    """Return en or zh."""
    if text not in ("en", "zh"):
        raise typer.BadParameter(f"'{text}' is not a language of ours; use en or zh")
    return text


def among(words: tuple[str, ...]) -> Callable[[str], str]:
    """Return a parser that takes one of ``words``, or nothing."""

    def parse(text: str) -> str:
        if text and text not in words:
            raise typer.BadParameter(f"'{text}' is none of {', '.join(words)}")
        return text

    return parse


def parse_place(text: str) -> str:
    """Return the code of a place; refuses one in a province that does not exist."""
    from greenward.exchange.places import PROVINCES

    place = text.upper()
    if text and (not _PLACE.fullmatch(place) or "-".join(place.split("-")[:2]) not in PROVINCES):
        raise typer.BadParameter(
            f"'{text}' is no place; write CN, a province such as CN-GD, or a city such as CN-GD-GZ"
        )
    return place


def parse_amount(text: str) -> str:
    """Return an amount in plain digits with up to two decimals."""
    if not _AMOUNT.fullmatch(text):
        raise typer.BadParameter(f"'{text}' is no amount; write plain digits such as 120000.00")
    return text


def own_language() -> Language:
    """Return the language that the user's environment asks for: Chinese where it says so, else English."""
    wanted = next((value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := os.environ.get(name))), "")
    return "zh" if wanted.startswith("zh") else "en"


def as_language(text: str | None) -> Language:
    """Return the language of an option, or the environment's where it was left out."""
    return own_language() if text is None else "zh" if text == "zh" else "en"


PackOption = Annotated[str, typer.Option("--pack", help="The policy pack, for instance cn.")]
OnOption = Annotated[
    date | None,
    typer.Option("--on", parser=parse_day, metavar="YYYY-MM-DD", help="The day to answer for."),
]
LangOption = Annotated[
    str | None,
    typer.Option("--lang", parser=parse_language, metavar="en|zh", help="Language; default: the environment's."),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]
DataOption = Annotated[
    Path | None,
    typer.Option("--data", help="Data folder; default: GREENWARD_DATA, else the user's data folder."),
]
PlaceOption = Annotated[
    str,
    typer.Option(
        parser=parse_place, metavar="CN-GD", help="Where the unit buys: ISO 3166-2; a city has one part more."
    ),
]
LevelOption = Annotated[
    str, typer.Option(parser=among(LEVELS), metavar="|".join(LEVELS), help="Whose budget pays; it decides the limits.")
]
KindOption = Annotated[str, typer.Option(parser=among(KINDS), metavar="|".join(KINDS), help="What kind of unit buys.")]
ObjectOption = Annotated[
    str, typer.Option("--object", parser=among(OBJECTS), metavar="|".join(OBJECTS), help="What is bought.")
]
AmountOption = Annotated[
    str | None,
    typer.Option(parser=parse_amount, metavar="AMOUNT", help="All purchases of the category in the year, in CNY."),
]
CaseArgument = Annotated[Path, typer.Argument(help="The folder of a case, with its case.yaml.")]


def print_json(value: object) -> None:
    """Print a value as JSON in UTF-8, whatever the terminal's encoding is."""
    import json

    from greenward.terms.canonical import plain

    text = json.dumps(plain(value), ensure_ascii=False, indent=2)
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode() + b"\n")


def data_folder(given: Path | None) -> Path:
    """Return the folder of imported public sets; raises ProblemsError where it is no folder."""
    from platformdirs import user_data_path

    named = os.environ.get("GREENWARD_DATA")
    folder = given or (Path(named) if named else user_data_path("greenward"))
    if folder.exists() and not folder.is_dir():
        raise ProblemsError([Problem("output.no_folder", Place(str(folder)))])
    return folder
