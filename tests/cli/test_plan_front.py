"""The front of a plan, through the command: each point beside SciPy alone, in every rendition, or clearly refused."""

import io
import json
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pypdf
import pytest

from limited import CASE, best, limit, limited, planned
from support import greenward

ROUNDING = Decimal("0.02")
CAPTION = {"en": "Least life-cycle cost under each ceiling on", "zh": "上限下的最低全生命周期成本"}


def front_of(folder: Path, *options: object) -> tuple[Any, list[Any]]:
    said, data = planned(folder, "--frontier", *options)
    assert said.code == 0, said.err
    return data, data["front"]["points"]


def exact(value: str) -> Decimal:
    return Decimal(value)


@pytest.mark.parametrize("word", ["carbon", "price"])
def test_each_point_is_the_cheapest_plan_under_its_ceiling_and_the_limits_of_the_case(
    tmp_path: Path, word: str
) -> None:
    total = limit("total", "1670000", "CNY")
    data, points = front_of(limited(tmp_path, total), word, "--points", 5)
    assert data["front"]["over"] == [word]
    assert len(points) == 5
    own = {line["survey"]["need"]["id"]: line["chosen"]["id"] for line in data["lines"]}
    for point in points:
        ceiling = float(point[f"{word}_ceiling"])
        found = best(data, {("ceiling", word): ceiling + 1e-6})
        assert float(point["cost"]) == pytest.approx(found.cost, abs=0.02)
        assert float(point["bound"]) <= found.cost + 0.02
        assert exact(point[word]) <= exact(point[f"{word}_ceiling"])
        assert exact(point["price"]) <= 1_670_000
        assert set(point["changed"]) == {need for need, option in found.chosen.items() if own[need] != option}
    assert points[0]["changed"] == []
    assert abs(exact(points[0]["cost"]) - exact(data["cost"])) < ROUNDING
    costs = [exact(point["cost"]) for point in points]
    assert costs == sorted(costs)


@pytest.mark.parametrize(("word", "unit"), [("carbon", 1000), ("price", 1)])
def test_the_rate_is_the_difference_quotient_between_unbeaten_neighbours(word: str, unit: int) -> None:
    _, points = front_of(CASE, word, "--points", 12)
    kept = [point for point in points if not point["beaten"]]
    assert points[0]["rate"] is None
    rates = 0
    for before, point in pairwise(kept):
        less = exact(before[word]) - exact(point[word])
        if less == 0:
            assert point["rate"] is None
        else:
            quotient = (exact(point["cost"]) - exact(before["cost"])) / less * unit
            assert abs(exact(point["rate"]) - quotient) < Decimal("0.000001")
            rates += 1
    assert rates > 5


def test_a_lattice_says_where_no_plan_keeps_its_ceilings() -> None:
    data, points = front_of(CASE, "both", "--points", 9)
    assert len(points) == 9
    assert {point["price_ceiling"] is None or point["carbon_ceiling"] is None for point in points} == {False}
    none = [point for point in points if point["why"]]
    assert none
    assert {point["why"]["code"] for point in none} == {"front.no_plan"}
    assert {(point["cost"], point["bound"], point["rate"]) for point in none} == {(None, None, None)}
    for point in points:
        ceilings = {("ceiling", word): float(point[f"{word}_ceiling"]) + 1e-6 for word in ("price", "carbon")}
        assert (best(data, ceilings).chosen == {}) is (point["why"] is not None)
    said = greenward("plan", CASE, "--frontier", "both", "--points", 9, "--lang", "en")
    assert "no plan" in said.out


def test_no_front_is_worked_out_unless_it_is_asked_for() -> None:
    _, data = planned(CASE)
    assert data["front"] is None
    assert CAPTION["en"] not in greenward("plan", CASE, "--lang", "en").out


def test_thirty_points_are_shown_unless_another_number_is_asked_for() -> None:
    _, points = front_of(CASE, "price")
    assert len(points) == 30


