"""The request for money: its text in both languages, what it never names, and the files that it becomes."""

from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from greenward.documents.document import Clauses, Document, Paragraph, Style
from greenward.documents.funding_request import funding_request
from greenward.documents.html import document_html
from greenward.exchange.case import Case, read_case
from greenward.planning.case import plan_case
from greenward.planning.funding import funding
from greenward.terms.canonical import plain
from greenward.terms.funding import Applicant, Funding, Window, WindowKind
from greenward.terms.money import Money
from greenward.terms.names import Language, Names
from greenward.terms.plan import Face
from support import ROOT, codes, greenward, read_rows, rules_of, write_rows

CASE = "examples/unit_x/case_a"


@cache
def case() -> Case:
    return read_case(ROOT / CASE, "cn")


@cache
def poor() -> Case:
    """Case A with a library budget that holds neither the best choices nor the cheapest of its competed needs."""
    lines = tuple(replace(b, available=Money(Decimal(900000), "CNY")) if b.id == "B3" else b for b in case().budgets)
    return replace(case(), budgets=lines)


@cache
def found(of: str = "case") -> Funding:
    one = case() if of == "case" else poor()
    assert one.applicant is not None
    made = funding(plan_case(one, {}), one, one.applicant, {})
    assert isinstance(made, Funding)
    return made


def asking(applicant: Applicant, language: Language) -> Document:
    return funding_request(replace(found(), applicant=applicant), case().rules, language)


def text_of(document: Document) -> str:
    return str(plain(document))


def applicant() -> Applicant:
    assert case().applicant is not None
    return found().applicant


GOLDEN = {
    "zh": (
        "X单位（示例）关于申请增列2027年度绿色采购经费的请示",
        "X市财政局（示例）",
        "现有预算495,000.00元，各项需求均选用全生命周期成本最低的方案需501,350.00元，差额6,350.00元，拟申请增加安排。",
        "（依据：财库〔2019〕19号附件第1行、",
        "现有方案在上述项目中的结余2,050.00元优先使用，已从申请金额中扣除。",
        "改选方案购置费增加8,400.00元，6年全生命周期成本减少1,790.58元（现值）。",
        "静态回收期：第6年末前收回；动态回收期：第6年末前收回。",
        "节约的电费年均1,634.82元（首年1,603.07元，末年1,666.56元），相应核减“日常公用经费—电费（示例）”科目支出预算",
        "年用电量减少2,560.0千瓦时。6年使用阶段碳排放减少8.15吨二氧化碳（不折现）。两种方案的隐含碳区间重叠，无法判定高低。",
        "申报时点：2027年度部门预算编制，2026年11月20日截止。",
        "妥否，请批示。",
        "项目支出绩效目标申报表",
        "全国没有统一的请示表式；要素为通行做法。",
        "示例：价格、供应商、品牌、型号、证书编号、预算、电价及其走势和折现率均为虚构。",
    ),
    "en": (
        "Unit X (example): request for additional money for green procurement in the budget of 2027",
        "City X Finance Bureau (example)",
        "takes 501,350.00 CNY. We ask for the difference, 6,350.00 CNY.",
        "(basis: 财库〔2019〕19号 annex, row 1; ",
        "2,050.00 CNY that the present plan leaves unspent on these lines is used first and is already deducted.",
        "cost 8,400.00 CNY more to buy and, over 6 years, 1,790.58 CNY less in life-cycle cost (present value).",
        "simple pay-back: by the end of year 6; discounted pay-back: by the end of year 6.",
        "is deducted from this budget line: Public funds for operation, electricity (example).",
        "Use-phase carbon falls by 8.15 tCO2 over 6 years (not discounted). The ranges of embodied carbon",
        "Window: budget round of 2027, closing on 20 November 2026.",
        "There is no fixed national form of this letter; the fields are common practice.",
        "are invented.",
    ),
}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_key_sentences_of_case_a_stand_in_the_paper(language: Language) -> None:
    text = text_of(asking(applicant(), language))
    assert [sentence for sentence in GOLDEN[language] if sentence not in text] == []


