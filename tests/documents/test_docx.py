"""A Word file says what the document says, in the default template or in an office's own that was checked."""

import hashlib
import io
import os
import re
import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import docx
import pypdf
import pytest
from docx.enum.section import WD_ORIENT

import word_templates
from greenward.documents.document import Document, Heading, Paragraph, Table
from greenward.documents.docx import default_template, document_docx
from greenward.documents.office_template import placeholders_of, read_office_template
from greenward.documents.pdf import document_pdf
from greenward.documents.word_gate import open_word
from papers import contract, paper, report, request, view
from support import ROOT, codes, greenward

TEMPLATES = ROOT / "src/greenward/documents/templates"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def words_of(data: bytes) -> str:
    body = docx.Document(io.BytesIO(data)).element.body
    return "".join("".join(node.text or "" for node in body.iter() if node.tag.endswith("}t")).split())


def packed(parts: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return stream.getvalue()


def unpacked(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def letterhead(*lines: str, foot: str = "") -> bytes:
    """An office's own template with these paragraphs."""
    word = docx.Document()
    for line in lines:
        word.add_paragraph(line)
    word.sections[0].footer.paragraphs[0].text = foot
    stream = io.BytesIO()
    word.save(stream)
    return stream.getvalue()


OWN = (
    "Letterhead of the office (example)",
    "{{ title }}",
    "{{ body }}",
    "{{ attachments }}",
    "{{ field_contract_number }}",
)


@pytest.mark.parametrize("name", ["report", "request", "contract"])
def test_every_word_and_number_of_the_document_is_in_the_word_file(name: str) -> None:
    document = {"report": lambda: report("zh"), "request": request, "contract": contract}[name]()
    text = words_of(document_docx(document))
    for item in (document.title, document.addressee, document.number, document.contact):
        assert "".join(item.split()) in text
    for table in document.views:
        for row in table.rows:
            for cell in row:
                shown = cell if isinstance(cell, str) else cell.text("不详")
                assert all("".join(line.split()) in text for line in shown.splitlines()) or shown == "不详"


@pytest.mark.needs("chinese fonts")
@pytest.mark.parametrize("document", [request(), contract()], ids=["request", "contract"])
def test_the_clauses_of_the_pdf_and_of_the_word_file_are_the_same(document: Document) -> None:
    numbered = re.compile(r"(?<![\d,])(?:[一二三]、|（[一二]）|\d\.(?:\d )?|（\d）|\([a-i]+\) ?)\S{4}")
    pages = pypdf.PdfReader(io.BytesIO(document_pdf(document))).pages
    printed = "".join("".join(page.extract_text().split()) for page in pages)
    clauses = [item for item in numbered.findall(words_of(document_docx(document))) if not item.startswith("1.预")]
    assert len(clauses) >= 4
    assert [item for item in clauses if item not in printed] == []


def test_a_wide_table_stands_on_turned_paper_with_its_head_on_each_page() -> None:
    word = docx.Document(io.BytesIO(document_docx(paper(Paragraph("x"), Table(view(12, 90))))))
    assert [section.orientation for section in word.sections] == [WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE]
    head = word.tables[0].rows[0]._tr
    assert head.trPr is not None
    assert [node.tag.rpartition("}")[2] for node in head.trPr] == ["cantSplit", "tblHeader"]


def test_the_word_file_says_which_copy_is_signed_and_only_the_signed_one_has_lines_to_sign_on() -> None:
    signed, copy = words_of(document_docx(contract())), words_of(document_docx(request()))
    assert "Thisisthecopythatissigned." in signed
    assert "Representative:____" in signed
    assert "本件不作签署；以签署的PDF件为准。" in copy
    assert "____" not in words_of(document_docx(report("en")))


@pytest.mark.parametrize("text", ["{{ 7*7 }}", "{% for x in y %}", "{#gone#}", "<w:br/> & ]]>", "a\x07b", "{{title}}"])
def test_what_looks_like_a_placeholder_or_markup_stays_text(text: str) -> None:
    document = replace(paper(Paragraph(text)), title=text, unit=text)
    shown = "".join(text.replace("\x07", "\ufffd").split())
    assert words_of(document_docx(document)).count(shown) >= 2


@pytest.mark.needs("soffice")
@pytest.mark.parametrize("name", ["report", "request", "contract"])
def test_libreoffice_opens_the_word_file_and_shows_it_whole(name: str, tmp_path: Path) -> None:
    document = {"report": lambda: report("en"), "request": request, "contract": contract}[name]()
    (tmp_path / "paper.docx").write_bytes(document_docx(document))
    home = f"-env:UserInstallation={(tmp_path / 'home').as_uri()}"
    command = [
        "soffice",
        home,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(tmp_path),
        str(tmp_path / "paper.docx"),
    ]
    subprocess.run(command, check=True, capture_output=True, env={**os.environ, "HOME": str(tmp_path)}, timeout=300)
    pages = pypdf.PdfReader(tmp_path / "paper.pdf").pages
    text = "".join("".join(page.extract_text().split()) for page in pages)
    for table in document.views:
        figures = [cell.text("") for row in table.rows for cell in row if not isinstance(cell, str)]
        assert [figure for figure in figures if "".join(figure.split()) not in text] == []
    sizes = {tuple(sorted((round(float(p.mediabox.width)), round(float(p.mediabox.height))))) for p in pages}
    assert sizes == {(595, 842)}


@pytest.mark.parametrize("name", word_templates.TEMPLATES)
def test_the_templates_are_what_their_script_makes(name: str) -> None:
    made, kept = unpacked(word_templates.TEMPLATES[name]()), unpacked((TEMPLATES / name).read_bytes())
    assert made == kept


ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
    "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
    "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
    "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid "
    "vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs "
    "em lang",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing "
    "tblInd tblBorders shd tblLayout tblCellMar tblLook",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign",
    "tblBorders": "top left start bottom right end insideH insideV",
    "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType "
    "pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid",
}


def disordered(data: bytes) -> list[str]:
    """Where children do not stand in the order of ECMA-376's schema, which Word insists on."""
    found = []
    for name, part in unpacked(data).items():
        if name.startswith("word/") and name.endswith(".xml"):
            for element in ElementTree.fromstring(part).iter():  # noqa: S314  our own file
                order = ORDER.get(element.tag.rpartition("}")[2], "").split()
                children = [child.tag.rpartition("}")[2] for child in element]
                if order and children != sorted(children, key=order.index):
                    found.append(f"{name}: {children}")
    return found


@pytest.mark.parametrize("document", [report("en"), request(), contract()], ids=["report", "request", "contract"])
def test_what_is_inside_stands_in_the_order_that_word_insists_on(document: Document) -> None:
    assert disordered(document_docx(document)) == []


def test_the_check_of_order_would_find_a_slip() -> None:
    assert disordered(in_body('<w:p><w:pPr><w:jc w:val="left"/><w:pStyle w:val="Title"/></w:pPr></w:p>')) != []


def test_a_letterhead_on_the_first_page_stays_on_the_first_page() -> None:
    word = docx.Document(io.BytesIO(letterhead("{{ title }}", "{{ body }}")))
    word.sections[0].different_first_page_header_footer = True
    word.sections[0].first_page_header.paragraphs[0].text = "Letterhead (example)"
    stream = io.BytesIO()
    word.save(stream)
    document = paper(Paragraph("x"), Table(view(12, 3)), Heading("New"), Paragraph("y"))
    template = read_office_template("office.docx", stream.getvalue(), placeholders_of(document))
    sections = docx.Document(io.BytesIO(document_docx(document, template))).sections
    assert [section.different_first_page_header_footer for section in sections] == [True, False, False]


def test_a_title_that_reads_like_a_mark_of_ours_does_not_take_the_text() -> None:
    document = replace(paper(Paragraph("the text")), title="\u27e6body\u27e7")
    paragraphs = [item.text for item in docx.Document(io.BytesIO(document_docx(document))).paragraphs]
    assert paragraphs.index("the text") > paragraphs.index("\u27e6body\u27e7")


def test_an_offices_own_template_is_known_by_its_hash_and_carries_the_paper() -> None:
    data, document = letterhead(*OWN), contract()
    template = read_office_template("office.docx", data, placeholders_of(document))
    assert template.sha256 == hashlib.sha256(data).hexdigest()
    made = document_docx(document, template)
    text = words_of(made)
    assert text.startswith("Letterheadoftheoffice(example)Purchasecontract(example)")
    assert text.count("X-2026-001(example)") == 2
    assert "Thisisthecopythatissigned." in text
    assert template.sha256 in docx.Document(io.BytesIO(made)).core_properties.comments


def test_the_default_templates_hold_every_required_placeholder() -> None:
    for document in (report("en"), request(), contract()):
        assert placeholders_of(document).required <= default_template(document).holds


def inspected(data: bytes, document: Document | None = None) -> list[str]:
    wanted = placeholders_of(document or contract())
    return [code for code, _ in codes(lambda: read_office_template("office.docx", data, wanted))]


def changed(name: str, change: Callable[[bytes], bytes]) -> bytes:
    parts = unpacked(letterhead(*OWN))
    return packed(parts | {name: change(parts.get(name, b""))})


def in_body(xml: str) -> bytes:
    return changed("word/document.xml", lambda part: part.replace(b"<w:body>", b"<w:body>" + xml.encode()))


def field(*pieces: str) -> str:
    runs = "".join(f'<w:r><w:instrText xml:space="preserve">{piece}</w:instrText></w:r>' for piece in pieces)
    ends = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end")]
    return f"<w:p>{ends[0]}{runs}{ends[1]}</w:p>"


def linked(kind: str, target: str, mode: str = ' TargetMode="External"') -> bytes:
    head = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relation = f'<Relationship Id="rId99" Type="{head}/{kind}" Target="{target}"{mode}/></Relationships>'
    return changed("word/_rels/document.xml.rels", lambda part: part.replace(b"</Relationships>", relation.encode()))


BAD: dict[str, tuple[Callable[[], bytes], str]] = {
    "no archive": (lambda: b"hello", "word_template.broken"),
    "another archive": (lambda: packed({"a.txt": b"a"}), "word_template.broken"),
    "a damaged part": (lambda: changed("word/document.xml", lambda part: part[:-9]), "word_template.broken"),
    "an entity": (
        lambda: changed("word/document.xml", lambda part: b'<!DOCTYPE a [<!ENTITY b "x">]>' + part.partition(b"?>")[2]),
        "word_template.broken",
    ),
    "a template file": (
        lambda: changed("[Content_Types].xml", lambda part: part.replace(b"document.main+xml", b"template.main+xml")),
        "word_template.broken",
    ),
    "a bomb": (lambda: changed("word/media/x.bmp", lambda _: b"0" * 30_000_000), "word_template.too_large"),
    "macros": (lambda: changed("word/vbaProject.bin", lambda _: b"x"), "word_template.macros"),
    "a file for macros": (
        lambda: changed(
            "[Content_Types].xml",
            lambda part: part.replace(
                b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
                b"application/vnd.ms-word.document.macroEnabled.main+xml",
            ),
        ),
        "word_template.macros",
    ),
    "an object": (lambda: changed("word/embeddings/oleObject1.bin", lambda _: b"x"), "word_template.embedded"),
    "a control": (lambda: changed("word/activeX/activeX1.xml", lambda _: b"<a/>"), "word_template.embedded"),
    "another document inside": (lambda: linked("aFChunk", "a.html", ""), "word_template.embedded"),
    "a remote template": (lambda: linked("attachedTemplate", "https://example.org/t.dotm"), "word_template.links"),
    "a remote picture": (lambda: linked("image", "https://example.org/p.png"), "word_template.links"),
    "a link": (lambda: linked("hyperlink", "https://example.org/"), "word_template.links"),
    "a command": (lambda: in_body(field(' DDEAUTO c:\\\\x "y" ')), "word_template.field"),
    "a command in pieces": (lambda: in_body(field(" D", "DE x ")), "word_template.field"),
    "a file read": (lambda: in_body('<w:fldSimple w:instr="INCLUDETEXT &quot;x&quot;"/>'), "word_template.field"),
    "a placeholder not closed": (lambda: letterhead(*OWN, "{{ title"), "word_template.syntax"),
    "a loop": (lambda: letterhead(*OWN, "{% for item in title %}{{ item }}{% endfor %}"), "word_template.statement"),
    "a call": (lambda: letterhead(*OWN, "{{ title.upper() }}"), "word_template.statement"),
    "an attribute": (lambda: letterhead(*OWN, "{{ title.__class__ }}"), "word_template.statement"),
    "a filter": (lambda: letterhead(*OWN, "{{ title|safe }}"), "word_template.statement"),
    "a call in the foot": (lambda: letterhead(*OWN, foot="{{ cycler.__init__ }}"), "word_template.statement"),
    "an assignment": (lambda: letterhead(*OWN, "{% set title = 1 %}"), "word_template.statement"),
    "an unknown placeholder": (lambda: letterhead(*OWN, "{{ salary }}"), "word_template.unknown"),
    "an unknown one in the foot": (lambda: letterhead(*OWN, foot="{{ salary }}"), "word_template.unknown"),
    "no title": (lambda: letterhead("{{ body }}", "{{ attachments }}"), "word_template.missing"),
    "no body": (lambda: letterhead("{{ title }}", "{{ attachments }}"), "word_template.missing"),
    "the body within a sentence": (
        lambda: letterhead("{{ title }}", "See {{ body }}", "{{ attachments }}"),
        "word_template.alone",
    ),
    "the body twice": (lambda: letterhead(*OWN, "{{ body }}"), "word_template.alone"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_a_template_is_refused_for(name: str) -> None:
    make, code = BAD[name]
    assert inspected(make()) == [code]


def test_the_template_of_which_each_bad_one_is_a_change_is_let_in() -> None:
    assert inspected(letterhead(*OWN)) == []
    assert inspected(in_body(field(" PAGE ") + field(" REF a ") + field(" DATE "))) == []
    assert inspected(letterhead(*OWN, "{% if number and not subtitle %}{{ number }}{% endif %}")) == []


def test_a_placeholder_that_word_cut_into_runs_is_read_whole() -> None:
    runs = "<w:p><w:r><w:t>{{ sal</w:t></w:r><w:r><w:t>ary }}</w:t></w:r></w:p>"
    assert inspected(in_body(runs)) == ["word_template.unknown"]


def test_what_is_missing_for_an_official_paper_is_named_all_at_once() -> None:
    bare = letterhead("{{ title }}", "{{ body }}")
    assert inspected(bare, request()) == ["word_template.missing"] * 7


def test_a_property_of_the_file_is_no_way_around() -> None:
    word = docx.Document(io.BytesIO(letterhead(*OWN)))
    word.core_properties.subject = "{{ ''.__class__ }}"
    stream = io.BytesIO()
    word.save(stream)
    assert inspected(stream.getvalue()) == ["word_template.statement"]


def test_the_parts_of_our_own_files_pass_the_gate() -> None:
    for document in (report("en"), request()):
        assert open_word("paper.docx", document_docx(document)).paragraphs


def test_the_command_takes_the_offices_template_and_names_what_is_wrong_with_another(tmp_path: Path) -> None:
    (tmp_path / "good.docx").write_bytes(letterhead("Head (example)", "{{ title }}", "{{ body }}"))
    (tmp_path / "bad.docx").write_bytes(letterhead("{{ title }}"))
    command = ("plan", "examples/unit_x/case_a", "--docx", tmp_path / "out.docx", "--lang", "en", "--docx-template")
    said = greenward(*command, tmp_path / "bad.docx")
    assert (said.code, "[word_template.missing]" in said.err, "{{ body }}" in said.err) == (3, True, True)
    assert not (tmp_path / "out.docx").exists()
    assert greenward(*command, tmp_path / "good.docx").code == 0
    assert words_of((tmp_path / "out.docx").read_bytes()).startswith("Head(example)Greenpurchaseplan")
    assert greenward("plan", "examples/unit_x/case_a", "--docx-template", tmp_path / "good.docx").code == 2
