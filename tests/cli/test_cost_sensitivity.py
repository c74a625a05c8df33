"""How sure a ranking is, through the command that compares offers."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from support import ROOT, greenward

CASE = ROOT / "examples/unit_x/case_a"


def case(tmp_path: Path, old: str, new: str) -> Path:
    for file in CASE.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    text = (tmp_path / "case.yaml").read_text("utf-8").replace("[../policy]", f"['{CASE.parent / 'policy'}']")
    assert old in text
    (tmp_path / "case.yaml").write_text(text.replace(old, new), "utf-8")
    return tmp_path


def test_the_switching_value_is_where_the_next_offer_becomes_cheapest_to_own(tmp_path: Path) -> None:
    said = greenward("cost", CASE, "--json")
    data = json.loads(said.out)
    desktops = next(item for item in data["sensitivity"] if item["needs"][0] == "N01")
    swing = next(item for item in desktops["swings"] if item["input"]["key"] == "electricity")
    value, at = swing["switches"][1]
    rival = desktops["offers"][at]
    dearer = case(tmp_path, "value: 0.62", f"value: {Decimal('0.62') * (Decimal(value) + Decimal('0.01')):.6f}")
    offers = json.loads(greenward("cost", dearer, "--json").out)["comparisons"][0]["judged"]
    lawful = [item for item in offers if not item["masks"]]
    best = min(lawful, key=lambda item: sum(Decimal(v) for _, v in item["life"]["parts"]))
    assert best["named"]["offer_id"] == rival


def test_the_same_case_gives_the_same_draws_and_another_seed_does_not(tmp_path: Path) -> None:
    one, two = (greenward("cost", CASE, "--json").out for _ in range(2))
    other = greenward("cost", case(tmp_path, "seed: 20261101", "seed: 2"), "--json").out
    spreads = [json.loads(text)["sensitivity"][0]["spreads"] for text in (one, two, other)]
    assert spreads[0] == spreads[1]
    assert spreads[0] != spreads[2]


@pytest.mark.parametrize(("lang", "words"), [("en", "all assumptions at once"), ("zh", "成本最低的比例")])
def test_both_languages_show_the_tables(lang: str, words: str) -> None:
    assert words in greenward("cost", CASE, "--lang", lang).out


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("low: 0.8, high: 1.4", "low: 1.1, high: 1.4", "ranges.bounds"),
        ("input: maintenance", "input: electricity", "ranges.input"),
        ("input: maintenance", "input: purchase", "ranges.input"),
        ("draws: 10000", "draws: 0", "ranges.whole"),
    ],
)
def test_a_range_that_makes_no_sense_is_refused_with_its_line(tmp_path: Path, old: str, new: str, code: str) -> None:
    said = greenward("cost", case(tmp_path, old, new))
    assert said.code == 3
    assert code in said.err
    assert "case.yaml" in said.err
