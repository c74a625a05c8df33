"""Sign-in through a CAS server that runs in its own process."""

import re
from html import unescape
from typing import Any

import pytest
import requests
from django.contrib.sessions.models import Session
from django.test import Client

from greenward.web.accounts.models import Person
from office import Add, Browse
from provided import Cas
from sign_in import signed_in, text
from totp import turn_on

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _by_cas(settings: Any, cas: Cas) -> None:
    settings.CAS_URL = cas.url


def come(client: Client, cas: Cas, login: str, wanted: str = "", browser: requests.Session | None = None) -> Any:
    to = client.get("/account/cas/", {"next": wanted} if wanted else {})
    return client.get(cas.through(to["Location"], login, browser), follow=True)


def test_a_listed_person_comes_in_under_a_new_session_key(add: Add, client_of: Browse, cas: Cas) -> None:
    add("li")
    client = client_of()
    to = client.get("/account/cas/")
    before = client.session.session_key
    seen = client.get(cas.through(to["Location"], "li"), follow=True)
    assert signed_in(client) == "li"
    assert seen.redirect_chain[-1][0] == "/"
    assert client.session.session_key != before


@pytest.mark.parametrize(
    ("language", "unlisted", "left"), [("en", "no such person", "closed here"), ("zh-hans", "没有该人员", "已停用")]
)
def test_one_who_is_not_listed_and_one_who_has_left_are_turned_away_in_words(
    add: Add, client_of: Browse, cas: Cas, language: str, unlisted: str, left: str
) -> None:
    add("left")
    Person.objects.update(is_active=False)
    client = client_of(language=language)
    for login, words in (("stranger", unlisted), ("left", left)):
        seen = come(client, cas, login)
        assert seen.status_code == 200
        assert words in text(seen)
        assert signed_in(client) is None
        assert words not in text(client.get("/account/login/"))
    assert Person.objects.count() == 1


def test_a_ticket_used_twice_made_up_or_of_another_browser_is_refused(add: Add, client_of: Browse, cas: Cas) -> None:
    add("li")
    mine, other = client_of(), client_of()
    to = mine.get("/account/cas/")["Location"]
    back = cas.through(to, "li")
    assert "did not confirm" in text(other.get(back, follow=True))
    assert signed_in(other) is None
    assert signed_in(mine.get(back, follow=True).client) == "li"
    mine.post("/account/logout/")
    assert "did not confirm" in text(mine.get(back, follow=True))
    ticket = re.search("ticket=([^&]+)", back)
    assert ticket is not None
    for used in (ticket[1], "ST-1766666666-" + "a" * 32, "", "<script>"):
        state = re.search(r"state%3D([^&]+)", mine.get("/account/cas/")["Location"])
        assert state is not None
        assert "did not confirm" in text(
            mine.get("/account/cas/callback/", {"state": state[1], "ticket": used}, follow=True)
        )
        assert signed_in(mine) is None


def test_one_goes_on_where_one_wanted_but_to_no_other_host(add: Add, client_of: Browse, cas: Cas) -> None:
    add("li")
    assert come(client_of(), cas, "li", "/people/me/").redirect_chain[-1][0] == "/people/me/"
    for wanted in (
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "javascript:alert(1)",
        "http://localhost/",
    ):
        assert come(client_of(), cas, "li", wanted).redirect_chain[-1][0] == "/"


def test_the_second_factor_is_asked_for_after_cas_too(add: Add, client_of: Browse, cas: Cas) -> None:
    secret = turn_on(add("li"))
    client = client_of()
    assert come(client, cas, "li").redirect_chain[-1][0] == "/account/2fa/authenticate/"
    assert signed_in(client) is None
    client.post("/account/2fa/authenticate/", {"code": secret.now()})
    assert signed_in(client) == "li"


def test_signing_out_says_that_the_cas_server_still_knows_one(add: Add, client_of: Browse, cas: Cas) -> None:
    person = add("li")
    client = client_of()
    come(client, cas, "li")
    out = client.post("/account/logout/", follow=True)
    assert "may still be signed in" in text(out)
    assert unescape(out.content.decode()).count(f'href="{cas.url}logout?')
    assert signed_in(client) is None
    control = client_of(person)
    assert control.post("/account/logout/")["Location"] == "/account/login/"


def test_the_cas_server_ends_the_session_that_began_with_its_ticket_and_no_other(
    add: Add, client_of: Browse, cas: Cas
) -> None:
    add("li")
    first, second = client_of(), client_of()
    tickets = []
    for client in (first, second):
        back = cas.through(client.get("/account/cas/")["Location"], "li")
        client.get(back)
        found = re.search("ticket=([^&]+)", back)
        assert found is not None
        tickets.append(found[1])
    post = Client(enforce_csrf_checks=True).post
    asked = (
        '<samlp:LogoutRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol">'
        "<samlp:SessionIndex>{}</samlp:SessionIndex></samlp:LogoutRequest>"
    )
    sessions = Session.objects.count()
    assert post("/account/cas/callback/", {"logoutRequest": asked.format("ST-1-made-up")}).status_code == 204
    assert Session.objects.count() == sessions
    assert post("/account/cas/callback/", {"logoutRequest": asked.format(tickets[0])}).status_code == 204
    assert (signed_in(first), signed_in(second)) == (None, "li")
    bomb = '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
    for broken in ("", "<", bomb):
        assert post("/account/cas/callback/", {"logoutRequest": broken}).status_code == 400


def test_a_cas_server_that_is_away_is_named_in_words(add: Add, client_of: Browse, cas: Cas, settings: Any) -> None:
    add("li")
    client = client_of()
    back = cas.through(client.get("/account/cas/")["Location"], "li")
    settings.CAS_URL = "http://127.0.0.1:9/cas/"
    assert "does not answer" in text(client.get(back, follow=True))
    settings.CAS_URL = cas.url.replace("/cas/", "/nothing/")
    back = client.get("/account/cas/")["Location"].partition("state%3D")[2]
    again = client.get("/account/cas/callback/", {"state": back, "ticket": "ST-1"}, follow=True)
    assert "does not answer" in text(again)


def test_the_button_is_there_only_where_a_cas_server_is_set(client_of: Browse, settings: Any) -> None:
    shown = client_of()
    assert shown.get("/account/cas/").status_code == 302
    page = shown.get("/account/login/", {"next": "/people/me/?a=1&b=2"}).content.decode()
    assert 'href="/account/cas/?next=%2Fpeople%2Fme%2F%3Fa%3D1%26b%3D2"' in page
    settings.CAS_URL = ""
    for path in ("/account/cas/", "/account/cas/callback/", "/account/cas/signed-out/"):
        assert shown.get(path).status_code == 404
    assert "/account/cas/" not in shown.get("/account/login/").content.decode()
