"""Approval routes: how they are read and refused, which one a need takes, and where it stands on the way."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from functools import partial
from itertools import product
from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenward.policy import load_pack
from greenward.policy.route import as_data, choose, due, from_data, progress, read_routes
from greenward.policy.route_cover import Placed, uncovered
from greenward.terms.canonical import canonical
from greenward.terms.finding import Reason
from greenward.terms.names import Names
from greenward.terms.problem import Place, ProblemsError
from greenward.terms.role import Role
from greenward.terms.route import Condition, Mark, Outcome, Part, Reach, Route, Step
from greenward.texts import say, say_reason
from support import ROOT, codes, rules_of

CATEGORIES = load_pack("cn").categories
DAY = date(2026, 11, 2)
SENT = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
CHINA = timezone(timedelta(hours=8))

FILE = """\
currency: CNY
routes:
  - id: low
    version: 1
    names: {en: Low, zh: 低}
    when: {amount_below: 1000}
    from: 2026-01-01
    basis: {en: Rule 1, zh: 第一条}
    steps:
      - id: head
        names: {en: Head, zh: 负责人}
        by: [{role: department_head, reach: department}]
        days: 2
      - id: money
        names: {en: Money, zh: 财务}
        by:
          - {role: finance, reach: organisation}
          - {role: asset_manager, reach: organisation}
  - id: high
    version: 1
    names: {en: High, zh: 高}
    when: {amount_from: 1000}
    from: 2026-01-01
    basis: {en: Rule 2, zh: 第二条}
    steps:
      - id: head
        names: {en: Head, zh: 负责人}
        by: [{role: department_head, reach: department}]
      - id: meeting
        names: {en: Meeting, zh: 会议}
        by: [{role: leadership, reach: organisation}]
        resolution: yes
  - id: it
    version: 1
    names: {en: IT, zh: 信息化}
    when: {amount_below: 1000, categories: [server], sources: [research], departments: [library]}
    from: 2026-01-01
    basis: {en: Rule 3, zh: 第三条}
    steps:
      - id: head
        names: {en: Head, zh: 负责人}
        by: [{role: department_head, reach: department}]
