"""People, their roles and deputies, through the pages and the services that they call."""

import re
from datetime import date, timedelta
from html import unescape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from greenward.terms.role import Role
from greenward.web.accounts.models import Department, Deputation, Grant, Organisation, Person
from greenward.web.accounts.rights import Right, rights
from greenward.web.journal.models import Entry
from office import Add, Browse

pytestmark = pytest.mark.django_db
TODAY = date.today()  # noqa: DTZ011  the office's own day is the test's
LATER = TODAY + timedelta(days=10)


def text(answer: Any) -> str:
    return unescape(re.sub(r"<[^>]+>|\s+", " ", answer.content.decode()))


def people_file(*rows: str, name: str = "people.csv") -> SimpleUploadedFile:
    head = "登录名,姓名,电子邮箱,部门编码,部门名称,角色,是否适用于全单位,角色生效日期,角色截止日期"
    return SimpleUploadedFile(name, "\n".join([head, *rows]).encode())


def brought_in(client: Any, *rows: str) -> Any:
    seen = client.post("/people/import/", {"file": people_file(*rows)})
    assert seen.status_code == 200, text(seen)
    digest = re.search(r'name="digest" value="([0-9a-f]{64})"', seen.content.decode())
    assert digest is not None
    return client.post("/people/import/confirm/", {"digest": digest[1], "name": "people.csv"}, follow=True)


def test_a_list_is_seen_before_it_is_taken_over_and_once_taken_over_changes_nothing_again(
    add: Add, client_of: Browse
) -> None:
    admin = add("root", Role.ADMINISTRATOR)
    client = client_of(admin)
    rows = (
        "li,李一（示例）,li@example.org,D1,教务处,需求申请人;验收人员,,,",
        "wang,王二（示例）,,D2,财务处,财务人员,是,,",
    )
    seen = client.post("/people/import/", {"file": people_file(*rows)})
    assert "people.csv: 2 people, 3 roles" in text(seen)
    assert Person.objects.count() == 1
    entries = Entry.objects.count()
    done = brought_in(client, *rows)
    assert "2 people read" in text(done)
    li = Person.objects.get(login="li")
    assert (li.name, li.department and li.department.code, li.has_usable_password()) == ("李一（示例）", "D1", False)
    assert set(rights(li, TODAY)) == {
        Right(Role.REQUESTER, li.organisation_id, li.department_id),
        Right(Role.ACCEPTANCE_GROUP, li.organisation_id, li.department_id),
    }
    assert rights(Person.objects.get(login="wang"), TODAY) == (Right(Role.FINANCE, li.organisation_id),)
    assert Entry.objects.count() == entries + 1
    again = brought_in(client, *rows)
    assert "holds nothing new" in text(again)
    assert (Grant.objects.count(), Entry.objects.count()) == (4, entries + 1)


@pytest.mark.parametrize(
    ("row", "code", "place"),
    [
        (",李一,,,,,,,", "cell.empty", "登录名"),
        ("li x,李一,,,,,,,", "row.login", "登录名"),
        ("li,李一,no-mail,,,,,,", "row.email", "电子邮箱"),
        ("li,李\u202e一,,,,,,,", "cell.hidden_signs", "姓名"),
        ("li,李一,,D1,,,,,", "row.no_department_name", "部门名称"),
        ("li,李一,,,教务处,,,,", "row.no_department_code", "部门编码"),
        ("li,李一,,,,校长,,,", "row.unknown_role", "角色"),
        ("li,李一,,,,系统管理员;财务人员,,,", "row.roles_apart", "角色"),
        ("li,李一,,,,供应商;监督人员,,,", "row.roles_apart", "角色"),
        ("li,李一,,,,财务人员,,2026-05-01,2026-04-30", "row.ends_before_it_starts", "角色截止日期"),
    ],
)
def test_a_bad_row_is_named_by_row_and_column_and_nothing_is_taken_over(
    add: Add, client_of: Browse, row: str, code: str, place: str
) -> None:
    client = client_of(add("root", Role.ADMINISTRATOR))
    said = client.post("/people/import/", {"file": people_file("good,好（示例）,,,,,,,", row)})
    assert said.status_code == 422
    cells = re.findall(r"<tr><td>(\d+)</td><td>([^<]*)</td><td>[^<]*<code>([^<]*)</code>", said.content.decode())
    assert cells == [("3", place, code)]
    assert Person.objects.count() == 1


def test_a_row_that_only_the_office_can_refuse_leaves_nothing_behind(
    add: Add, client_of: Browse, hospital: Organisation
) -> None:
    admin = add("root", Role.ADMINISTRATOR)
    add("elsewhere", organisation=hospital)
    said = brought_in(
        client_of(admin), "good,好（示例）,,D9,新部门,,,,", "elsewhere,他（示例）,,,,,,,", "root,我,,,,财务人员,,,"
    )
    assert {"person.elsewhere", "grant.own"} <= set(re.findall(r"<code>([\w.]+)</code>", said.content.decode()))
    assert not Person.objects.filter(login="good").exists()
    assert not Department.objects.filter(code="D9").exists()
    assert Person.objects.get(login="root").name == "root（示例）"


