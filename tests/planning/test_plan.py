"""A case planned: masks with reasons, budget lines, shortfall, and the two faces."""

from pathlib import Path
from typing import Any

import pytest

from planned import line, planned
from support import greenward, read_rows, write_rows


def masks(plan: Any, need: str, offer: str) -> list[str]:
    judged = next(item["judged"] for item in plan["comparisons"] if need in item["needs"])
    found = next(item for item in judged if item["named"]["offer_id"] == offer)
    return [mask["reason"]["code"] for mask in found["masks"]]


@pytest.fixture(scope="module")
def plan_a() -> Any:
    return planned(Path("examples/unit_x/case_a"))


@pytest.mark.parametrize(
    ("offer", "need", "reason"),
    [
        ("OFFER-D08", "N01", "mask.grade_other"),
        ("OFFER-D09", "N01", "mask.ceiling"),
        ("OFFER-D10", "N01", "certificate.expired"),
        ("OFFER-D11", "N01", "certificate.model_other"),
        ("OFFER-D12", "N01", "certificate.standard_other"),
        ("OFFER-D13", "N01", "certificate.body_not_listed"),
        ("OFFER-N10", "N03", "mask.incomplete"),
        ("OFFER-N11", "N03", "mask.expired"),
        ("OFFER-M08", "N05", "mask.incomplete"),
        ("OFFER-L07", "N07", "certificate.none"),
    ],
)
def test_an_offer_that_may_not_be_chosen_says_why(plan_a: Any, offer: str, need: str, reason: str) -> None:
    assert masks(plan_a, need, offer) == [reason]


def test_a_lawful_offer_has_no_mask(plan_a: Any) -> None:
    assert masks(plan_a, "N01", "OFFER-D02") == []


def test_a_preferred_product_may_be_bought_without_a_certificate(plan_a: Any) -> None:
    assert masks(plan_a, "N12", "OFFER-J03") == []


def test_a_choice_without_what_a_rule_prefers_must_be_reasoned(plan_a: Any) -> None:
    """N12, inkjet printers: both lists prefer; the chosen offer has no certificate, one other has both."""
    assert line(plan_a, "N12")["chosen"]["named"]["offer_id"] == "OFFER-J03"
    assert line(plan_a, "N12")["without_preference"] == {"code": "todo.preferred", "params": {"offers": 1}}
    assert line(plan_a, "N01")["without_preference"] is None


def test_the_plan_is_compared_with_the_cheapest_lawful_choice(plan_a: Any) -> None:
    options = [item["survey"]["options"] for item in plan_a["lines"]]
    lowest = sum(min(float(option["price"]) for option in found) for found in options)
    assert float(plan_a["cheapest"]["price"]) == pytest.approx(lowest)
    assert float(plan_a["cheapest"]["cost"]) > float(plan_a["cost"])


def test_a_pack_of_two_is_bought_whole(case_a: Path) -> None:
    rows = read_rows(case_a / "needs.csv")
    rows = [row for row in rows if row["需求编号"] == "N01"]
    rows[0]["数量"] = "7"
    write_rows(case_a / "needs.csv", rows)
    offers = [
        row for row in read_rows(case_a / "offers.csv") if row["品名"] != "台式计算机" or row["每包装数量"] == "2"
    ]
    write_rows(case_a / "offers.csv", offers)
    chosen = line(planned(case_a), "N01")["chosen"]
    assert (chosen["id"], chosen["price"], chosen["pieces"]) == ("OFFER-D14", str(4 * 8440), 8)
    greenward("plan", case_a, "--lang", "en", "--html", case_a / "r.html")
    assert "8 pieces are bought, in whole packs" in (case_a / "r.html").read_text("utf-8")


def with_column(case: Path, column: str, **texts: str) -> None:
    """Give the offers a further column, filled for the offers that are named."""
    rows = read_rows(case / "offers.csv")
    write_rows(case / "offers.csv", [row | {column: texts.get(row["报价编号"].replace("-", "_"), "")} for row in rows])


def test_the_budget_must_hold_what_the_installation_costs(case_a: Path) -> None:
    with_column(case_a, "每台安装调试费", OFFER_D02="10")
    found = line(planned(case_a), "N01")
    options = {option["id"]: option for option in found["survey"]["options"]}
    assert float(options["OFFER-D02"]["price"]) == 60 * 4200
    parts = {name: float(value) for name, value in options["OFFER-D02"]["parts"]}
    assert (parts["purchase"], parts["installation"]) == (60 * 4190, 60 * 10)
    assert float(options["OFFER-D02"]["cost"]) == pytest.approx(sum(parts.values()))


