"""Sign-in by password, its limits, the second factor, and what stays closed."""

import re
import time
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from allauth import urls as allauth_urls
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.conf import settings as django_settings
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import URLPattern, URLResolver

from greenward.terms.role import Role
from greenward.web.accounts.models import Person
from greenward.web.journal.models import Entry
from greenward.web.services.refusal import RefusedError
from greenward.web.services.take_away import take_factor
from office import Add, Browse
from sign_in import signed_in, text
from totp import Secret, turn_on

pytestmark = pytest.mark.django_db
PASSWORD = "correct horse"  # noqa: S105  of the tests
MOMENT = 1_790_000_010.0
WRONG, LOCKED = "Sign-in name or password is not right", "Too many failed tries"


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """The clock that limits and codes go by: ``clock.now`` is set by hand."""
    told = SimpleNamespace(now=MOMENT)
    theirs = SimpleNamespace(time=lambda: told.now, monotonic=time.monotonic, sleep=time.sleep)
    for place in ("allauth.core.internal.ratelimit.time", "allauth.mfa.totp.internal.auth.time"):
        monkeypatch.setattr(place, theirs)
    return told


def enter(client: Client, login: str, password: str = PASSWORD, wanted: str = "", **more: Any) -> Any:
    return client.post("/account/login/", {"login": login, "password": password, "next": wanted}, follow=True, **more)


@pytest.mark.parametrize(
    ("language", "wrong", "locked"), [("en", WRONG, LOCKED), ("zh-hans", "登录名或密码不正确", "登录失败次数过多")]
)
@pytest.mark.parametrize("login", ["li", "nobody"])
def test_the_sixth_try_is_refused_in_the_same_words_whether_the_name_exists_or_not(
    add: Add, client_of: Browse, clock: SimpleNamespace, login: str, language: str, wrong: str, locked: str
) -> None:
    add("li")
    client = client_of(language=language)
    for _ in range(5):
        seen = text(enter(client, login, "wrong"))
        assert wrong in seen
        assert locked not in seen
    assert locked in text(enter(client, login))
    assert locked in text(enter(client_of(language=language, REMOTE_ADDR="10.0.0.9"), login))
    assert signed_in(client) is None


def test_after_five_minutes_the_door_opens_again(add: Add, client_of: Browse, clock: SimpleNamespace) -> None:
    add("li")
    client = client_of()
    for _ in range(5):
        enter(client, "li", "wrong")
    clock.now += 299
    assert LOCKED in text(enter(client, "li"))
    clock.now += 2
    enter(client, "li")
    assert signed_in(client) == "li"


def test_a_right_password_counts_as_no_failure(add: Add, client_of: Browse, clock: SimpleNamespace) -> None:
    add("li")
    for _ in range(12):
        client = client_of()
        enter(client, "li")
        assert signed_in(client) == "li"


def test_writing_the_host_in_another_way_begins_no_new_count(
    add: Add, client_of: Browse, clock: SimpleNamespace
) -> None:
    add("li")
    client = client_of()
    for port in range(5):
        assert WRONG in text(enter(client, "li", "wrong", HTTP_HOST=f"testserver:{port + 1}"))
    assert LOCKED in text(enter(client, "li", HTTP_HOST="testserver:9"))


@pytest.mark.parametrize(
    ("proxies", "forwarded"),
    [(0, "203.0.113.{}"), (1, "203.0.113.{}, 198.51.100.1"), (2, "203.0.113.{}, 198.51.100.1, 10.0.0.2")],
)
def test_an_address_is_refused_after_ten_failures_whatever_it_says_it_was_forwarded_for(
    add: Add, client_of: Browse, clock: SimpleNamespace, settings: Any, proxies: int, forwarded: str
) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    add("li")
    client = client_of(REMOTE_ADDR="10.0.0.1")
    for i in range(10):
        assert WRONG in text(enter(client, f"p{i}", "wrong", HTTP_X_FORWARDED_FOR=forwarded.format(i)))
    assert LOCKED in text(enter(client, "li", HTTP_X_FORWARDED_FOR=forwarded.format(99)))
    other = forwarded.format(7).replace("198.51.100.1", "198.51.100.2")
    enter(client, "li", HTTP_X_FORWARDED_FOR=other, REMOTE_ADDR="10.0.0.1" if proxies else "10.0.0.7")
    assert signed_in(client) == "li"


