"""Names of China's provinces and of the cities that a pack knows, by ISO 3166-2 code; a city has one part more."""

PLACES = {
    "CN": "全国",
    "CN-BJ": "北京",
    "CN-TJ": "天津",
    "CN-HE": "河北",
    "CN-SX": "山西",
    "CN-NM": "内蒙古",
    "CN-LN": "辽宁",
    "CN-JL": "吉林",
    "CN-HL": "黑龙江",
    "CN-SH": "上海",
    "CN-JS": "江苏",
    "CN-ZJ": "浙江",
    "CN-AH": "安徽",
    "CN-FJ": "福建",
    "CN-JX": "江西",
    "CN-SD": "山东",
    "CN-HA": "河南",
    "CN-HB": "湖北",
    "CN-HN": "湖南",
    "CN-GD": "广东",
    "CN-GX": "广西",
    "CN-HI": "海南",
    "CN-CQ": "重庆",
    "CN-SC": "四川",
    "CN-GZ": "贵州",
    "CN-YN": "云南",
    "CN-XZ": "西藏",
    "CN-SN": "陕西",
    "CN-GS": "甘肃",
    "CN-QH": "青海",
    "CN-NX": "宁夏",
    "CN-XJ": "新疆",
    "CN-GD-GZ": "广州",
    "CN-HA-ZZ": "郑州",
}
CITIES = tuple(code for code in PLACES if code.count("-") > 1)
MUNICIPALITIES = ("CN-BJ", "CN-TJ", "CN-SH", "CN-CQ")
REGIONS = {
    "CN-NM": "内蒙古自治区",
    "CN-GX": "广西壮族自治区",
    "CN-XZ": "西藏自治区",
    "CN-NX": "宁夏回族自治区",
    "CN-XJ": "新疆维吾尔自治区",
}


def place_words() -> tuple[tuple[str, str], ...]:
    """Return what may be written for a place and the code that it means: code, short name and full name."""
    return tuple(
        (word, code)
        for code, name in PLACES.items()
        for word in dict.fromkeys((code.casefold(), name, _full_name(code, name)))
    )


def _full_name(code: str, name: str) -> str:
    if code in REGIONS or code == "CN":
        return REGIONS.get(code, name)
    return f"{name}市" if code in MUNICIPALITIES or code in CITIES else f"{name}省"
