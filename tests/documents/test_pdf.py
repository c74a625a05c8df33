"""A PDF is one for the archive, says all that the document says, and cuts nothing off."""

import io
import re
import subprocess
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pypdf
import pytest
import typst

from greenward.documents.document import Document, Heading, Note, Paragraph, Table, Tone
from greenward.documents.fonts import plan_fonts
from greenward.documents.pdf import document_pdf
from greenward.terms.problem import ProblemsError
from greenward.texts import say
from papers import contract, paper, report, request, view
from support import codes, greenward

pytestmark = pytest.mark.needs("chinese fonts")
RADICALS = str.maketrans("⻅⻔⻓⻋⻚⻛⻜⻢⻥⻦⻬⻮⻰⻳⻄", "见门长车页风飞马鱼鸟齐齿龙龟西")


def read(document: Document) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(document_pdf(document)))


def letters(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).translate(RADICALS).split())


def words_of(document: Document) -> str:
    return letters("".join(page.extract_text() for page in read(document).pages))


def xmp(reader: pypdf.PdfReader) -> str:
    found = reader.xmp_metadata
    assert found is not None
    return found.stream.get_data().decode()


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_report_is_pdf_a_and_accessible(language: str) -> None:
    reader = read(report("en" if language == "en" else "zh"))
    data = xmp(reader)
    assert re.findall(r"pdfaid:(part|conformance)>(\w+)<", data) == [("part", "2"), ("conformance", "A")]
    assert "<pdfuaid:part>1<" in data
    root: Any = reader.trailer["/Root"]
    assert root["/Lang"] == {"en": "en-GB", "zh": "zh-CN"}[language]
    assert bool(root["/MarkInfo"]["/Marked"])
    assert [intent["/S"] for intent in root["/OutputIntents"]] == ["/GTS_PDFA1"]
    assert reader.metadata is not None
    assert reader.metadata.title == {"en": "Green purchase plan", "zh": "绿色采购方案"}[language]


def test_every_font_is_inside_the_file() -> None:
    fonts = {}
    for page in read(report("zh")).pages:
        resources: Any = page["/Resources"]
        for name, font in resources.get("/Font", {}).items():
            inner = font.get_object()["/DescendantFonts"][0].get_object()
            fonts[name] = [key for key in inner["/FontDescriptor"] if key.startswith("/FontFile")]
    assert len(fonts) >= 2
    assert all(fonts.values())


def test_a_character_of_the_private_area_leaves_pdf_a_of_the_kind_that_permits_it() -> None:
    reader = read(paper(Paragraph("A name with a character of its own: \ue000")))
    assert re.findall(r"pdfaid:(part|conformance)>(\w+)<", xmp(reader)) == [("part", "2"), ("conformance", "B")]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_cell_of_every_table_is_in_the_pdf(language: str) -> None:
    document = report("en" if language == "en" else "zh")
    text = words_of(document)
    for table in document.views:
        assert letters(table.caption) in text
        for row in table.rows:
            for cell in row:
                shown = cell if isinstance(cell, str) else cell.text(say("table.unknown", document.language))
                for line in shown.splitlines():
                    assert letters(line)[:8] in text, line


def test_a_drawing_is_lines_and_letters_not_a_picture() -> None:
    reader = read(report("en"))
    pictures = [name for page in reader.pages for name in page.images]
    assert pictures == []
    assert any("示例红枫EX-D02" in letters(page.extract_text()) and "CNY,presentvalue" in letters(page.extract_text())
               for page in reader.pages)  # fmt: skip


def test_the_head_of_a_table_stands_on_each_of_its_pages() -> None:
    pages = [page.extract_text() for page in read(paper(Table(view(4, 150)))).pages]
    assert len(pages) >= 3
    assert all("Heading 0" in page and "Heading 3" in page for page in pages)


def test_the_paper_is_turned_for_a_wide_table_and_stays_so_until_a_new_chapter() -> None:
    wide, small = Table(view(12, 3)), Table(view(3, 3))
    blocks = (Paragraph("Before."), wide, small, Heading("A new chapter"), small)
    shapes = [page.mediabox.width > page.mediabox.height for page in read(paper(*blocks)).pages]
    assert shapes == [False, True, False]
    sizes = {tuple(sorted((float(p.mediabox.width), float(p.mediabox.height)))) for p in read(paper(*blocks)).pages}
    assert [(round(short), round(long)) for short, long in sizes] == [(595, 842)]


