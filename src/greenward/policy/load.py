"""Packs that ship with Greenward, as compiled; layers of an institution, from their YAML."""

import json
from functools import cache
from pathlib import Path

from greenward.policy.decode import decode
from greenward.policy.pack import Pack
from greenward.terms.buyer import LEVELS, Buyer
from greenward.terms.finding import Level
from greenward.terms.problem import Place, Problem, ProblemsError

COMPILED = Path(__file__).parent / "compiled"


def known_packs() -> tuple[str, ...]:
    """Return the ids of the packs that ship with Greenward."""
    return tuple(sorted(file.stem for file in COMPILED.glob("*.json")))


@cache
def load_pack(id_: str) -> Pack:
    """Return the pack ``id_``; raises ProblemsError (``pack.unknown``) with the packs that there are."""
    if id_ not in known_packs():
        raise ProblemsError([Problem("pack.unknown", params={"id": id_, "known": known_packs()})])
    return decode(Pack, json.loads((COMPILED / f"{id_}.json").read_text("utf-8")))


def load_packs(id_: str, buyer: Buyer | None) -> tuple[Pack, ...]:
    """Return the pack ``id_`` and those of the buyer's province and city upon it.

    The budget level decides, not the place: for a central unit the nation's rules stand alone.
    """
    packs: tuple[Pack, ...] = (load_pack(id_),)
    if buyer is None or buyer.level == LEVELS[0]:
        return packs
    upon = [pack for other in known_packs() if (pack := load_pack(other)).upon == id_ and pack.place in buyer.places]
    return packs + tuple(sorted(upon, key=lambda pack: len(pack.place)))


def load_layer(folder: Path, bases: tuple[Pack, ...]) -> Pack:
    """Return an institution's own layer upon ``bases``; raises ProblemsError with file and line."""
    from greenward.policy.compile import compile_pack

    try:
        there = folder.is_dir()
    except OSError as error:
        raise ProblemsError([Problem("pack.no_folder", Place(str(folder)))]) from error
    if not there:
        raise ProblemsError([Problem("pack.no_folder", Place(str(folder)))])
    pack = compile_pack(folder, bases)
    if pack.level is Level.LAW:
        raise ProblemsError([Problem("pack.layer_is_no_law", Place(str(folder)))])
    return pack
