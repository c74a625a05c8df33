"""Needs, through the pages: stated in a minute, checked while one types, sent, approved, returned, settled."""

import io
import json
import re
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.utils import timezone
from openpyxl import Workbook

from greenward.ledger.entry import read
from greenward.terms.role import Role
from greenward.web.accounts.models import Deputation, Organisation, Person
from greenward.web.journal.models import Entry
from greenward.web.records.models import Finding, Mark, Need, Settlement
from greenward.web.services.see_needs import visible
from office import Acting, Add, Browse
from support import ROOT

pytestmark = pytest.mark.django_db
R = Role
NEW = {"item": "台式计算机", "quantity": "20", "unit_price": "4500", "purpose": "机房更新", "needed_by": "2027-03-01",
       "funding": "B1"}  # fmt: skip
ROUTES = (ROOT / "examples/unit_x/routes.yaml").read_bytes()


def text(answer: Any) -> str:
    return unescape(re.sub(r"<[^>]+>|\s+", " ", answer.content.decode()))


@pytest.fixture
def people(add: Add, client_of: Browse) -> dict[str, Person]:
    """Who states, approves and supervises in departments D1 and D2, with Unit X's routes taken over."""
    found = {
        "li": add("li", R.REQUESTER, department="D1", whole=False),
        "head": add("head", R.DEPARTMENT_HEAD, department="D1", whole=False),
        "other": add("other", R.DEPARTMENT_HEAD, department="D2", whole=False),
        "it": add("it", R.COMPETENT_DEPARTMENT, department="D3"),
        "money": add("money", R.FINANCE, department="D4"),
        "buyer": add("buyer", R.PROCUREMENT_OFFICER, department="D5"),
        "boss": add("boss", R.PROCUREMENT_HEAD, department="D5"),
        "leader": add("leader", R.LEADERSHIP),
        "watch": add("watch", R.SUPERVISOR),
    }
    said = client_of(found["boss"]).post("/approvals/routes/", {"file": SimpleUploadedFile("routes.yaml", ROUTES)})
    assert said.status_code == 302, text(said)
    return found


def stated(client: Any, person: Person, **more: str) -> Need:
    said = client.post("/needs/new/", {**NEW, "department": str(person.department_id), **more})
    assert said.status_code == 302, text(said)
    return Need.objects.order_by("-pk")[0]


def sent(client: Any, need: Need) -> Need:
    need.refresh_from_db()
    said = client.post(f"/needs/{need.pk}/send/", {"version": str(need.version)})
    assert said.status_code == 302, text(said)
    need.refresh_from_db()
    return need


def word(client: Any, need: Need, outcome: str = "approved", **more: Any) -> Any:
    need.refresh_from_db()
    said = client.post(f"/approvals/{need.pk}/", {"version": str(need.version), "outcome": outcome, **more})
    need.refresh_from_db()
    return said


def test_six_entries_state_a_need_and_the_rules_answer_while_one_types(
    people: dict[str, Person], client_of: Browse
) -> None:
    client = client_of(people["li"], "zh-hans")
    page = client.get("/needs/new/").content.decode()
    asked = re.findall(r'<(?:input|select|textarea)(?![^>]*type="hidden")[^>]*name="(\w+)"', page.partition("<main")[2])
    assert asked == ["item", "quantity", "unit_price", "purpose", "needed_by", "funding"]
    typed = client.get("/needs/findings/", {"item": "台式计算机"})
    assert "强制采购" in text(typed)
    assert "<html" not in typed.content.decode()
    need = stated(client, people["li"])
    shown = text(client.get(f"/needs/{need.pk}/"))
    assert "强制采购" in shown
    assert "90,000.00" in shown


def test_a_need_goes_its_way_step_by_step_and_each_word_is_entered(
    people: dict[str, Person], client_of: Browse
) -> None:
    client = client_of(people["li"])
    need = stated(client, people["li"])
    check = text(client.get(f"/needs/{need.pk}/send/"))
    assert "90,000.00" in check
    sent(client, need)
    assert (need.state, need.number) == ("sent", f"N{timezone.localdate().year}-00001")
    assert Finding.objects.filter(line__need=need, status="mandatory").exists()
    holders = {R.DEPARTMENT_HEAD: "head", R.COMPETENT_DEPARTMENT: "it", R.FINANCE: "money",
               R.PROCUREMENT_OFFICER: "buyer", R.PROCUREMENT_HEAD: "boss", R.LEADERSHIP: "leader"}  # fmt: skip
    for _ in range(12):
        if need.state != "sent":
            break
        step = _open_step(need)
        for part in step["parts"]:
            who = client_of(people[holders[R(part["role"])]])
            assert f"/approvals/{need.pk}/" in who.get("/").content.decode()
            assert word(who, need, opinion="同意").status_code == 302
    assert need.state == "approved"
    done = [read(body.encode()).action for body in Entry.objects.order_by("seq").values_list("body", flat=True)]
    assert done[:3] == ["route.written", "need.begun", "need.sent"]
    assert set(done[3:]) == {"need.approved"}
    assert len(done) - 3 == Mark.objects.count()