@dataclass(frozen=True)
class Word:
    page: int
    left: float
    top: float
    right: float
    bottom: float
    text: str


def boxes(data: bytes, folder: Path) -> tuple[list[Word], list[tuple[float, float]]]:
    """Where poppler sees each word, and the size of each page."""
    (folder / "paper.pdf").write_bytes(data)
    said = subprocess.run(["pdftotext", "-bbox", folder / "paper.pdf", "-"], capture_output=True, check=True)
    clean = re.sub(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]", b"", said.stdout).decode()
    tree = ElementTree.fromstring(clean)  # noqa: S314  what poppler wrote of our own file
    space = "{http://www.w3.org/1999/xhtml}"
    words, sizes = [], []
    for number, page in enumerate(tree.iter(f"{space}page")):
        sizes.append((float(page.get("width", 0)), float(page.get("height", 0))))
        for item in page.iter(f"{space}word"):
            left, top, right, bottom = (float(item.get(key, 0)) for key in ("xMin", "yMin", "xMax", "yMax"))
            words.append(Word(number, left, top, right, bottom, item.text or ""))
    return words, sizes


def outside(words: list[Word], sizes: list[tuple[float, float]], margin: float = 20) -> list[str]:
    return [
        word.text
        for word in words
        if word.left < margin
        or word.top < margin
        or word.right > sizes[word.page][0] - margin
        or word.bottom > sizes[word.page][1] - margin
    ]


def overlapping(words: list[Word]) -> list[tuple[str, str]]:
    """Pairs of words on one line of which one runs into the other."""
    found = []
    rows: dict[tuple[int, int], list[Word]] = {}
    for word in words:
        rows.setdefault((word.page, round(word.top / 3)), []).append(word)
    for row in rows.values():
        row.sort(key=lambda word: word.left)
        found += [(a.text, b.text) for a, b in pairwise(row) if a.right - b.left > 1.5]
    return found


@pytest.mark.needs("pdftotext")
@pytest.mark.parametrize("name", ["report en", "report zh", "request", "contract", "long words"])
def test_nothing_is_cut_off_and_no_word_runs_into_another(name: str, tmp_path: Path) -> None:
    digest, wide = "f" * 64, "W" * 40
    documents: dict[str, Callable[[], Document]] = {
        "report en": lambda: report("en"),
        "report zh": lambda: report("zh"),
        "request": request,
        "contract": contract,
        "long words": lambda: paper(*(Table(view(12, 3, word)) for word in (digest, wide, f"{wide}/{digest}@x"))),
    }
    words, sizes = boxes(document_pdf(documents[name]()), tmp_path)
    assert len(words) > 50
    assert outside(words, sizes) == []
    assert overlapping(words) == []


