"""Keep, repair or replace: what is in use competes with offers, by the same costs, within the same budget."""

import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy_financial
import pytest

from greenward.exchange.case import read_case
from greenward.planning.case import plan_case
from greenward.planning.payments import payments
from greenward.planning.split import share, together
from greenward.planning.survey import behind
from greenward.terms.plan import Option
from planned import line, planned
from support import greenward, read_rows, write_rows

D = Decimal
HEADINGS = "need_id,way,price,currency,life,yearly_energy,maintenance,source,obtained"


def with_in_use(case: Path, *rows: str) -> None:
    (case / "in_use.csv").write_text("\n".join((HEADINGS, *rows, "")), "utf-8")
    settings = case / "case.yaml"
    text = settings.read_text("utf-8")
    if "in_use:" not in text:
        settings.write_text(
            text.replace("  budget: budget.csv\n", "  budget: budget.csv\n  in_use: in_use.csv\n"), "utf-8"
        )


def with_money(case: Path, amount: str) -> None:
    """Let line B2, which pays for the notebooks, hold ``amount``."""
    rows = read_rows(case / "budget.csv")
    write_rows(case / "budget.csv", [row | ({"可用金额": amount} if row["预算项目"] == "B2" else {}) for row in rows])


def with_lot(case: Path) -> None:
    """Let the notebooks of N03 be split."""
    rows = read_rows(case / "needs.csv")
    write_rows(case / "needs.csv", [row | {"每家供应商最少数量": "1" * (row["需求编号"] == "N03")} for row in rows])


def option(plan: Any, need: str, id_: str) -> Any:
    return next(item for item in line(plan, need)["survey"]["options"] if item["id"] == id_)


def cheap(need: str, life: int, way: str = "keep", price: str = "", kwh: int = 60, care: int = 10) -> str:
    return f"{need},{way},{price},CNY,{life},{kwh},{care},example inventory,2026-10-01"


def test_what_serves_the_whole_study_costs_its_use_alone(case_a: Path) -> None:
    """25 notebooks, 6 years, 3 %: electricity along the example's path and maintenance, worked out apart."""
    with_in_use(case_a, cheap("N03", 6))
    plan = planned(case_a)
    kept = option(plan, "N03", "keep")
    index = (1.01, 1.02, 1.03, 1.03, 1.04, 1.05)
    use = numpy_financial.npv(0.03, [0, *(60 * 0.62 * each for each in index)])
    care = numpy_financial.npv(0.03, [0, *[10] * 6])
    assert float(kept["cost"]) == pytest.approx(25 * (use + care), rel=1e-9)
    assert D(kept["price"]) == 0
    assert line(plan, "N03")["chosen"] == kept
    assert kept["kept"]["followed_by"] == ""


def test_what_ends_earlier_is_followed_by_years_of_the_best_purchase(case_a: Path) -> None:
    with_in_use(case_a, cheap("N03", 2))
    plan = planned(case_a)
    kept = option(plan, "N03", "keep")
    bought = [item for item in line(plan, "N03")["survey"]["options"] if item["named"]]
    best = min(bought, key=lambda item: D(item["cost"]))
    assert kept["kept"]["followed_by"] == best["id"]
    own = numpy_financial.npv(0.03, [0, 60 * 0.62 * 1.01 + 10, 60 * 0.62 * 1.02 + 10]) * 25
    yearly = float(best["cost"]) / numpy_financial.npv(0.03, [0, *[1] * 6])
    later = numpy_financial.npv(0.03, [0, 0, 0, *[yearly] * 4])
    assert float(kept["cost"]) == pytest.approx(own + later, rel=1e-9)
    assert float(dict(kept["parts"])["follow_on"]) == pytest.approx(later, rel=1e-9)
    assert float(kept["carbon"]) == pytest.approx(
        25 * 60 * 2 * float(plan["method"]["grid_factor"]["value"]) + float(best["carbon"]) * 4 / 6, rel=1e-9
    )


def test_a_repair_is_paid_from_the_budget_and_may_save_what_the_line_lacks(case_a: Path) -> None:
    with_in_use(case_a, cheap("N03", 6, "repair", "300", kwh=150))
    plan = planned(case_a)
    kept = option(plan, "N03", "repair")
    assert D(kept["price"]) == 300 * 25
    assert kept["footprint"] is None
    with_money(case_a, "100000")
    poor = planned(case_a)
    assert line(poor, "N03")["chosen"]["id"] == "repair"
    assert line(poor, "N03")["without_preference"] is None
    (case_a / "in_use.csv").write_text(f"{HEADINGS}\n{cheap('N01', 6)}\n", "utf-8")
    assert line(planned(case_a), "N03")["chosen"] is None


def test_a_dear_old_piece_is_replaced(case_a: Path) -> None:
    with_in_use(case_a, cheap("N03", 6, kwh=4000, care=2000))
    assert line(planned(case_a), "N03")["chosen"]["named"] is not None


