"""The settings of a case: each defect is told with file and line, and nothing is guessed."""

from datetime import date
from pathlib import Path

import pytest

from greenward.exchange.case import read_case
from support import codes, read_rows, write_rows

CITED = "source: body_list, article: a, read: unit_text, mark: example"
OWN_CERTIFICATE = f"certificates:\n  - {{id: x, names: {{en: x, zh: x}}, order: [kind], {CITED}}}\n"
OWN_LEAST = (
    "values:\n  - key: competition.least_suppliers\n    unit: suppliers\n    entries:\n"
    f"      - {{from: 2026-01-01, value: 1, {CITED}}}\n"
)


def broken(case: Path, good: str, bad: str, file: str = "case.yaml") -> list[str]:
    path = case / file
    text = path.read_text("utf-8")
    assert good in text
    path.write_text(text.replace(good, bad, 1), "utf-8")
    return [code for code, _ in codes(lambda: read_case(case, "cn"))]


def test_the_case_itself_is_sound(case_a: Path) -> None:
    found = read_case(case_a, "cn")
    assert (len(found.needs), len(found.budgets), found.rules.day) == (12, 3, date(2026, 11, 1))
    assert len(found.offers) >= 40


@pytest.mark.parametrize(
    ("good", "bad", "code"),
    [
        ("years: 6", "years: 0", "method.years"),
        ("years: 6", "years: 300", "method.years"),
        ("years: 6", "years: 1.5", "method.years"),
        ("years: 6", "years: six", "pack.bad_number"),
        ("value: 0.03", "value: -1", "method.rate"),
        ("value: 0.03", "value: 3", "method.rate"),
        ("value: 0.03", "value: 1e-2", "pack.bad_number"),
        ("unit: fraction a year", "unit: percent a year", "method.unit"),
        ("value: 0.62", "value: -0.1", "method.tariff"),
        ("value: 0.62", "value: 99999", "method.tariff"),
        ("unit: CNY/kWh", "unit: CNY/MWh", "method.unit"),
        ("currency: CNY", "currency: cny", "method.currency"),
        ("off: 0.15", "off: 0.25", "method.shares"),
        ("category: notebook_computer", "category: spaceship", "method.profile"),
        ("category: notebook_computer", "category: desktop_computer", "method.profile"),
        ("on: 2026-11-01\n", "on: 2101-01-01\n", "pack.bad_date"),
        ("on: 2026-11-01\n", "on: 1989-12-31\n", "pack.bad_date"),
        ("on: 2026-11-01\n", "on: 2019-04-01\n", "pack.day_outside"),
        ("on: 2026-11-01\n", "", "pack.missing_field"),
        ("layers: [../policy]", "layers: [../nowhere]", "pack.no_folder"),
        ("layers: [../policy]", "layers: [[../policy]]", "pack.not_a_text"),
        ("layers: [../policy]", "layers: ../policy", "pack.not_a_list"),
        ("names:", "title:", "pack.missing_field"),
        ("method:", "methods:", "pack.missing_field"),
        ("place: CN", "place: CN\n  plaice: CN", "pack.unknown_field"),
        ("needs: needs.csv", "needs: none.csv", "file.missing"),
        ("needs: needs.csv", "needs: ../policy", "file.is_folder"),
        ("method:", "x: &a [*a]\nmethod:", "pack.not_yaml"),
        ("method:", "x: &a [1]\ny: [*a]\nmethod:", "pack.alias"),
        ("method:", "\x00method:", "pack.not_yaml"),
    ],
)
def test_one_defect_of_the_settings_is_told(case_a: Path, good: str, bad: str, code: str) -> None:
    found = broken(case_a, good, bad)
    assert code in found or (code == "pack.not_yaml" and "pack.alias" in found)


