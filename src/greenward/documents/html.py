"""A document as one HTML file that needs nothing beside it: no script, the same bytes for the same document."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from greenward.documents.attachments import annexes, attachment_list
from greenward.documents.chart import draw_svg
from greenward.documents.document import Block, Chart, Document, Heading, Note, Signature, Style, Table, Tone
from greenward.documents.numbering import NumberedClauses, number_clauses
from greenward.documents.outline import caption_levels
from greenward.documents.signing import may_be_signed, signing_note
from greenward.documents.table import Cell, Figure, TableView, is_number
from greenward.documents.wording import COLON, LANGUAGE_TAGS, long_day
from greenward.texts import say


@dataclass(frozen=True, slots=True)
class Part:
    """A block as the page shows it: the name of its macro, the place that the contents lead to, its heading's level.

    ``spoken`` names a table to one who hears the page; no two are alike.
    """

    name: str
    block: Block | NumberedClauses
    anchor: str
    level: int
    svg: Markup | None
    spoken: str

    @property
    def caption(self) -> str:
        """What the contents call it."""
        return self.block.text if isinstance(self.block, Heading) else self.view.caption

    @property
    def view(self) -> TableView:
        """The table of a table or a drawing."""
        if not isinstance(self.block, Table | Chart):
            raise TypeError("only tables and drawings have a view")
        return self.block.view


def document_html(document: Document) -> str:
    """Return the document as HTML in its language."""

    def text(code: str, **params: object) -> str:
        return say(code, document.language, **params)

    environment = Environment(
        loader=PackageLoader("greenward.documents"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    heard: Counter[str] = Counter()
    body = tuple(_parts(document.blocks, "", document, heard))
    first = next((at for at, part in enumerate(body) if not _is_banner(part.block)), len(body))
    return environment.get_template("document.html.j2").render(
        document=document,
        official=document.style is Style.OFFICIAL,
        banners=[part.block for part in body[:first]],
        body=body[first:],
        contents=[part for part in body if part.anchor and part.level == 1],
        attachments=attachment_list(document),
        annexes=[
            (annex, tuple(_parts(annex.blocks, f"a{at}", document, heard)))
            for at, annex in enumerate(annexes(document), start=1)
        ],
        signing=signing_note(document, None),
        day=long_day(document.day, document.language),
        between="" if document.language == "zh" else " ",
        inset="\u3000\u3000" if document.style is Style.OFFICIAL and document.language == "zh" else "",
        colon=COLON[document.language],
        tag=LANGUAGE_TAGS[document.language],
        text=text,
        is_number=is_number,
        shown=lambda cell: _shown(cell, text("table.unknown")),
    )


def _parts(blocks: tuple[Block, ...], mark: str, document: Document, heard: Counter[str]) -> Iterator[Part]:
    tables = 0
    for at, (block, level) in enumerate(caption_levels(number_clauses(blocks, document.language)), start=1):
        if isinstance(block, Signature) and not may_be_signed(document, None):
            continue
        anchor, svg, spoken = "", None, ""
        if isinstance(block, Table | Chart):
            tables += 1
            anchor = f"{mark}t{tables}"
            caption = block.view.caption
            heard[caption] += 1
            spoken = caption if heard[caption] == 1 else f"{caption} {heard[caption]}"
        elif isinstance(block, Heading):
            anchor = f"{mark}h{at}"
        if isinstance(block, Chart):
            svg = Markup(draw_svg(block.drawing))  # noqa: S704  drawn from our own specification, escaped by it
        yield Part(_NAMES[type(block).__name__], block, anchor, level, svg, spoken)


def _is_banner(block: Block | NumberedClauses) -> bool:
    return isinstance(block, Note) and block.tone is Tone.BANNER


_NAMES = {
    "Heading": "heading",
    "Paragraph": "paragraph",
    "Fields": "fields",
    "Table": "table",
    "Chart": "table",
    "NumberedClauses": "clauses",
    "Signature": "signature",
    "Note": "note",
}


def _shown(cell: Cell, unknown: str) -> str:
    return cell.text(unknown) if isinstance(cell, Figure) else cell