def test_part_is_kept_where_the_need_may_be_split_and_money_lacks(case_a: Path) -> None:
    """Keeping costs more over life than buying; where the line cannot buy all, as few as possible are kept."""
    with_in_use(case_a, cheap("N03", 6, kwh=60, care=1100))
    with_lot(case_a)
    rich = line(planned(case_a), "N03")["chosen"]
    assert all(share["kept"] is None for share in rich["shares"] or [rich])
    with_money(case_a, "180000")
    shares = line(planned(case_a), "N03")["chosen"]["shares"]
    kept = sum(share["pieces"] for share in shares if share["kept"])
    assert 0 < kept < 25
    assert sum(share["pieces"] for share in shares) == 25


def test_what_is_missing_is_named_and_nothing_is_guessed(case_a: Path) -> None:
    with_in_use(case_a, "N03,keep,,CNY,6,,10,example inventory,2026-10-01", cheap("N04", 3))
    rows = read_rows(case_a / "offers.csv")
    write_rows(case_a / "offers.csv", [row for row in rows if "OFFER-N" not in row["报价编号"]])
    plan = planned(case_a)
    missing = {need: line(plan, need)["survey"]["kept"][0]["missing"] for need in ("N03", "N04")}
    assert [reason["code"] for reason in missing["N03"]] == ["missing.yearly_energy"]
    assert [reason["code"] for reason in missing["N04"]] == ["missing.later"]
    assert line(plan, "N03")["chosen"] is None


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("N99,keep,,CNY,6,60,10,x,2026-10-01", "row.unknown_need"),
        ("N03,keep,5,CNY,6,60,10,x,2026-10-01", "row.keep_has_price"),
        ("N03,repair,,CNY,6,60,10,x,2026-10-01", "row.repair_has_no_price"),
        ("N03,repair,0,CNY,6,60,10,x,2026-10-01", "row.repair_has_no_price"),
        ("N03,keep,,USD,6,60,10,x,2026-10-01", "row.not_in_currency"),
        ("N03,keep,,CNY,0,60,10,x,2026-10-01", "cell.too_small"),
        ("N03,sell,,CNY,6,60,10,x,2026-10-01", "cell.unknown_word"),
        ("N03,keep,,CNY,,60,10,x,2026-10-01", "cell.empty"),
    ],
)
def test_bad_rows_are_named(case_a: Path, row: str, code: str) -> None:
    with_in_use(case_a, row)
    said = greenward("plan", case_a)
    assert said.code == 3
    assert "in_use.csv, row 2, column" in said.err
    assert f"[{code}]" in said.err


def test_a_way_is_named_once(case_a: Path) -> None:
    with_in_use(case_a, cheap("N03", 6), cheap("N03", 5), cheap("N03", 5, "repair", "9"))
    said = greenward("plan", case_a)
    assert said.err.count("[row.twice]") == 1


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", ("Equipment already in use", "kept in use for 2 more years")), ("zh", ("在用设备", "继续使用2年"))],
)
def test_the_report_and_the_funding_request_say_what_goes_on(
    case_a: Path, language: str, words: tuple[str, str]
) -> None:
    with_in_use(case_a, cheap("N03", 2), cheap("N05", 4))
    with_money(case_a, "90000")
    report, asked = case_a / "r.html", case_a / "f.html"
    said = greenward("plan", case_a, "--lang", language, "--html", report, "--funding-request", asked)
    assert said.code in (0, 4), said.err
    for word in words:
        assert word in report.read_text("utf-8")
    assert "N03" in asked.read_text("utf-8")


def test_a_competed_need_keeps_without_a_name(case_a: Path) -> None:
    plan = planned(case_a)
    need = next(item["survey"]["need"]["id"] for item in plan["lines"] if item["survey"]["face"] != "offer")
    with_in_use(case_a, cheap(need, 1))
    found = line(planned(case_a), need)["survey"]
    assert found["kept"][0]["missing"] == []
    assert next(item for item in found["options"] if item["kept"])["named"] is None
    with_in_use(case_a, cheap(need, 1).replace("example inventory", "list of 示例 银杏 pieces"))
    said = greenward("plan", case_a)
    assert said.code == 3
    assert "in_use.csv, row 2" in said.err
    assert "[row.names_a_brand]" in said.err


KINDS: dict[str, Callable[[Option], object]] = {
    "level": lambda option: option.level,
    "whole": lambda option: option.kept and not option.kept.followed_by,
    "followed": lambda option: option.kept and option.kept.followed_by,
    "shared": lambda option: option.shares,
}