def test_a_level_takes_the_highest_of_each_part_even_where_only_some_offers_have_it(case_a: Path) -> None:
    """OFFER-D02 is of grade 1, so only that level holds it."""
    with_column(case_a, "每台安装调试费", OFFER_D02="10")
    options = {option["id"]: option for option in line(planned(case_a), "N09")["survey"]["options"]}
    parts = {name: float(value) for name, value in options["grade-1"]["parts"]}
    assert parts["installation"] == 120 * 10
    assert float(options["grade-1"]["cost"]) == pytest.approx(sum(parts.values()))
    assert float(options["grade-1"]["price"]) <= parts["purchase"] + parts["installation"]
    assert "installation" not in dict(options["grade-2"]["parts"])


@pytest.mark.parametrize(("language", "heading"), [("en", "installation (CNY)"), ("zh", "安装调试费（元）")])
def test_a_part_has_a_column_where_some_offer_has_it(case_a: Path, language: str, heading: str) -> None:
    report = case_a / "r.html"
    greenward("plan", case_a, "--html", report, "--lang", language)
    assert heading not in report.read_text("utf-8")
    with_column(case_a, "每台安装调试费", OFFER_D02="10")
    greenward("plan", case_a, "--html", report, "--lang", language)
    assert heading in report.read_text("utf-8")


def test_an_offer_in_another_currency_says_so_once(case_a: Path) -> None:
    rows = read_rows(case_a / "offers.csv")
    rows[1]["币种"] = "USD"
    write_rows(case_a / "offers.csv", rows)
    found = masks(planned(case_a), "N01", "OFFER-D02")
    assert set(found) == {"mask.currency"}
    assert masks(planned(case_a), "N01", "OFFER-D04") == []


@pytest.mark.parametrize(
    ("language", "words"), [("en", "not counted: price of water"), ("zh", "未计入：测算方法缺少水价")]
)
def test_what_is_stated_and_not_counted_is_told_beside_the_offer(case_a: Path, language: str, words: str) -> None:
    with_column(case_a, "每台每年用水量（m3）", OFFER_D02="2")
    report = case_a / "r.html"
    greenward("plan", case_a, "--html", report, "--lang", language)
    assert words in report.read_text("utf-8")


def test_the_binding_budget_line_is_named_where_it_kept_the_best_out(plan_a: Any) -> None:
    held = [item for item in plan_a["lines"] if item["held_back"]]
    assert [item["held_back"] for item in held] == [[{"kind": "line", "name": "B1", "year": None}]] * len(held)
    assert held


def test_the_gap_is_proven_and_printed(plan_a: Any) -> None:
    assert 0 <= float(plan_a["gap"]) < 1e-5


def test_the_shortfall_by_line_is_the_cheapest_lawful_basket_less_the_budget(case_a: Path) -> None:
    plan = planned(case_a, "--budget-scale", "0.5")
    for use in plan["budgets"]:
        needs = [item for item in plan["lines"] if item["survey"]["need"]["budget_line"] == use["line"]["id"]]
        basket = sum(min(float(o["price"]) for o in item["survey"]["options"]) for item in needs)
        assert float(use["short"]) == pytest.approx(basket - float(use["amount"]))
        assert all(item["unserved"]["code"] == "unserved.budget_short" for item in needs)


def test_a_line_that_is_short_does_not_stop_the_others(case_a: Path) -> None:
    rows = read_rows(case_a / "budget.csv")
    rows[0]["可用金额"] = "1000"
    write_rows(case_a / "budget.csv", rows)
    plan = planned(case_a)
    assert line(plan, "N01")["chosen"] is None
    assert line(plan, "N03")["chosen"] is not None


def test_a_need_that_cannot_be_determined_waits_for_its_one_question(case_a: Path) -> None:
    rows = read_rows(case_a / "needs.csv")
    rows[0]["品名"] = "平板电脑"
    write_rows(case_a / "needs.csv", rows)
    found = line(planned(case_a), "N01")
    assert (found["chosen"], found["unserved"]["code"]) == (None, "unserved.cannot_determine")


def test_a_horizon_below_the_minimum_years_of_use_is_refused(case_a: Path) -> None:
    settings = case_a / "case.yaml"
    settings.write_text(settings.read_text("utf-8").replace("years: 6", "years: 5"), "utf-8")
    assert line(planned(case_a), "N01")["unserved"]["code"] == "unserved.horizon"


CHANNELS = {"batch_list": "offer", "电子卖场": "offer", "framework": "offer", "限额标准以下自行采购": "offer",
            "公开招标": "requirement level", "inquiry": "requirement level", "": "requirement level"}  # fmt: skip


@pytest.mark.parametrize("channel", CHANNELS)
def test_the_channel_decides_whether_an_offer_may_be_named(case_a: Path, channel: str) -> None:
    rows = read_rows(case_a / "needs.csv")
    rows[0]["采购渠道"] = channel
    write_rows(case_a / "needs.csv", rows)
    found = line(planned(case_a), "N01")
    assert found["survey"]["face"] == CHANNELS[channel]
    assert (found["chosen"]["named"] is None) is (CHANNELS[channel] == "requirement level")


