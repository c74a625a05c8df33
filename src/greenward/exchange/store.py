"""Imported public sets in the data folder: one canonical file a set, with its hash inside."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

from greenward.exchange.file import write_whole
from greenward.policy.decode import decode
from greenward.terms.canonical import canonical, digest
from greenward.terms.dataset import ProductList, PublicSet
from greenward.terms.factor import EmissionFactorList, GridFactorList
from greenward.terms.footprint import FootprintList
from greenward.terms.price_series import PricePathList, PriceSeriesList
from greenward.terms.problem import Place, Problem, ProblemsError
from greenward.terms.product import ProductRecord
from greenward.terms.rate import RateList

Kept = TypeVar("Kept", bound=PublicSet)

KINDS: dict[type[PublicSet], str] = {
    ProductList: "products",
    FootprintList: "footprints",
    GridFactorList: "grid_factors",
    EmissionFactorList: "emission_factors",
    PriceSeriesList: "prices",
    PricePathList: "price_paths",
    RateList: "rates",
}
"""What each kind of set is called in the name of its file."""


def keep(folder: Path, name: str, found: PublicSet) -> Path:
    """Write the set ``name`` to ``folder`` in one step and return the file; an import of the same file is replaced."""
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{KINDS[type(found)]}-{name}-{_slug(Path(found.origin.file).stem)}.json"
    write_whole(target, canonical({"hash": digest(found), "list": found}))
    return target


def load(folder: Path, kind: type[Kept]) -> tuple[Kept, ...]:
    """Return every imported set of a kind, in the order of the files' names.

    Raises ProblemsError where a kept file cannot be read or was altered.
    """
    return tuple(kept for _, kept in _read(folder, kind))


def load_products(folder: Path) -> dict[tuple[str, str], ProductRecord]:
    """Return every imported product record by scheme and id.

    Raises ProblemsError where a kept file was altered, or where two of them describe one product differently.
    """
    found: dict[tuple[str, str], ProductRecord] = {}
    for file, products in _read(folder, ProductList):
        for record in products.records:
            if found.setdefault((record.scheme, record.id), record) != record:
                raise ProblemsError([Problem("store.two_versions", Place(str(file)), {"id": record.id})])
    return found


def _read(folder: Path, kind: type[Kept]) -> Iterator[tuple[Path, Kept]]:
    for file in sorted(folder.glob(f"{KINDS[kind]}-*.json")):
        try:
            data = json.loads(file.read_text("utf-8"))
            kept = decode(kind, data["list"])
        except (ValueError, KeyError, TypeError, ArithmeticError) as error:
            raise ProblemsError([Problem("store.broken", Place(str(file)))]) from error
        if digest(kept) != data["hash"]:
            raise ProblemsError([Problem("store.altered", Place(str(file)))])
        yield file, kept


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.casefold()).strip("-")
