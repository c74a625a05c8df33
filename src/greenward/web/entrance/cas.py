"""To the CAS server, and back; out again, from here or from there.

The ticket is taken only in the browser that asked for it: the service's address holds a state that the session knows.
From there on it is allauth's sign-in like any other, second factor included.
"""

import hashlib
import logging
import secrets
from importlib import import_module
from typing import Any
from urllib.parse import urlencode
from xml.etree.ElementTree import ParseError

import defusedxml.ElementTree
from allauth.account.adapter import get_adapter as account_adapter
from allauth.account.utils import perform_login
from allauth.socialaccount.adapter import get_adapter
from cas import CASClient
from defusedxml import DefusedXmlException
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe
from requests import RequestException

from greenward.web.accounts.actor import open_to_all
from greenward.web.accounts.models import Person
from greenward.web.accounts.sign_in import CAS_TICKET
from greenward.web.accounts.turned_away import turned_away

LOG = logging.getLogger(__name__)
STATES, AT_ONCE = "cas_states", 10
TICKET = "{urn:oasis:names:tc:SAML:2.0:protocol}SessionIndex"


@open_to_all
@login_not_required
@never_cache
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Send one to the CAS server. By a link: an institution's portal may point here."""
    _set_up()
    wanted, state = request.GET.get("next", ""), secrets.token_urlsafe(16)
    states = list(request.session.get(STATES, {}).items())[1 - AT_ONCE :]
    request.session[STATES] = dict(states) | {state: wanted if account_adapter().is_safe_url(wanted) else ""}
    return redirect(_client(request, state).get_login_url())


@open_to_all
@csrf_exempt
@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def back(request: HttpRequest) -> HttpResponse:
    """Take in one whom the CAS server sends back with a ticket; by POST the server itself ends a session."""
    _set_up()
    if request.method == "POST":
        return _ended_there(request)
    state, ticket = request.GET.get("state", ""), request.GET.get("ticket", "")
    states = request.session.get(STATES, {})
    if state not in states or not ticket:
        return turned_away(request, "sign_in.not_confirmed")
    wanted = states.pop(state)
    request.session[STATES] = states
    try:
        login, _, _ = _client(request, state).verify_ticket(ticket)
    except (RequestException, ParseError):
        LOG.exception("The CAS server did not answer as one")
        return turned_away(request, "sign_in.no_answer")
    if not login:
        return turned_away(request, "sign_in.not_confirmed")
    person = Person.objects.filter(login=login).first()
    if person is None:
        return turned_away(request, "sign_in.not_listed", login=login)
    account_adapter().logout(request)
    request.session[CAS_TICKET] = _digest(ticket)
    answer: HttpResponse = perform_login(request, person, redirect_url=wanted or None)
    return answer


@open_to_all
@login_not_required
@never_cache
@require_safe
def signed_out(request: HttpRequest) -> HttpResponse:
    """Say that one has left the office but not the CAS server, and offer that."""
    _set_up()
    to = request.build_absolute_uri(reverse("account_login"))
    return render(request, "account/cas_signed_out.html", {"url": _client(request, "").get_logout_url(to)})


def _ended_there(request: HttpRequest) -> HttpResponse:
    """End the session that began with the ticket which the server names; only the server and we know a ticket."""
    try:
        named = defusedxml.ElementTree.fromstring(request.POST.get("logoutRequest", "")).find(TICKET)
    except (ParseError, DefusedXmlException):
        return HttpResponseBadRequest()
    key = None if named is None else cache.get(f"{CAS_TICKET}:{_digest(named.text or '')}")
    if key is not None:
        import_module(settings.SESSION_ENGINE).SessionStore(key).delete()
    return HttpResponse(status=204)


def _client(request: HttpRequest, state: str) -> Any:
    service = f"{request.build_absolute_uri(reverse('cas_back'))}?{urlencode({'state': state})}"
    return CASClient(
        version=settings.CAS_VERSION,
        server_url=f"{settings.CAS_URL.rstrip('/')}/",
        service_url=service,
        session=get_adapter().get_requests_session(),
    )


def _digest(ticket: str) -> str:
    return hashlib.sha256(ticket.encode()).hexdigest()


def _set_up() -> None:
    if not settings.CAS_URL:
        raise Http404
