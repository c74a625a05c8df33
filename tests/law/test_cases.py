"""Sentences of the law as cases, written from the sentence and not from the pack: what the library says to each.

``cases/*.yaml`` were written by someone who saw the references alone. Each kind of case goes through the same function
that a command calls.
"""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from greenward.evaluation import evaluated_price, low_prices, price_weight
from greenward.evaluation.ruling import Ruling
from greenward.policy import Rules, check, deadline, load_packs, resolve, way
from greenward.policy.efficiency import computer_grade
from greenward.terms.buyer import Buyer
from greenward.terms.category import Code
from greenward.terms.finding import Answer, Finding, Level
from greenward.terms.line import Line
from greenward.terms.money import Money
from greenward.terms.problem import ProblemsError

FOLDER = Path(__file__).parent / "cases"
CASES = [case for file in sorted(FOLDER.glob("*.yaml")) for case in yaml.safe_load(file.read_text("utf-8"))]
LISTS = {"energy": "energy_saving", "label": "environmental_label"}
Expect = dict[str, Any]


def rules_of(day: date, place: str = "CN", level: str = "") -> Rules:
    buyer = Buyer(place, level)
    return resolve(load_packs("cn", buyer), day, buyer)


def answer_of(given: Expect, rules: Rules) -> Answer:
    code = Code("", given.get("edition", ""), given["code"]) if "code" in given else None
    attributes = tuple(sorted((name, str(value)) for name, value in given.get("attributes", {}).items()))
    return check(Line(given.get("item", ""), code, attributes), rules)


def of_list(answer: Answer, subject: str) -> Finding | None:
    """Return the finding of a list; an answer that could not settle the category speaks for every list."""
    found = [f for f in answer.findings if f.level is Level.LAW and f.subject in (subject, "")]
    return next((f for f in found if f.subject == subject), found[0] if found else None)


def line(given: Expect, day: date) -> Expect:
    answer = answer_of(given, rules_of(day))
    said: Expect = {}
    for name, subject in LISTS.items():
        finding = of_list(answer, subject)
        said[name] = finding.status.value if finding else "not applicable"
    energy = of_list(answer, "energy_saving")
    if energy is not None:
        said["standards"] = [item.edition or item.number for item in energy.standards]
        said["asks"] = energy.question.attribute if energy.question else None
    findings = [f for name in LISTS for f in [of_list(answer, LISTS[name])] if f is not None and f.subject]
    said["mark"] = {f.mark.value for f in findings}
    return said


def value(given: Expect, day: date) -> Expect:
    of = {name: str(text) for name, text in given.get("of", {}).items()}
    try:
        rules = rules_of(day, of.get("place", "CN"), of.get("level", "province" if "place" in of else ""))
    except ProblemsError:
        return {"value": "none"}
    places = Buyer(of["place"]).places if given["key"].startswith("threshold.") else (of.get("place", ""),)
    options = [{**of, "place": place} if place else of for place in places]
    entry = next((found for option in options if (found := rules.entry(given["key"], **option))), None)
    if entry is None:
        return {"value": "none"}
    unit = rules.unit(given["key"])
    unit = next((kind for kind in ("share", "ratio") if unit.startswith(kind)), unit)
    unit = "ratio" if given["key"].startswith("low_price") else unit
    return {"value": entry.value, "mark": entry.citation.mark.value, "unit": unit}


def last_day(given: Expect, day: date) -> Expect:
    found = deadline(given["key"], given.get("start") or given["before"], rules_of(day))
    return {"last": found.last, "first": found.last}


def price(given: Expect, day: date) -> Expect:
    rates = {claim: given["rates"].get(claim) for claim in given["claims"]}
    figures = {claim: None if rate is None else Decimal(rate) for claim, rate in rates.items()}
    rules = rules_of(day, "CN-GD", "province") if "green" in figures else rules_of(day)
    found = evaluated_price(
        Money(Decimal(given["bid"]), "CNY"), figures, given["reserved_for_sme"], given["object"], rules
    )
    return {"refused": "rate_outside_band"} if found.price is None else {"evaluated": str(found.price.amount)}


def low_price(given: Expect, day: date) -> Expect:
    ratios = {name: Decimal(ratio) for name, ratio in given.get("ratios", {}).items()}
    ceiling = Decimal(given["ceiling"]) if "ceiling" in given else None
    found = low_prices([Decimal(bid) for bid in given["bids"]], ceiling, ratios, rules_of(day))
    return {"triggered": "none"} if isinstance(found, Ruling) else {"triggered": [item.bid for item in found]}


def way_to_buy(given: Expect, day: date) -> Expect:
    rules = rules_of(day, given["buyer"]["place"], given["buyer"]["level"])
    amount = Money(Decimal(given["amount"]), "CNY") if "amount" in given else None
    found = way(answer_of(given, rules), amount, given["object"], rules)
    channel = found.required("channel")
    asked = found.question.attribute if found.question else None
    return {"channel": channel.value if channel else "none", "asks": asked, "mark": {found.mark.value}}


def grade(given: Expect, day: date) -> Expect:
    energy, allowances = Decimal(given["energy"]), Decimal(given["allowances"])
    best, _, _, question = computer_grade(given["type"], given["class"], energy, allowances, rules_of(day))
    return {"grade": "none" if question else str(best) if best else "above"}


def weight(given: Expect, day: date) -> Expect:
    found = price_weight(given["procedure"], given["object"], Decimal(given["weight"]), rules_of(day))
    return {"lawful": found.lawful.value}


def form(given: Expect, day: date) -> Expect:
    found = rules_of(day).form(given["id"])
    if found is None:
        return {"name": "none"}
    marks = {item.names.zh: item.mark.value for item in found.fields}
    return {
        "name": found.names.zh,
        "source": found.citation.source.number,
        "mark": found.citation.mark.value,
        "fields": [*marks],
        "count": len(marks),
        "holds": {*marks},
        "field_mark": marks.get(given.get("field", "")),
    }


KINDS: dict[str, Callable[[Expect, date], Expect]] = {
    "line": line,
    "value": value,
    "deadline": last_day,
    "price": price,
    "low_price": low_price,
    "way": way_to_buy,
    "grade": grade,
    "weight": weight,
    "form": form,
}


def differences(case: Expect) -> dict[str, tuple[object, object]]:
    """Return each expectation that is not met, with what was said instead."""
    said = KINDS[case["kind"]](case["given"], case["on"])
    return {
        name: (wanted, said.get(name)) for name, wanted in case["expect"].items() if not met(wanted, said.get(name))
    }


def met(wanted: object, said: object) -> bool:
    if isinstance(said, set):
        return wanted in said
    if isinstance(wanted, str) and isinstance(said, str) and wanted != said:
        try:
            return Decimal(wanted) == Decimal(said)
        except ArithmeticError:
            return False
    return wanted == said


@pytest.mark.parametrize("case", CASES, ids=[case["sentence"] for case in CASES])
def test_the_law_says(case: Expect) -> None:
    assert differences(case) == {}


def test_there_are_cases_of_every_kind_and_each_can_fail() -> None:
    assert len(CASES) >= 100
    for kind in KINDS:
        case = next(item for item in CASES if item["kind"] == kind)
        wrong = {**case, "expect": dict.fromkeys(case["expect"], "something else")}
        assert differences(wrong) != {}
