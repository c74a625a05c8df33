"""The commands as a user runs them."""

import json
from pathlib import Path

import pytest

from support import greenward, read_rows, write_rows


def test_check_answers_with_status_article_and_certificate_rule() -> None:
    said = greenward("check", "台式计算机", "--pack", "cn", "--on", "2026-11-01", "--json", "--lang", "zh")
    finding = said.json["findings"][0]
    assert said.code == 0
    assert said.json["status"] == finding["status"] == "mandatory"
    assert finding["citations"][0]["source"]["number"] == "财库〔2019〕19号"
    assert finding["citations"][0]["article"]["zh"] == "附件第1行"
    assert finding["certificate_order"] == ["kind", "body", "model", "validity", "standard"]
    assert "强制采购" in finding["sentence"]


@pytest.mark.parametrize(("language", "word"), [("zh", "强制采购"), ("en", "mandatory")])
def test_check_speaks_both_languages(language: str, word: str) -> None:
    assert word in greenward("check", "台式计算机", "--on", "2026-11-01", "--lang", language).out


def test_the_plan_of_unit_x_fits_its_budget() -> None:
    said = greenward("plan", "examples/unit_x/case_a", "--pack", "cn", "--json")
    assert said.code == 0
    assert all(line["chosen"] for line in said.json["lines"])
    assert all(float(use["planned"]) <= float(use["amount"]) for use in said.json["budgets"])


def test_half_the_budget_is_short_by_line_and_ends_with_code_4() -> None:
    said = greenward("plan", "examples/unit_x/case_a", "--budget-scale", "0.5", "--lang", "en")
    assert said.code == 4
    assert "short of its cheapest lawful basket" in said.out
    assert "What if" in said.out


def test_a_file_with_errors_ends_with_code_3_and_says_what_to_do(case_a: Path) -> None:
    rows = read_rows(case_a / "offers.csv")
    rows[2]["每包装价格"] = "-5"
    rows[4]["币种"] = "RMB"
    write_rows(case_a / "offers.csv", rows)
    said = greenward("plan", case_a, "--lang", "zh")
    assert said.code == 3
    assert "第4行，“每包装价格”列：数值不得为负。" in said.err
    assert "第6行，“币种”列" in said.err
    assert said.out == ""


def test_an_unknown_pack_names_those_there_are() -> None:
    said = greenward("check", "台式计算机", "--pack", "atlantis", "--lang", "en")
    assert said.code == 3
    assert "Use one of: cn" in said.err


@pytest.mark.parametrize("day", ["1989-12-31", "2101-01-01", "2026-13-01", "yesterday"])
def test_a_day_that_is_none_is_a_wrong_command_line(day: str) -> None:
    assert greenward("check", "台式计算机", "--on", day).code == 2


def test_the_demonstration_writes_both_reports(tmp_path: Path) -> None:
    said = greenward("demo", "--out", tmp_path / "demo", "--lang", "en")
    assert said.code == 0
    made = {path.name for path in (tmp_path / "demo").iterdir()}
    assert made == {"report-en.html", "report-zh.html", "plan.xlsx", "plan.json"}
    assert json.loads((tmp_path / "demo/plan.json").read_text("utf-8"))["lines"]