def test_the_chinese_paper_has_the_parts_of_a_request_in_their_order() -> None:
    document = asking(applicant(), "zh")
    heads = [clause.heading for block in document.blocks if isinstance(block, Clauses) for clause in block.items]
    assert document.style is Style.OFFICIAL
    assert (document.unit, document.addressee) == ("X单位（示例）", "X市财政局（示例）")
    assert heads == [
        "缘由与依据",
        "需求内容、数量与配置标准核对",
        "现有资产与处置情况",
        "预算金额与资金来源",
        "方案比较",
        "节约、回收期与减排",
        "敏感性分析",
        "采购方式与时间安排",
        "绩效目标",
        "请求事项",
    ]
    assert document.blocks[-1] == Paragraph("妥否，请批示。")
    assert [item.title for item in document.attachments] == [
        "方案比较明细表",
        "项目支出绩效目标申报表",
        "测算方法与数据来源",
    ]


def test_both_languages_say_the_same_figures() -> None:
    tables = [asking(applicant(), language).views for language in ("zh", "en")]
    rows = [[[len(row) for row in view.rows] for view in views if view.key.startswith("funding")] for views in tables]
    assert rows[0] == rows[1]
    figures = [
        [cell.value for view in views for row in view.rows for cell in row if not isinstance(cell, str)]
        for views in tables
    ]
    assert figures[0] == figures[1]


def test_the_indicators_are_the_tree_of_the_pack_with_energy_and_tonnes() -> None:
    view = next(view for view in asking(applicant(), "zh").views if view.key == "indicators")
    assert view.headings == ("一级指标", "二级指标", "三级指标（指标内容）", "指标值", "备注")
    rows = {(str(row[0]), str(row[2])): row[3] for row in view.rows}
    assert rows["产出指标", "采购数量（台、件）"] == "190"
    assert rows["成本指标", "采购总额"] == "≤ 501,350.00 元"
    assert rows["效益指标", "年节约用电量"] == "≥ 2,560.0 kWh"
    assert rows["效益指标", "6年使用阶段减少碳排放量"] == "≥ 8.15 tCO2"
    assert [row[1] for row in view.rows if str(row[1]).endswith("*")]  # marked as background knowledge


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_brand_model_or_supplier_is_named(language: Language) -> None:
    competed = [item for item in found("poor").upgrades if item.survey.face is Face.REQUIREMENT]
    assert {item.survey.need.id for item in competed} == {"N09", "N10"}
    text = text_of(funding_request(found("poor"), poor().rules, language))
    names = {name for offer in case().offers for name in (offer.id, offer.brand, offer.model, offer.supplier)}
    assert [name for name in sorted(names) if name in text] == []
    assert "N09" in text  # the needs themselves do stand there


def test_a_budget_line_that_cannot_hold_the_cheapest_says_so() -> None:
    text = text_of(funding_request(found("poor"), poor().rules, "zh"))
    short = sum(use.short for use in found("poor").plan.budgets)
    assert short > 0
    assert f"其中{short:,.2f}元系现有预算连价格最低的合规方案也不能满足的缺口（B3 {short:,.2f}）。" in text
    assert "预算缺口部分用于满足目前无法安排的采购，不计算回收期。" in text


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"running": (Decimal(-5),) * 6, "electricity": (Decimal(-5),) * 6}, "运行费用并未减少，年均增加5.00元"),
        ({"electricity": (Decimal(-5),) * 6}, "未节约电费，“日常公用经费—电费（示例）”科目支出预算不作核减"),
        ({"energy": Decimal(-7)}, "年用电量并未减少，增加7.0千瓦时。"),
        ({"carbon": Decimal(-2000)}, "碳排放并未减少，增加2.00吨二氧化碳"),
        ({"carbon": None}, "使用阶段碳排放变化不明"),
        ({"simple_payback": None}, "静态回收期：6年测算期内不能收回"),
        ({"embodied": Decimal(3000)}, "隐含碳减少3.00吨二氧化碳当量"),
        ({"embodied": None, "embodied_known": False}, "隐含碳数据不全，无法判定高低。"),
    ],
)
def test_what_is_not_saved_is_said_plainly(changes: dict[str, object], sentence: str) -> None:
    saving = found().saving
    assert saving is not None
    other = replace(found(), saving=replace(saving, **changes))  # type: ignore[arg-type]
    assert sentence not in text_of(asking(applicant(), "zh"))
    assert sentence in text_of(funding_request(other, case().rules, "zh"))


