"""Options that several commands share."""

import os
import re
import sys
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from greenward.terms.buyer import KINDS, LEVELS, OBJECTS
from greenward.terms.names import Language
from greenward.terms.period import FIRST_DAY, LAST_DAY
from greenward.terms.problem import Place, Problem, ProblemsError

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


def parse_place(text: str) -> str:
    """Return the code of a place, by its code or its name as in a list; empty where none is given."""
    place = _meant("place", text)
    if place is None:
        from greenward.exchange.places import CITIES, PLACES

        cities = ", ".join(f"{code} {PLACES[code]}" for code in CITIES)
        province = "-".join(text.strip().upper().split("-")[:2])
        raise typer.BadParameter(
            f"'{text}' is no place that the packs know; write a province or a city by its ISO 3166-2 code or its name, "
            f"for instance CN-GD, 广东, CN-GD-GZ. The cities known are {cities}; for another city write "
            + (f"its province, {province}" if province in PLACES else "its province")
        )
    return place


def parse_level(text: str) -> str:
    """Return a level of the budget, by our word or that of a list; empty where none is given."""
    return _among("level", text)


def parse_kind(text: str) -> str:
    """Return a kind of unit, by our word or that of a list; empty where none is given."""
    return _among("kind", text)


def parse_object(text: str) -> str:
    """Return goods, services or works, by our word or that of a list; goods where none is given."""
    return _among("object", text) or "goods"


def _among(key: str, text: str) -> str:
    meant = _meant(key, text)
    if meant is None:
        from greenward.exchange.columns import LINES

        words = next(column.words for column in LINES.columns if column.key == key)
        raise typer.BadParameter(f"'{text}' is none of {', '.join(word for word, _ in words)}")
    return meant


def _meant(key: str, text: str) -> str | None:
    """Return what a word means in the column ``key`` of a list: empty for no word, None for one not known there."""
    from greenward.exchange.columns import LINES
    from greenward.exchange.table import read_cell

    if not text.strip():
        return ""
    value, _ = read_cell(next(column for column in LINES.columns if column.key == key), text.strip())
    return value if isinstance(value, str) else None


def parse_amount(text: str) -> str:
    """Return an amount in plain digits with up to two decimals; empty where none is given."""
    if text.strip() and not _AMOUNT.fullmatch(text):
        raise typer.BadParameter(f"'{text}' is no amount; write plain digits such as 120000.00")
    return text.strip()


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
        parser=parse_place,
        metavar="CN-GD",
        help="Where the unit buys: ISO 3166-2 or the name; a city has one part more.",
    ),
]
LevelOption = Annotated[
    str, typer.Option(parser=parse_level, metavar="|".join(LEVELS), help="Whose budget pays; it decides the limits.")
]
KindOption = Annotated[str, typer.Option(parser=parse_kind, metavar="|".join(KINDS), help="What kind of unit buys.")]
ObjectOption = Annotated[
    str, typer.Option("--object", parser=parse_object, metavar="|".join(OBJECTS), help="What is bought.")
]
AmountOption = Annotated[
    str,
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