def test_a_front_names_needs_and_nobody() -> None:
    data, _ = front_of(CASE, "carbon", "--points", 8)
    text = json.dumps(data["front"], ensure_ascii=False)
    competed = [line for line in data["lines"] if line["survey"]["face"] == "requirement level"]
    assert competed
    offers = (CASE / "offers.csv").read_text("utf-8-sig").splitlines()[1:]
    names = {cell for row in offers for cell in row.split(",")[:4]}
    assert [name for name in names if name in text] == []
    assert "N0" in text


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("word", ["carbon", "price", "both"])
def test_every_rendition_shows_the_front(tmp_path: Path, lang: str, word: str) -> None:
    page, paper, letter, book = (tmp_path / f"plan.{ending}" for ending in ("html", "pdf", "docx", "xlsx"))
    files = ("--html", page, "--pdf", paper, "--docx", letter, "--xlsx", book)
    said = greenward("plan", CASE, "--frontier", word, "--points", 4, "--lang", lang, *files)
    assert said.code == 0, said.err
    whole = CAPTION[lang]
    assert whole in said.out
    html = page.read_text("utf-8")
    assert whole in html
    assert whole in html.partition("<svg")[2]
    printed = "".join(sheet.extract_text() for sheet in pypdf.PdfReader(paper).pages)
    assert "".join(whole.split()) in "".join(printed.split())
    assert any(whole in part.text for part in docx.Document(str(letter)).paragraphs)
    sheets = openpyxl.load_workbook(io.BytesIO(book.read_bytes()))
    (sheet,) = (each for each in sheets if whole in str(each["A1"].value))
    assert sheet.max_row == 3 + 1 + 4  # the caption, the note, the headings; this plan; the points


@pytest.mark.parametrize(
    ("options", "code", "words"),
    [
        (("--frontier", "water"), 2, "carbon, price, both"),
        (("--frontier", "carbon", "--points", "1"), 2, "greater than or equal to 2"),
        (("--frontier", "carbon", "--points", "201"), 2, "less than or equal to 200"),
        (("--points", "5"), 2, "--points needs --frontier"),
        (("--frontier", "both", "--points", "3"), 2, "four corners"),
    ],
)
def test_a_front_that_makes_no_sense_is_refused(
    tmp_path: Path, options: tuple[str, ...], code: int, words: str
) -> None:
    page = tmp_path / "plan.html"
    said = greenward("plan", CASE, *options, "--html", page)
    assert said.code == code
    assert words in " ".join(said.err.replace("│", " ").split())
    assert not page.exists()


@pytest.mark.parametrize(("lang", "words"), [("en", "no option of N01, N02"), ("zh", "使用阶段碳排放均未知")])
def test_carbon_that_is_known_of_no_option_is_refused_and_nothing_is_written(
    tmp_path: Path, lang: str, words: str
) -> None:
    folder = limited(tmp_path, "")
    settings = folder / "case.yaml"
    settings.write_text(settings.read_text("utf-8").replace("  place: CN\n", "  place: US\n"), "utf-8")
    page = tmp_path / "plan.html"
    assert greenward("plan", folder).code == 0
    said = greenward("plan", folder, "--frontier", "carbon", "--html", page, "--lang", lang)
    assert (said.code, "[front.no_carbon]" in said.err, words in said.err) == (3, True, True), said.err
    assert not page.exists()
    data, points = front_of(folder, "price", "--points", 3)
    assert {point["carbon"] for point in points} == {None}
    assert data["front"]["left_out"] == []


@pytest.mark.parametrize(("lang", "words"), [("en", "There is no frontier"), ("zh", "没有符合各项限制的方案")])
def test_a_case_without_a_plan_has_no_front_and_says_so(tmp_path: Path, lang: str, words: str) -> None:
    folder = limited(tmp_path, limit("total", "1000", "CNY"))
    said = greenward("plan", folder, "--frontier", "carbon", "--lang", lang)
    assert said.code == 4
    assert words in " ".join(said.out.split())
    assert CAPTION[lang] not in said.out
    _, data = planned(folder, "--frontier", "carbon")
    assert (data["front"]["points"], data["front"]["why"]["code"]) == ([], "front.none")
