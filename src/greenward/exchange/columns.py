"""The tables that a clerk fills: each column's key, headings, kind and unit, written and read from one list."""

from dataclasses import dataclass, replace
from enum import Enum

from greenward.exchange.places import place_words
from greenward.terms.buyer import KINDS, LEVELS, OBJECTS
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


MOST = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Column:
    """A column. ``words`` maps what may be written to what is meant, for Kind.WORD; numbers lie in least to most.

    ``also`` are other headings under which departments send it.
    """

    key: str
    names: Names
    kind: Kind = Kind.TEXT
    required: bool = False
    unit: str = ""
    least: int = 0
    words: tuple[tuple[str, str], ...] = ()
    most: int = MOST
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table by name, with the columns that together must not repeat (none: they may), the first of them filled.

    An ``open`` table lets other columns stand beside ours and hands them on.
    """

    name: str
    columns: tuple[Column, ...]
    unique: tuple[str, ...] = ()
    open: bool = False


LEVEL_WORDS = (
    *((word, word) for word in LEVELS),
    ("中央", "central"),
    ("中央级", "central"),
    ("省级", "province"),
    ("省", "province"),
    ("市级", "city"),
    ("市", "city"),
    ("县级", "county"),
    ("区县级", "county"),
    ("县", "county"),
)
KIND_WORDS = (
    *((word, word) for word in KINDS),
    ("行政单位", "administrative"),
    ("参照公务员法管理的单位", "like_administrative"),
    ("参公单位", "like_administrative"),
    ("事业单位", "institution"),
    ("其他事业单位", "institution"),
)
OBJECT_WORDS = (*((word, word) for word in OBJECTS), ("货物", "goods"), ("服务", "services"), ("工程", "works"))
ITEM_HEADINGS = (
    "物品名称",
    "名称",
    "货物名称",
    "设备名称",
    "产品名称",
    "采购内容",
    "采购品目",
    "品目名称",
    "采购标的",
    "标的名称",
    "item name",
    "description",
)
KEEPING = (
    ("keep", "keep"),
    ("repair", "repair"),
    ("继续使用", "keep"),
    ("维修后使用", "repair"),
    ("维修", "repair"),
)
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
    also: tuple[str, ...] = (),
    most: int = MOST,
) -> Column:
    return Column(key, Names(en, zh), kind, required, unit, least, words, most, also)


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

_GRADE = _c(
    "efficiency_grade",
    "efficiency grade",
    "能效等级",
    Kind.WHOLE,
    least=1,
    also=("water-efficiency grade", "水效等级"),
)
_ENERGY = (
    _c("yearly_energy", "labelled yearly energy (kWh)", "标识年耗电量（kWh）", Kind.DECIMAL, unit="kWh"),
    _c("watts_off", "power off (W)", "关机功率（W）", Kind.DECIMAL, unit="W"),
    _c("watts_sleep", "power asleep (W)", "睡眠功率（W）", Kind.DECIMAL, unit="W"),
    _c("watts_long_idle", "power long idle (W)", "长空闲功率（W）", Kind.DECIMAL, unit="W"),
    _c("watts_short_idle", "power short idle (W)", "短空闲功率（W）", Kind.DECIMAL, unit="W"),
)
_USE = (
    _c("energy_per_1000h", "energy per 1,000 h (kWh)", "千小时耗电量（kWh）", Kind.DECIMAL, unit="kWh/1000h"),
    _c("energy_per_100km", "energy per 100 km (kWh)", "百公里电耗（kWh）", Kind.DECIMAL, unit="kWh/100km"),
    _c("fuel_per_100km", "fuel per 100 km (L)", "百公里油耗（L）", Kind.DECIMAL, unit="L/100km"),
    _c("water", "water per piece and year (m3)", "每台每年用水量（m3）", Kind.DECIMAL, unit="m3/year"),
    _c("consumables", "consumables per piece and year", "每台每年耗材费", Kind.DECIMAL),
    _c("consumable_price", "price of a consumable", "耗材单价", Kind.DECIMAL),
    _c("consumable_yield", "pages per consumable", "耗材可印页数", Kind.WHOLE, unit="page", least=1),
)
_FOOTPRINT = (
    _c("footprint", "maker's footprint (kgCO2e)", "厂商声明碳足迹（kgCO2e）", Kind.DECIMAL, unit="kgCO2e"),
    _c("footprint_use_share", "use phase in it (share)", "其中使用阶段占比", Kind.SHARE),
    _c("footprint_rule", "product category rule", "产品种类规则"),
    _c("footprint_verified", "footprint verified", "碳足迹是否经核证", Kind.YES_NO),
    _c("footprint_source", "source of the footprint", "碳足迹来源"),
)
_MAINTENANCE = _c("maintenance", "maintenance per piece and year", "每台每年维护费", Kind.DECIMAL)
_MAINTENANCE_PER_KM = _c("maintenance_per_km", "maintenance per km", "每公里维护费", Kind.DECIMAL)
_SERVICE = (
    _c("installation", "installation per piece", "每台安装调试费", Kind.DECIMAL),
    _MAINTENANCE,
    _c("maintenance_from", "maintenance paid from year", "维护费自第几年起付", Kind.WHOLE, least=1),
    _MAINTENANCE_PER_KM,
    _c("end_of_life", "disposal cost per piece", "每台处置费", Kind.DECIMAL),
    _c("residual", "residual value per piece", "每台残值", Kind.DECIMAL),
)
_LIFE = _c("life", "life (years)", "使用年限（年）", Kind.WHOLE, unit="year", least=1)

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
        _GRADE,
        *_ENERGY,
        *_USE,
        *_FOOTPRINT,
        _c("product_scheme", "product list", "外部产品清单"),
        _c("product_id", "product id in the list", "外部清单产品编号"),
        _c("product_configuration", "configuration in the list", "外部清单配置"),
        *CERTIFICATE,
        *SECOND,
        *_SERVICE,
        _LIFE,
        _c("note", "note", "备注"),
    ),
    unique=("offer_id",),
)

_YEAR = _c("year", "budget year", "预算年度", Kind.WHOLE, unit="year", least=2000, most=2100)

NEEDS = Table(
    "needs",
    (
        _c("need_id", "need id", "需求编号", required=True),
        _c("department", "department", "需求部门", required=True),
        *_ITEM,
        _c("quantity", "quantity", "数量", Kind.WHOLE, True, least=1),
        _c("unit", "unit", "计量单位", Kind.WORD, True, words=UNITS),
        _c("budget_line", "budget line", "预算项目", required=True),
        _YEAR,
        _c("lot", "smallest share of a supplier", "每家供应商最少数量", Kind.WHOLE, least=1),
        _c("channel", "channel", "采购渠道"),
        _c("purpose", "purpose", "用途"),
        _c("note", "note", "备注"),
    ),
    unique=("need_id",),
)

BUDGET = Table(
    "budget",
    (
        _c("budget_line", "budget line", "预算项目", required=True),
        _YEAR,
        _c("name", "name", "项目名称", required=True),
        _c("available", "available amount", "可用金额", Kind.DECIMAL, True),
        _c("currency", "currency", "币种", required=True),
        _c("as_of", "as of", "截至日期", Kind.DATE, True),
        _c("note", "note", "备注"),
    ),
    unique=("budget_line", "year"),
)

CAPACITIES = Table(
    "capacities",
    (
        _c("supplier", "supplier", "供应商", required=True),
        _c("pieces", "pieces it can deliver", "可供货数量", Kind.WHOLE, True),
        _c("note", "note", "备注"),
    ),
    unique=("supplier",),
)

IN_USE = Table(
    "in_use",
    (
        _c("need_id", "need id", "需求编号", required=True),
        _c("way", "keep or repair", "处理方式", Kind.WORD, True, words=KEEPING),
        _c("price", "repair per piece", "每台维修费", Kind.DECIMAL),
        _c("currency", "currency", "币种", required=True),
        _c("life", "years it still serves", "尚可使用年限（年）", Kind.WHOLE, True, unit="year", least=1),
        *_ENERGY,
        *_USE,
        _MAINTENANCE,
        _MAINTENANCE_PER_KM,
        _c("source", "source", "数据来源", required=True),
        _c("obtained", "obtained on", "取得时间", Kind.MOMENT, True),
        _c("note", "note", "备注"),
    ),
    unique=("need_id", "way"),
)

LINES = Table(
    "lines",
    (
        _c("line", "line", "序号", also=("编号", "行号", "no.")),
        _c("department", "department", "需求部门", also=("部门", "使用部门", "申请部门", "采购单位", "buyer")),
        _c("item", "item", "品名", also=ITEM_HEADINGS),
        _c("spec", "specification", "规格参数", also=("规格", "规格型号", "技术参数", "参数", "配置", "specs")),
        _c("code", "category code", "品目编码", also=("品目代码", "采购品目编码", "采购品目代码", "code")),
        _c("edition", "catalogue edition", "目录版本", also=("编码版本", "edition")),
        _c("attributes", "attributes", "属性"),
        _c("brand", "brand", "品牌"),
        _c("model", "model", "型号", also=("产品型号",)),
        _c("quantity", "quantity", "数量", Kind.DECIMAL, also=("采购数量", "申请数量", "qty")),
        _c("unit", "unit", "计量单位", also=("单位",)),
        _c(
            "unit_price",
            "unit price (CNY)",
            "单价（元）",
            Kind.DECIMAL,
            also=("单价", "预算单价", "预算单价（元）", "unit price"),
        ),
        _c(
            "amount",
            "amount (CNY)",
            "总金额（元）",
            Kind.DECIMAL,
            also=("总金额", "金额", "金额（元）", "预算金额（元）", "小计", "小计（元）", "amount"),
        ),
        _c("day", "day", "日期", Kind.DATE, also=("采购日期", "申请日期", "date")),
        _c("place", "place", "地区", Kind.WORD, words=place_words(), also=("所在地区", "行政区划")),
        _c("level", "budget level", "预算级次", Kind.WORD, words=LEVEL_WORDS, also=("级次",)),
        _c("kind", "kind of unit", "单位性质", Kind.WORD, words=KIND_WORDS),
        _c(
            "object",
            "goods, services or works",
            "采购对象",
            Kind.WORD,
            words=OBJECT_WORDS,
            also=("项目类型", "采购类型"),
        ),
        *CERTIFICATE,
        *SECOND,
        _c("note", "note", "备注", also=("说明",)),
    ),
    open=True,
)

PRODUCTS = Table(
    "products",
    (
        _c("brand", "brand", "品牌", required=True),
        _c("model", "model", "型号", required=True, also=("产品型号",)),
        *_ITEM,
        _GRADE,
        *_ENERGY,
        _LIFE,
        *CERTIFICATE,
        *SECOND,
        _c("source", "source", "信息来源", required=True),
        _c("obtained", "obtained on", "取得时间", Kind.MOMENT, True),
        _c("note", "note", "备注"),
    ),
)

PEOPLE = Table(
    "people",
    (
        _c("login", "sign-in name", "登录名", required=True, also=("工号", "staff number")),
        _c("name", "name", "姓名", required=True),
        _c("email", "e-mail", "电子邮箱", also=("邮箱",)),
        _c("department_code", "department code", "部门编码"),
        _c("department", "department", "部门名称", also=("部门", "所在部门")),
        _c("roles", "roles", "角色"),
        _c("whole", "for the whole organisation", "是否适用于全单位", Kind.YES_NO),
        _c("starts", "roles from", "角色生效日期", Kind.DATE),
        _c("ends", "roles until", "角色截止日期", Kind.DATE),
    ),
    unique=("login",),
)

TABLES = {table.name: table for table in (OFFERS, NEEDS, BUDGET, CAPACITIES, IN_USE, LINES, PRODUCTS, PEOPLE)}