def test_a_file_that_is_no_list_and_one_that_is_not_kept_are_refused_in_words(add: Add, client_of: Browse) -> None:
    client = client_of(add("root", Role.ADMINISTRATOR))
    for data in (b"", b"\x00\x01\x02", b"PK\x03\x04 no workbook", b"\xd0\xcf\x11\xe0 old", b"a,b\n1,2\n"):
        said = client.post("/people/import/", {"file": SimpleUploadedFile("people.xlsx", data)})
        assert said.status_code == 422
        assert "error-summary" in said.content.decode()
    lost = client.post("/people/import/confirm/", {"digest": "0" * 64, "name": "<script>.csv"})
    assert lost.status_code == 422
    assert "file.not_kept" in lost.content.decode()
    assert client.post("/people/import/confirm/", {"digest": "../../etc/passwd", "name": ""}).status_code == 422


def test_a_role_is_given_and_ended_and_its_past_stays_to_be_seen(add: Add, client_of: Browse) -> None:
    admin, li = add("root", Role.ADMINISTRATOR), add("li", department="D1")
    client, page = client_of(admin), f"/people/{li.pk}/"
    given = {"role": "requester", "department": li.department_id, "starts": str(TODAY), "ends": ""}
    assert client.post(page, given).status_code == 302
    assert rights(li, TODAY) == (Right(Role.REQUESTER, li.organisation_id, li.department_id),)
    twice = client.post(page, given)
    assert twice.status_code == 422
    assert "grant.held" in text(twice)
    grant = li.grants.get()
    assert client.post(f"{page}roles/{grant.pk}/end/").status_code == 302
    assert rights(li, TODAY) == ()
    assert "taken back" in text(client.get(page))
    assert "It ended on" in text(client.post(f"{page}roles/{grant.pk}/end/", follow=True))
    assert [entry.body.split('"action":"')[1].split('"')[0] for entry in Entry.objects.order_by("seq")] == [
        "grant.given",
        "grant.ended",
    ]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("role", ""),
        ("role", "emperor"),
        ("department", "99999"),
        ("starts", ""),
        ("starts", "soon"),
        ("starts", "1800-01-01"),
        ("ends", "2026-13-01"),
    ],
)
def test_a_wrong_field_is_told_at_the_field_and_what_was_typed_stays(
    add: Add, client_of: Browse, field: str, value: str
) -> None:
    admin, li = add("root", Role.ADMINISTRATOR), add("li", department="D1")
    given = {"role": "finance", "department": "", "starts": "2026-11-25", "ends": "2027-11-25"} | {field: value}
    said = client_of(admin).post(f"/people/{li.pk}/", given)
    page = said.content.decode()
    assert said.status_code == 422
    assert f'<a href="#id_{field}">' in page
    assert f'id="id_{field}_error"' in page
    for name in {"starts", "ends"} - {field}:
        assert given[name] in page
    assert not li.grants.exists()


def test_another_organisation_s_people_are_not_there(add: Add, client_of: Browse, hospital: Organisation) -> None:
    client = client_of(add("root", Role.ADMINISTRATOR))
    other = add("nurse", Role.FINANCE, organisation=hospital)
    assert client.get(f"/people/{other.pk}/").status_code == 404
    assert client.post(f"/people/{other.pk}/leave/").status_code == 404
    assert client.post(f"/people/{other.pk}/password/").status_code == 404
    assert client.post(f"/people/{other.pk}/roles/{other.grants.get().pk}/end/").status_code == 404
    assert "nurse" not in text(client.get("/people/"))
    assert Person.objects.get(pk=other.pk).is_active


def test_nobody_gives_oneself_a_role_or_lets_oneself_go(add: Add, client_of: Browse) -> None:
    admin = add("root", Role.ADMINISTRATOR)
    client, page = client_of(admin), f"/people/{admin.pk}/"
    said = client.post(page, {"role": "finance", "department": "", "starts": str(TODAY), "ends": ""})
    assert "grant.own" in text(said)
    assert "people.own" in text(client.post(f"{page}leave/", follow=True))
    assert "people.own" in text(client.post(f"{page}password/", follow=True))
    assert [grant.role for grant in admin.grants.all()] == ["administrator"]


def test_one_who_leaves_is_signed_out_and_holds_nothing(add: Add, client_of: Browse) -> None:
    admin, li = add("root", Role.ADMINISTRATOR), add("li", Role.REQUESTER, department="D1")
    hers = client_of(li)
    assert hers.get("/").status_code == 200
    client_of(admin).post(f"/people/{li.pk}/leave/")
    assert hers.get("/")["Location"].startswith("/account/login/")
    li.refresh_from_db()
    assert rights(li, TODAY) == ()
    assert "people.left_before" in text(client_of(admin).post(f"/people/{li.pk}/leave/", follow=True))


def test_an_administrator_of_one_department_changes_nobody_s_sign_in(add: Add, client_of: Browse) -> None:
    """One of the department may hold a role for the whole organisation."""
    narrow = add("narrow", Role.ADMINISTRATOR, department="D1", whole=False)
    auditor = add("audit", Role.AUDITOR, department="D1")
    assert client_of(narrow).post(f"/people/{auditor.pk}/password/").status_code == 403
    assert client_of(narrow).post(f"/people/{auditor.pk}/leave/").status_code == 403