@pytest.mark.needs("pdftotext")
def test_the_check_would_find_a_word_beyond_the_edge_and_one_upon_another(tmp_path: Path) -> None:
    source = b'#set page(paper: "a4")\n#table(columns: (2cm, 1fr), [ABCDEFGHIJKLMNOPQRSTUVWXYZ], [next])\n' + b"A" * 90
    made: Any = typst.Compiler(source).compile(format="pdf")  # typst leaves its type open
    words, sizes = boxes(made, tmp_path)
    assert [text[:9] for text in outside(words, sizes)] == ["A" * 9]
    assert overlapping(words) == [("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "next")]


def test_a_long_word_is_copied_whole_from_a_narrow_column() -> None:
    digest = "0123456789abcdef" * 4
    assert "\u200b" not in read(paper(Table(view(8, 1, digest)))).pages[0].extract_text()
    assert digest in words_of(paper(Table(view(8, 1, digest))))


@pytest.mark.parametrize(
    "text", ["#panic()", "= no heading", "$x^2$ *bold* _x_", '#json("/etc/passwd")', "// gone", "@ref <a>"]
)
def test_what_looks_like_typst_stays_text(text: str) -> None:
    table = replace(view(2, 0), rows=((text, text),), totals=0)
    document = paper(Paragraph(text), Heading(text), Note(text, Tone.BANNER), Table(table))
    assert words_of(document).count(letters(text)) >= 5


def test_a_character_that_no_font_has_is_named() -> None:
    with pytest.raises(ProblemsError) as caught:
        document_pdf(paper(Paragraph("before \U00030000 after")))
    problem = caught.value.problems[0]
    assert (problem.code, problem.params) == ("pdf.no_glyph", {"text": "\U00030000"})


def test_a_control_character_leaves_a_visible_sign() -> None:
    assert "a\ufffdb" in words_of(paper(Paragraph("a\x07b")))


def test_a_pdf_bears_the_day_of_its_document() -> None:
    metadata = read(replace(paper(Paragraph("x")), day=date(2027, 2, 3))).metadata
    assert metadata is not None
    assert metadata.creation_date == datetime(2027, 2, 3, tzinfo=UTC)


def test_an_official_paper_reads_in_its_order() -> None:
    text = words_of(request())
    order = [
        *("X单位〔2026〕5号", "签发人:张示例", "关于追加节能计算机购置经费的请示", "X市财政局(示例):", "现请示如下。"),
        *("一、缘由与依据", "二、经费测算", "(一)采购金额。共计61.5万元", "1.在编人员120人;", "(1)其中教师80人;"),
        *("2.公共机房30台。", "(二)全生命周期成本。", "三、有关请求", "妥否,请批示。"),
        *("附件:1.预算明细表", "2.绩效目标申报表", "X单位(示例)2026年11月1日", "(联系人:李示例,电话:000-00000000)"),
        *("附件1", "预算明细表", "附件2", "绩效目标申报表", "申请金额615,000.00元"),
    ]
    at = -1
    for words in order:
        at = text.find(letters(words), at + 1)
        assert at >= 0, words


@pytest.mark.needs("pdftotext")
def test_the_lines_of_an_official_paper_are_as_far_apart_as_the_standard_asks(tmp_path: Path) -> None:
    """GB/T 9704-2012, 5.2.2: 22 lines to a page of 225 mm; text of 16 points is 28.95 points from line to line."""
    words, sizes = boxes(document_pdf(request()), tmp_path)
    tops = sorted({round(word.top, 1) for word in words if word.page == 0 and word.bottom - word.top > 15})
    steps = [round(below - above, 2) for above, below in pairwise(tops)]
    assert steps.count(28.9) + steps.count(29.0) >= 8
    assert sizes[0] == pytest.approx((595.28, 841.89), abs=0.1)
    left = min(word.left for word in words if word.page == 0)
    assert left == pytest.approx(28 / 25.4 * 72, abs=1)


def test_the_copy_that_is_signed_says_so_and_only_it_has_lines_to_sign_on() -> None:
    signed, copy = words_of(report("en")), words_of(contract())
    assert "Thisisthecopythatissigned." in signed
    assert "Approvedby" in signed
    assert "theWordfileistheonethatisprintedandsigned." in copy
    assert "Representative" not in copy


def test_fonts_of_official_papers_come_first_where_they_are_installed() -> None:
    windows = ["Arial", "FangSong", "KaiTi", "SimHei", "SimSun", "Microsoft YaHei"]
    plan = plan_fonts(windows)
    assert (plan.title[0], plan.body[0], plan.first[0], plan.second[0]) == ("SimSun", "FangSong", "SimHei", "KaiTi")
    debian = plan_fonts(["DejaVu Sans", "Noto Sans CJK SC", "Noto Serif CJK SC"])
    assert debian.body == ("Noto Serif CJK SC", "Noto Sans CJK SC")


def test_fonts_without_chinese_are_refused() -> None:
    assert codes(lambda: plan_fonts(["DejaVu Sans", "Libertinus Serif"])) == [("pdf.no_font", None)]


def test_a_machine_without_a_chinese_font_is_told_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "fonts.conf").write_text(
        f'<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>{tmp_path}</dir></fontconfig>'
    )
    monkeypatch.setenv("FONTCONFIG_FILE", str(tmp_path / "fonts.conf"))
    said = greenward("plan", "examples/unit_x/case_a", "--pdf", tmp_path / "p.pdf", "--lang", "en")
    assert (said.code, "[pdf.no_font]" in said.err, "fonts-noto-cjk" in said.err) == (3, True, True)
    assert not (tmp_path / "p.pdf").exists()
