"""A department's list, row by row: what is answered, what is asked, what is to be corrected."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenward.documents.list_answers import COLUMN, Asked, SharedAnswers
from greenward.documents.list_check import ListCheck
from greenward.documents.list_wording import COLUMNS, certificate_text
from greenward.exchange.certificate import certificate_kinds, read_certificates
from greenward.exchange.columns import LINES
from greenward.exchange.lines import LineList
from greenward.exchange.table import Record, read_cell
from greenward.policy import check, check_certificate
from greenward.terms.buyer import Buyer
from greenward.terms.category import Code
from greenward.terms.line import Line
from greenward.terms.problem import Place
from support import ROOT, rules_of

HEADINGS = tuple(column.names.zh for column in LINES.columns)
ASKED = Asked("cn", (), date(2026, 11, 20), Buyer("CN"), "goods")
GOOD = {
    "序号": "1", "品目编码": "A02010105", "目录版本": "2022", "型号": "EX-1", "数量": "40", "单价（元）": "4999.00",
    "日期": "2026-11-20", "地区": "广东", "预算级次": "省级", "单位性质": "事业单位", "证书类别": "节能",
    "证书编号": "EXAMPLE-1", "认证机构": "示例认证中心甲", "证书所列型号": "EX-1;EX-2", "认证依据标准": "GB 28380-2025",
    "发证日期": "2026-03-01", "证书有效期至": "2028-02-29",
}  # fmt: skip
LAYERED = Asked("cn", (ROOT / "examples/unit_x/policy",), date(2026, 11, 20), Buyer("CN"), "goods")


def checker(asked: Asked = ASKED, headings: tuple[str, ...] = HEADINGS) -> ListCheck:
    columns = {at: LINES.columns[HEADINGS.index(name)] for at, name in enumerate(headings) if name in HEADINGS}
    return ListCheck(LineList("list.csv", headings, columns, ()), SharedAnswers(asked, "en"), "en")


def answer(*layered: Asked, **change: str) -> dict[str, str]:
    row = GOOD | change
    asked = layered[0] if layered else ASKED
    given = [row.get(name, "") for name in HEADINGS]
    status, cells = checker(asked).answer(2, given, ",".join(given))
    return {**dict(zip(COLUMNS, cells, strict=True)), "outcome": status}


def test_a_sound_row_gets_finding_category_way_source_and_mark() -> None:
    found = answer()
    assert found["outcome"] == "mandatory"
    assert found["category"] == "Desktop computer"
    assert "财库〔2019〕19号 annex, row 1" in found["source"]
    assert "粤财采购函〔2023〕56号" in found["way"]
    assert found["todo"] == ""
    assert "cannot be determined" in found["certificate"]  # the nation's pack names no certification body


def test_a_certificate_that_a_layers_bodies_vouch_for_is_sound() -> None:
    found = answer(LAYERED)
    assert "energy-saving product certificate: sound" in found["certificate"]


@pytest.mark.parametrize(
    ("column", "cell", "said"),
    [
        ("单价（元）", "4999元", "plain number"),
        ("数量", "４０", "plain number"),
        ("日期", "2026-02-30", "date"),
        ("日期", "去年", "date"),
        ("日期", "2019-04-01", "2019-04-02"),
        ("品目编码", "9999", "code"),
        ("目录版本", "2018", "edition"),
        ("地区", "火星", "place"),
        ("预算级次", "乡级", "word"),
        ("属性", "shape=round", "attribute"),
        ("证书类别", "ISO 9001", "word"),
        ("证书有效期至", "2026-02-28", "end lies before"),
        ("证书编号", "", "number"),
        ("备注", "=1+1", "formula"),
        ("型号", "EX\u202e1", "sign"),
    ],
)
def test_a_bad_cell_is_told_with_its_column_and_the_next_step(column: str, cell: str, said: str) -> None:
    found = answer(**{column: cell})
    assert found["outcome"] == "defect"
    assert column in found["todo"]
    assert said in found["todo"].casefold()


def test_a_row_with_a_bad_price_still_hears_what_the_lists_say() -> None:
    found = answer(**{"单价（元）": "4999元"})
    assert found["status"] == "mandatory"
    assert found["way"] == ""


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"证书所列型号": "EX-9"}, "does not count"),
        ({"证书有效期至": "2026-11-19"}, "2026-11-19"),
        ({"发证日期": "2026-11-21"}, "2026-11-21"),
        ({"证书类别": "环境标志"}, "energy-saving product certificate: does not count"),
        ({"证书状态": "暂停"}, "does not count"),
        ({"证书产品名称": "激光打印机"}, "does not count"),
    ],
)
def test_a_certificate_that_does_not_count_says_why(change: dict[str, str], said: str) -> None:
    assert said in answer(LAYERED, **change)["certificate"]


def test_the_last_day_of_a_certificate_counts_and_the_next_does_not() -> None:
    assert "sound" in answer(LAYERED, 证书有效期至="2026-11-20")["certificate"]
    assert "sound" not in answer(LAYERED, 证书有效期至="2026-11-19")["certificate"].partition(".")[0]


def test_the_same_code_is_two_things_in_two_editions_and_nothing_without_one() -> None:
    assert answer(品目编码="A02010104", 目录版本="2013")["category"] == "Desktop computer"
    assert answer(品目编码="A02010104", 目录版本="2022")["category"] == "Server"
    without = answer(品目编码="A02010104", 目录版本="")
    assert without["outcome"] == "cannot determine"
    assert "edition" in without["question"]


@pytest.mark.parametrize(
    ("quantity", "price", "said"),
    [("2", "999999.99", "below the limit"), ("2", "1000000.00", "public tender"), ("1", "1000000.00", "at or above")],
)
def test_the_way_follows_quantity_times_price_to_the_cent(quantity: str, price: str, said: str) -> None:
    """Central units: limit 1,000,000, public tender from 2,000,000; a television stands outside the directory."""
    change = {"品目编码": "A02091001", "地区": "北京", "预算级次": "中央", "数量": quantity, "单价（元）": price}
    found = answer(**change)
    if said == "below the limit":
        found = answer(**{**change, "数量": "1"})
    assert said in found["way"].casefold()


def test_an_asset_ceiling_binds_administrative_units_alone() -> None:
    central = {"地区": "北京", "预算级次": "中央", "单价（元）": "5000.01"}
    assert "5,000.01" in answer(单位性质="行政单位", **central)["todo"]
    assert answer(**{**central, "单价（元）": "5000.00", "单位性质": "行政单位"})["todo"] == ""
    assert answer(**central)["todo"] == ""


def test_blanks_and_wide_blanks_around_a_cell_do_not_matter() -> None:
    assert answer(品目编码=" A02010105\u3000", 数量=" 40 ")["status"] == answer()["status"]


@pytest.mark.parametrize("blank", ["   ", "\u3000", "\t "])
def test_a_cell_of_blanks_is_an_empty_cell(blank: str) -> None:
    nothing = answer(品名=blank, 品目编码=blank, 目录版本="")
    assert (nothing["outcome"], "neither what it is nor its code" in nothing["todo"]) == ("defect", True)
    assert "without its number" in answer(证书编号=blank)["todo"]
    assert answer(品名=blank, 型号=" EX-1 ") == answer()
    assert answer(LAYERED, 认证依据标准=f"{blank}GB 28380-2025", 认证机构=f"示例认证中心甲{blank}") == answer(LAYERED)
    assert answer(LAYERED, 型号=blank) == answer(LAYERED, 型号="")


CODES = ("A02010105", "A02021003", "A02061804", "A05010200", "A02010104", "A02061819")
rows = st.fixed_dictionaries(
    {
        "品目编码": st.sampled_from(CODES),
        "目录版本": st.sampled_from(("2013", "2022", "")),
        "日期": st.dates(date(2019, 3, 30), date(2026, 11, 22)).map(str),
        "地区": st.sampled_from(("北京", "广东", "广州", "河南", "浙江", "")),
        "预算级次": st.sampled_from(("中央", "省级", "市级", "县级", "")),
        "单位性质": st.sampled_from(("行政单位", "事业单位", "")),
        "数量": st.integers(1, 500).map(str),
        "单价（元）": st.decimals(1, 60000, places=2).map(str),
        "认证机构": st.sampled_from(("示例认证中心甲", "示例认证中心乙", "别的机构", "")),
        "证书所列型号": st.sampled_from(("EX-1", "EX-2", "")),
        "认证依据标准": st.sampled_from(("GB 28380-2012", "GB 28380-2025", "GB 21521-2014", "")),
        "发证日期": st.dates(date(2019, 1, 1), date(2026, 12, 31)).map(str),
    }
)


@given(st.lists(rows, min_size=2, max_size=12))
def test_a_row_is_answered_alike_alone_and_after_others(many: list[dict[str, str]]) -> None:
    shared = SharedAnswers(LAYERED, "en")
    columns = dict(enumerate(LINES.columns))
    lines = LineList("list.csv", HEADINGS, columns, ())
    together = ListCheck(lines, shared, "en")
    for change in many:
        until = str(date.fromisoformat(change["发证日期"]) + timedelta(days=400))
        row = [(GOOD | change | {"证书有效期至": until}).get(name, "") for name in HEADINGS]
        alone = ListCheck(lines, SharedAnswers(LAYERED, "en"), "en")
        assert together.answer(7, row, ",".join(row)) == alone.answer(7, row, ",".join(row))


MODELS = ("EX-1", "ex-1", "ＥＸ-1", "EX-1;EX-2", "ex-2； EX-1 ", "EX-9", ";", "")


@pytest.mark.parametrize("second", ["", "EXAMPLE-2"])
@pytest.mark.parametrize("model", ["EX-1", "ex-1", " EX-1", "Ｅx-1", "EX-1;EX-2", ""])
@pytest.mark.parametrize("models", MODELS)
def test_the_list_says_of_a_certificate_what_the_library_says(models: str, model: str, second: str) -> None:
    """The list compares models itself, for speed; the check of a single certificate is the measure."""
    change = {"型号": model, "证书所列型号": models, "第二证书编号": second}
    row = {name: text.strip() for name, text in (GOOD | change).items()}
    line = check(Line(code=Code("", "2022", "A02010105")), rules_of("2026-11-20", ROOT / "examples/unit_x/policy"))
    rules, finding = rules_of("2026-11-20", ROOT / "examples/unit_x/policy"), line.findings[0]
    cells = {column.key: row.get(column.names.zh) for column in LINES.columns}
    typed = {key: read_cell(COLUMN[key], text)[0] if text else None for key, text in cells.items()}
    record = Record(Place("list.csv", 2), typed, {}, frozenset(), "")
    steps = check_certificate(read_certificates(record, certificate_kinds(rules)), row["型号"], finding, rules)
    wanted = finding.required("certificate")
    assert wanted is not None
    assert answer(LAYERED, **change)["certificate"].startswith(certificate_text(wanted, steps, "en", {}))


@pytest.mark.parametrize(("model", "said"), [("EX-1", "sound"), ("ex-1", "sound"), ("ＥＸ-1", "sound")])
def test_a_model_is_the_same_in_other_widths_and_cases(model: str, said: str) -> None:
    assert said in answer(LAYERED, 型号=model)["certificate"]


def test_a_certificate_beside_an_empty_model_cannot_be_determined() -> None:
    for asked in (LAYERED, ASKED):
        said = answer(asked, 型号="")["certificate"]
        assert "cannot be determined" in said
        assert "The model of the product is not stated" in said
    assert "for another model" in answer(型号="EX-9")["certificate"]