@pytest.mark.parametrize(
    ("file", "good", "bad", "code"),
    [
        ("asset_standards.yaml", "value: 5000", "value: 6000", "pack.outside_room"),
        ("asset_standards.yaml", "value: 6, unit: years", "value: 3, unit: years", "pack.outside_room"),
        ("asset_standards.yaml", "value: 5000, unit: CNY", "value: 5000, unit: kWh", "pack.other_unit"),
        ("asset_standards.yaml", "when: {technology: [laser]}", "when: laser", "pack.not_a_mapping"),
        ("asset_standards.yaml", "reason: reason.asset_ceiling", "reason: reason.zzz", "pack.unknown_word"),
        ("green.yaml", "value: 1, unit: grade", "value: 0, unit: grade", "pack.bad_number"),
        ("green.yaml", "value: 1, unit: grade", "value: 1.5, unit: grade", "pack.bad_number"),
        ("green.yaml", "category: display", "category: printer", "pack.narrows_another"),
        ("pack.yaml", "level: unit", "level: law", "pack.layer_is_no_law"),
        ("asset_standards.yaml", "high: 5000, unit: CNY", "high: 5000, unit: USD", "pack.outside_room"),
        ("bodies.yaml", "bodies:", f"{OWN_CERTIFICATE}bodies:", "pack.section_closed"),
        ("bodies.yaml", "bodies:", f"{OWN_LEAST}bodies:", "pack.section_closed"),
        ("pack.yaml", "id: unit_x", "id: cn", "pack.duplicate_id"),
    ],
)
def test_one_defect_of_the_units_rules_is_told(case_a: Path, file: str, good: str, bad: str, code: str) -> None:
    assert code in broken(case_a, good, bad, f"../policy/{file}")


@pytest.mark.parametrize(
    ("sheet", "column", "text", "code"),
    [
        ("budget.csv", "币种", "USD", "row.other_currency"),
        ("budget.csv", "可用金额", "-1", "cell.negative"),
        ("budget.csv", "截至日期", "2101-01-01", "cell.date_out_of_range"),
        ("needs.csv", "预算项目", "B9", "row.unknown_budget_line"),
        ("needs.csv", "采购渠道", "邮购", "row.unknown_channel"),
        ("needs.csv", "数量", "0", "cell.too_small"),
        ("needs.csv", "品目编码", "EX-D01", "row.bad_code"),
        ("needs.csv", "目录版本", "2099", "row.unknown_edition"),
        ("needs.csv", "数量", "10000000000", "cell.too_large"),
    ],
)
def test_one_bad_cell_of_needs_and_budget_is_told(case_a: Path, sheet: str, column: str, text: str, code: str) -> None:
    rows = read_rows(case_a / sheet)
    rows[0][column] = text
    write_rows(case_a / sheet, rows)
    assert (code, 2) in codes(lambda: read_case(case_a, "cn"))


def test_a_broken_budget_does_not_hide_the_errors_of_the_needs(case_a: Path) -> None:
    for sheet, column in (("budget.csv", "可用金额"), ("needs.csv", "数量")):
        rows = read_rows(case_a / sheet)
        rows[0][column] = "?"
        write_rows(case_a / sheet, rows)
    assert [code for code, _ in codes(lambda: read_case(case_a, "cn"))] == ["cell.not_a_number"] * 2


def test_a_code_is_read_however_it_was_typed(case_a: Path) -> None:
    rows = read_rows(case_a / "needs.csv")
    rows[1]["品目编码"] = " ａ０２０１０１０５ "
    write_rows(case_a / "needs.csv", rows)
    code = read_case(case_a, "cn").needs[1].line.code
    assert code is not None
    assert code.value == "A02010105"


def test_defects_of_all_sheets_are_told_together(case_a: Path) -> None:
    for sheet, column in (("needs.csv", "数量"), ("offers.csv", "每包装价格")):
        rows = read_rows(case_a / sheet)
        rows[0][column] = "?"
        write_rows(case_a / sheet, rows)
    assert [code for code, _ in codes(lambda: read_case(case_a, "cn"))] == ["cell.not_a_number"] * 2


def test_a_folder_without_settings_is_no_case(tmp_path: Path) -> None:
    assert [code for code, _ in codes(lambda: read_case(tmp_path, "cn"))] == ["case.no_settings"]


def test_another_day_changes_the_rules(case_a: Path) -> None:
    assert read_case(case_a, "cn", date(2026, 1, 31)).rules.day == date(2026, 1, 31)