def _open_step(need: Need) -> dict[str, Any]:
    from greenward.web.services.approve_need import standing

    step = standing(need).step
    assert step is not None
    route = json.loads(need.route)
    return next(each for each in route["steps"] if each["id"] == step.id)


def test_nobody_approves_what_lies_with_another_or_is_the_own(
    people: dict[str, Person], client_of: Browse, add: Add
) -> None:
    both = add("both", R.REQUESTER, R.DEPARTMENT_HEAD, department="D1", whole=False)
    need = sent(client_of(both), stated(client_of(both), both))
    assert "need.own_approval" in text(word(client_of(both), need))
    today = timezone.localdate()
    for grant in both.grants.all():
        Deputation.objects.create(grant=grant, deputy=people["li"], starts=today, ends=today, reason="出差")
    assert "need.own_approval" in text(word(client_of(people["li"]), need))
    for stranger in ("other", "money", "boss", "watch"):
        assert word(client_of(people[stranger]), need).status_code in (403, 404), stranger
    assert need.state == "sent"
    assert word(client_of(people["head"]), need).status_code == 302
    assert word(client_of(people["head"]), need).status_code in (403, 404)


def test_a_deputy_states_for_the_requester_and_may_not_approve_it(people: dict[str, Person], client_of: Browse) -> None:
    today, li, head = timezone.localdate(), people["li"], people["head"]
    need = stated(client_of(li), li)
    grant = li.grants.get()
    Deputation.objects.create(grant=grant, deputy=head, starts=today, ends=today, reason="出差")
    line = need.lines.get()
    changed = {"item": "台式计算机", "quantity": "9", "unit_price": "4500", "version": str(need.version)}
    assert client_of(head).post(f"/needs/{need.pk}/lines/{line.pk}/", changed).status_code == 302
    entry = read(Entry.objects.order_by("-seq")[0].body.encode())
    assert (entry.actor, entry.on_behalf_of) == (f"person:{head.pk}", f"person:{li.pk}")
    Deputation.objects.all().delete()
    sent(client_of(li), need)
    assert "need.own_approval" in text(word(client_of(head), need))
    assert need.state == "sent"


def test_one_person_does_not_sign_twice_at_one_step(people: dict[str, Person], client_of: Browse, add: Add) -> None:
    need = sent(client_of(people["li"]), stated(client_of(people["li"]), people["li"]))
    assert word(client_of(people["head"]), need).status_code == 302
    both = add("both", R.FINANCE, R.COMPETENT_DEPARTMENT)
    assert word(client_of(both), need).status_code == 302
    assert "need.signed_already" in text(word(client_of(both), need))
    assert word(client_of(people["it"]), need).status_code == 302


def test_a_return_says_why_opens_the_need_again_and_loses_nothing(people: dict[str, Person], client_of: Browse) -> None:
    client = client_of(people["li"])
    need = sent(client, stated(client, people["li"]))
    assert "need.return_without_reason" in text(word(client_of(people["head"]), need, "returned"))
    assert word(client_of(people["head"]), need, "returned", opinion="数量过多").status_code == 302
    assert need.state == "returned"
    assert need.number in text(client.get("/"))
    line = need.lines.get()
    changed = {"item": "台式计算机", "quantity": "10", "unit_price": "4500", "version": str(need.version)}
    assert client.post(f"/needs/{need.pk}/lines/{line.pk}/", changed).status_code == 302
    sent(client, need)
    page = text(client.get(f"/needs/{need.pk}/"))
    assert "数量过多" in page
    assert need.number.endswith("00001")
    assert word(client_of(people["head"]), need).status_code == 302


def test_a_change_of_routes_does_not_touch_what_is_on_its_way(people: dict[str, Person], client_of: Browse) -> None:
    client = client_of(people["li"])
    need = sent(client, stated(client, people["li"]))
    before = need.route
    other = ROUTES.replace(b"version: 1", b"version: 2", 1)
    said = client_of(people["boss"]).post("/approvals/routes/", {"file": SimpleUploadedFile("r.yaml", other)})
    assert said.status_code == 302, text(said)
    need.refresh_from_db()
    assert need.route == before
    assert word(client_of(people["head"]), need).status_code == 302
    bad = SimpleUploadedFile("r.yaml", b"routes: [")
    refused = client_of(people["boss"]).post("/approvals/routes/", {"file": bad})
    assert refused.status_code == 422