"""

HEAD = "by: [{role: department_head, reach: department}]"
HIGH_STEPS = FILE[FILE.index("    steps", FILE.index("id: high")) : FILE.index("  - id: it")]
DEFECTS: dict[str, tuple[str, str, str, int]] = {
    "a file without its currency": ("currency: CNY\n", "", "pack.missing_field", 1),
    "a currency that is none": ("currency: CNY", "currency: 元", "route.bad_currency", 1),
    "a key given twice": ("    version: 1\n", "    version: 1\n    version: 2\n", "pack.duplicate_key", 5),
    "a field that nobody knows": ("days: 2", "day: 2", "pack.unknown_field", 13),
    "a route without its id": ("- id: low\n    version", "- version", "pack.missing_field", 3),
    "a route without its basis": ("    basis: {en: Rule 1, zh: 第一条}\n", "", "pack.missing_field", 3),
    "a route without its first day": ("    from: 2026-01-01\n", "", "pack.missing_field", 3),
    "a day that is none": ("from: 2026-01-01", "from: 2026-02-30", "pack.bad_date", 7),
    "a version that is no number": ("version: 1", "version: v1", "route.bad_version", 4),
    "a version given twice": ("- id: high", "- id: low", "route.version_twice", 20),
    "a later version that begins no later": (
        "- id: high\n    version: 1",
        "- id: low\n    version: 2",
        "route.version_order",
        23,
    ),
    "an amount in words": ("amount_below: 1000", "amount_below: 10万", "pack.bad_number", 6),
    "an amount below zero": ("amount_from: 1000", "amount_from: -5", "route.amount_negative", 22),
    "borders the wrong way round": (
        "{amount_from: 1000}",
        "{amount_from: 1000, amount_below: 999}",
        "route.amounts_crossed",
        22,
    ),
    "a band in which no amount lies": (
        "{amount_from: 1000}",
        "{amount_from: 9, amount_below: 9}",
        "route.amounts_crossed",
        22,
    ),
    "a band that ends at zero": ("amount_below: 1000", "amount_below: 0", "route.amounts_crossed", 6),
    "a category that is not known": ("[server]", "[sever]", "route.unknown_category", 36),
    "a category in Chinese": ("[server]", "[服务器]", "route.bad_category", 36),
    "a category that is empty": ("[server]", '[server, ""]', "route.empty_word", 36),
    "a department that is empty": ("[library]", '[library, " "]', "route.empty_word", 36),
    "categories that are no list": ("[server]", "server", "pack.not_a_list", 36),
    "a condition in one word": ("when: {amount_from: 1000}", "when: large", "pack.not_a_mapping", 22),
    "a misspelt condition": ("{amount_from: 1000}", "{amount_form: 1000}", "pack.unknown_field", 22),
    "a route without steps": (HIGH_STEPS, "    steps:\n", "route.no_steps", 25),
    "a step given twice": ("- id: meeting", "- id: head", "route.step_twice", 29),
    "a step without an id": ("- id: meeting\n        names", "- names", "pack.missing_field", 29),
    "a step that nobody holds": (f"        {HEAD}\n", "", "route.no_holders", 10),
    "a step with an empty list of holders": (HEAD, "by: []", "route.no_holders", 12),
    "a holder who is no list": (HEAD, "by: {role: department_head, reach: department}", "pack.not_a_list", 12),
    "a role that is not known": ("role: leadership", "role: rector", "route.unknown_role", 31),
    "a role in Chinese": ("role: leadership", "role: 单位领导", "route.unknown_role", 31),
    "a holder without a reach": (
        "{role: leadership, reach: organisation}",
        "{role: leadership}",
        "pack.missing_field",
        31,
    ),
    "a reach that is not known": (
        "leadership, reach: organisation",
        "leadership, reach: faculty",
        "route.unknown_reach",
        31,
    ),
    "a head of no department": ("reach: department}", "reach: organisation}", "route.head_of_no_department", 12),
    "a countersign of one role alone": ("role: asset_manager", "role: finance", "route.part_twice", 18),
    "a resolution that is neither yes nor no": ("resolution: yes", "resolution: maybe", "route.yes_or_no", 32),
    "a resolution of several holders": (
        "        by:\n",
        "        resolution: yes\n        by:\n",
        "route.resolution_countersigned",
        16,
    ),
    "no working day at all": ("days: 2", "days: 0", "route.bad_days", 13),
    "half a working day": ("days: 2", "days: 1.5", "route.bad_days", 13),
    "days with their unit": ("days: 2", "days: 2天", "route.bad_days", 13),
    "a gap below": ("when: {amount_below: 1000}", "when: {amount_from: 10, amount_below: 1000}", "route.gap", 3),
    "a gap between": ("amount_from: 1000", "amount_from: 1000.01", "route.gap", 3),
    "a gap above": ("when: {amount_from: 1000}", "when: {amount_from: 1000, amount_below: 9000}", "route.gap", 19),
    "a gap for all other departments": (
        "when: {amount_from: 1000}",
        "when: {amount_from: 1000, departments: [library]}",
        "route.gap",
        3,
    ),
    "a gap on the first day": (
        "from: 2026-01-01\n    basis: {en: Rule 2",
        "from: 2026-02-01\n    basis: {en: Rule 2",
        "route.gap",
        3,
    ),
    "amounts that overlap": ("amount_from: 1000", "amount_from: 999.99", "route.overlap", 19),
    "two routes without a border": ("    when: {amount_from: 1000}\n", "", "route.overlap", 19),
    "a special rule that drops the meeting": (
        "{amount_below: 1000, categories",
        "{categories",
        "route.resolution_lost",
        33,
    ),
}


def written(folder: Path, text: str) -> Path:
    path = folder / "routes.yaml"
    path.write_text(text, "utf-8")
    return path


def read(folder: Path, text: str) -> tuple[Route, ...]:
    return read_routes(written(folder, text), CATEGORIES)


def chosen(routes: tuple[Route, ...], amount: str | None, category: str = "chair", code: str = "A05010300",
           source: str = "fiscal", department: str = "office", day: str = str(DAY)) -> str:  # fmt: skip
    found = choose(
        routes, None if amount is None else Decimal(amount), category, code, source, department, date.fromisoformat(day)
    )
    return found.code if isinstance(found, Reason) else f"{found.id} {found.version}"


@pytest.fixture
def routes(tmp_path: Path) -> tuple[Route, ...]:
    return read(tmp_path, FILE)


def test_the_file_of_the_tests_is_sound(routes: tuple[Route, ...]) -> None:
    assert [route.id for route in routes] == ["low", "high", "it"]
    assert routes[1].condition == Condition(Decimal(1000), None, (), (), (), "CNY")
    assert routes[0].steps[1].parts == tuple(
        Part(role, Reach.ORGANISATION) for role in (Role.FINANCE, Role.ASSET_MANAGER)
    )
    assert [(step.resolution, step.days) for step in routes[1].steps] == [(False, None), (True, None)]


@pytest.mark.parametrize("defect", DEFECTS)
def test_a_defect_is_refused_with_its_line(tmp_path: Path, defect: str) -> None:
    good, bad, code, row = DEFECTS[defect]
    assert good in FILE
    found = codes(lambda: read(tmp_path, FILE.replace(good, bad, 1)))
    assert (code, row) in found


FORBIDDEN = (
    "requester", "supplier", "agent", "committee_member", "opener", "administrator", "supervisor", "auditor",
    "higher_authority",
)  # fmt: skip


@pytest.mark.parametrize("role", FORBIDDEN)
def test_who_asks_judges_watches_runs_the_system_or_comes_from_outside_may_not_approve(
    tmp_path: Path, role: str
) -> None:
    text = FILE.replace("role: leadership", f"role: {role}")
    assert codes(lambda: read(tmp_path, text)) == [("route.may_not_approve", 31)]


@pytest.mark.parametrize("role", [role for role in Role if role.value not in FORBIDDEN])
def test_every_other_role_may_approve(tmp_path: Path, role: Role) -> None:
    reach = "department" if role is Role.DEPARTMENT_HEAD else "organisation"
    text = FILE.replace("role: leadership, reach: organisation", f"role: {role}, reach: {reach}")
    assert read(tmp_path, text)[1].steps[1].parts[0].role is role


@pytest.mark.parametrize("role", ["procurement_officer", "procurement_head"])
def test_those_who_buy_do_not_approve_alone(tmp_path: Path, role: str) -> None:
    start, special = FILE[: FILE.index("  - id: it")], FILE[FILE.index("  - id: it") :]
    alone = special.replace(HEAD, f"by: [{{role: {role}, reach: organisation}}]")
    assert codes(lambda: read(tmp_path, start + alone)) == [("route.only_buyers", 40)]


def test_all_defects_are_told_at_once_in_the_order_of_their_lines(tmp_path: Path) -> None:
    text = FILE.replace("days: 2", "days: 0").replace("role: leadership", "role: rector").replace("[server]", "[x]")
    text = text.replace("id: high", "id: low")
    found = codes(lambda: read(tmp_path, text))
    lines = [("route.bad_days", 13), ("route.version_twice", 20), ("route.unknown_role", 31)]
    assert found == [*lines, ("route.unknown_category", 36)]


@pytest.mark.parametrize("text", ["currency: CNY\n", "currency: CNY\nroutes:\n", "currency: CNY\nroutes: []\n"])
def test_a_file_without_routes_is_refused(tmp_path: Path, text: str) -> None:
    assert [code for code, _ in codes(lambda: read(tmp_path, text))] == ["route.none"]


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert codes(lambda: read_routes(tmp_path / "none.yaml")) == [("route.no_file", None)]


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("defect", DEFECTS)
def test_every_defect_has_a_sentence_and_a_next_step(tmp_path: Path, defect: str, language: str) -> None:
    good, bad, _, _ = DEFECTS[defect]
    with pytest.raises(ProblemsError) as raised:
        read(tmp_path, FILE.replace(good, bad, 1))
    for problem in raised.value.problems:
        for code in (problem.code, f"{problem.code}.next"):
            assert "{" not in say(code, language, **problem.params)  # type: ignore[arg-type]  # one of the two


def test_a_gap_names_the_amounts_that_have_no_route(tmp_path: Path) -> None:
    with pytest.raises(ProblemsError) as raised:
        read(tmp_path, FILE.replace("amount_from: 1000", "amount_from: 1500"))
    (problem,) = raised.value.problems
    assert say(problem.code, "en", **problem.params) == (
        "From 2026-01-01 on a need has no route: 1000 to below 1500 CNY."
    )


def test_a_collision_names_both_routes_and_a_need(tmp_path: Path) -> None:
    other = FILE[FILE.index("  - id: it") :].replace("id: it", "id: lib").replace("IT", "Lib")
    text = FILE.replace(", sources: [research], departments: [library]", "") + other.replace(
        "categories: [server], ", ""
    )
    with pytest.raises(ProblemsError) as raised:
        read(tmp_path, text)
    (problem,) = raised.value.problems
    assert say(problem.code, "en", **problem.params).endswith(
        "'IT' and 'Lib': 0 to below 1000 CNY, category server, source of funds research, department library."
    )


def test_a_route_for_what_two_special_rules_share_settles_their_collision(tmp_path: Path) -> None:
    special = FILE[FILE.index("  - id: it") :]
    lib = special.replace("id: it", "id: lib").replace("categories: [server], sources: [research], ", "")
    both = special.replace("id: it", "id: both").replace("sources: [research], ", "")
    text = FILE.replace(", sources: [research], departments: [library]", "")
    assert [code for code, _ in codes(lambda: read(tmp_path, text + lib))] == ["route.overlap"]
    routes = read(tmp_path, text + lib + both)
    assert chosen(routes, "1", "server", "A02010104", department="library") == "both 1"
    assert chosen(routes, "1", "server", "A02010104") == "it 1"
    assert chosen(routes, "1", department="library") == "lib 1"


def test_a_code_and_a_category_collide_only_where_the_pack_says_they_are_one(tmp_path: Path) -> None:
    special = FILE[FILE.index("  - id: it") :].replace(", sources: [research], departments: [library]", "")
    text = FILE[: FILE.index("  - id: it")] + special
    furniture = special.replace("id: it", "id: other").replace("[server]", "[A05]")
    machines = special.replace("id: it", "id: other").replace("[server]", "[A0201]")
    assert chosen(read(tmp_path, text + furniture), "1") == "other 1"
    narrow = special.replace("id: it", "id: other").replace("[server]", "[A0201010401]")
    for one in (machines, narrow):
        assert [code for code, _ in codes(partial(read, tmp_path, text + one))] == ["route.overlap"]


def test_a_longer_start_of_a_code_goes_before_a_shorter_one(tmp_path: Path) -> None:
    special = FILE[FILE.index("  - id: it") :].replace(", sources: [research], departments: [library]", "")
    wide = special.replace("id: it", "id: wide").replace("[server]", "[A02]")
    text = FILE[: FILE.index("  - id: it")] + special.replace("[server]", "[A0201]") + wide
    routes = read(tmp_path, text)
    assert chosen(routes, "1", "server", "A02010104") == "it 1"
    assert chosen(routes, "1", "copier", "A02020100") == "wide 1"
    assert chosen(routes, "1") == "low 1"
    assert chosen(routes, "1", "server", "") == "route.code_open"
    assert chosen(routes, "1", "", "") == "route.category_open"


@pytest.mark.parametrize(
    ("amount", "route"), [("0", "low 1"), ("999.99", "low 1"), ("1000", "high 1"), ("9e9", "high 1")]
)
def test_a_border_belongs_to_the_upper_route(routes: tuple[Route, ...], amount: str, route: str) -> None:
    assert chosen(routes, amount) == route


def test_the_special_rule_goes_before_the_general_one(routes: tuple[Route, ...]) -> None:
    it = {"category": "server", "code": "A02010104", "source": "research", "department": "library"}
    assert chosen(routes, "1", **it) == "it 1"
    assert chosen(routes, "1000", **it) == "high 1"
    for control in ({"category": "chair"}, {"source": "fiscal"}, {"department": "office"}):
        assert chosen(routes, "1", **{**it, **control}) == "low 1"


def test_what_is_not_known_is_a_reason_where_it_decides(routes: tuple[Route, ...]) -> None:
    it = {"category": "server", "code": "A02010104", "source": "research", "department": "library"}
    assert chosen(routes, None) == "route.amount_open"
    assert chosen(routes, "1", **{**it, "category": "", "code": ""}) == "route.category_open"
    assert chosen(routes, "1", **{**it, "source": ""}) == "route.source_open"
    assert chosen(routes, "1", **{**it, "department": ""}) == "route.department_open"


def test_what_is_not_known_is_no_reason_where_it_does_not_decide(routes: tuple[Route, ...]) -> None:
    assert chosen(routes, "5000", "", "", "", "") == "high 1"
    assert chosen(routes, "1", "", "", "fiscal", "") == "low 1"
    whole = replace(routes[0], condition=Condition(Decimal(0), None, (), (), (), "CNY"))
    assert chosen((whole,), None) == "low 1"


def test_none_or_several_is_a_reason_and_not_a_guess(routes: tuple[Route, ...]) -> None:
    assert chosen(routes[:1], "1000") == "route.none_fits"
    assert chosen((), "1") == "route.none_yet"
    assert chosen((routes[0], replace(routes[0], id="twin")), "1") == "route.several_fit"
    assert chosen(routes, "1", day="2025-12-31") == "route.none_yet"
    assert chosen(routes, "1", day="2026-01-01") == "low 1"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_reason_has_a_sentence(routes: tuple[Route, ...], language: str) -> None:
    twins = (routes[0], replace(routes[0], id="twin"))
    asked = [(routes, None), (twins, Decimal(1)), (routes[:1], Decimal(5000)), ((), Decimal(1))]
    for some, amount in asked:
        reason = choose(some, amount, "chair", "A05", "fiscal", "office", DAY)
        assert isinstance(reason, Reason)
        assert "{" not in say_reason(reason, language)  # type: ignore[arg-type]  # one of the two


def test_a_new_version_holds_from_its_day_and_a_running_purchase_keeps_the_old_one(tmp_path: Path) -> None:
    old = read(tmp_path, FILE)
    kept = json.loads(canonical(as_data(old[0])))
    later = FILE[FILE.index("  - id: low") : FILE.index("  - id: high")].replace("version: 1", "version: 2")
    later = later.replace("2026-01-01", "2027-01-01").replace("id: head", "id: dean")
    new = read(tmp_path, FILE + later)
    assert chosen(new, "1", day="2026-12-31") == "low 1"
    assert chosen(new, "1", day="2027-01-01") == "low 2"
    marks = (approval("head", 0),)
    assert progress(from_data(kept), marks, SENT) == progress(old[0], marks, SENT)
    with pytest.raises(ValueError, match="the step head is not open"):
        progress(new[-1], marks, SENT)


def test_the_routes_of_unit_x_part_its_needs_as_their_names_say() -> None:
    routes = read_routes(ROOT / "examples/unit_x/routes.yaml", CATEGORIES)
    server = {"category": "server", "code": "A02010104"}
    general = [chosen(routes, amount) for amount in ("49999.99", "50000", "499999.99", "500000")]
    assert general == ["small 1", "medium 1", "medium 1", "large 1"]
    assert [chosen(routes, amount, **server) for amount in ("0", "499999.99", "500000")] == [
        "it 1",
        "it 1",
        "it_large 1",
    ]
    meeting = {route.id for route in routes if any(step.resolution for step in route.steps)}
    assert meeting == {"large", "it_large"}
    both = {route.id for route in routes if any(len(step.parts) > 1 for step in route.steps)}
    assert both == {"it", "it_large"}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_example_of_the_page_lacks_nothing_but_the_routes_beside_it(tmp_path: Path, language: str) -> None:
    page = (ROOT / f"docs/{language}/how-to/write-approval-routes.md").read_text("utf-8")
    block = page[page.index("    currency:") : page.index("| ")]
    assert {code for code, _ in codes(lambda: read(tmp_path, dedent(block)))} == {"route.gap"}


def approval(step: str, part: int, after: int = 1) -> Mark:
    return Mark(step, part, Outcome.APPROVED, SENT + timedelta(hours=after), 7)


def refusal(step: str, part: int, to: str | None, after: int = 1) -> Mark:
    return Mark(step, part, Outcome.RETURNED, SENT + timedelta(hours=after), 7, to)


def test_a_need_begins_at_the_first_step_on_the_instant_it_was_sent(routes: tuple[Route, ...]) -> None:
    standing = progress(routes[0], (), SENT)
    assert (standing.step, standing.open, standing.since) == (routes[0].steps[0], (0,), SENT)
    assert not standing.returned
    assert not standing.finished


def test_a_countersign_needs_all_its_parts_in_any_order(routes: tuple[Route, ...]) -> None:
    marks = (approval("head", 0, 1), approval("money", 1, 2))
    standing = progress(routes[0], marks, SENT)
    assert (standing.step, standing.open) == (routes[0].steps[1], (0,))
    assert standing.since == SENT + timedelta(hours=1)
    last = progress(routes[0], (*marks, approval("money", 0, 3)), SENT)
    assert (last.step, last.open, last.finished, last.since) == (None, (), True, SENT + timedelta(hours=3))


def test_a_return_to_a_step_opens_it_and_those_after_it_again(routes: tuple[Route, ...]) -> None:
    marks = (approval("head", 0, 1), approval("money", 1, 2), refusal("money", 0, "head", 3))
    standing = progress(routes[0], marks, SENT)
    assert (standing.step, standing.since) == (routes[0].steps[0], SENT + timedelta(hours=3))
    again = progress(routes[0], (*marks, approval("head", 0, 4)), SENT)
    assert again.open == (0, 1)


def test_a_return_within_a_countersign_opens_all_its_parts_again(routes: tuple[Route, ...]) -> None:
    marks = (approval("head", 0, 1), approval("money", 1, 2), refusal("money", 0, "money", 3))
    assert progress(routes[0], marks, SENT).open == (0, 1)


def test_after_a_return_to_the_requester_all_begins_anew_once_it_is_sent_again(routes: tuple[Route, ...]) -> None:
    marks = (approval("head", 0, 1), refusal("money", 1, None, 2))
    standing = progress(routes[0], marks, SENT)
    assert (standing.step, standing.open, standing.returned, standing.finished) == (None, (), True, False)
    assert standing.since == SENT + timedelta(hours=2)
    again = progress(routes[0], (), SENT + timedelta(hours=5))
    assert (again.step, again.returned) == (routes[0].steps[0], False)


HEAD_DONE = approval("head", 0)
UNFIT: dict[str, tuple[Mark, ...]] = {
    "on a later step": (approval("money", 0),),
    "on an earlier step": (HEAD_DONE, approval("head", 0)),
    "on a step that is none": (approval("dean", 0),),
    "on a part done in this round": (HEAD_DONE, approval("money", 0), approval("money", 0)),
    "returned by a part done in this round": (HEAD_DONE, approval("money", 0), refusal("money", 0, "head")),
    "on a part that is none": (approval("head", 1),),
    "on a part below none": (approval("head", -1),),
    "returned to a later step": (refusal("head", 0, "money"),),
    "returned to a step that is none": (HEAD_DONE, refusal("money", 0, "dean")),
    "returned to itself with nothing approved": (HEAD_DONE, refusal("money", 0, "money")),
    "an approval that names a step": (HEAD_DONE, replace(approval("money", 0), to="head")),
    "after the end": (HEAD_DONE, approval("money", 0), approval("money", 1), approval("money", 1)),
    "after a return to the requester": (refusal("head", 0, None), HEAD_DONE),
    "made before the need was sent": (approval("head", 0, -1),),
}


@pytest.mark.parametrize("case", UNFIT)
def test_a_mark_that_does_not_fit_is_an_error(routes: tuple[Route, ...], case: str) -> None:
    marks = UNFIT[case]
    progress(routes[0], marks[:-1], SENT)  # the control: without the last mark all fits
    with pytest.raises(ValueError, match=r"open|sent|return"):
        progress(routes[0], marks, SENT)


def test_the_holder_has_the_step_s_working_days_over_a_holiday(routes: tuple[Route, ...]) -> None:
    rules = rules_of("2026-11-02")
    friday_in_china = datetime(2026, 11, 5, 17, 0, tzinfo=UTC)
    assert due(progress(routes[0], (), SENT), rules, CHINA) == date(2026, 11, 4)
    assert due(progress(routes[0], (), friday_in_china), rules, CHINA) == date(2026, 11, 10)
    assert due(progress(routes[0], (), datetime(2026, 9, 30, 2, 0, tzinfo=UTC)), rules, CHINA) == date(2026, 10, 9)
    assert due(progress(routes[1], (), SENT), rules, CHINA) is None
    assert due(progress(routes[0], (refusal("head", 0, None),), SENT), rules, CHINA) is None


def test_a_year_without_its_calendar_has_no_last_day(routes: tuple[Route, ...]) -> None:
    found = due(progress(routes[0], (), datetime(2031, 3, 3, tzinfo=UTC)), rules_of("2026-11-02"), CHINA)
    assert isinstance(found, Reason)
    assert "2031-03-03" in say_reason(found, "zh")


TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=6)
NAMES = st.builds(Names, TEXT, TEXT)
AMOUNT = st.none() | st.decimals(0, 10**12, allow_nan=False, allow_infinity=False, places=2)
WORDS = st.lists(TEXT, max_size=3).map(tuple)
PARTS = st.lists(st.builds(Part, st.sampled_from(Role), st.sampled_from(Reach)), min_size=1, max_size=3, unique=True)
STEP = st.builds(Step, TEXT, NAMES, PARTS.map(tuple), st.booleans(), st.none() | st.integers(1, 999))
STEPS = st.lists(STEP, min_size=1, max_size=4, unique_by=lambda step: step.id).map(tuple)
CONDITION = st.builds(Condition, AMOUNT, AMOUNT, WORDS, WORDS, WORDS, st.just("CNY"))
ROUTE = st.builds(Route, TEXT, st.integers(1, 99), NAMES, CONDITION, STEPS, st.dates(), NAMES)


@given(ROUTE)
def test_a_kept_route_comes_back_the_same_from_its_canonical_bytes(route: Route) -> None:
    kept = canonical(as_data(route))
    back = from_data(json.loads(kept))
    assert back == route
    assert canonical(as_data(back)) == kept


SPOILS: dict[str, Callable[[dict[str, object]], object]] = {
    "without its steps": lambda data: data.pop("steps"),
    "with a field too many": lambda data: data.update(more=1),
    "with a day that is none": lambda data: data.update(valid_from="2026-02-30"),
    "with an amount that is none": lambda data: data.update(condition={**data["condition"], "amount_below": "x"}),  # type: ignore[dict-item]  # it is a dict
    "with steps that are none": lambda data: data.update(steps=5),
}


@pytest.mark.parametrize("case", SPOILS)
def test_a_spoilt_copy_is_refused(routes: tuple[Route, ...], case: str) -> None:
    data = as_data(routes[0])
    assert from_data(data) == routes[0]
    SPOILS[case](data)
    with pytest.raises(ValueError, match=r"kept route|Invalid|isoformat|day"):
        from_data(data)


def permitted(route: Route, marks: list[Mark], data: st.DataObject) -> Mark | None:
    """Draw one of the marks that fit now, or None where nothing is open."""
    standing = progress(route, marks, SENT)
    if standing.step is None:
        return None
    part = data.draw(st.sampled_from(standing.open))
    at = SENT + timedelta(hours=len(marks) + 1)
    place = route.steps.index(standing.step)
    begun = len(standing.open) < len(standing.step.parts)
    back = [step.id for step in route.steps[: place + begun]]
    to = data.draw(st.sampled_from(back)) if back and data.draw(st.integers(0, 3)) == 0 else None
    outcome = Outcome.APPROVED if to is None else Outcome.RETURNED
    return Mark(standing.step.id, part, outcome, at, 7, to)


def all_approved(route: Route, marks: list[Mark]) -> bool:
    """Answer slowly: every part has an approval after the last return that reached its step or one before it."""
    places = {step.id: place for place, step in enumerate(route.steps)}
    for step in route.steps:
        backs = [n for n, mark in enumerate(marks) if mark.to is not None and places[mark.to] <= places[step.id]]
        since = marks[backs[-1] + 1 :] if backs else marks
        if {mark.part for mark in since if mark.step == step.id and mark.to is None} != set(range(len(step.parts))):
            return False
    return True


@given(ROUTE, st.data())
def test_a_need_is_finished_exactly_when_every_part_is_approved_after_the_last_return(
    route: Route, data: st.DataObject
) -> None:
    marks: list[Mark] = []
    for _ in range(30):
        mark = permitted(route, marks, data)
        if mark is None:
            break
        marks.append(mark)
        assert progress(route, marks, SENT).finished == all_approved(route, marks)


@given(ROUTE, st.data())
def test_a_return_keeps_the_record_and_what_was_approved_before_its_step(route: Route, data: st.DataObject) -> None:
    marks: list[Mark] = []
    while len(marks) < 20 and (mark := permitted(route, marks, data)) is not None:
        before = tuple(marks)
        marks.append(mark)
        standing = progress(route, marks, SENT)
        assert tuple(marks[:-1]) == before
        assert progress(route, before, SENT) == progress(route, marks[:-1], SENT)
        if mark.to is not None:
            assert standing.step is not None
            assert standing.step.id == mark.to
            assert standing.open == tuple(range(len(standing.step.parts)))
            assert standing.since == mark.at


@given(
    borders=st.lists(st.integers(1, 50), max_size=3, unique=True).map(sorted),
    moved=st.integers(-1, 1),
    place=st.integers(0, 2),
    amounts=st.lists(st.decimals(0, 60, places=2, allow_nan=False), min_size=1, max_size=20),
)
def test_every_amount_has_exactly_one_route_in_a_file_that_was_accepted(
    tmp_path_factory: pytest.TempPathFactory, borders: list[int], moved: int, place: int, amounts: list[Decimal]
) -> None:
    """A border moved on one side alone makes a gap or an overlap; then the file is refused, and only then."""
    begins, ends = list(borders), list(borders)
    if place < len(begins):
        begins[place] += moved
    text = "currency: CNY\nroutes:\n"
    for number, (low, high) in enumerate(zip([None, *begins], [*ends, None], strict=True)):
        bounds = [f"amount_from: {low}"] * (low is not None) + [f"amount_below: {high}"] * (high is not None)
        text += f"  - id: r{number}\n    version: 1\n    names: r{number}\n    when: {{{', '.join(bounds)}}}\n"
        text += f"    from: 2026-01-01\n    basis: b\n    steps:\n      - id: a\n        names: a\n        {HEAD}\n"
    path = written(tmp_path_factory.mktemp("routes"), text)
    whole = place >= len(borders) or moved == 0
    try:
        routes = read_routes(path)
    except ProblemsError:
        assert not whole
        return
    assert whole
    for amount in [*amounts, *map(Decimal, borders), *(Decimal(border) - Decimal("0.01") for border in borders)]:
        found = choose(routes, amount, "", "", "", "", DAY)
        assert isinstance(found, Route)
        assert [found] == [
            route
            for route in routes
            if (route.condition.amount_from or 0) <= amount
            and (route.condition.amount_below is None or amount < route.condition.amount_below)
        ]


def some(*words: str) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(words), max_size=2, unique=True).map(tuple)


BORDER = st.sampled_from([None, Decimal(5), Decimal(9)])
ANY_CONDITION = st.builds(
    Condition, BORDER, BORDER, some("A", "A1", "A2", "chair"), some("s", "t"), some("d", "e"), st.just("CNY")
)
ONE_STEP = (Step("a", Names("a", "a"), (Part(Role.FINANCE, Reach.ORGANISATION),), False, None),)
CONDITIONS = st.lists(ANY_CONDITION, max_size=3)
WIDE = (Condition(None, Decimal(5), (), (), (), "CNY"), Condition(Decimal(5), None, (), (), (), "CNY"))


@given(CONDITIONS, st.booleans())
def test_routes_are_refused_exactly_when_some_need_has_none_or_several(some: list[Condition], whole: bool) -> None:
    """Every need that the words of the conditions tell apart is tried one by one."""
    conditions = [*(WIDE if whole else ()), *some] or [*WIDE]
    routes = tuple(
        Route(f"r{number}", 1, Names("r", "r"), condition, ONE_STEP, DAY, Names("b", "b"))
        for number, condition in enumerate(conditions)
    )
    found = uncovered([Placed(route, Place("f", number)) for number, route in enumerate(routes)], ())
    needs = product(("0", "5", "7", "9"), ("chair", "desk"), ("A3", "A11", "A2", "B"), "stu", "def")
    answers = {chosen(routes, amount, *need) for amount, *need in needs if need[0] != "chair" or need[1] == "B"}
    failures = {"route.none_fits": "route.gap", "route.several_fit": "route.overlap"}
    assert {problem.code for problem in found} == {failures[answer] for answer in answers if answer in failures}
