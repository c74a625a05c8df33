"""Make the Word templates that come with Greenward: maintainers run this after a change, and commit what it writes.

Usage: python tools/word_templates.py. The files are data: an office may copy one, put its letterhead on it in Word and
hand it in. A test holds the committed files equal to what this script makes.
"""

import io
import zipfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

FOLDER = Path(__file__).resolve().parent.parent / "src/greenward/documents/templates"
MADE = datetime(2026, 11, 1)  # noqa: DTZ001  a Word file's properties have no zone; the same at every run
LEAF, INK, SOFT = RGBColor(0x1B, 0x5E, 0x3F), RGBColor(0x1F, 0x29, 0x37), RGBColor(0x4B, 0x55, 0x63)
BLACK = RGBColor(0, 0, 0)
KEPT = {"Normal", "Default Paragraph Font", "Normal Table", "No List"}
USED: set[str] = set()


@dataclass(frozen=True)
class Face:
    """Letters of a style: Latin and Chinese family, size in points, weight and colour."""

    latin: str
    chinese: str
    size: float
    bold: bool = False
    colour: RGBColor = INK


@dataclass(frozen=True)
class Shape:
    """Lines of a style in points: space before and after, exact line height (0: single), indents in characters."""

    before: float = 0
    after: float = 0
    line: float = 0
    first: int = 0
    left: float = 0
    align: WD_ALIGN_PARAGRAPH | None = None
    keep: bool = False


def report() -> bytes:
    """Return the template of a report."""
    word = _paper((17, 17, 18, 18))
    text, head = ("Arial", "Microsoft YaHei"), ("Arial", "Microsoft YaHei")
    _style(word, "Normal", Face(*text, 10), Shape(after=6))
    _style(word, "Title", Face(*head, 20, True, LEAF), Shape(after=4))
    _style(word, "Subtitle", Face(*head, 11.5, True), Shape(after=3))
    _style(word, "Origin", Face(*text, 10, False, SOFT), Shape(after=8))
    _style(word, "Lead", Face(*text, 11), Shape(after=8))
    for level, size in ((1, 12.5), (2, 10.5), (3, 10)):
        _style(word, f"Heading {level}", Face(*head, size, True, LEAF if level == 1 else INK), Shape(14, 4, keep=True))
    for depth in (1, 2, 3, 4):
        _style(word, f"Clause {depth}", Face(*text, 10), Shape(after=5, left=(depth - 1) * 16))
    _shared(word, text, 10)
    _line(word, "Title", "{{ title }}")
    _line(word, "Subtitle", "{%p if subtitle %}")
    _line(word, "Subtitle", "{{ subtitle }}")
    _line(word, "Subtitle", "{%p endif %}")
    _line(word, "Origin", "{%p if number %}")
    _line(word, "Origin", "{{ number }}")
    _line(word, "Origin", "{%p endif %}")
    _line(word, "Origin", "{{ origin }}")
    _line(word, "Normal", "{{ body }}")
    _line(word, "Attachment", "{{ attachments }}")
    _line(word, "Note", "{{ signing }}")
    _foot(word, "{{ origin }} · {{ title }} · {{ digest }}\u3000", " / ")
    return _bytes(word)