def test_an_old_page_changes_nothing_and_what_was_typed_stays(people: dict[str, Person], client_of: Browse) -> None:
    client = client_of(people["li"])
    need = stated(client, people["li"])
    line = need.lines.get()
    path = f"/needs/{need.pk}/lines/{line.pk}/"
    changed = {"item": "台式计算机", "quantity": "7", "unit_price": "4444", "version": "1"}
    assert client.post(path, changed).status_code == 302
    again = client.post(path, changed | {"unit_price": "5555"})
    assert again.status_code == 422
    assert "need.changed_meanwhile" in text(again)
    assert "5555" in again.content.decode()
    line.refresh_from_db()
    assert (line.quantity, str(line.unit_price)) == (7, "4444.00")
    stale = client.post(f"/needs/{need.pk}/send/", {"version": "1"})
    assert "need.changed_meanwhile" in text(stale)
    assert client.post(f"/needs/{need.pk}/withdraw/", {"version": "1"}, follow=True).status_code == 200
    need.refresh_from_db()
    assert need.state == "draft"


@pytest.mark.parametrize(
    ("field", "value"),
    [("item", ""), ("item", "x" * 201), ("item", "台式\u202e机"), ("purpose", "机房\u200b更新"),
     ("funding", "B1\u202e"), ("quantity", "0"), ("quantity", "1.5"), ("quantity", "-3"), ("quantity", "1e6"),
     ("unit_price", "0"), ("unit_price", "1.234"), ("unit_price", "NaN"), ("unit_price", "9" * 20), ("purpose", ""),
     ("purpose", "x" * 501), ("needed_by", "soon"), ("funding", ""), ("department", "99999")],
)  # fmt: skip
def test_a_wrong_entry_is_told_at_its_field_and_nothing_typed_is_lost(
    people: dict[str, Person], client_of: Browse, field: str, value: str
) -> None:
    given = {**NEW, "department": str(people["li"].department_id)} | {field: value}
    said = client_of(people["li"]).post("/needs/new/", given)
    page = unescape(said.content.decode())
    assert said.status_code == 422
    assert f'href="#id_{field}"' in page
    for name in {"item", "quantity", "unit_price", "purpose", "funding"} - {field}:
        assert given[name] in page
    assert not Need.objects.exists()


def listed(*rows: tuple[object, ...]) -> SimpleUploadedFile:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in [("品名", "数量", "单价（元）"), *rows]:
        sheet.append(row)
    data = io.BytesIO()
    book.save(data)
    return SimpleUploadedFile("list.xlsx", data.getvalue())


def test_a_department_s_list_becomes_lines_all_or_none(people: dict[str, Person], client_of: Browse) -> None:
    client = client_of(people["li"])
    need = stated(client, people["li"])
    path = f"/needs/{need.pk}/lines/import/"
    bad = client.post(path, {"file": listed(("激光打印机", 3, 1500), ("复印纸", 0, 20)), "version": str(need.version)})
    assert bad.status_code == 422
    assert re.findall(r"<tr><td>(\d+)</td><td>([^<]*)</td>", bad.content.decode()) == [("3", "数量")]
    assert need.lines.count() == 1
    rows = tuple(("激光打印机", 1 + i, 1500) for i in range(9))
    good = client.post(path, {"file": listed(*rows), "version": str(need.version)})
    assert good.status_code == 302, text(good)
    assert need.lines.count() == 10
    sent(client, need)
    assert Finding.objects.filter(line__need=need).count() >= 10


def test_what_cannot_be_determined_is_asked_and_decided_by_another_with_evidence(
    people: dict[str, Person], client_of: Browse
) -> None:
    client = client_of(people["li"])
    need = stated(client, people["li"], item="打印机")
    page = client.get(f"/needs/{need.pk}/").content.decode()
    answers = re.findall(r'name="answer" value="([^"]+)"', page)
    assert answers
    sent(client, need)
    finding = Finding.objects.filter(line__need=need, status="cannot_determine").order_by("pk")[0]
    path = f"/approvals/findings/{finding.pk}/?kind=decision"
    evidence = SimpleUploadedFile("proof.pdf", b"%PDF-1.7 proof")
    assert client.post(path, {"reason": "激光", "file": evidence}).status_code in (403, 422)
    assert "cannot be determined yet" in text(client_of(people["head"]).get(f"/approvals/{need.pk}/"))
    it = client_of(people["it"])
    assert 'href="#id_file"' in it.post(path, {"reason": "激光"}).content.decode()
    assert it.post(path, {"reason": "激光打印机", "file": SimpleUploadedFile("p.pdf", b"%PDF-1.7")}).status_code == 302
    assert "Decided:" in text(it.get(f"/needs/{need.pk}/"))
    assert it.post(path, {"reason": "x", "file": SimpleUploadedFile("p.pdf", b"%PDF-1.7")}).status_code in (403, 422)


