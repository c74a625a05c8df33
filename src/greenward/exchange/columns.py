"""The tables that a clerk fills: each column's key, headings, kind and unit, written and read from one list."""

from dataclasses import dataclass, replace
from enum import Enum

from greenward.terms.names import Names


class Kind(Enum):
    """What a cell of a column holds."""

    TEXT = "text"
    WHOLE = "whole number"
    DECIMAL = "number"
    SHARE = "fraction from 0 to 1"
    DATE = "date"
    MOMENT = "date, or date and time with offset"
    YES_NO = "yes or no"
    WORD = "one of"


@dataclass(frozen=True, slots=True)
class Column:
    """A column. ``words`` maps what may be written to what is meant, for Kind.WORD; numbers lie in least to most."""

    key: str
    names: Names
    kind: Kind = Kind.TEXT
    required: bool = False
    unit: str = ""
    least: int = 0
    words: tuple[tuple[str, str], ...] = ()
    most: int = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Table:
    """A table by name, with the column whose values must not repeat."""

    name: str
    columns: tuple[Column, ...]
    unique: str


STATUSES = (
    ("valid", "valid"),
    ("suspended", "suspended"),
    ("withdrawn", "withdrawn"),
    ("cancelled", "cancelled"),
    ("有效", "valid"),
    ("暂停", "suspended"),
    ("撤销", "withdrawn"),
    ("注销", "cancelled"),
)
UNITS = (
    ("piece", "piece"),
    ("set", "set"),
    ("台", "piece"),
    ("个", "piece"),
    ("件", "piece"),
    ("套", "set"),
    ("组", "set"),
)


def _c(
    key: str,
    en: str,
    zh: str,
    kind: Kind = Kind.TEXT,
    required: bool = False,
    unit: str = "",
    least: int = 0,
    words: tuple[tuple[str, str], ...] = (),
) -> Column:
    return Column(key, Names(en, zh), kind, required, unit, least, words)


_ITEM = (
    _c("item", "item", "品名"),
    _c("code", "category code", "品目编码"),
    _c("edition", "catalogue edition", "目录版本"),
    _c("attributes", "attributes", "属性"),
)

CERTIFICATE = (
    _c("certificate_kind", "certificate kind", "证书类别"),
    _c("certificate_number", "certificate number", "证书编号"),
    _c("certificate_body", "certification body", "认证机构"),
    _c("certificate_models", "models on the certificate", "证书所列型号"),
    _c("certificate_standard", "standard on the certificate", "认证依据标准"),
    _c("certificate_issued", "certificate issued on", "发证日期", Kind.DATE),
    _c("certificate_until", "certificate valid until", "证书有效期至", Kind.DATE),
    _c("certificate_scope", "product on the certificate", "证书产品名称"),
    _c("certificate_status", "certificate status", "证书状态", Kind.WORD, words=STATUSES),
)
SECOND = tuple(
    replace(item, key=f"second_{item.key}", names=Names(f"second {item.names.en}", f"第二{item.names.zh}"))
    for item in CERTIFICATE
)

OFFERS = Table(
    "offers",
    (
        _c("offer_id", "offer id", "报价编号", required=True),
        _c("supplier", "supplier", "供应商", required=True),
        _c("brand", "brand", "品牌", required=True),
        _c("model", "model", "型号", required=True),
        *_ITEM,
        _c("unit", "unit", "计量单位", Kind.WORD, True, words=UNITS),
        _c("pack_size", "pieces per pack", "每包装数量", Kind.WHOLE, True, least=1),
        _c("price", "price per pack", "每包装价格", Kind.DECIMAL, True),
        _c("currency", "currency", "币种", required=True),
        _c("tax_included", "tax included", "是否含税", Kind.YES_NO, True),
        _c("tax_rate", "tax rate", "税率", Kind.SHARE),
        _c("freight", "freight per pack", "每包装运费", Kind.DECIMAL, True),
        _c("valid_from", "offer valid from", "报价有效期起", Kind.DATE, True),
        _c("valid_until", "offer valid until", "报价有效期至", Kind.DATE, True),
        _c("source", "source", "报价来源", required=True),
        _c("obtained", "obtained on", "取得时间", Kind.MOMENT, True),
        _c("efficiency_grade", "efficiency grade", "能效等级", Kind.WHOLE, least=1),
        _c("yearly_energy", "labelled yearly energy (kWh)", "标识年耗电量（kWh）", Kind.DECIMAL, unit="kWh"),
        _c("watts_off", "power off (W)", "关机功率（W）", Kind.DECIMAL, unit="W"),
        _c("watts_sleep", "power asleep (W)", "睡眠功率（W）", Kind.DECIMAL, unit="W"),
        _c("watts_long_idle", "power long idle (W)", "长空闲功率（W）", Kind.DECIMAL, unit="W"),
        _c("watts_short_idle", "power short idle (W)", "短空闲功率（W）", Kind.DECIMAL, unit="W"),
        _c("product_scheme", "product list", "外部产品清单"),
        _c("product_id", "product id in the list", "外部清单产品编号"),
        _c("product_configuration", "configuration in the list", "外部清单配置"),
        *CERTIFICATE,
        *SECOND,
        _c("maintenance", "maintenance per piece and year", "每台每年维护费", Kind.DECIMAL),
        _c("end_of_life", "disposal cost per piece", "每台处置费", Kind.DECIMAL),
        _c("residual", "residual value per piece", "每台残值", Kind.DECIMAL),
        _c("life", "life (years)", "使用年限（年）", Kind.WHOLE, unit="years", least=1),
        _c("note", "note", "备注"),
    ),
    unique="offer_id",
)

NEEDS = Table(
    "needs",
    (
        _c("need_id", "need id", "需求编号", required=True),
        _c("department", "department", "需求部门", required=True),
        *_ITEM,
        _c("quantity", "quantity", "数量", Kind.WHOLE, True, least=1),
        _c("unit", "unit", "计量单位", Kind.WORD, True, words=UNITS),
        _c("budget_line", "budget line", "预算项目", required=True),
        _c("channel", "channel", "采购渠道"),
        _c("purpose", "purpose", "用途"),
        _c("note", "note", "备注"),
    ),
    unique="need_id",
)

BUDGET = Table(
    "budget",
    (
        _c("budget_line", "budget line", "预算项目", required=True),
        _c("name", "name", "项目名称", required=True),
        _c("available", "available amount", "可用金额", Kind.DECIMAL, True),
        _c("currency", "currency", "币种", required=True),
        _c("as_of", "as of", "截至日期", Kind.DATE, True),
        _c("note", "note", "备注"),
    ),
    unique="budget_line",
)

TABLES = {table.name: table for table in (OFFERS, NEEDS, BUDGET)}
