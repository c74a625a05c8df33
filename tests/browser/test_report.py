"""The report in a real browser: both languages, no script, no request, accessible, and on A4 paper."""

import io
import os
import unicodedata
from pathlib import Path

import pypdf
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from support import greenward

pytest_plugins = ["chromium"]
pytestmark = pytest.mark.needs("chromium")

LANGUAGES = ("en", "zh")
A4 = (841.9, 595.3)
RADICALS = str.maketrans("⻅⻔⻓⻋⻚⻛⻜⻢⻥⻦⻬⻮⻰⻳⻄", "见门长车页风飞马鱼鸟齐齿龙龟西")


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reports")
    assert greenward("demo", "--out", folder).code == 0
    half = ("plan", "examples/unit_x/case_a", "--budget-scale", "0.5")
    for language in LANGUAGES:
        assert greenward(*half, "--html", folder / f"half-{language}.html", "--lang", language).code == 4
    return folder


def show(page: Page, path: Path) -> Page:
    page.goto(path.as_uri())
    return page


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_report_opens_with_findings_plan_and_charts(page: Page, reports: Path, language: str) -> None:
    show(page, reports / f"report-{language}.html")
    assert page.locator("html").get_attribute("lang") == {"en": "en", "zh": "zh-CN"}[language]
    assert page.locator("table").count() > 8
    assert page.locator("figure svg").count() > 5
    assert page.locator("h1").inner_text() == {"en": "Green purchase plan", "zh": "绿色采购方案"}[language]
    page.screenshot(path=str(Path(os.environ.get("SHOTS", str(reports))) / f"report-{language}.png"), full_page=True)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["report", "half"])
def test_the_report_has_no_accessibility_violation(page: Page, reports: Path, name: str, language: str) -> None:
    found = Axe().run(show(page, reports / f"{name}-{language}.html"))
    assert found.response["violations"] == []


def test_axe_would_find_a_pale_text(page: Page, reports: Path) -> None:
    show(page, reports / "report-en.html")
    page.locator(".summary").evaluate("node => node.style.color = '#dddddd'")
    assert [item["id"] for item in Axe().run(page).response["violations"]] == ["color-contrast"]


def test_every_word_in_a_chart_is_dark_enough_by_its_own_colour(page: Page, reports: Path) -> None:
    """Axe leaves words drawn in SVG undecided; on a white page their own fill decides."""
    show(page, reports / "report-zh.html")
    fills = page.locator("figure svg text").evaluate_all("nodes => nodes.map(node => getComputedStyle(node).fill)")
    assert len(fills) > 100
    assert set(fills) <= {"rgb(31, 41, 55)", "rgb(0, 0, 0)"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_charts_show_the_figures_of_their_tables(page: Page, reports: Path, language: str) -> None:
    show(page, reports / f"report-{language}.html")
    for section in page.locator("section:has(figure)").all():
        labels = section.locator("figure svg text").all_text_contents()
        first = section.locator("tbody td:first-child").all_inner_texts()
        shown = {label.rstrip("…") for label in labels}
        assert any(any(text.startswith(label) for label in shown if len(label) > 2) for text in first)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_report_prints_on_a4_with_nothing_cut_off(page: Page, reports: Path, language: str) -> None:
    show(page, reports / f"report-{language}.html")
    printed = pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    sizes = {(round(float(sheet.mediabox.width), 0), round(float(sheet.mediabox.height), 0)) for sheet in printed.pages}
    assert sizes == {(round(A4[0]), round(A4[1]))}
    text = "".join(_letters(sheet.extract_text()) for sheet in printed.pages)
    for view in page.locator("table").all():
        for cell in view.locator("tbody tr:first-child td").all_inner_texts():
            for line in cell.splitlines():
                assert _letters(line)[:6] in text


def _letters(text: str) -> str:
    """Without blanks, and with the radicals that a PDF uses for some characters turned back into these."""
    return "".join(unicodedata.normalize("NFKC", text).translate(RADICALS).split())


def test_nothing_is_wider_than_the_paper(page: Page, reports: Path) -> None:
    show(page, reports / "report-en.html")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 1031, "height": 700})  # A4 across less both margins, at 96 dots an inch
    assert page.evaluate("document.documentElement.scrollWidth") <= 1031


def test_a_wide_table_scrolls_inside_itself_on_a_telephone(page: Page, reports: Path) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    show(page, reports / "report-zh.html")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_tab_reaches_each_scrolling_table(page: Page, reports: Path) -> None:
    show(page, reports / "report-en.html")
    reached = set()
    for _ in range(120):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.getAttribute('aria-label')"))
    captions = set(page.locator(".scroll").evaluate_all("nodes => nodes.map(node => node.getAttribute('aria-label'))"))
    assert captions <= reached


def test_the_contents_lead_to_each_table_and_back_returns(page: Page, reports: Path) -> None:
    show(page, reports / "report-zh.html")
    page.locator("nav a").nth(3).click()
    assert page.url.endswith("#t4")
    page.go_back()
    assert "#" not in page.url


def test_names_from_a_sheet_are_shown_as_text(page: Page, case_a: Path, tmp_path: Path) -> None:
    path = case_a / "offers.csv"
    path.write_text(path.read_text("utf-8-sig").replace("示例青松", "<img src=x onerror=alert(1)>[bold]"), "utf-8")
    said = greenward("plan", case_a, "--html", tmp_path / "r.html", "--lang", "en")
    assert said.code == 0
    show(page, tmp_path / "r.html")
    assert page.locator("img").count() == 0
    assert "<img src=x onerror=alert(1)>[bold]" in page.locator("body").inner_text()


def test_half_the_budget_says_so_on_its_face(page: Page, reports: Path) -> None:
    show(page, reports / "half-zh.html")
    text = page.locator("body").inner_text()
    assert "假设测算" in text
    assert "缺口" in text