def test_no_reason_overrides_the_law_but_an_exemption_with_its_document_stands(
    people: dict[str, Person], client_of: Browse
) -> None:
    client = client_of(people["li"])
    need = sent(client, stated(client, people["li"]))
    finding = Finding.objects.get(line__need=need, status="mandatory", level="law")
    boss, path = client_of(people["boss"]), f"/approvals/findings/{finding.pk}/"
    assert boss.post(f"{path}?kind=override", {"reason": "急用"}).status_code == 403
    until = str(timezone.localdate() + timedelta(days=30))
    stated_ = {
        "basis": "依据",
        "authority": "财政厅（示例）",
        "number": "示例〔2026〕1号",
        "valid_until": until,
        "reason": "例外",
    }
    for missing in ("basis", "authority", "number", "valid_until", "reason", "file"):
        file = {} if missing == "file" else {"file": SimpleUploadedFile("d.pdf", b"%PDF-1.7")}
        given = {name: value for name, value in stated_.items() if name != missing}
        said = boss.post(f"{path}?kind=exemption", given | file)
        assert said.status_code == 422, missing
    old = stated_ | {"valid_until": str(timezone.localdate() - timedelta(days=1))}
    expired = boss.post(f"{path}?kind=exemption", old | {"file": SimpleUploadedFile("d.pdf", b"%PDF-1.7")})
    assert "settle.expired" in text(expired)
    stated_["file"] = SimpleUploadedFile("d.pdf", b"%PDF-1.7")  # type: ignore[assignment]
    assert boss.post(f"{path}?kind=exemption", stated_).status_code == 302
    assert "示例〔2026〕1号" in text(boss.get(f"/needs/{need.pk}/"))
    assert "示例〔2026〕1号" in text(client_of(people["watch"]).get("/oversight/settled/"))
    assert client_of(people["head"]).get("/oversight/settled/").status_code == 403
    assert "has lapsed" not in text(boss.get(f"/needs/{need.pk}/"))
    Settlement.objects.update(valid_until=timezone.localdate() - timedelta(days=1))
    for page in (f"/needs/{need.pk}/", "/oversight/settled/"):
        assert "has lapsed" in text(client_of(people["watch"]).get(page))


def test_evidence_is_handed_out_to_who_may_see_the_need_and_stays_on_record(
    people: dict[str, Person], client_of: Browse
) -> None:
    client, it = client_of(people["li"]), client_of(people["it"])
    need = sent(client, stated(client, people["li"], item="打印机"))
    finding = Finding.objects.filter(line__need=need, status="cannot_determine").order_by("pk")[0]
    path = f"/approvals/findings/{finding.pk}/?kind=decision"
    wrong = it.post(path, {"reason": "激光", "file": SimpleUploadedFile("p.pdf", b"<script>alert(1)</script>")})
    assert "upload.no_kind" in text(wrong)
    data = b"%PDF-1.7 \xe8\xaf\x81"
    assert it.post(path, {"reason": "激光", "file": SimpleUploadedFile("证明.pdf", data)}).status_code == 302
    link = f"/approvals/evidence/{finding.settlement.pk}/"
    assert link in it.get(f"/needs/{need.pk}/").content.decode()
    got = client_of(people["watch"]).get(link)
    assert b"".join(got.streaming_content) == data  # type: ignore[attr-defined]
    assert got["Content-Type"] == "application/octet-stream"
    assert got["Content-Disposition"].startswith("attachment;")
    assert got["Cache-Control"] == "private, no-store"
    assert client_of(people["other"]).get(link).status_code == 404
    assert word(client_of(people["head"]), need, "returned", opinion="改").status_code == 302
    taken = client.post(
        f"/needs/{need.pk}/lines/{finding.line_id}/take-out/", {"version": str(need.version)}, follow=True
    )
    assert "need.line_settled" in text(taken)
    line = need.lines.get()
    changed = {"item": "服务器", "quantity": "900", "unit_price": "60000", "version": str(need.version)}
    assert client.post(f"/needs/{need.pk}/lines/{line.pk}/", changed).status_code == 302
    sent(client, need)
    assert "Decided:" not in text(it.get(f"/needs/{need.pk}/"))
    assert "激光" in text(client_of(people["watch"]).get("/oversight/settled/"))


