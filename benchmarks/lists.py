"""Lists of any length whose rows differ in code, day, buyer and certificate, from a seed."""

import csv
import random
from datetime import date, timedelta
from pathlib import Path

from greenward.policy import load_pack

HEADINGS = (
    "序号", "需求部门", "品目编码", "目录版本", "属性", "型号", "数量", "单价（元）", "日期", "地区", "预算级次",
    "单位性质", "证书类别", "证书编号", "认证机构", "证书所列型号", "认证依据标准", "发证日期", "证书有效期至", "备注",
)  # fmt: skip
BUYERS = (
    ("CN", "central", "administrative"), ("CN-BJ", "central", "institution"), ("CN-GD", "province", "institution"),
    ("CN-GD-GZ", "city", "institution"), ("CN-GD", "county", ""), ("CN-HA", "province", "institution"),
    ("CN-HA-ZZ", "city", ""), ("CN-HA", "county", "institution"), ("CN-ZJ", "province", "institution"),
)  # fmt: skip
FIRST, LAST = date(2020, 3, 9), date(2026, 11, 22)
STANDARDS = ("GB 28380-2012", "GB 28380-2025", "GB 21521-2014", "GB 21520-2023", "HJ 2536-2014", "")


def write_list(path: Path, rows: int, seed: int = 3) -> None:
    """Write ``rows`` rows; every one of them is sound and is answered."""
    chance = random.Random(seed)
    pack = load_pack("cn")
    turns = {c.attribute for rule in pack.rules for c in rule.conditions}
    choices = {a.id: [f"{a.id}={word}" for word in a.choices] for a in pack.attributes if a.id in turns}
    codes = []
    for category in pack.categories:
        asked = {c.attribute for r in pack.rules if category.id in r.categories for c in r.conditions}
        options = ["", *(text for name in sorted(asked) for text in choices.get(name, ()))]
        codes += [(item.code, ["", *(o for o in options if o.partition("=")[0] not in dict(item.attributes))])
                  for item in category.codes]  # fmt: skip
    span = (LAST - FIRST).days
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(HEADINGS)
        for number in range(1, rows + 1):
            code, options = chance.choice(codes)
            day = FIRST + timedelta(days=chance.randint(0, span))
            issued = day - timedelta(days=chance.randint(-20, 1200))
            until = issued + timedelta(days=chance.randint(300, 1400))
            model = f"EX-{chance.randint(1, 999_999)}"
            listed = model if chance.random() < 0.8 else f"EX-{chance.randint(1, 999_999)}"
            proof = [chance.choice(("节能", "环境标志")), f"EXAMPLE-{number}", f"示例认证中心{chance.randint(1, 20)}",
                     listed, chance.choice(STANDARDS), str(issued), str(until)]  # fmt: skip
            writer.writerow(
                (number, f"部门{chance.randint(1, 400)}", code.value, code.edition, chance.choice(options), model,
                 chance.randint(1, 400), f"{chance.randint(50, 2_000_000) / 100:.2f}", day, *chance.choice(BUYERS),
                 *(proof if chance.random() < 0.9 else [""] * 7), f"第{number}行")
            )  # fmt: skip
