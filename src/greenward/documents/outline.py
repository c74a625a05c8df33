"""The headings of a paper: how deep the caption of each table stands, and what its contents list."""

from collections.abc import Iterable, Iterator

from greenward.documents.document import DEEPEST_HEADING, Block, Chart, Heading, Table
from greenward.documents.numbering import NumberedClauses


def caption_levels(blocks: Iterable[Block | NumberedClauses]) -> Iterator[tuple[Block | NumberedClauses, int]]:
    """Yield each block with the level of the heading that it opens with: its own, or that of a caption below the last.

    Zero where a block has none.
    """
    above = 0
    for block in blocks:
        if isinstance(block, Heading):
            above = block.level
            yield block, block.level
        else:
            captioned = isinstance(block, Table | Chart)
            yield block, min(above + 1, DEEPEST_HEADING) if captioned else 0