def test_what_waits_asks_as_many_questions_with_two_as_with_twenty(
    people: dict[str, Person], client_of: Browse, django_assert_max_num_queries: Any
) -> None:
    client, counts = client_of(people["li"]), []
    for many in (2, 18):
        for _ in range(many):
            sent(client, stated(client, people["li"]))
        with django_assert_max_num_queries(30) as asked:
            page = client_of(people["head"]).get("/approvals/")
        counts.append(len(asked))
    assert page.content.decode().count("<tr><td>") == 20
    assert counts[0] == counts[1]


def test_routes_that_nobody_could_follow_or_that_are_no_text_are_refused(
    people: dict[str, Person], client_of: Browse
) -> None:
    boss = client_of(people["boss"])
    nobody = ROUTES.replace(b"role: finance", b"role: archivist")
    deep = b"a: " + b"[" * 20_000
    for data, code in ((nobody, "routes.role"), (deep, "pack.too_deep"), (b"x" * 1_000_001, "file.too_large")):
        said = boss.post("/approvals/routes/", {"file": SimpleUploadedFile("routes.yaml", data)})
        assert said.status_code == 422
        assert code in said.content.decode()


def test_a_busy_database_says_so_and_when_to_come_back(
    people: dict[str, Person], client_of: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*args: object) -> None:
        raise OperationalError("database is locked")

    client = client_of(people["li"], raise_request_exception=False)
    monkeypatch.setattr("greenward.web.needs.views.visible", busy)
    said = client.get("/needs/")
    assert (said.status_code, said["Retry-After"]) == (503, "20")
    assert "The database is busy" in text(said)


def test_another_organisation_s_needs_are_not_there(
    people: dict[str, Person], client_of: Browse, add: Add, hospital: Organisation
) -> None:
    need = sent(client_of(people["li"]), stated(client_of(people["li"]), people["li"]))
    roles = (R.DEPARTMENT_HEAD, R.FINANCE, R.PROCUREMENT_HEAD)
    stranger = client_of(add("stranger", *roles, organisation=hospital))
    line = need.lines.get().pk
    finding = Finding.objects.filter(line__need=need)[0].pk
    for path in (f"/needs/{need.pk}/", f"/approvals/{need.pk}/", f"/approvals/findings/{finding}/?kind=decision",
                 f"/needs/{need.pk}/send/", f"/needs/{need.pk}/lines/{line}/"):  # fmt: skip
        assert stranger.get(path).status_code == 404, path
    assert need.number not in text(stranger.get("/needs/"))


def test_the_query_of_what_one_may_see_is_the_table_of_permits(
    people: dict[str, Person], client_of: Browse, acting: Acting
) -> None:
    client = client_of(people["li"])
    draft, on_its_way = stated(client, people["li"]), sent(client, stated(client, people["li"]))
    approved = sent(client, stated(client, people["li"]))
    Need.objects.filter(pk=approved.pk).update(state="approved")
    foreign = sent(client, stated(client, people["li"]))
    Need.objects.filter(pk=foreign.pk).update(department=people["other"].department)
    withdrawn = stated(client, people["li"])
    Need.objects.filter(pk=withdrawn.pk).update(state="withdrawn")
    every = list(Need.objects.all())
    assert {draft, on_its_way} <= set(every)
    for person in people.values():
        who = acting(person)
        for act in ("need.see", "need.write", "need.send", "need.withdraw", "need.approve"):
            seen = set(visible(who, act).values_list("pk", flat=True))
            assert seen == {need.pk for need in every if who.may(act, need.thing)}, (person.login, act)


def test_a_list_of_needs_asks_as_many_questions_with_ten_as_with_a_thousand(
    people: dict[str, Person], client_of: Browse, django_assert_max_num_queries: Any
) -> None:
    client, li = client_of(people["li"]), people["li"]
    counts = []
    for many in (10, 1000):
        Need.objects.bulk_create(
            Need(organisation_id=li.organisation_id, department=li.department, owner=li, purpose=f"用途{i}",
                 needed_by="2027-01-01", funding="B1") for i in range(many)
        )  # fmt: skip
        with django_assert_max_num_queries(20) as asked:
            page = client.get("/needs/")
        counts.append(len(asked))
        assert page.content.decode().count("<tr><td>") == min(25, many)
    assert counts[0] == counts[1]