def test_a_competed_need_names_grade_label_years_and_a_price_range(plan_a: Any) -> None:
    level = line(plan_a, "N09")["chosen"]["level"]
    assert (level["grade"], level["certificate"], level["years"]) == (1, "energy_saving", 6)
    assert float(level["price_low"]) < float(level["price_high"])
    assert level["suppliers"] >= 3


def test_a_competition_without_certificates_names_none(case_a: Path) -> None:
    """Inkjet printers are preferred only: no certificate may be claimed of offers that have none."""
    offers = read_rows(case_a / "offers.csv")
    for row in offers:
        if row["品名"] == "喷墨打印机":
            row.update({column: "" for column in row if column.startswith(("证书", "认证", "发证"))})
    write_rows(case_a / "offers.csv", offers)
    needs = read_rows(case_a / "needs.csv")
    needs[11]["采购渠道"] = ""
    write_rows(case_a / "needs.csv", needs)
    options = line(planned(case_a), "N12")["survey"]["options"]
    assert [option["level"]["certificate"] for option in options] == [None] * len(options)


def test_offers_of_one_brand_make_no_competition(case_a: Path) -> None:
    rows = read_rows(case_a / "offers.csv")
    for row in rows:
        row["品牌"] = "示例独有"
    write_rows(case_a / "offers.csv", rows)
    assert line(planned(case_a), "N09")["unserved"]["code"] == "unserved.too_few_suppliers"


def test_a_single_source_needs_one_supplier(case_a: Path) -> None:
    rows = read_rows(case_a / "offers.csv")
    for row in rows:
        row["供应商"] = "虚构独家（示例）"
    write_rows(case_a / "offers.csv", rows)
    needs = read_rows(case_a / "needs.csv")
    needs[8]["采购渠道"] = "单一来源采购"
    write_rows(case_a / "needs.csv", needs)
    assert line(planned(case_a), "N09")["chosen"]["level"]["suppliers"] == 1


def test_an_offer_without_its_life_proves_no_minimum_years(case_a: Path) -> None:
    rows = read_rows(case_a / "offers.csv")
    rows[1]["使用年限（年）"] = ""
    rows[2]["使用年限（年）"] = "5"
    write_rows(case_a / "offers.csv", rows)
    plan = planned(case_a)
    assert masks(plan, "N01", "OFFER-D02")[0] == "mask.life_missing"
    assert masks(plan, "N01", "OFFER-D03")[0] == "mask.life_short"


def test_an_open_question_of_a_recommendation_does_not_stop_a_purchase(case_a: Path) -> None:
    layer = case_a.parent / "policy/green.yaml"
    text = layer.read_text("utf-8").replace(
        "category: display\n", "category: display\n    when: {technology: [laser]}\n"
    )
    layer.write_text(text, "utf-8")
    found = line(planned(case_a), "N05")
    assert "cannot determine" in [finding["status"] for finding in found["survey"]["answer"]["findings"]]
    assert found["chosen"] is not None


def test_too_few_suppliers_make_no_competition(case_a: Path) -> None:
    rows = read_rows(case_a / "offers.csv")
    for row in rows:
        row["供应商"] = "虚构独家（示例）"
    write_rows(case_a / "offers.csv", rows)
    assert line(planned(case_a), "N09")["unserved"]["code"] == "unserved.too_few_suppliers"


def test_the_same_case_gives_the_same_bytes(case_a: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        greenward("plan", case_a, "--html", tmp_path / f"{name}.html", "--xlsx", tmp_path / f"{name}.xlsx")
    assert (tmp_path / "one.html").read_bytes() == (tmp_path / "two.html").read_bytes()
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()
    assert (tmp_path / "one.html").stat().st_size > 10_000


def test_a_tap_is_held_to_its_grade_of_water_and_shown_with_it(case_a: Path, tmp_path: Path) -> None:
    needs, offers = read_rows(case_a / "needs.csv"), read_rows(case_a / "offers.csv")
    needs[0]["品名"] = "水嘴"
    for offer, grade in (("OFFER-D01", "2"), ("OFFER-D08", "3")):
        row = next(row for row in offers if row["报价编号"] == offer)
        row |= {"品名": "水嘴", "能效等级": grade}
    write_rows(case_a / "needs.csv", needs)
    write_rows(case_a / "offers.csv", offers)
    plan = planned(case_a)
    assert "mask.grade_other" in masks(plan, "N01", "OFFER-D08")
    assert "mask.grade_other" not in masks(plan, "N01", "OFFER-D01")
    greenward("plan", case_a, "--lang", "zh", "--html", tmp_path / "plan.html")
    page = (tmp_path / "plan.html").read_text("utf-8")
    assert "水效等级不低于2级" in page
    assert "<th" in page.partition("水效等级</th>")[0]