def test_what_every_way_pays_is_its_life_cycle_cost(case_a: Path) -> None:
    """What the funding request rests on: the payments of each option add up to the cost that it was ranked by."""
    plan = planned(case_a)
    competed = next(item["survey"]["need"]["id"] for item in plan["lines"] if item["survey"]["face"] != "offer")
    with_in_use(case_a, cheap("N03", 6), cheap("N03", 2, "repair", "80"), cheap(competed, 3))
    with_lot(case_a)
    case = read_case(case_a, "cn")
    needs = {need.id: need for need in case.needs}
    choices = [(item.survey, option) for item in plan_case(case, {}).lines for option in item.survey.options]
    for survey, each in [choice for choice in choices if choice[0].need.id == "N03"]:
        other = next(option for found, option in choices if found is survey and option.id != each.id)
        choices.append((survey, together([share(each, 7, 25), share(other, 18, 25)])))
    for kind in KINDS.values():
        assert any(kind(option) for _, option in choices)
    chosen = [(needs[survey.need.id], survey, option) for survey, option in choices]
    for (survey, each), found in zip(
        choices, behind(chosen, case.offers, case.in_use, case.rules, case.method, {}), strict=True
    ):
        made = payments(found, survey.answer.category_id or "", case.method, {})
        assert made.total == pytest.approx(each.cost, rel=D("1e-20"))
        assert {part: round(value, 9) for part, value in made.parts} == {p: round(v, 9) for p, v in each.parts}


def test_what_goes_on_enters_its_electricity_alone_into_the_inventory(case_a: Path) -> None:
    with_in_use(case_a, cheap("N03", 2, "repair", "80"))
    plan = planned(case_a, "--inventory")
    assert line(plan, "N03")["chosen"]["id"] == "repair"
    (entered,) = [item["view"] for item in plan["inventory"] if item["need"] == "N03"]
    assert entered["scope3"] == []
    assert sum(D(item["kwh"]) for item in entered["scope2"]) == 25 * 60 * 2
    assert {item["year"] for item in entered["scope2"]} == {2026, 2027, 2028}
    assert [reason["code"] for reason in entered["missing"]] == ["missing.repair", "missing.what_follows"]


def test_what_nothing_can_follow_is_not_said_to_serve_the_whole_study(case_a: Path) -> None:
    rows = read_rows(case_a / "offers.csv")
    write_rows(case_a / "offers.csv", [row for row in rows if "OFFER-N" not in row["报价编号"]])
    with_in_use(case_a, cheap("N04", 3))
    greenward("plan", case_a, "--lang", "en", "--html", case_a / "r.html")
    text = (case_a / "r.html").read_text("utf-8")
    assert "kept in use for 3 more years" in text
    assert "whole study period" not in text


def test_the_request_counts_apart_what_is_repaired(case_a: Path) -> None:
    with_in_use(case_a, cheap("N03", 6, "repair", "300"))
    with_money(case_a, "60000")
    said = greenward("plan", case_a, "--lang", "en", "--json", "--funding-request", case_a / "f.html")
    of_line = [item for item in said.json["lines"] if item["survey"]["need"]["budget_line"] == "B2"]
    repaired = sum(
        item["survey"]["need"]["quantity"]
        for item in of_line
        if min(item["survey"]["options"], key=lambda option: D(option["cost"]))["kept"]
    )
    assert repaired == 25
    text = (case_a / "f.html").read_text("utf-8")
    assert "Not bought but kept in use or repaired, a repair being a service: N03 repaired" in text
    assert re.search(r"pieces kept in use or repaired</td>\s*<td>25</td>", text)


def test_a_repair_s_embodied_carbon_is_named_where_a_tonne_has_a_price(case_a: Path) -> None:
    settings = case_a / "case.yaml"
    text = settings.read_text("utf-8")
    cited = "source: unit_method, article: {en: x, zh: x}, read: case_text, mark: example"
    price = f"  carbon_price: {{value: 100, unit: CNY/tCO2e, {cited}}}\n"
    settings.write_text(text.replace("  profiles:\n", f"{price}  profiles:\n", 1), "utf-8")
    with_in_use(case_a, cheap("N03", 6, "repair", "300"), cheap("N04", 6))
    plan = planned(case_a)
    left_out = {need: line(plan, need)["survey"]["kept"][0]["left_out"] for need in ("N03", "N04")}
    assert [reason["code"] for reason in left_out["N03"]] == ["left_out.embodied"]
    assert left_out["N04"] == []


def test_what_follows_in_a_competed_need_is_told_as_a_level(case_a: Path) -> None:
    plan = planned(case_a)
    need = next(item["survey"]["need"]["id"] for item in plan["lines"] if item["survey"]["face"] != "offer")
    with_in_use(case_a, cheap(need, 2))
    greenward("plan", case_a, "--lang", "zh", "--html", case_a / "r.html")
    assert re.search(r"其后各年按能效\d级的等额年成本计|其后各年按能效等级", (case_a / "r.html").read_text("utf-8"))


def test_a_request_needs_a_file_of_its_own(case_a: Path) -> None:
    said = greenward("plan", case_a, "--html", case_a / "x.html", "--funding-request", case_a / "x.html")
    assert said.code == 3
    assert "[output.taken]" in said.err
    assert not (case_a / "x.html").exists()
