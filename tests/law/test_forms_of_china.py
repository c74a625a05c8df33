"""China's forms are those that its reference names, with what was seen of them told apart from what was not."""

import re

import pytest

from greenward.policy import Rules, load_pack
from greenward.policy.pack import FormKind
from greenward.terms.source import Mark
from support import rules_of

THIRTEEN = (
    "政府采购意向公告",
    "资格预审公告",
    "招标公告",
    "竞争性谈判（竞争性磋商、询价）公告",
    "中标（成交）结果公告",
    "更正公告",
    "终止公告",
    "合同公告",
    "公共服务项目验收结果公告",
    "单一来源采购公示",
    "投诉处理结果公告",
    "监督检查处理结果公告",
    "集中采购机构考核结果公告",
)
GREEN = re.compile("绿色|节能|环保|环境标志|能效|碳")


def china() -> Rules:
    return rules_of("2026-11-22")


def named(id_: str) -> list[str]:
    form = china().form(id_)
    return [field.names.zh for field in form.fields] if form else []


def test_china_has_the_thirteen_notice_formats_of_2020_by_name() -> None:
    notices = [form for form in china().forms if form.kind is FormKind.NOTICE]
    assert tuple(form.names.zh for form in notices) == THIRTEEN
    assert {form.citation.source.number for form in notices} == {"财办库〔2020〕50号"}
    assert {form.citation.mark for form in notices} == {Mark.SEEN}


def test_the_formats_of_2020_hold_from_july_2020() -> None:
    days = ("2020-06-30", "2020-07-01")
    found = [[form for form in rules_of(day).forms if form.kind is FormKind.NOTICE] for day in days]
    assert [len(forms) for forms in found] == [0, 13]


def test_prequalification_and_the_last_three_formats_are_background_knowledge() -> None:
    notices = [form for form in china().forms if form.kind is FormKind.NOTICE]
    unseen = {form.names.zh for form in notices if {field.mark for field in form.fields} <= {Mark.KNOWN, Mark.UNSURE}}
    assert unseen == {THIRTEEN[1], *THIRTEEN[10:]}
    assert {field.mark for field in notices[12].fields} == {Mark.UNSURE}


def test_the_intention_table_has_six_columns() -> None:
    assert named("cn.table.intention") == [
        "序号",
        "采购项目名称",
        "采购需求概况",
        "预算金额（万元）",
        "预计采购时间（填写到月）",
        "备注",
    ]


@pytest.mark.parametrize("id_", ["cn.table.intention", "cn.step.procurement_budget", "cn.step.contract_filing"])
def test_no_field_for_green_policy_is_in_intentions_budget_lines_and_contracts(id_: str) -> None:
    assert named(id_) != []
    assert [name for name in named(id_) if GREEN.search(name)] == []


def test_no_field_that_we_would_add_is_told_as_one_of_the_form() -> None:
    assert len(named("cn.letter.request")) == 10
    assert len(named("cn.table.asset_card")) == 23
    ours = [name for id_ in ("cn.letter.request", "cn.table.asset_card") for name in named(id_) if GREEN.search(name)]
    assert ours == []


def test_the_search_for_green_fields_would_find_one() -> None:
    assert GREEN.search("绿色采购要求")


def test_each_step_of_the_integrated_budget_that_records_fields_is_there() -> None:
    steps = [form for form in china().forms if form.kind is FormKind.STEP]
    assert [form.names.zh for form in steps] == [
        "资产购置计划",
        "政府采购预算",
        "采购计划备案",
        "委托代理与采购",
        "合同备案",
        "合同支付",
    ]
    assert [len(form.fields) for form in steps] == [11, 14, 11, 14, 29, 11]
    assert all(form.doubt is not None for form in steps)


def test_four_fields_of_the_asset_card_were_not_seen() -> None:
    card = china().form("cn.table.asset_card")
    assert card is not None
    known = {field.names.zh for field in card.fields if field.mark is Mark.KNOWN}
    assert known == {"资产编号", "取得方式", "使用部门", "存放地点"}


def test_cost_is_a_first_level_of_three_indicators_by_background_knowledge() -> None:
    tree = china().form("cn.table.performance_indicators")
    assert tree is not None
    parts = list(dict.fromkeys(field.group.zh for field in tree.fields if field.group))
    assert parts == ["产出指标", "成本指标", "效益指标", "满意度指标"]
    known = [field.names.zh for field in tree.fields if field.mark is Mark.KNOWN]
    assert known == ["经济成本指标", "社会成本指标", "生态环境成本指标"]


def test_every_form_of_china_says_what_was_read_for_it() -> None:
    forms = load_pack("cn").forms
    assert len({(form.id, form.period) for form in forms}) == len(forms)
    for form in forms:
        if form.fields_citation.mark in (Mark.KNOWN, Mark.UNSURE):
            assert "no text was read" in form.fields_citation.read_in.en
