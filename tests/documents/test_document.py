"""A document is one value: what may stand in it, how its clauses are numbered, and who signs what."""

from dataclasses import FrozenInstanceError, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenward.documents.document import (
    Clause,
    Clauses,
    Document,
    Heading,
    Note,
    Paragraph,
    Rendition,
    Style,
    Table,
    content_digest,
)
from greenward.documents.layout import BREAK, OFFICIAL, REPORT, lay_out
from greenward.documents.numbering import NumberedClauses, chinese_number, number_clauses
from greenward.documents.outline import caption_levels
from greenward.documents.signing import may_be_signed, signing_note
from greenward.documents.table import Cell, Figure, TableView
from greenward.terms.names import Language
from papers import contract, paper, report, request, view


def numbers(*blocks: Clauses | Paragraph, language: Language = "en") -> list[str]:
    found = [block for block in number_clauses(blocks, language) if isinstance(block, NumberedClauses)]
    return [item.number for block in found for item in block.items]


DEEP = Clause("a", parts=(Clause("b", parts=(Clause("c", parts=(Clause("d"), Clause("e"))),)), Clause("f")))


def test_clauses_are_numbered_as_each_language_does() -> None:
    assert numbers(Clauses((DEEP, Clause("g"))), language="zh") == [
        "一、",
        "（一）",
        "1.",
        "（1）",
        "（2）",
        "（二）",
        "二、",
    ]
    assert numbers(Clauses((DEEP, Clause("g")))) == ["1. ", "1.1 ", "(a) ", "(i) ", "(ii) ", "1.2 ", "2. "]


def test_numbers_go_on_after_what_stands_between() -> None:
    assert numbers(Clauses((Clause("a"),)), Paragraph("x"), Clauses((Clause("b"),))) == ["1. ", "2. "]


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "一"),
        (9, "九"),
        (10, "十"),
        (11, "十一"),
        (19, "十九"),
        (20, "二十"),
        (21, "二十一"),
        (99, "九十九"),
        (100, "100"),
    ],
)
def test_a_chinese_number_reads_as_it_is_said(number: int, words: str) -> None:
    assert chinese_number(number) == words


@given(st.integers(1, 99), st.integers(1, 99))
def test_no_two_chinese_numbers_are_alike(one: int, other: int) -> None:
    assert (chinese_number(one) == chinese_number(other)) is (one == other)


def test_clauses_five_deep_are_refused() -> None:
    deeper = Clause("x", parts=(DEEP,))
    with pytest.raises(ValueError, match="4 deep"):
        Clauses((deeper,))


@pytest.mark.parametrize("level", [0, 4])
def test_a_heading_has_a_level_that_all_renditions_know(level: int) -> None:
    with pytest.raises(ValueError, match="level"):
        Heading("x", level)


def test_an_official_paper_needs_the_unit_that_signs_it() -> None:
    with pytest.raises(ValueError, match="unit"):
        replace(paper(Paragraph("x")), style=Style.OFFICIAL)


def test_a_document_cannot_be_changed_and_any_change_has_another_digest() -> None:
    document = contract()
    with pytest.raises(FrozenInstanceError):
        document.title = "x"  # type: ignore[misc]
    assert content_digest(document) == content_digest(contract())
    changed = replace(document, blocks=(*document.blocks, Note("one more")))
    assert content_digest(changed) != content_digest(document)


def test_the_caption_of_a_table_stands_below_the_heading_above_it() -> None:
    table = Table(view(2, 1))
    blocks = (table, Heading("A"), table, Heading("B", 2), table, Heading("C", 3), table, Paragraph("x"))
    assert [level for _, level in caption_levels(blocks)] == [1, 1, 2, 2, 3, 3, 3, 0]


@pytest.mark.parametrize(
    ("document", "rendition", "may"),
    [
        (report("en"), Rendition.PDF, True),
        (report("en"), Rendition.WORD, False),
        (report("en"), None, False),
        (contract(), Rendition.WORD, True),
        (contract(), Rendition.PDF, False),
        (paper(Paragraph("x")), None, True),
        (paper(Paragraph("x")), Rendition.PDF, True),
    ],
)
def test_one_rendition_is_signed_and_each_says_which(
    document: Document, rendition: Rendition | None, may: bool
) -> None:
    assert may_be_signed(document, rendition) is may
    said = signing_note(document, rendition)
    assert bool(said) is (document.signed is not None)
    assert (said == "This is the copy that is signed.") is (may and document.signed is not None)


CELLS = st.one_of(
    st.text(st.characters(codec="utf-8"), max_size=60),
    st.decimals(-(10**9), 10**9, places=2, allow_nan=False).map(Figure),
)


@given(st.integers(1, 16).flatmap(lambda n: st.lists(st.tuples(*[CELLS] * n), min_size=1, max_size=6)))
def test_any_table_fills_its_paper_and_loses_no_sign(rows: list[tuple[Cell, ...]]) -> None:
    columns = len(rows[0])
    table = TableView("t", "Caption", tuple(f"heading {at}" for at in range(columns)), tuple(rows))
    texts = tuple(tuple(cell.text("?") if isinstance(cell, Figure) else cell for cell in row) for row in rows)
    for kind in (REPORT, OFFICIAL):
        layout = lay_out(table, texts, kind)
        assert sum(layout.shares) == pytest.approx(1)
        assert min(layout.shares) > 0
        assert layout.size in kind.sizes
        assert all(layout.broken(text, at).replace(BREAK, "") == text.replace(BREAK, "")
                   for row in texts for at, text in enumerate(row))  # fmt: skip


def test_a_table_of_few_short_columns_stays_upright_and_one_of_many_is_turned() -> None:
    def layout(columns: int) -> bool:
        table = view(columns, 3)
        texts = tuple(tuple(cell.text("") if isinstance(cell, Figure) else cell for cell in row) for row in table.rows)
        return lay_out(table, texts, REPORT).turned

    assert (layout(4), layout(12)) == (False, True)


def test_the_parts_of_a_document_are_found_in_the_order_of_reading() -> None:
    document = request()
    assert [table.caption for table in document.views] == ["预算明细", "预算明细", "绩效目标"]
    assert [item.label for item in document.fields] == ["项目名称", "申请金额"]
    assert report("en").banners[0].startswith("Example")
