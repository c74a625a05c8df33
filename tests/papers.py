"""Invented papers for tests: a request to a finance bureau, a contract, and whatever blocks a test wants."""

from datetime import date
from decimal import Decimal
from functools import cache

from greenward.documents.document import (
    Attachment,
    Block,
    Clause,
    Clauses,
    Document,
    Field,
    Fields,
    Note,
    Paragraph,
    Rendition,
    Signature,
    Signer,
    Style,
    Table,
)
from greenward.documents.report import plan_document
from greenward.documents.table import Figure, Row, TableView
from greenward.exchange.case import read_case
from greenward.planning.case import plan_case
from greenward.terms.names import Language
from greenward.terms.plan import Plan
from support import ROOT

DAY = date(2026, 11, 1)


@cache
def case_a() -> Plan:
    """The plan of Unit X's case A, computed once."""
    return plan_case(read_case(ROOT / "examples/unit_x/case_a", "cn"), {})


@cache
def report(language: Language) -> Document:
    return plan_document(case_a(), language)


def paper(*blocks: Block, language: Language = "en") -> Document:
    """A report of nothing but ``blocks``."""
    return Document("test", language, "Paper of a test", DAY, blocks)


def view(columns: int, rows: int, words: str = "word", key: str = "test", caption: str = "Rows of a test") -> TableView:
    """A table whose first column is words and whose others are figures; the last row sums them up."""
    lines: list[Row] = [
        (f"{words} {row}", *(Figure(Decimal(row * column)) for column in range(1, columns))) for row in range(rows)
    ]
    total: Row = ("Total", *(Figure(Decimal(rows * column)) for column in range(1, columns)))
    headings = tuple(f"Heading {column}" for column in range(columns))
    return TableView(key, caption, headings, (*lines, total), totals=1)


def request() -> Document:
    """An official paper in Chinese, four levels deep, with two attachments, the second with a wide table."""
    budget = TableView(
        "budget",
        "预算明细",
        ("序号", "品目", "数量", "单价（元）", "金额（元）"),
        (
            ("1", "台式计算机（示例型号EX-D01）", "150 台", Figure(Decimal(4100)), Figure(Decimal(615000))),
            ("合计", "", "", "", Figure(Decimal(615000))),
        ),
        totals=1,
    )
    reasons = Clause(heading="缘由与依据", text="台式计算机属于强制采购品目。")
    number = Clause("在编人员120人；", parts=(Clause("其中教师80人；"), Clause("管理人员40人。")))
    amount = Clause(heading="采购金额。", text="共计61.5万元（示例）。", parts=(number, Clause("公共机房30台。")))
    over_life = Clause(heading="全生命周期成本。", text="六年少支出2.03万元（示例）。")
    wishes = Clause(heading="有关请求", text="恳请追加预算61.5万元（示例）。")
    project = (
        Field("项目名称", "节能计算机购置（示例）", "project"),
        Field("申请金额", Figure(Decimal(615000), unit="元")),
    )
    return Document(
        kind="request",
        language="zh",
        title="X单位（示例）关于追加节能计算机购置经费的请示",
        day=DAY,
        blocks=(
            Paragraph("为落实节能产品政府强制采购要求，现请示如下。"),
            Clauses((reasons, Clause(heading="经费测算", parts=(amount, over_life)))),
            Table(budget),
            Clauses((wishes,)),
            Paragraph("妥否，请批示。"),
        ),
        style=Style.OFFICIAL,
        number="X单位〔2026〕5号",
        unit="X单位（示例）",
        addressee="X市财政局（示例）",
        signatory="张示例",
        contact="李示例，电话：000-00000000",
        attachments=(
            Attachment("预算明细表", (Table(budget),)),
            Attachment("绩效目标申报表", (Fields(project), Table(view(9, 40, "指标", caption="绩效目标")))),
        ),
        signed=Rendition.PDF,
    )


def contract() -> Document:
    """A contract in English whose Word file is the one that is signed."""
    certificate = Clause(
        "Each product carries the certificate named there.", parts=(Clause("It is valid on delivery."),)
    )
    lines = ("Representative", "Date")
    return Document(
        kind="contract",
        language="en",
        title="Purchase contract (example)",
        day=DAY,
        blocks=(
            Fields((Field("Contract number", "X-2026-001 (example)", "contract_number"),)),
            Clauses(
                (
                    Clause(heading="Subject", text="The supplier delivers the goods.", parts=(certificate,)),
                    Clause("The price is 615,000.00 CNY."),
                )
            ),
            Note("This is an example."),
            Signature((Signer("Purchaser", "Unit X", lines), Signer("Supplier", "Invented Supplier Ltd", lines))),
        ),
        unit="Unit X (example)",
        attachments=(Attachment("Goods", (Table(view(4, 3)),)),),
        signed=Rendition.WORD,
    )
