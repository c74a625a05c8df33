"""The funding section of case.yaml: one defect at a time, told with its line and the next step."""

from pathlib import Path

import pytest

from greenward.exchange.case import read_case
from support import codes, greenward

WINDOW = "window: {kind: budget_round, year: 2027, closes: 2026-11-20}"


def changed(case: Path, old: str, new: str) -> int:
    """Replace ``old`` in the settings and return the row it stands in."""
    path = case / "case.yaml"
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8")
    return text[: text.index(old)].count("\n") + 1


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (WINDOW, WINDOW.replace("2027", "2027.5"), "funding.year"),
        (WINDOW, WINDOW.replace("2027", "202"), "funding.year"),
        (WINDOW, WINDOW.replace("budget_round", "whenever"), "pack.unknown_word"),
        (WINDOW, WINDOW.replace("2026-11-20", "20 November"), "pack.bad_date"),
        (WINDOW, WINDOW.replace("closes", "closing"), "pack.unknown_field"),
        ("contact: {en: ", "contacts: {en: ", "pack.unknown_field"),
        ("returns_to: {en: ", "returns_to: {english: ", "pack.missing_field"),
    ],
)
def test_one_defect_is_told_with_its_row(case_a: Path, old: str, new: str, code: str) -> None:
    row = changed(case_a, old, new)
    assert (code, row) in codes(lambda: read_case(case_a, "cn"))


def test_a_missing_window_is_told(case_a: Path) -> None:
    changed(case_a, f"  {WINDOW}\n", "")
    assert "pack.missing_field" in [code for code, _ in codes(lambda: read_case(case_a, "cn"))]


def test_the_section_as_it_ships_is_sound_and_may_be_left_out(case_a: Path) -> None:
    assert read_case(case_a, "cn").applicant is not None
    text = (case_a / "case.yaml").read_text("utf-8")
    first, last = text.index("# Who asks"), text.index("method:\n")
    (case_a / "case.yaml").write_text(text[:first] + text[last:], "utf-8")
    assert read_case(case_a, "cn").applicant is None


def test_a_name_of_an_offer_in_the_section_is_refused(case_a: Path) -> None:
    changed(case_a, "X单位财务处（示例），电话", "虚构甲商贸（示例），电话")
    assert [code for code, _ in codes(lambda: read_case(case_a, "cn"))] == ["case.names_a_brand"]


@pytest.mark.parametrize(("language", "step"), [("en", "for instance 2027"), ("zh", "如2027")])
def test_the_user_reads_where_and_what_next(case_a: Path, language: str, step: str) -> None:
    row = changed(case_a, WINDOW, WINDOW.replace("2027", "27"))
    said = greenward("plan", case_a, "--lang", language)
    assert said.code == 3
    assert "case.yaml" in said.err
    assert str(row) in said.err
    assert step in said.err
