"""A certificate is checked in the order of the rule, and stops where it fails."""

from dataclasses import replace
from datetime import date

import pytest

from greenward.policy import check, check_certificate
from greenward.terms.certificate import Certificate, Outcome
from greenward.terms.line import Line
from support import ROOT, rules_of

RULES = rules_of("2026-11-01", ROOT / "examples/unit_x/policy")
FINDING = check(Line("台式计算机"), RULES).findings[0]
GOOD = Certificate(
    kind="energy_saving",
    number="EXAMPLE-1",
    body="示例认证中心甲",
    models=("EX-1", "EX-2"),
    standard="GB 28380-2025",
    issued=date(2026, 3, 2),
    valid_until=date(2026, 11, 1),
)
ORDER = ["kind", "body", "model", "validity", "standard"]


def steps(*certificates: Certificate, model: str = "EX-1") -> list[tuple[str, str]]:
    return [(step.step, step.outcome.value) for step in check_certificate(certificates, model, FINDING, RULES)]


def test_a_sound_certificate_passes_every_step_in_order_on_its_last_day() -> None:
    assert steps(GOOD) == [(step, "passed") for step in ORDER]


@pytest.mark.parametrize(
    ("change", "step"),
    [
        ({"kind": "environmental_label"}, "kind"),
        ({"body": "未列名机构"}, "body"),
        ({"body": "示例认证中心乙", "issued": date(2026, 7, 1)}, "body"),
        ({"models": ("EX-9",)}, "model"),
        ({"scope": "激光打印机"}, "model"),
        ({"valid_until": date(2026, 10, 31)}, "validity"),
        ({"issued": date(2026, 11, 2), "valid_until": date(2028, 1, 1)}, "validity"),
        ({"status": "suspended"}, "validity"),
        ({"standard": "GB 28380-2012"}, "standard"),
    ],
)
def test_one_fault_fails_its_own_step_and_ends_the_check(change: dict[str, object], step: str) -> None:
    found = steps(replace(GOOD, **change))  # type: ignore[arg-type]  # one field a case
    assert found[-1] == (step, "failed")
    assert [name for name, _ in found] == ORDER[: ORDER.index(step) + 1]


def test_a_body_counts_by_its_listing_on_the_day_of_issue_not_of_the_purchase() -> None:
    assert ("body", "passed") in steps(replace(GOOD, body="示例认证中心乙", issued=date(2026, 6, 30)))


@pytest.mark.parametrize(
    ("change", "step"),
    [
        ({"kind": None}, "kind"),
        ({"body": None}, "body"),
        ({"models": ()}, "model"),
        ({"valid_until": None}, "validity"),
        ({"standard": None}, "standard"),
    ],
)
def test_a_fact_that_is_not_stated_cannot_be_decided(change: dict[str, object], step: str) -> None:
    assert (step, Outcome.UNKNOWN.value) in steps(replace(GOOD, **change))  # type: ignore[arg-type]


def test_without_a_list_of_bodies_the_body_cannot_be_decided() -> None:
    national = rules_of("2026-11-01")
    finding = check(Line("台式计算机"), national).findings[0]
    found = check_certificate((GOOD,), "EX-1", finding, national)
    assert [step.outcome for step in found if step.step == "body"] == [Outcome.UNKNOWN]


def test_no_certificate_at_all_fails_at_once() -> None:
    assert steps() == [("kind", "failed")]


def test_a_model_is_compared_whole_whatever_its_case_and_width() -> None:
    assert steps(GOOD, model="EX-11")[-1] == ("model", "failed")
    assert steps(GOOD, model=" ｅx-1 ") == [(step, "passed") for step in ORDER]


def test_a_model_that_is_not_stated_cannot_be_decided() -> None:
    assert ("model", Outcome.UNKNOWN.value) in steps(GOOD, model=" ")


def test_the_product_on_the_certificate_may_be_named_in_any_way_that_means_it() -> None:
    assert steps(replace(GOOD, scope="台式电脑", status="valid")) == [(step, "passed") for step in ORDER]


def test_of_several_certificates_the_one_that_comes_furthest_answers() -> None:
    label, expired = replace(GOOD, kind="environmental_label"), replace(GOOD, valid_until=date(2026, 10, 31))
    assert steps(label, expired, GOOD) == [(step, "passed") for step in ORDER]
    assert steps(label, expired)[-1] == ("validity", "failed")
    assert steps(label) == [("kind", "failed")]