def official() -> bytes:
    """Return the template of an official paper, after GB/T 9704-2012: type area, sizes, lines of 28.95 points."""
    word = _paper((37, 35, 28, 26))
    song, fang, hei, kai = (("Times New Roman", name) for name in ("SimSun", "FangSong", "SimHei", "KaiTi"))
    line = 28.95
    _style(word, "Normal", Face(*fang, 16, False, BLACK), Shape(line=line, first=2, align=WD_ALIGN_PARAGRAPH.JUSTIFY))
    _style(word, "Title", Face(*song, 22, True, BLACK), Shape(18, 24, 36, align=WD_ALIGN_PARAGRAPH.CENTER))
    _style(word, "Number", Face(*fang, 16, False, BLACK), Shape(line=line, align=WD_ALIGN_PARAGRAPH.CENTER))
    _style(word, "Addressee", Face(*fang, 16, False, BLACK), Shape(line=line))
    _style(word, "Lead", Face(*fang, 16, False, BLACK), Shape(line=line, first=2))
    for level in (1, 2, 3):
        centre = WD_ALIGN_PARAGRAPH.CENTER
        _style(word, f"Heading {level}", Face(*hei, 16, False, BLACK), Shape(12, 8, line, align=centre, keep=True))
    for depth in (1, 2, 3, 4):
        _style(word, f"Clause {depth}", Face(*fang, 16, False, BLACK), Shape(line=line, first=2))
    for depth, face in ((1, hei), (2, kai)):
        _style(word, f"Clause Heading {depth}", Face(*face, 16, False, BLACK), Shape(line=line, first=2, keep=True))
    _style(word, "Closing", Face(*fang, 16, False, BLACK), Shape(line=line, align=WD_ALIGN_PARAGRAPH.RIGHT))
    word.styles["Closing"].paragraph_format.right_indent = Pt(4 * 16)
    _shared(word, fang, 16, line)
    _line(word, "Number", "{%p if number or signatory %}")
    _line(word, "Number", "{{ number }}{% if number and signatory %}\u3000\u3000\u3000\u3000{% endif %}{{ signatory }}")
    _line(word, "Number", "{%p endif %}")
    _line(word, "Title", "{{ title }}")
    _line(word, "Addressee", "{%p if addressee %}")
    _line(word, "Addressee", "{{ addressee }}")
    _line(word, "Addressee", "{%p endif %}")
    _line(word, "Normal", "{{ body }}")
    _line(word, "Attachment", "{{ attachments }}")
    _line(word, "Closing", "")
    _line(word, "Closing", "")
    _line(word, "Closing", "{{ unit }}")
    _line(word, "Closing", "{{ day }}")
    _line(word, "Normal", "{%p if contact %}")
    _line(word, "Normal", "{{ contact }}")
    _line(word, "Normal", "{%p endif %}")
    _line(word, "Note", "{%p if signing %}")
    _line(word, "Note", "{{ signing }} {{ digest }}")
    _line(word, "Note", "{%p endif %}")
    _foot(word, "", "")
    return _bytes(word)


def _shared(word: Any, text: tuple[str, str], size: float, line: float = 0) -> None:
    official = size == 16
    colour = BLACK if official else INK
    _style(
        word, "Table Text", Face("Arial", "SimSun" if official else "Microsoft YaHei", 9, False, colour), Shape(1, 1)
    )
    _style(word, "Note", Face(*text, 12 if official else 8.5, False, SOFT), Shape(6, 6))
    _style(word, "Banner", Face(*text, 12 if official else 9.5, False, colour), Shape(6, 6))
    _style(word, "Attachment", Face(*text, size, False, colour), Shape(line=line, first=2 if official else 0))
    _style(word, "Annex Label", Face("Arial", "SimHei", size, not official, colour), Shape(after=6))
    shade = parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="FFF8EB"/>')
    word.styles["Banner"].element.pPr.find(qn("w:spacing")).addprevious(shade)  # Word asks for this order


def _paper(margins: tuple[float, float, float, float]) -> Any:
    word = Document()
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = (Mm(m) for m in margins)
    section.header_distance, section.footer_distance = Mm(10), Mm(10 if margins[0] < 20 else 25)
    return word


