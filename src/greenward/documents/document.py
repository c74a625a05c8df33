"""A paper as one value: every page, PDF, Word file and workbook of it is made from this and says the same."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum

from greenward.documents.chart import Drawing
from greenward.documents.table import Cell, TableView
from greenward.terms.canonical import digest
from greenward.terms.names import Language

DEEPEST_HEADING, DEEPEST_CLAUSE = 3, 4


class Style(Enum):
    """How a paper is laid out: as a report, or as an official paper (公文) after GB/T 9704-2012."""

    REPORT = "report"
    OFFICIAL = "official"


class Rendition(Enum):
    """A form that a paper may be signed in."""

    PDF = "pdf"
    WORD = "docx"


class Tone(Enum):
    """How a note is shown: a banner must be read before any figure."""

    BANNER = "banner"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 stands under the paper's title, 3 is the deepest."""

    text: str
    level: int = 1

    def __post_init__(self) -> None:
        if not 1 <= self.level <= DEEPEST_HEADING:
            raise ValueError(f"a heading has a level from 1 to {DEEPEST_HEADING}: {self.level}")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; ``lead``: the one that says the paper in a sentence or two."""

    text: str
    lead: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """One labelled value; ``key`` is its name in an office's own Word template, as ``field_<key>``."""

    label: str
    value: Cell
    key: str = ""


@dataclass(frozen=True, slots=True)
class Fields:
    """Labelled values; ``cards``: the few figures that a reader looks for first, shown large."""

    items: tuple[Field, ...]
    cards: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table under its caption."""

    view: TableView


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing, always with the table that holds its figures below it."""

    drawing: Drawing
    view: TableView


@dataclass(frozen=True, slots=True)
class Clause:
    """A numbered clause: heading, text, and the clauses within it, four deep at most.

    The numbers are the renderers': 一、（一）1.（1） in Chinese, 1. 1.1 (a) (i) in English.
    """

    text: str = ""
    heading: str = ""
    parts: tuple["Clause", ...] = ()


@dataclass(frozen=True, slots=True)
class Clauses:
    """Clauses in order; all of one paper are numbered on, whatever stands between them."""

    items: tuple[Clause, ...]

    def __post_init__(self) -> None:
        if depth(self.items) > DEEPEST_CLAUSE:
            raise ValueError(f"clauses are at most {DEEPEST_CLAUSE} deep")


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs: the part played, the name where it is known, and what is filled in by hand."""

    role: str
    name: str = ""
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Signature:
    """The places for signatures, side by side; a rendition that is not the signed one leaves the lines out."""

    signers: tuple[Signer, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """A remark beside the text."""

    text: str
    tone: Tone = Tone.NOTE


Block = Heading | Paragraph | Fields | Table | Chart | Clauses | Signature | Note


@dataclass(frozen=True, slots=True)
class Attachment:
    """Something annexed: named after the text; with ``blocks`` it follows on pages of its own."""

    title: str
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A paper with finished text in one language.

    ``kind`` is its code (``plan_report``); ``day`` the day it bears; ``dateline`` stands under the title of a report.
    Of an official paper: ``number`` is the document number, ``addressee`` to whom (主送机关), ``signatory`` who
    signs a paper to a higher authority (签发人), ``contact`` the last line (附注); ``unit`` and ``day`` are its
    signature (落款). ``signed`` is the rendition that is signed; None: no one signs it, or any.
    """

    kind: str
    language: Language
    title: str
    day: date
    blocks: tuple[Block, ...]
    style: Style = Style.REPORT
    subtitle: str = ""
    dateline: str = ""
    number: str = ""
    unit: str = ""
    addressee: str = ""
    signatory: str = ""
    attachments: tuple[Attachment, ...] = ()
    contact: str = ""
    signed: Rendition | None = None

    def __post_init__(self) -> None:
        if self.style is Style.OFFICIAL and not self.unit:
            raise ValueError("an official paper is signed by a unit")

    @property
    def sequences(self) -> tuple[tuple[Block, ...], ...]:
        """The blocks of the text, then those of each attachment that follows it."""
        return (self.blocks, *(item.blocks for item in self.attachments if item.blocks))

    @property
    def views(self) -> tuple[TableView, ...]:
        """Every table in the order of reading."""
        return tuple(block.view for blocks in self.sequences for block in blocks if isinstance(block, Table | Chart))

    @property
    def fields(self) -> tuple[Field, ...]:
        """Every labelled value in the order of reading."""
        return tuple(_fields(self.sequences))

    @property
    def banners(self) -> tuple[str, ...]:
        """What must be read before any figure."""
        notes = [block for blocks in self.sequences for block in blocks if isinstance(block, Note)]
        return tuple(note.text for note in notes if note.tone is Tone.BANNER)


def content_digest(document: Document) -> str:
    """Return the SHA-256 of all that the paper says: two renditions that bear the same one say the same."""
    return digest(document)


def depth(clauses: tuple[Clause, ...]) -> int:
    """Return how deep clauses are nested."""
    return 1 + max((depth(clause.parts) for clause in clauses), default=0) if clauses else 0


def _fields(sequences: tuple[tuple[Block, ...], ...]) -> Iterator[Field]:
    for blocks in sequences:
        for block in blocks:
            if isinstance(block, Fields):
                yield from block.items
