"""Sign-in through a provider of OpenID Connect that runs in its own process."""

import re
import time
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from django.test import Client

from greenward.web.accounts.models import Person
from greenward.web.accounts.trusted import trusted
from greenward.web.journal.models import Entry
from greenward.web.services.refusal import RefusedError
from greenward.web.services.take_away import take_identity
from office import Add, Browse
from provided import OpenId
from sign_in import signed_in, text
from totp import turn_on

pytestmark = pytest.mark.django_db
REFUSED = "did not confirm"


def set_up(settings: Any, url: str, id_: str = "oidc-of-the-tests") -> None:
    settings.OIDC_URL, settings.OIDC_ID, settings.OIDC_NAME = url, id_, "示例大学统一身份认证"
    app = {"provider_id": id_, "name": "", "client_id": "us", "secret": "s", "settings": {"server_url": url}}
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}


@pytest.fixture(autouse=True)
def _by_openid(settings: Any, openid: OpenId) -> None:
    set_up(settings, openid.url)


def begin(client: Client, wanted: str = "") -> str:
    page = client.post("/account/oidc/", {"next": wanted})
    assert page.status_code == 200
    found = re.search('http-equiv="refresh" content="0; url=([^"]+)"', page.content.decode())
    assert found is not None
    return unescape(found[1])


def come(client: Client, openid: OpenId, subject: str, wanted: str = "") -> Any:
    return client.get(openid.through(begin(client, wanted), subject), follow=True)


