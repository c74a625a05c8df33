"""The blocks of a document as WordprocessingML, set before a mark in a Word file."""

import html
import io
from collections.abc import Iterable
from copy import deepcopy
from typing import Any

from greenward.documents.chart import draw_png
from greenward.documents.document import Chart, Document, Fields, Heading, Note, Paragraph, Rendition, Signature, Style
from greenward.documents.document import Table as TableBlock
from greenward.documents.numbering import NumberedClauses
from greenward.documents.pages import Placed, Run, shown
from greenward.documents.printable import printable
from greenward.documents.signing import may_be_signed
from greenward.documents.table import TableView, is_number
from greenward.documents.wording import COLON
from greenward.texts import say

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TWIPS, LINE, BLANK = 20, 1.32, "____________________"
GREY, WASH = "C5CAD1", "F3F7F5"
_GRID = ("top", "left", "bottom", "right", "insideH", "insideV")


class Sheet:
    """Writes blocks before ``mark``, a paragraph of ``word``, and holds the paper as each run asks for.

    A style that an office's template does not have is left out: its plain text style serves.
    """

    def __init__(self, word: Any, document: Document, mark: Any, turned: bool = False) -> None:
        self.word, self.document, self.mark, self.turned = word, document, mark, turned
        self.official = document.style is Style.OFFICIAL
        self.styles = {style.name: style.style_id for style in word.styles}
        self.paper = word.sections[-1]._sectPr

    def write(self, run: Run) -> None:
        """Write the blocks of a run, on paper held its way."""
        if run.turned is not self.turned:
            self._end_section(run.turned)
        for item in run.items:
            self._block(item)

    def new_page(self, turned: bool) -> None:
        """Begin a new page, held as said."""
        if turned is self.turned:
            self._add('<w:p><w:r><w:br w:type="page"/></w:r></w:p>')
        else:
            self._end_section(turned)

    def annex(self, label: str, title: str) -> None:
        """Write what stands over an attachment."""
        self._add(self._paragraph("Annex Label", self._run(label)))
        self._add(self._paragraph("Heading 1", self._run(title)))

    def attachment(self, label: str, line: str) -> None:
        """Write one line of the list of attachments, the first behind its label."""
        text = self._run(label or "\u3000" * 3 if self.official else label) + self._run(line)
        self._add(self._paragraph("Attachment", text))

    def note(self, text: str, kept: bool = False) -> None:
        """Write a remark, if there is one; ``kept``: on the page of what follows."""
        if text:
            self._add(self._paragraph("Note", self._run(text), "<w:keepNext/>" if kept else ""))

    def close(self) -> None:
        """Take the mark away."""
        self.mark._p.getparent().remove(self.mark._p)

    def _block(self, item: Placed) -> None:
        block = item.block
        if isinstance(block, Heading):
            self._add(self._paragraph(f"Heading {item.level}", self._run(printable(block.text))))
        elif isinstance(block, Paragraph):
            self._add(self._paragraph("Lead" if block.lead else "", self._run(printable(block.text))))
        elif isinstance(block, Fields):
            self._fields(block)
        elif isinstance(block, TableBlock | Chart):
            self._captioned(block, item)
        elif isinstance(block, NumberedClauses):
            self._clauses(block)
        elif isinstance(block, Note):
            self._add(self._paragraph(block.tone.value.capitalize(), self._run(printable(block.text))))
        elif isinstance(block, Signature) and may_be_signed(self.document, Rendition.WORD):
            self._signature(block)

    def _captioned(self, block: TableBlock | Chart, item: Placed) -> None:
        view = block.view
        self._add(self._paragraph(f"Heading {item.level}", self._run(printable(view.caption))))
        empty = "" if view.rows else say("table.empty", self.document.language)
        self.note(printable(view.note) or empty, kept=bool(view.rows))
        if isinstance(block, Chart):
            paragraph = self.word.add_paragraph()
            width = round(self._width() * 635 * (0.6 if self.turned else 0.92))  # 635 English metric units a twip
            picture = paragraph.add_run().add_picture(io.BytesIO(draw_png(block.drawing)), width=width)
            picture._inline.docPr.set("descr", printable(block.drawing.title))
            paragraph.paragraph_format.keep_with_next = True
            paragraph.paragraph_format.first_line_indent = 0
            self.mark._p.addprevious(paragraph._p)
        if view.rows:
            self._table(view, item)

    def _table(self, view: TableView, item: Placed) -> None:
        layout = item.layout
        if layout is None:
            raise TypeError("a table has a layout")
        widths = [round(share * self._width()) for share in layout.shares]
        half_points = round(layout.size * 2)
        numbers = [is_number(view, at) for at in range(len(view.headings))]

        def cell(text: str, at: int, bold: bool, fill: str = "", keep: bool = False) -> str:
            return self._cell(text, widths[at], half_points, bold, right=numbers[at], fill=fill, keep=keep)

        heads = "".join(cell(printable(text), at, True, WASH, keep=True) for at, text in enumerate(view.headings))
        rows = [f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{heads}</w:tr>"]
        short, last = layout.is_short(item.texts), len(item.texts) - 1
        for number, row in enumerate(item.texts):
            total, keep = last - number < view.totals, short and number < last
            cells = "".join(cell(text, at, total or at == view.badges, keep=keep) for at, text in enumerate(row))
            rows.append(f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>")
        sides = _GRID if self.official else ("bottom", "insideH")
        self._add(_grid(widths, rows, _borders(sides, "000000" if self.official else GREY)))
        self._add(self._paragraph("Table Text", ""))

    def _fields(self, block: Fields) -> None:
        pairs = [(printable(field.label), shown(field.value, self.document)) for field in block.items]
        if block.cards:
            widths = [self._width() // len(pairs)] * len(pairs)
            values = "".join(self._cell(value, widths[0], 28, True, fill=WASH) for _, value in pairs)
            labels = "".join(self._cell(label, widths[0], 16, False, fill=WASH) for label, _ in pairs)
            rows = [f"<w:tr>{values}</w:tr>", f"<w:tr>{labels}</w:tr>"]
            self._add(_grid(widths, rows, _borders(("insideV",), "FFFFFF", 24)))
        else:
            size = 24 if self.official else 20
            widths = [round(self._width() * share) for share in (0.32, 0.68)]
            rows = [
                f"<w:tr>{self._cell(label, widths[0], size, False)}{self._cell(value, widths[1], size, False)}</w:tr>"
                for label, value in pairs
            ]
            self._add(_grid(widths, rows, ""))
        self._add(self._paragraph("Table Text", ""))

    def _clauses(self, block: NumberedClauses) -> None:
        between = "" if self.document.language == "zh" else " "
        for item in block.items:
            style, heading, text = f"Clause {item.depth}", printable(item.heading), printable(item.text)
            headed = f"Clause Heading {item.depth}" if f"Clause Heading {item.depth}" in self.styles else style
            bold = bool(heading) and not self.official
            if heading and text and not item.runs_in:
                self._add(self._paragraph(headed, self._run(item.number + heading, bold), "<w:keepNext/>"))
                self._add(self._paragraph(style, self._run(text)))
            else:
                gap = between if heading and text else ""
                opening = self._run(item.number + heading + gap, bold)
                self._add(self._paragraph(style if text else headed, opening + self._run(text)))

    def _signature(self, block: Signature) -> None:
        colon, across = COLON[self.document.language], min(len(block.signers), 3)
        widths = [self._width() // across] * across
        rows = []
        for at in range(0, len(block.signers), across):
            cells = []
            for signer in block.signers[at : at + across]:
                role = printable(signer.role) + (colon + printable(signer.name) if signer.name else "")
                lines = [f"{printable(line)}{colon}{BLANK}" for line in signer.lines]
                cells.append(self._cell("\n\n".join((role, *lines)), widths[0], 20, False))
            cells += [self._cell("", widths[0], 20, False)] * (across - len(cells))
            rows.append(f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(cells)}</w:tr>")
        self._add(self._paragraph("", ""))
        self._add(_grid(widths, rows, ""))
        self._add(self._paragraph("Table Text", ""))

    def _cell(
        self,
        text: str,
        width: int,
        half_points: int,
        bold: bool,
        right: bool = False,
        fill: str = "",
        keep: bool = False,
    ) -> str:
        shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
        line = round(half_points * TWIPS / 2 * LINE)  # exact: the Chinese fonts differ much in what they call single
        lines = f'<w:spacing w:before="30" w:after="30" w:line="{line}" w:lineRule="exact"/>'
        kept, side = "<w:keepNext/>" if keep else "", "right" if right else "left"
        shape = f'{kept}{lines}<w:ind w:firstLine="0"/><w:jc w:val="{side}"/>'
        paragraph = self._paragraph("Table Text", self._run(text, bold, half_points), shape)
        return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}</w:tcPr>{paragraph}</w:tc>'

    def _paragraph(self, style: str, content: str, extra: str = "") -> str:
        known = self.styles.get(style)
        named = f'<w:pStyle w:val="{known}"/>' if known else ""
        properties = f"<w:pPr>{named}{extra}</w:pPr>" if named or extra else ""
        return f"<w:p>{properties}{content}</w:p>"

    def _run(self, text: str, bold: bool = False, half_points: int = 0) -> str:
        if not text:
            return ""
        weight = "<w:b/><w:bCs/>" if bold else ""
        size = f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>' if half_points else ""
        lines = [f'<w:t xml:space="preserve">{html.escape(line, quote=False)}</w:t>' for line in text.split("\n")]
        return f"<w:r><w:rPr>{weight}{size}</w:rPr>{'<w:br/>'.join(lines)}</w:r>"

    def _add(self, xml: str) -> None:
        self.mark._p.addprevious(_element(xml))

    def _width(self) -> int:
        """Return the width of the type area in twips."""
        size, margin = self.paper.find(f"{{{W}}}pgSz"), self.paper.find(f"{{{W}}}pgMar")
        sides = sorted((int(size.get(f"{{{W}}}w")), int(size.get(f"{{{W}}}h"))))
        used = int(margin.get(f"{{{W}}}left")) + int(margin.get(f"{{{W}}}right"))
        return sides[1 if self.turned else 0] - used

    def _end_section(self, turned: bool) -> None:
        """End the section that is open, held as it was, with a paragraph too small to be seen."""
        paper = deepcopy(self.paper)
        turn(paper, self.turned)
        small = '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
        paragraph = _element(f'<w:p><w:pPr>{small}<w:ind w:firstLine="0"/></w:pPr></w:p>')
        paragraph.find(f"{{{W}}}pPr").append(paper)
        self.mark._p.addprevious(paragraph)
        for once in ("titlePg", "pgNumType"):  # a first page of its own, or a first number, is the first section's
            for node in self.paper.findall(f"{{{W}}}{once}"):
                self.paper.remove(node)
        self.turned = turned


def turn(paper: Any, turned: bool) -> None:
    """Hold the paper of a section upright or turned."""
    size = paper.find(f"{{{W}}}pgSz")
    short, long = sorted((int(size.get(f"{{{W}}}w")), int(size.get(f"{{{W}}}h"))))
    size.set(f"{{{W}}}w", str(long if turned else short))
    size.set(f"{{{W}}}h", str(short if turned else long))
    size.set(f"{{{W}}}orient", "landscape" if turned else "portrait")


def _element(xml: str) -> Any:
    from docx.oxml import parse_xml

    name, rest = xml.split(" ", 1) if xml.startswith("<w:tbl ") else (xml[: xml.index(">")], xml[xml.index(">") :])
    return parse_xml(f'{name} xmlns:w="{W}"{rest}')


def _grid(widths: Iterable[int], rows: Iterable[str], borders: str) -> str:
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    whole = f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
    margins = '<w:tblCellMar><w:left w:w="80" w:type="dxa"/><w:right w:w="80" w:type="dxa"/></w:tblCellMar>'
    properties = f'<w:tblPr>{whole}{borders}<w:tblLayout w:type="fixed"/>{margins}</w:tblPr>'
    return f"<w:tbl>{properties}<w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"


def _borders(sides: Iterable[str], colour: str, eighths: int = 4) -> str:
    lines = "".join(f'<w:{side} w:val="single" w:sz="{eighths}" w:space="0" w:color="{colour}"/>' for side in sides)
    return f"<w:tblBorders>{lines}</w:tblBorders>"