def test_what_is_remembered_of_failures_is_not_pushed_out_by_other_names(
    add: Add, client_of: Browse, clock: SimpleNamespace
) -> None:
    add("li")
    for _ in range(5):
        enter(client_of(), "li", "wrong")
    for i in range(400):  # a cache of Django's own size keeps 300, and lets go those that sort first
        cache.set(f"z{i}", i, 300)
    assert LOCKED in text(enter(client_of(REMOTE_ADDR="10.9.9.9"), "li"))


def test_signing_in_changes_the_session_key_and_leads_to_no_other_host(add: Add, client_of: Browse) -> None:
    add("li")
    for wanted, there in (
        ("/people/me/", "/people/me/"),
        ("https://evil.example/", "/"),
        ("//evil.example/", "/"),
        ("/\\evil.example", "/"),
        ("http://localhost/people/me/", "/"),
        ("javascript:alert(1)", "/"),
    ):
        client = client_of()
        session = client.session
        session.save()
        client.cookies[django_settings.SESSION_COOKIE_NAME] = str(session.session_key)
        seen = enter(client, "li", wanted=wanted)
        assert seen.redirect_chain[-1][0] == there
        assert signed_in(client) == "li"
        assert client.session.session_key != session.session_key
        assert not Session.objects.filter(session_key=session.session_key).exists()


def test_one_who_has_left_cannot_sign_in_and_only_the_right_password_learns_why(add: Add, client_of: Browse) -> None:
    person = add("li")
    inside = client_of(person)
    assert signed_in(inside) == "li"
    Person.objects.update(is_active=False)
    assert signed_in(inside) is None
    client = client_of()
    assert WRONG in text(enter(client, "li", "wrong"))
    assert "closed here" in text(enter(client, "li"))
    assert signed_in(client) is None
    Person.objects.update(is_active=True)
    enter(client, "li")
    assert signed_in(client) == "li"


def test_the_codes_of_the_tests_are_those_of_rfc_6238() -> None:
    shared = Secret("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ")
    for moment, code in (
        (59, "94287082"),
        (1111111109, "07081804"),
        (1111111111, "14050471"),
        (1234567890, "89005924"),
        (2000000000, "69279037"),
        (20000000000, "65353130"),
    ):
        assert shared.at(moment, 8) == code


