"""How the paper is held from block to block: upright, or turned for a wide table."""

from dataclasses import dataclass

from greenward.documents.document import Block, Chart, Document, Heading, Style, Table
from greenward.documents.layout import OFFICIAL, REPORT, Layout, lay_out
from greenward.documents.numbering import NumberedClauses, number_clauses
from greenward.documents.outline import caption_levels
from greenward.documents.printable import printable
from greenward.documents.table import Cell, Figure, TableView
from greenward.texts import say

MOST_WORDS = 6


@dataclass(frozen=True, slots=True)
class Placed:
    """A block with the level of its heading; of a table also its cells as text and how it is set."""

    block: Block | NumberedClauses
    level: int
    texts: tuple[tuple[str, ...], ...] = ()
    layout: Layout | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """Blocks on paper that is held one way."""

    turned: bool
    items: tuple[Placed, ...]


def runs(blocks: tuple[Block, ...], document: Document, annexed: bool = False) -> tuple[Run, ...]:
    """Return the blocks in runs; at least one. ``annexed``: they are those of an attachment.

    The paper is turned for a wide table and stays so, so that nobody turns it to and fro; a heading of the first
    level sets it upright again. An attachment that opens with a few words before a wide table is turned from its start.
    """
    made: list[tuple[bool, list[Placed]]] = [(False, [])]
    turned = False
    for block, level in caption_levels(number_clauses(blocks, document.language)):
        item = _placed(block, level, document)
        if isinstance(block, Heading) and block.level == 1:
            turned = False
        elif item.layout is not None and item.layout.turned and item.texts:
            turned = True
        if made[-1][0] is not turned:
            if not made[-1][1]:
                made.pop()
            made.append((turned, []))
        made[-1][1].append(item)
    if annexed and len(made) > 1 and len(made[0][1]) <= MOST_WORDS and not any(item.layout for item in made[0][1]):
        made[:2] = [(made[1][0], made[0][1] + made[1][1])]
    return tuple(Run(held, tuple(items)) for held, items in made)


def shown(cell: Cell, document: Document) -> str:
    """Return a cell as text in the document's language."""
    return cell.text(say("table.unknown", document.language)) if isinstance(cell, Figure) else printable(cell)


def _placed(block: Block | NumberedClauses, level: int, document: Document) -> Placed:
    if not isinstance(block, Table | Chart):
        return Placed(block, level)
    texts = _texts(block.view, document)
    paper = OFFICIAL if document.style is Style.OFFICIAL else REPORT
    return Placed(block, level, texts, lay_out(block.view, texts, paper))


def _texts(view: TableView, document: Document) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(shown(cell, document) for cell in row) for row in view.rows)