def test_a_listed_person_comes_in_under_a_new_session_key(add: Add, client_of: Browse, openid: OpenId) -> None:
    add("li")
    openid.knows("s-li", preferred_username="li")
    client = client_of()
    to = begin(client)
    before = client.session.session_key
    client.get(openid.through(to, "s-li"))
    assert signed_in(client) == "li"
    assert client.session.session_key != before
    asked = parse_qs(urlsplit(to).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["redirect_uri"] == ["http://testserver/account/oidc/callback/"]
    assert come(client_of(), openid, "s-li", "/people/me/").redirect_chain[-1][0] == "/people/me/"
    assert come(client_of(), openid, "s-li", "https://evil.example/").redirect_chain[-1][0] == "/"


def test_another_claim_may_hold_the_sign_in_name(add: Add, client_of: Browse, openid: OpenId, settings: Any) -> None:
    add("20260001")
    openid.knows("s-number", preferred_username="li", employee_number="20260001")
    assert "no such person" in text(come(client_of(), openid, "s-number"))
    settings.OIDC_LOGIN_CLAIM = "employee_number"
    client = client_of()
    come(client, openid, "s-number")
    assert signed_in(client) == "20260001"


@pytest.mark.parametrize(
    ("language", "unlisted", "left"), [("en", "no such person", "closed here"), ("zh-hans", "没有该人员", "已停用")]
)
def test_one_who_is_not_listed_and_one_who_has_left_are_turned_away_in_words(
    add: Add, client_of: Browse, openid: OpenId, language: str, unlisted: str, left: str
) -> None:
    add("li")
    openid.knows("s-li", preferred_username="li")
    openid.knows("s-stranger", preferred_username="stranger")
    openid.knows("s-nameless")
    client = client_of(language=language)
    for subject in ("s-stranger", "s-nameless"):
        assert unlisted in text(come(client, openid, subject))
        assert signed_in(client) is None
    assert (Person.objects.count(), SocialAccount.objects.count()) == (1, 0)
    Person.objects.update(is_active=False)
    assert left in text(come(client, openid, "s-li"))
    assert SocialAccount.objects.count() == 0
    Person.objects.update(is_active=True)
    come(client, openid, "s-li")
    assert signed_in(client) == "li"
    Person.objects.update(is_active=False)
    assert signed_in(client) is None
    assert left in text(come(client, openid, "s-li"))
    assert signed_in(client) is None


def test_the_subject_decides_and_a_changed_claim_neither_moves_nor_takes_anyone(
    add: Add, client_of: Browse, openid: OpenId
) -> None:
    add("li")
    add("root")
    openid.knows("s-li", preferred_username="li")
    openid.knows("s-root", preferred_username="root")
    for subject in ("s-li", "s-root"):
        come(client_of(), openid, subject)
    openid.knows("s-li", preferred_username="root")
    renamed = client_of()
    come(renamed, openid, "s-li")
    assert signed_in(renamed) == "li"
    openid.knows("s-new", preferred_username="root")
    taker = client_of()
    assert "belongs here to another account" in text(come(taker, openid, "s-new"))
    assert signed_in(taker) is None
    assert {(tie.uid, tie.user.login) for tie in SocialAccount.objects.all()} == {("s-li", "li"), ("s-root", "root")}


def test_the_administrator_unties_and_the_next_sign_in_ties_anew(add: Add, client_of: Browse, openid: OpenId) -> None:
    add("li")
    openid.knows("s-old", preferred_username="li")
    openid.knows("s-new", preferred_username="li")
    come(client_of(), openid, "s-old")
    take_identity("li")
    assert '"person.identity_removed"' in Entry.objects.latest("seq").body
    client = client_of()
    come(client, openid, "s-new")
    assert signed_in(client) == "li"
    take_identity("li")
    with pytest.raises(RefusedError, match="no_identity"):
        take_identity("li")


def test_the_same_subject_at_another_provider_is_another_person(
    add: Add, client_of: Browse, openid: OpenId, settings: Any
) -> None:
    add("li")
    add("wang")
    openid.knows("1001", preferred_username="li")
    come(client_of(), openid, "1001")
    set_up(settings, openid.url, "oidc-moved")
    openid.knows("1001", preferred_username="wang")
    client = client_of()
    come(client, openid, "1001")
    assert signed_in(client) == "wang"


def test_a_forged_a_replayed_and_another_browser_s_state_are_refused(
    add: Add, client_of: Browse, openid: OpenId
) -> None:
    add("li")
    openid.knows("s-li", preferred_username="li")
    mine, other = client_of(), client_of()
    back = openid.through(begin(mine), "s-li")
    for client, url in (
        (mine, re.sub("state=[^&]+", "state=forged", back)),
        (other, back),
        (mine, "/account/oidc/callback/"),
    ):
        assert REFUSED in text(client.get(url, follow=True))
        assert signed_in(client) is None
    mine.get(back)
    assert signed_in(mine) == "li"
    mine.post("/account/logout/")
    assert REFUSED in text(mine.get(back, follow=True))
    assert signed_in(mine) is None


def test_a_code_of_another_sign_in_is_refused(add: Add, client_of: Browse, openid: OpenId) -> None:
    add("li")
    openid.knows("s-li", preferred_username="li")
    theirs, mine = client_of(), client_of()
    stolen = parse_qs(urlsplit(openid.through(begin(theirs), "s-li")).query)["code"][0]
    state = parse_qs(urlsplit(begin(mine)).query)["state"][0]
    seen = mine.get("/account/oidc/callback/", {"code": stolen, "state": state}, follow=True)
    assert REFUSED in text(seen)
    assert signed_in(mine) is None


@pytest.mark.parametrize(
    "lie",
    [
        {"id": {"nonce": "of another sign-in"}},
        {"id": {"nonce": None}},
        {"id": {"iss": "https://evil.example"}},
        {"id": {"aud": "another client"}},
        {"id": {"exp": 1}},
        {"id": {"sub": ""}},
        {"user": {"sub": "s-another"}},
    ],
)
def test_a_token_that_is_not_for_this_sign_in_is_refused(
    add: Add, client_of: Browse, openid: OpenId, lie: dict[str, dict[str, object]]
) -> None:
    add("li")
    openid.knows("s-li", preferred_username="li")
    client = client_of()
    openid.lies(**lie)
    assert REFUSED in text(come(client, openid, "s-li"))
    assert signed_in(client) is None
    openid.lies(id={"exp": int(time.time()) + 60})
    come(client, openid, "s-li")
    assert signed_in(client) == "li"


def test_who_breaks_off_there_is_told_so(client_of: Browse, openid: OpenId) -> None:
    client = client_of()
    back = openid.through(begin(client), "s-li", action="deny")
    state = parse_qs(urlsplit(begin(client)).query)["state"][0]
    seen = client.get(back if "state=" in back else f"{back}&state={state}", follow=True)
    assert "broke off" in text(seen)


def test_the_second_factor_is_asked_for_here_too(add: Add, client_of: Browse, openid: OpenId) -> None:
    secret = turn_on(add("li"))
    openid.knows("s-li", preferred_username="li")
    client = client_of()
    assert come(client, openid, "s-li").redirect_chain[-1][0] == "/account/2fa/authenticate/"
    assert signed_in(client) is None
    client.post("/account/2fa/authenticate/", {"code": secret.now()})
    assert signed_in(client) == "li"


def test_it_begins_by_a_button_and_never_by_a_link(client_of: Browse, openid: OpenId, settings: Any) -> None:
    client = client_of()
    assert client.get("/account/oidc/")["Location"] == "/account/login/"
    assert "示例大学统一身份认证" in text(client.get("/account/login/"))
    strict = Client(enforce_csrf_checks=True)
    assert strict.post("/account/oidc/").status_code == 403
    settings.OIDC_URL = ""
    assert client.post("/account/oidc/").status_code == 404
    assert client.get("/account/oidc/callback/").status_code == 404
    assert "示例大学统一身份认证" not in text(client.get("/account/login/"))


def test_a_provider_that_is_away_is_named_in_words(client_of: Browse, settings: Any, openid: OpenId) -> None:
    client = client_of()
    back = openid.through(begin(client), "s-li")
    set_up(settings, "http://127.0.0.1:9")
    assert "does not answer" in text(client.post("/account/oidc/", follow=True))
    assert "does not answer" in text(client.get(back, follow=True))


def test_a_provider_must_be_asked_over_https_or_on_this_machine() -> None:
    for url in ("https://sso.example.edu.cn", "http://127.0.0.1:1", "http://localhost:1/cas/", ""):
        assert trusted("GREENWARD_OIDC_URL", url) == url
    for url in (
        "http://sso.example.edu.cn",
        "ftp://127.0.0.1/",
        "sso.example.edu.cn",
        "http://127.0.0.1.evil.example/",
    ):
        with pytest.raises(ValueError, match="GREENWARD_OIDC_URL"):
            trusted("GREENWARD_OIDC_URL", url)


def test_the_provider_of_the_tests_is_the_real_one(openid: OpenId) -> None:
    said = requests.get(f"{openid.url}/.well-known/openid-configuration", timeout=10).json()
    assert said["issuer"] == openid.url