def _everything_stored() -> Iterator[str]:
    """Each value of each table, and what the sessions say once they are read."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608  our own tables
            for row in cursor.fetchall():
                yield from (str(value) for value in row)
    for session in Session.objects.all():
        yield str(session.get_decoded())


def activated(client: Client, clock: SimpleNamespace) -> tuple[Secret, list[str]]:
    page = client.get("/account/2fa/totp/activate/", follow=True)
    assert "/account/reauthenticate/" in page.redirect_chain[-1][0]
    page = client.post(page.redirect_chain[-1][0], {"password": PASSWORD}, follow=True)
    found = re.search(r'id="authenticator_secret"[^>]* value="([A-Z2-7]+)"', page.content.decode())
    assert found is not None
    secret = Secret(found[1])
    wrong = client.post("/account/2fa/totp/activate/", {"code": secret.at(clock.now + 300)})
    assert "not right" in text(wrong)
    assert not Authenticator.objects.exists()
    done = client.post("/account/2fa/totp/activate/", {"code": secret.at(clock.now)}, follow=True)
    codes = re.findall(r"^(\d{8})$", re.sub("<[^>]+>", "\n", done.content.decode()), re.MULTILINE)
    assert len(codes) == 10
    return secret, codes


def test_a_second_factor_is_turned_on_and_asked_for_and_each_code_opens_once(
    add: Add, client_of: Browse, clock: SimpleNamespace
) -> None:
    person = add("li")
    secret, _ = activated(client_of(person), clock)
    for moment, opens in ((0, False), (30, True), (30, False), (600, True)):
        clock.now = MOMENT + moment
        client = client_of()
        assert enter(client, "li").redirect_chain[-1][0] == "/account/2fa/authenticate/"
        assert signed_in(client) is None
        before = client.session.session_key
        seen = client.post("/account/2fa/authenticate/", {"code": secret.at(clock.now)}, follow=True)
        assert signed_in(client) == ("li" if opens else None)
        assert opens or "used before" in text(seen)
        assert (client.session.session_key != before) is opens
    client = client_of()
    enter(client, "li")
    clock.now += 90
    for moment in (-60, 60):
        client.post("/account/2fa/authenticate/", {"code": secret.at(clock.now + moment)})
        assert signed_in(client) is None


def test_a_recovery_code_opens_once(add: Add, client_of: Browse, clock: SimpleNamespace) -> None:
    _, codes = activated(client_of(add("li")), clock)
    for code, opens in ((codes[3], True), (codes[3], False), (codes[4], True)):
        client = client_of()
        enter(client, "li")
        client.post("/account/2fa/authenticate/", {"code": code})
        assert signed_in(client) == ("li" if opens else None)


def test_pages_that_show_a_secret_are_kept_by_no_browser(add: Add, client_of: Browse, clock: SimpleNamespace) -> None:
    client = client_of(add("li"))
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    assert "no-store" in client.get("/account/2fa/totp/activate/")["Cache-Control"]
    turn_on(Person.objects.get())
    for path in ("recovery-codes/", "recovery-codes/download/"):
        assert "no-store" in client.get(f"/account/2fa/{path}")["Cache-Control"]
    assert "no-store" in client.get("/people/me/")["Cache-Control"]
    assert "Cache-Control" not in client_of().get("/rules/check/")


def test_codes_are_not_guessed_without_end(add: Add, client_of: Browse, clock: SimpleNamespace) -> None:
    secret = turn_on(add("li"))
    client = client_of()
    enter(client, "li")
    for _ in range(5):
        assert "not right" in text(client.post("/account/2fa/authenticate/", {"code": "000000"}))
    locked = client.post("/account/2fa/authenticate/", {"code": secret.at(clock.now)})
    assert LOCKED in text(locked)
    assert signed_in(client) is None
    clock.now += 301
    client.post("/account/2fa/authenticate/", {"code": secret.at(clock.now)})
    assert signed_in(client) == "li"


def test_the_secret_lies_nowhere_in_plain(add: Add, client_of: Browse, clock: SimpleNamespace) -> None:
    secret, codes = activated(client_of(add("li")), clock)
    assert [value for value in _everything_stored() if secret.text in value or codes[0] in value] == []
    Authenticator.objects.filter(type="totp").update(data={"secret": secret.text})
    assert [value for value in _everything_stored() if secret.text in value] != []


def test_a_lost_second_factor_is_taken_away_and_the_journal_says_so(
    add: Add, client_of: Browse, clock: SimpleNamespace
) -> None:
    turn_on(add("li"))
    take_factor("li")
    assert '"person.factor_removed"' in Entry.objects.latest("seq").body
    assert not Authenticator.objects.exists()
    client = client_of()
    enter(client, "li")
    assert signed_in(client) == "li"
    entries = Entry.objects.count()
    for login, code in (("li", "take_away.no_factor"), ("nobody", "take_away.no_such_person")):
        with pytest.raises(RefusedError, match=code):
            take_factor(login)
    assert Entry.objects.count() == entries


def test_who_has_no_second_factor_sets_it_up_before_anything_else_where_it_is_required(
    add: Add, client_of: Browse, clock: SimpleNamespace, settings: Any
) -> None:
    person = add("root", Role.ADMINISTRATOR)
    client = client_of(person)
    assert client.get("/people/").status_code == 200
    settings.SECOND_FACTOR = "required"
    for path in ("/", "/people/", "/people/me/", "/rules/check/", "/account/2fa/"):
        assert client.get(path)["Location"] == "/account/2fa/totp/activate/"
    assert client.post(f"/people/{person.pk}/", {"role": "requester"})["Location"] == "/account/2fa/totp/activate/"
    assert client_of().get("/rules/check/").status_code == 200
    activated(client, clock)
    assert client.get("/people/").status_code == 200
    Person.objects.update(first_password=True)
    assert client.get("/people/")["Location"] == "/account/password/change/"


def _paths(patterns: Any, before: str = "") -> Iterator[str]:
    """Each path of a list of patterns, with something in the place of what changes."""
    for pattern in patterns:
        here = before + re.sub(r"\(\?P<[^>]+>[^()]*(\([^()]*\))?[^()]*\)|<[^>]+>", "1-x", str(pattern.pattern))
        here = here.replace("^", "").replace("$", "")
        if isinstance(pattern, URLResolver):
            yield from _paths(pattern.url_patterns, here)
        elif isinstance(pattern, URLPattern):
            yield here


def test_nobody_signs_up_at_any_address_of_allauth_and_none_fails(add: Add, client_of: Browse) -> None:
    person = add("li")
    given = {"username": "new", "login": "new", "email": "new@example.org", "password1": "a good long one",
             "password2": "a good long one", "password": "x", "code": "1", "process": "connect"}  # fmt: skip
    paths = sorted({f"/account/{path}" for path in _paths(allauth_urls.urlpatterns)})
    assert len(paths) > 30
    assert "/account/signup/" in paths
    for path in paths:
        for who in (None, person):
            client = client_of(who)
            for answer in (client.get(path), client.post(path, given)):
                assert answer.status_code < 500, path
    assert Person.objects.count() == 1
    assert not EmailAddress.objects.exists()
    assert not SocialAccount.objects.exists()
    assert Person.objects.get().check_password(PASSWORD)


@pytest.mark.parametrize(
    ("language", "words"), [("en", "Your administrator does this"), ("zh-hans", "由系统管理员办理")]
)
def test_what_the_administrator_does_is_said_in_words(client_of: Browse, language: str, words: str) -> None:
    for path in ("/account/signup/", "/account/password/reset/", "/account/password/set/"):
        page = client_of(language=language).get(path)
        assert page.status_code == 200
        assert words in text(page)
        assert client_of().post(path).status_code == 405


def test_a_person_of_the_provider_alone_has_no_password_to_change(add: Add, client_of: Browse) -> None:
    person = add("li")
    person.set_unusable_password()
    person.save()
    seen = client_of(person).get("/account/password/change/", follow=True)
    assert seen.redirect_chain[-1][0] == "/account/password/set/"
    assert "Your administrator does this" in text(seen)


def test_too_many_requests_are_answered_by_a_page_of_ours(add: Add, client_of: Browse, clock: SimpleNamespace) -> None:
    client = client_of(add("li"))
    for _ in range(10):
        assert client.post("/account/reauthenticate/", {"password": "wrong"}).status_code == 200
    page = client.post("/account/reauthenticate/", {"password": PASSWORD})
    assert page.status_code == 429
    assert "Too many tries" in text(page)


PAGES = ("", "totp/activate/", "totp/deactivate/", "recovery-codes/", "recovery-codes/generate/", "authenticate/")


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_each_page_of_sign_in_has_one_heading_and_speaks_one_language(
    add: Add, client_of: Browse, clock: SimpleNamespace, language: str
) -> None:
    person = add("li")
    client, halfway = client_of(person, language), client_of(language=language)
    secret, _ = activated(client_of(person), clock)
    pages = [client.get("/account/2fa/reauthenticate/"), client_of(language=language).get("/account/login/")]
    clock.now += 30
    client.post("/account/2fa/reauthenticate/", {"code": secret.at(clock.now)})
    enter(halfway, "li")
    pages += [(halfway if path == "authenticate/" else client).get(f"/account/2fa/{path}") for path in PAGES[2:]]
    pages += [client.get(path) for path in ("/account/2fa/", "/account/logout/", "/account/password/change/")]
    Authenticator.objects.all().delete()
    pages += [client.get("/account/2fa/"), client.get("/account/reauthenticate/")]
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    pages += [client.get("/account/2fa/totp/activate/")]
    for page in pages:
        assert page.status_code == 200, page.request["PATH_INFO"]
        body = page.content.decode()
        assert body.count("<h1") == 1, page.request["PATH_INFO"]
        main = body[body.index("<main") : body.index("</main>")]
        said = " ".join(re.sub("<[^>]+>", " ", main).split())
        if language == "en":
            assert not re.search("[\u4e00-\u9fff]", said.replace("（示例）", "")), said
        else:
            assert not re.search("[a-zA-Z]{2,} [a-zA-Z]{2,}", said), said
