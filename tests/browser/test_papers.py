"""Papers of every style in a real browser, and the same drawing live as on paper."""

import re
from decimal import Decimal
from pathlib import Path

import pytest
import vl_convert
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from greenward.documents.chart import Drawing, draw_svg
from greenward.documents.document import Chart, Document
from greenward.documents.html import document_html
from greenward.documents.plot import frontier, lines, points, tornado
from greenward.documents.table import Figure, TableView
from papers import contract, paper, report, request

pytest_plugins = ["chromium"]
pytestmark = pytest.mark.needs("chromium")
PAPERS = {"request": request(), "contract": contract()}


def show(page: Page, folder: Path, document: Document) -> Page:
    (folder / "paper.html").write_text(document_html(document), "utf-8")
    page.goto((folder / "paper.html").as_uri())
    return page


@pytest.mark.parametrize("name", PAPERS)
def test_a_paper_has_no_accessibility_violation(page: Page, tmp_path: Path, name: str) -> None:
    assert Axe().run(show(page, tmp_path, PAPERS[name])).response["violations"] == []


def test_an_official_paper_is_laid_out_as_one(page: Page, tmp_path: Path) -> None:
    show(page, tmp_path, PAPERS["request"])
    assert page.locator("h1").evaluate("node => getComputedStyle(node).textAlign") == "center"
    assert page.locator(".addressee").inner_text() == "X市财政局（示例）："
    assert page.locator(".clauses li").first.inner_text().startswith("一、缘由与依据")
    assert page.locator(".clauses li").nth(3).inner_text() == "1.在编人员120人；"
    assert page.locator(".attached").inner_text().split() == ["附件：", "1.", "预算明细表", "2.", "绩效目标申报表"]
    assert page.locator(".closing").inner_text().split() == ["X单位（示例）", "2026年11月1日"]
    assert page.locator(".annex strong").all_inner_texts() == ["附件1", "附件2"]
    assert page.locator(".annex table").count() == 2
    assert page.locator(".signing").inner_text().startswith("本件不作签署")
    assert page.locator("nav").count() == 0


def test_the_page_of_a_contract_shows_its_clauses_and_leaves_signing_to_the_word_file(
    page: Page, tmp_path: Path
) -> None:
    show(page, tmp_path, PAPERS["contract"])
    assert page.locator(".clauses li").all_inner_texts()[0] == "1. Subject\nThe supplier delivers the goods."
    assert page.locator(".sign").count() == 0
    assert "Word file is the one that is printed and signed" in page.locator(".signing").inner_text()


def test_a_paper_that_anyone_may_sign_has_lines_on_its_page(page: Page, tmp_path: Path) -> None:
    show(page, tmp_path, paper(*contract().blocks))
    assert page.locator(".sign .line").all_inner_texts() == ["Representative:", "Date:"] * 2


def rows() -> TableView:
    def figure(value: int) -> Figure:
        return Figure(Decimal(value))

    cells = tuple((f"Plan {at}", figure(100 + 10 * at), figure(900 - 60 * at)) for at in range(6))
    return TableView("test", "Title", ("plan", "budget (CNY)", "cost (CNY)"), cells)


AXES = ("budget (CNY)", "cost (CNY)")
DRAWINGS = {
    "bars": next(block.drawing for block in report("zh").blocks if isinstance(block, Chart)),
    "lines": lines(rows(), 0, (1, 2), AXES),
    "points": points(rows(), 1, 2, AXES),
    "frontier": frontier(rows(), 1, 2, AXES, chosen=3),
    "tornado": tornado(rows(), 1, 2, Decimal(500), "cost (CNY)"),
}


@pytest.mark.parametrize("kind", DRAWINGS)
def test_the_same_specification_is_drawn_live(page: Page, tmp_path: Path, kind: str) -> None:
    """The library that vl-convert brings draws it in Chromium; the words and marks are those of the SVG on paper."""
    item: Drawing = DRAWINGS[kind]
    live = vl_convert.vegalite_to_html(item.specification, bundle=True, renderer="svg")
    (tmp_path / "live.html").write_text(live, "utf-8")
    page.goto((tmp_path / "live.html").as_uri())
    page.locator("svg.marks").wait_for()
    paper_svg = draw_svg(item)
    assert sorted(page.locator("svg.marks text").all_text_contents()) == sorted(words(paper_svg))
    marks = page.locator("svg.marks .mark-rect path, svg.marks .mark-symbol path, svg.marks .mark-line path").count()
    assert marks == sum(len(re.findall("<path", group)) for group in groups(paper_svg))


def words(svg: str) -> list[str]:
    return [re.sub("<[^>]+>", "", text) for text in re.findall(r"<text[^>]*>(.*?)</text>", svg)]


def groups(svg: str) -> list[str]:
    return re.findall(r'<g class="mark-(?:rect|symbol|line)[^"]*"[^>]*>(.*?)</g>', svg)
