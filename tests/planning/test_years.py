"""Budget years: a line's money of one year pays for the needs of that year alone."""

import re
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

import pytest

from planned import planned
from support import greenward, read_rows, write_rows

D = Decimal
OF_2026 = dict.fromkeys(("N01", "N02", "N05", "N06"), "2026")


def with_years(case: Path, needs: dict[str, str], budget: Iterable[tuple[str, str, str]]) -> None:
    """Give needs their years, and the budget file the rows (line, year, amount)."""
    rows = read_rows(case / "needs.csv")
    write_rows(case / "needs.csv", [row | {"预算年度": needs.get(row["需求编号"], "")} for row in rows])
    lines = {row["预算项目"]: row for row in read_rows(case / "budget.csv")}
    write_rows(
        case / "budget.csv", [lines[line] | {"预算年度": year, "可用金额": amount} for line, year, amount in budget]
    )


def test_each_year_s_money_pays_for_its_own_needs(case_a: Path) -> None:
    free = planned(case_a)
    lines = {item["survey"]["need"]["id"]: item for item in free["lines"]}
    first = {id_ for id_, item in lines.items() if item["survey"]["need"]["budget_line"] == "B1"}
    least = {id_: min(D(o["price"]) for o in lines[id_]["survey"]["options"]) for id_ in first}
    assert first == {"N01", "N02", "N05", "N06"}
    now = sum(least.values(), D(0)) - least["N02"]
    with_years(
        case_a,
        OF_2026 | {"N02": "2027"},
        [
            ("B1", "2026", str(now)),
            ("B1", "2027", str(least["N02"] - 1)),
            ("B2", "", "240000"),
            ("B3", "", "980000"),
        ],
    )
    plan = planned(case_a)
    made = {item["survey"]["need"]["id"]: item for item in plan["lines"]}
    assert D(made["N01"]["chosen"]["price"]) == least["N01"]
    assert made["N02"]["chosen"] is None
    assert made["N02"]["unserved"]["code"] == "unserved.budget_short"
    uses = {(use["line"]["id"], use["line"]["year"]): use for use in plan["budgets"]}
    assert D(uses["B1", 2026]["short"]) == 0
    assert D(uses["B1", 2026]["planned"]) == now
    assert D(uses["B1", 2027]["short"]) == 1
    assert made["N03"]["chosen"] is not None


@pytest.mark.parametrize(("language", "word"), [("en", "B1 (2027)"), ("zh", "B1（2027年度）")])
def test_the_year_stands_beside_the_line(case_a: Path, language: str, word: str) -> None:
    with_years(
        case_a,
        dict.fromkeys(OF_2026, "2027"),
        [("B1", "2026", "1"), ("B1", "2027", "400000"), ("B2", "", "240000"), ("B3", "", "980000")],
    )
    said = greenward("plan", case_a, "--lang", language, "--html", case_a / "r.html")
    assert said.code in (0, 4), said.err
    assert word in (case_a / "r.html").read_text("utf-8")
    asked = greenward("plan", case_a, "--lang", language, "--funding-request", case_a / "f.html")
    assert asked.code in (0, 4), asked.err
    assert word in (case_a / "f.html").read_text("utf-8")


def refused(case: Path) -> list[tuple[str, int, str]]:
    said = greenward("plan", case, "--json")
    assert (said.code, said.out) == (3, "")
    found = re.findall(r"row (\d+), column (\S+): .*\[(\S+)\]", said.err)
    return [(code, int(row), column) for row, column, code in found]


def test_a_need_of_a_year_without_money_is_named_with_the_years_there_are(case_a: Path) -> None:
    with_years(
        case_a,
        OF_2026 | {"N01": "2028"},
        [("B1", "2026", "400000"), ("B1", "2027", "1"), ("B2", "", "240000"), ("B3", "", "980000")],
    )
    assert refused(case_a) == [("row.unknown_budget_year", 2, "预算年度")]


def test_a_line_has_years_throughout_or_none(case_a: Path) -> None:
    with_years(case_a, {}, [("B1", "2026", "1"), ("B1", "", "1"), ("B2", "", "240000"), ("B3", "", "980000")])
    assert ("row.years_mixed", 3, "预算年度") in refused(case_a)


def test_a_line_is_not_named_twice_in_a_year(case_a: Path) -> None:
    with_years(case_a, OF_2026, [("B1", "2026", "1"), ("B1", "2026", "1")])
    assert ("row.twice", 3, "预算项目") in refused(case_a)


def test_a_year_out_of_this_century_is_refused(case_a: Path) -> None:
    with_years(case_a, {"N01": "26"}, [("B1", "", "400000"), ("B2", "", "240000"), ("B3", "", "980000")])
    assert [code for code, _, _ in refused(case_a)] == ["cell.too_small"]


def test_a_need_without_a_year_on_a_line_with_years_is_told_apart(case_a: Path) -> None:
    with_years(
        case_a,
        OF_2026 | {"N01": ""},
        [("B1", "2026", "400000"), ("B2", "", "240000"), ("B3", "", "980000")],
    )
    assert refused(case_a) == [("row.no_budget_year", 2, "预算年度")]


def test_a_limit_that_kept_the_best_out_and_a_line_without_needs_are_told_by_year(case_a: Path) -> None:
    with_years(
        case_a,
        OF_2026,
        [("B1", "2026", "495000"), ("B1", "2027", "5"), ("B2", "", "240000"), ("B3", "", "980000")],
    )
    plan = planned(case_a)
    held = [item for line in plan["lines"] for item in line["held_back"]]
    assert held
    assert all((item["name"], item["year"]) == ("B1", 2026) for item in held)
    worth = {(use["line"]["id"], use["line"]["year"]): use["worth"] for use in plan["budgets"]}
    assert worth["B1", 2027] is None
    assert D(worth["B1", 2026]) > 0


def test_the_request_asks_only_for_money_of_its_own_year(case_a: Path) -> None:
    with_years(
        case_a,
        OF_2026,
        [("B1", "2026", "400000"), ("B2", "", "100000"), ("B3", "", "980000")],
    )
    said = greenward("plan", case_a, "--lang", "en", "--funding-request", case_a / "f.html")
    text = (case_a / "f.html").read_text("utf-8")
    assert said.code == 4
    assert "Lines B1 (2026) lack money of another year than 2027" in text
    with_years(
        case_a,
        OF_2026,
        [("B1", "2026", "400000"), ("B2", "", "9000000"), ("B3", "", "9000000")],
    )
    (case_a / "f.html").unlink()
    alone = greenward("plan", case_a, "--lang", "en", "--funding-request", case_a / "f.html")
    assert "Lines B1 (2026) lack money of another year than 2027" in alone.err
    assert not (case_a / "f.html").exists()


def test_a_purchase_of_a_later_year_enters_the_inventory_in_that_year(case_a: Path) -> None:
    with_years(
        case_a,
        OF_2026 | {"N02": "2029"},
        [("B1", "2026", "495000"), ("B1", "2029", "495000"), ("B2", "", "240000"), ("B3", "", "980000")],
    )
    said = greenward("plan", case_a, "--inventory", "--json").json
    booked = {item["need"]: {each["year"] for each in item["view"]["scope3"]} for item in said["inventory"]}
    used = {item["need"]: {each["year"] for each in item["view"]["scope2"]} for item in said["inventory"]}
    assert (booked["N01"], booked["N02"]) == ({2026}, {2029})
    assert (min(used["N01"]), min(used["N02"]), max(used["N02"])) == (2026, 2029, 2035)