def _style(word: Any, name: str, face: Face, shape: Shape) -> None:
    USED.add(name)
    known = {style.name for style in word.styles}
    style = word.styles[name] if name in known else word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    if name != "Normal":
        style.base_style = word.styles["Normal"]
    style.font.name, style.font.size, style.font.bold, style.font.italic = face.latin, Pt(face.size), face.bold, False
    style.font.color.rgb = face.colour
    fonts = style.element.rPr.find(qn("w:rFonts"))
    for key in [key for key in fonts.attrib if key.endswith("Theme")]:
        del fonts.attrib[key]
    fonts.set(qn("w:eastAsia"), face.chinese)
    fonts.set(qn("w:hAnsi"), face.latin)
    if name == "Normal":  # without it a program may draw the punctuation of another language
        style.element.rPr.append(parse_xml(f'<w:lang {nsdecls("w")} w:val="en-US" w:eastAsia="zh-CN"/>'))
    lines = style.paragraph_format
    lines.space_before, lines.space_after = Pt(shape.before), Pt(shape.after)
    lines.alignment, lines.keep_with_next = shape.align or WD_ALIGN_PARAGRAPH.LEFT, shape.keep
    lines.left_indent, lines.first_line_indent = Pt(shape.left), Pt(shape.first * face.size)
    lines.line_spacing_rule = WD_LINE_SPACING.EXACTLY if shape.line else WD_LINE_SPACING.SINGLE
    lines.line_spacing = Pt(shape.line) if shape.line else 1.15
    for border in style.element.pPr.findall(qn("w:pBdr")):
        style.element.pPr.remove(border)


def _line(word: Any, style: str, text: str) -> None:
    word.add_paragraph(text, style=style)


def _foot(word: Any, text: str, between: str) -> None:
    """Write the foot of the page: what it belongs to and page of pages, or an official paper's — 1 —."""
    paragraph = word.sections[0].footer.paragraphs[0]
    paragraph.style = word.styles["Note"]
    lines = paragraph.paragraph_format
    lines.first_line_indent, lines.alignment = Pt(0), WD_ALIGN_PARAGRAPH.RIGHT
    for piece in (text, "PAGE", between, "NUMPAGES") if text else ("— ", "PAGE", " —"):
        if piece in ("PAGE", "NUMPAGES"):
            face = f'<w:rPr><w:color w:val="{SOFT if text else BLACK}"/><w:sz w:val="{16 if text else 28}"/></w:rPr>'
            field = f'<w:fldSimple {nsdecls("w")} w:instr="{piece}"><w:r>{face}<w:t>1</w:t></w:r></w:fldSimple>'
            paragraph._p.append(parse_xml(field))
        else:
            run = paragraph.add_run(piece)
            run.font.size, run.font.color.rgb = Pt(8 if text else 14), SOFT if text else BLACK


def _bytes(word: Any) -> bytes:
    _shed(word)
    properties = word.core_properties
    properties.author = properties.title = properties.comments = properties.last_modified_by = ""
    properties.created = properties.modified = MADE
    made, same = io.BytesIO(), io.BytesIO()
    word.save(made)
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(same, "w") as new:
        for info in old.infolist():
            entry = zipfile.ZipInfo(info.filename, MADE.timetuple()[:6])
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 3
            new.writestr(entry, old.read(info))
    return same.getvalue()


def _shed(word: Any) -> None:
    """Take out what python-docx's own template brings and no paper of ours uses."""
    styles = word.styles.element
    ours = {style.name for style in word.styles if style.type == WD_STYLE_TYPE.PARAGRAPH and style.name in USED}
    for style in list(word.styles):
        if style.name not in ours and style.name not in KEPT:
            styles.remove(style.element)
    linked = {style.element.get(qn("w:styleId")) for style in word.styles}
    for style in word.styles:
        for tag in ("w:link", "w:next"):
            for item in style.element.findall(qn(tag)):
                if item.get(qn("w:val")) not in linked:
                    style.element.remove(item)
    for holder in (word.part.package, word.part):
        for key, relation in list(holder.rels.items()):
            if relation.reltype.rpartition("/")[2] in ("thumbnail", "stylesWithEffects", "customXml", "numbering"):
                del holder.rels[key]


TEMPLATES = {"report.docx": report, "official.docx": official}

if __name__ == "__main__":
    for name, make in TEMPLATES.items():
        (FOLDER / name).write_bytes(make())