def test_sign_in_names_that_differ_in_case_are_one(add: Add, client_of: Browse, hospital: Organisation) -> None:
    add("li", organisation=hospital)
    said = brought_in(client_of(add("root", Role.ADMINISTRATOR)), "LI,李一（示例）,,,,,,,")
    assert "person.elsewhere" in said.content.decode()


def test_a_deputy_holds_what_the_giver_holds_and_no_longer(add: Add, client_of: Browse) -> None:
    head, deputy = (
        add("head", Role.DEPARTMENT_HEAD, department="D1", whole=False, ends=LATER),
        add("vice", department="D1"),
    )
    grant = head.grants.get()
    given = {"grant": grant.pk, "deputy": "vice", "starts": str(TODAY), "ends": str(LATER), "reason": "出差"}
    assert client_of(head).post("/people/me/", given).status_code == 302
    assert rights(deputy, TODAY) == (Right(Role.DEPARTMENT_HEAD, head.organisation_id, head.department_id, head.pk),)
    assert rights(deputy, LATER + timedelta(days=1)) == ()
    page = text(client_of(deputy).get("/"))
    assert "for head（示例）: head of department (部门D1)" in page
    Grant.objects.filter(pk=grant.pk).update(ends=TODAY - timedelta(days=1))
    assert rights(deputy, TODAY) == ()
    Grant.objects.filter(pk=grant.pk).update(ends=None)
    Person.objects.filter(pk=head.pk).update(is_active=False)
    assert rights(deputy, TODAY) == ()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"deputy": "head"}, "deputy.self"),
        ({"deputy": "nobody"}, "deputy.not_here"),
        ({"deputy": "nurse"}, "deputy.not_here"),
        ({"deputy": "watcher"}, "grant.apart"),
        ({"ends": str(LATER + timedelta(days=1))}, "deputy.longer_than_role"),
        ({"ends": str(TODAY - timedelta(days=1))}, "grant.ends_before_it_starts"),
    ],
)
def test_a_deputy_who_cannot_stand_in_is_refused(
    add: Add, client_of: Browse, hospital: Organisation, change: dict[str, str], code: str
) -> None:
    head = add("head", Role.DEPARTMENT_HEAD, department="D1", ends=LATER)
    add("vice")
    add("nurse", organisation=hospital)
    add("watcher", Role.SUPERVISOR)
    given = {
        "grant": head.grants.get().pk,
        "deputy": "vice",
        "starts": str(TODAY),
        "ends": str(LATER),
        "reason": "出差",
    }
    said = client_of(head).post("/people/me/", given | change)
    assert said.status_code == 422
    assert code in text(said)
    assert not Deputation.objects.exists()


def test_a_deputy_cannot_hand_the_role_on_nor_name_one_for_another_s_role(add: Add, client_of: Browse) -> None:
    head, vice = add("head", Role.DEPARTMENT_HEAD), add("vice", Role.REQUESTER)
    add("third")
    grant = head.grants.get()
    Deputation.objects.create(grant=grant, deputy=vice, starts=TODAY, ends=LATER, reason="出差")
    given = {"grant": grant.pk, "deputy": "third", "starts": str(TODAY), "ends": str(LATER), "reason": "转授"}
    said = client_of(vice).post("/people/me/", given)
    assert said.status_code == 422
    assert 'href="#id_grant"' in said.content.decode()
    ended = client_of(vice).post(f"/people/me/deputies/{Deputation.objects.get().pk}/end/")
    assert ended.status_code == 404
    assert client_of(head).post(f"/people/me/deputies/{Deputation.objects.get().pk}/end/").status_code == 302
    assert rights(vice, TODAY) == (Right(Role.REQUESTER, vice.organisation_id),)


def test_a_page_of_people_asks_as_many_questions_with_ten_as_with_a_thousand(
    add: Add, client_of: Browse, university: Organisation, django_assert_max_num_queries: Any
) -> None:
    client = client_of(add("root", Role.ADMINISTRATOR))
    counts = []
    for many in (10, 1000):
        Person.objects.bulk_create(
            Person(login=f"p{many}-{i:04}", name=f"某人{i}（示例）", organisation=university) for i in range(many)
        )
        with django_assert_max_num_queries(20) as asked:
            page = client.get("/people/")
        counts.append(len(asked))
        assert page.content.decode().count("<tr><td>") == min(25, many + 1)
    assert counts[0] == counts[1]


def test_people_are_found_by_word_and_an_empty_answer_says_what_to_do(add: Add, client_of: Browse) -> None:
    client = client_of(add("root", Role.ADMINISTRATOR))
    add("li", department="D1")
    assert "li（示例）" in text(client.get("/people/", {"q": "D1"}))
    none = text(client.get("/people/", {"q": "%' OR 1=1 --"}))
    assert "Nobody is found" in none
    assert client.get("/people/", {"page": "999"}).status_code == 200