def test_money_that_only_closes_a_gap_claims_no_saving() -> None:
    other = replace(found(), saving=None, scenarios=())
    text = text_of(funding_request(other, case().rules, "zh"))
    assert "不涉及节约" in text
    assert "fundingscenarios" not in text


def test_an_adjustment_is_another_title_and_a_closed_window_is_told_first() -> None:
    late = replace(applicant(), window=Window(WindowKind.ADJUSTMENT, 2026, case().rules.day.replace(month=9)))
    document = asking(late, "zh")
    assert document.title == "X单位（示例）关于申请调整预算追加2026年度绿色采购经费的请示"
    assert "本次申报已于2026年9月1日截止，早于本文日期。" in document.banners


def test_a_budget_line_of_the_sheet_is_named_by_its_id() -> None:
    text = text_of(asking(replace(applicant(), returns_to=Names("B2", "B2")), "zh"))
    assert "相应核减“B2 办公设备购置（示例）”科目支出预算" in text


def test_a_day_without_the_form_is_refused() -> None:
    early = rules_of("2020-06-01")
    assert [code for code, _ in codes(lambda: funding_request(found(), early, "zh"))] == ["funding.no_form"]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_page_says_all_that_the_document_says(language: Language) -> None:
    document = asking(applicant(), language)
    page = document_html(document)
    assert all(block.text in page for block in document.blocks if isinstance(block, Paragraph))


@pytest.mark.parametrize("ending", ["html", "docx"])
def test_the_command_writes_the_request(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"request.{ending}"
    said = greenward("plan", CASE, "--funding-request", path, "--lang", "zh")
    assert said.code == 0, said.err
    assert path.stat().st_size > 5000


@pytest.mark.needs("chinese fonts")
def test_the_command_writes_the_request_as_a_pdf(tmp_path: Path) -> None:
    path = tmp_path / "request.pdf"
    assert greenward("plan", CASE, "--funding-request", path).code == 0
    assert path.read_bytes().startswith(b"%PDF")


def test_nothing_to_ask_for_is_an_answer_and_no_paper(case_a: Path) -> None:
    rows = read_rows(case_a / "budget.csv")
    rows[0]["可用金额"] = "600000"
    write_rows(case_a / "budget.csv", rows)
    path = case_a / "request.html"
    said = greenward("plan", case_a, "--funding-request", path, "--lang", "en")
    assert (said.code, path.exists()) == (0, False)
    assert "No money needs to be asked for" in said.err


def test_a_case_that_does_not_say_who_asks_is_told_what_to_add(case_a: Path) -> None:
    text = (case_a / "case.yaml").read_text("utf-8")
    first, last = text.index("# Who asks"), text.index("method:\n")
    (case_a / "case.yaml").write_text(text[:first] + text[last:], "utf-8")
    said = greenward("plan", case_a, "--funding-request", case_a / "request.html", "--lang", "en")
    assert said.code != 0
    assert "no section funding" in said.err
    assert "examples/unit_x/case_a shows one" in said.err


def test_a_path_of_another_kind_is_refused(tmp_path: Path) -> None:
    said = greenward("plan", CASE, "--funding-request", tmp_path / "request.txt", "--lang", "en")
    assert said.code != 0
    assert ".docx" in said.err
