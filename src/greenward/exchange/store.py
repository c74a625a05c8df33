"""Imported public sets in the data folder: one canonical file a set, with its hash inside."""

import json
from pathlib import Path

from greenward.policy.decode import decode
from greenward.terms.canonical import canonical, digest
from greenward.terms.dataset import ProductList
from greenward.terms.problem import Place, Problem, ProblemsError
from greenward.terms.product import ProductRecord


def keep_products(folder: Path, products: ProductList) -> Path:
    """Write the list to ``folder`` in one step and return the file; an older import of its scheme is replaced."""
    folder.mkdir(parents=True, exist_ok=True)
    target = _file(folder, products.scheme)
    fresh = target.with_suffix(".new")
    fresh.write_bytes(canonical({"hash": digest(products), "list": products}))
    fresh.replace(target)
    return target


def load_products(folder: Path) -> dict[tuple[str, str], ProductRecord]:
    """Return every imported product record by scheme and id; raises ProblemsError where a file was altered."""
    found: dict[tuple[str, str], ProductRecord] = {}
    for file in sorted(folder.glob("products-*.json")):
        try:
            data = json.loads(file.read_text("utf-8"))
            products = decode(ProductList, data["list"])
        except (ValueError, KeyError, TypeError) as error:
            raise ProblemsError([Problem("store.broken", Place(str(file)))]) from error
        if digest(products) != data["hash"]:
            raise ProblemsError([Problem("store.altered", Place(str(file)))])
        found |= {(record.scheme, record.id): record for record in products.records}
    return found


def _file(folder: Path, scheme: str) -> Path:
    return folder / f"products-{scheme.casefold().replace(' ', '-')}.json"
