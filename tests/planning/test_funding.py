"""The money to ask for: figures against hand arithmetic, pay-backs that never lengthen, lines that do not fit."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenward.exchange.case import Case, read_case
from greenward.planning.case import plan_case
from greenward.planning.funding import funding
from greenward.planning.payments import payments
from greenward.planning.plan import plan
from greenward.planning.survey import behind
from greenward.terms.finding import Reason
from greenward.terms.funding import Funding
from greenward.terms.money import Money
from support import ROOT, read_rows, write_rows

METHOD = """method:
  years: 6
  currency: CNY
  place: CN
  base_date: 2026-11-01
  discount_rate: {value: 0.10, unit: fraction a year, source: unit_method, article: "1", read: case_text, mark: example}
  tariff: {value: 1, unit: CNY/kWh, source: unit_method, article: "2", read: case_text, mark: example}
"""


def tiny(folder: Path, available: str = "40500") -> Case:
    """Ten desktop computers, two offers: 4,000 CNY and 200 kWh, 4,100 CNY and 150 kWh; nothing else costs anything."""
    settings = folder / "case.yaml"
    text = settings.read_text("utf-8")
    settings.write_text(text[: text.index("method:")] + METHOD, "utf-8")
    needs = [row for row in read_rows(folder / "needs.csv") if row["需求编号"] in ("N02",)]
    needs[0]["数量"], needs[0]["采购渠道"] = "10", "电子卖场"
    offers = [row for row in read_rows(folder / "offers.csv") if row["报价编号"] in ("OFFER-D01", "OFFER-D02")]
    for row, price, energy in zip(offers, ("4000", "4100"), ("200", "150"), strict=True):
        row |= {"每包装价格": price, "标识年耗电量（kWh）": energy, "使用年限（年）": "6"}
        row |= {"每台每年维护费": "0", "每台处置费": "0", "每台残值": "0"}
    budget = read_rows(folder / "budget.csv")[:1]
    budget[0]["可用金额"] = available
    for name, rows in (("needs", needs), ("offers", offers), ("budget", budget)):
        write_rows(folder / f"{name}.csv", rows)
    return read_case(folder, "cn")


def asked(case: Case) -> Funding:
    assert case.applicant is not None
    found = funding(plan_case(case, {}), case, case.applicant, {})
    assert isinstance(found, Funding)
    return found


def test_the_figures_are_those_of_hand_arithmetic(case_a: Path) -> None:
    """10 pieces cost 1,000 more and save 10 x 50 kWh x 1 CNY = 500 a year; 500 of 40,500 stay unspent today.

    At 10 %: 454.55 + 413.22 + 375.66 (1,243.43 by the third year) + 341.51 + 310.46 + 282.24 = 2,177.63 in all.
    """
    found = asked(tiny(case_a))
    saving = found.saving
    assert saving is not None
    assert [found.asked, found.short] == [500, 0]
    assert [found.lines[0].compared, found.lines[0].requested] == [40000, 41000]
    assert saving.invested == 1000
    assert list(saving.running) == list(saving.electricity) == [500] * 6
    assert round(saving.net, 2) == Decimal("1177.63")
    assert (saving.simple_payback, saving.discounted_payback) == (2, 3)
    assert saving.energy == 500
    assert saving.carbon == 6 * 500 * Decimal("0.5306")


def test_sensitivity_is_computed_again(case_a: Path) -> None:
    """The saving is 500 a year x 4.355261 (10 %), 4.485919 (9 %), 4.230538 (11 %); 400 and 600 at other tariffs."""
    rows = {item.changed: (round(item.net, 2), item.simple_payback) for item in asked(tiny(case_a)).scenarios}
    assert rows == {
        "as_is": (Decimal("1177.63"), 2),
        "tariff_down": (Decimal("742.10"), 3),
        "tariff_up": (Decimal("1613.16"), 2),
        "rate_down": (Decimal("1242.96"), 2),
        "rate_up": (Decimal("1115.27"), 2),
    }


def test_a_line_without_the_cheapest_basket_asks_for_its_gap_too(case_a: Path) -> None:
    found = asked(tiny(case_a, "30000"))
    assert [found.asked, found.short] == [11000, 10000]
    assert found.saving is not None
    assert found.saving.invested == 1000


def test_embodied_carbon_without_a_figure_shows_no_difference(case_a: Path) -> None:
    saving = asked(tiny(case_a)).saving
    assert saving is not None
    assert (saving.embodied, saving.embodied_known) == (None, False)


def test_a_budget_that_holds_the_best_choices_asks_for_nothing(case_a: Path) -> None:
    case = tiny(case_a, "41000")
    assert case.applicant is not None
    assert funding(plan_case(case, {}), case, case.applicant, {}) == Reason("funding.nothing")


def test_a_gap_alone_claims_no_saving(case_a: Path) -> None:
    case = tiny(case_a, "30000")
    found = asked(replace(case, offers=case.offers[:1]))
    assert [found.asked, found.short] == [10000, 10000]
    assert (found.saving, found.scenarios) == (None, ())


def test_what_is_asked_for_is_the_plan_with_enough_money() -> None:
    case = read_case(ROOT / "examples/unit_x/case_a", "cn")
    found = asked(case)
    surveys = [line.survey for line in found.plan.lines]
    rich = [replace(line, available=Money(line.available.amount * 9, "CNY")) for line in case.budgets]
    made = plan(case.names, case.unit, None, surveys, found.plan.comparisons, rich, case.method)
    best = {line.survey.need.id: line.chosen for line in made.lines}
    assert all(best[item.survey.need.id] == item.requested for item in found.upgrades)


def test_what_every_option_pays_is_its_life_cycle_cost() -> None:
    """Named offers and requirement levels alike: year by year, the cells add up to the cost that the plan minimises."""
    case = read_case(ROOT / "examples/unit_x/case_a", "cn")
    needs = {need.id: need for need in case.needs}
    choices = [(line.survey, option) for line in plan_case(case, {}).lines for option in line.survey.options]
    chosen = [(needs[survey.need.id], survey, option) for survey, option in choices]
    offers = behind(chosen, case.offers, (), case.rules, case.method, {})
    assert any(option.level for _, option in choices)
    for (survey, option), found in zip(choices, offers, strict=True):
        made = payments(found, survey.answer.category_id or "", case.method, {})
        assert made.total == pytest.approx(option.cost, rel=Decimal("1e-20"))
        assert {part: round(value, 9) for part, value in made.parts} == {p: round(v, 9) for p, v in option.parts}


@given(st.decimals("0.1", "20", places=2), st.decimals("0", "5", places=2))
def test_more_saving_never_lengthens_the_payback(
    tmp_path_factory: pytest.TempPathFactory, low: Decimal, more: Decimal
) -> None:
    """A dearer kilowatt-hour saves more each year on the same purchase."""
    case = _tiny_once(tmp_path_factory)
    (price,) = case.method.prices

    def paybacks(value: Decimal) -> list[int]:
        method = replace(case.method, prices=(replace(price, value=value),))
        made = replace(case, method=method)
        assert made.applicant is not None
        found = funding(plan_case(made, {}), made, made.applicant, {})
        years = [99, 99]
        if isinstance(found, Funding) and found.saving is not None:
            saving = found.saving
            years = [99 if year is None else year for year in (saving.simple_payback, saving.discounted_payback)]
        assert years[0] <= years[1]
        return years

    assert all(after <= before for before, after in zip(paybacks(low), paybacks(low + more), strict=True))


_MADE: list[Case] = []


def _tiny_once(factory: pytest.TempPathFactory) -> Case:
    import shutil

    if not _MADE:
        folder = factory.mktemp("tiny")
        shutil.copytree(ROOT / "examples/unit_x", folder / "unit_x")
        _MADE.append(tiny(folder / "unit_x/case_a"))
    return _MADE[0]
