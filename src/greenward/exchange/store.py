"""Imported public sets in the data folder: one canonical file a set, with its hash inside."""

import json
import re
from pathlib import Path

from greenward.exchange.file import write_whole
from greenward.policy.decode import decode
from greenward.terms.canonical import canonical, digest
from greenward.terms.dataset import ProductList
from greenward.terms.problem import Place, Problem, ProblemsError
from greenward.terms.product import ProductRecord


def keep_products(folder: Path, products: ProductList) -> Path:
    """Write the list to ``folder`` in one step and return the file; an older import of the same file is replaced."""
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"products-{_slug(products.scheme)}-{_slug(Path(products.file).stem)}.json"
    write_whole(target, canonical({"hash": digest(products), "list": products}))
    return target


def load_products(folder: Path) -> dict[tuple[str, str], ProductRecord]:
    """Return every imported product record by scheme and id.

    Raises ProblemsError where a kept file was altered, or where two of them describe one product differently.
    """
    found: dict[tuple[str, str], ProductRecord] = {}
    for file in sorted(folder.glob("products-*.json")):
        try:
            data = json.loads(file.read_text("utf-8"))
            products = decode(ProductList, data["list"])
        except (ValueError, KeyError, TypeError) as error:
            raise ProblemsError([Problem("store.broken", Place(str(file)))]) from error
        if digest(products) != data["hash"]:
            raise ProblemsError([Problem("store.altered", Place(str(file)))])
        for record in products.records:
            if found.setdefault((record.scheme, record.id), record) != record:
                raise ProblemsError([Problem("store.two_versions", Place(str(file)), {"id": record.id})])
    return found


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.casefold()).strip("-")
