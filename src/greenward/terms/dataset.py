"""A public set as imported: what it holds, where it came from and what its publisher warns of."""

from dataclasses import dataclass
from datetime import date

from greenward.terms.product import ProductRecord


@dataclass(frozen=True, slots=True)
class Retrieval:
    """What only the person who brings a file can say of it.

    ``day`` is when it was taken from its publisher; ``release`` and ``series`` name what the file does not state, or
    which one is meant; ``dollars`` is the year whose dollars its prices are in.
    """

    day: date
    release: str = ""
    series: str = ""
    dollars: int | None = None


@dataclass(frozen=True, slots=True)
class RowNote:
    """What is to be said of a row: its number in the file, the part of the row that is meant, and a stable code."""

    row: int
    part: str
    code: str


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a set came from.

    ``warning`` is the code of the sentence that is shown wherever its figures are used; ``share_alike`` says that a
    work made from it stands under its licence. ``file_hash`` is the SHA-256 of the file as it was read.
    """

    publisher: str
    licence: str
    share_alike: bool
    release: str
    retrieved: date
    warning: str
    file: str
    file_hash: str


@dataclass(frozen=True, slots=True)
class PublicSet:
    """A set with its origin; ``left_out`` could not be used, ``told`` is used and worth knowing."""

    origin: Origin
    left_out: tuple[RowNote, ...]
    told: tuple[RowNote, ...]


@dataclass(frozen=True, slots=True)
class ProductList(PublicSet):
    """Product records of one scheme."""

    scheme: str
    records: tuple[ProductRecord, ...]
