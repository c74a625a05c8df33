"""A public set as imported: what it holds, where it came from and what its publisher warns of."""

from dataclasses import dataclass

from greenward.terms.product import ProductRecord


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A piece of the file that could not be used: its row, the part of the row, and a stable code."""

    row: int
    part: str
    code: str


@dataclass(frozen=True, slots=True)
class ProductList:
    """Product records of one scheme. ``file_hash`` is the SHA-256 of the file as it was read."""

    scheme: str
    publisher: str
    licence: str
    warning: str
    file: str
    file_hash: str
    records: tuple[ProductRecord, ...]
    left_out: tuple[LeftOut, ...]
