"""Who signs in: persons that the organisation has listed, by password, and with a second factor."""

import base64
import hashlib
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as allauth
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from greenward.web.accounts.models import Person
from greenward.web.accounts.turned_away import turned_away

CAS_TICKET = "cas_ticket"
"""Where a session keeps the digest of the CAS ticket that it began with."""


class ByList(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Sign-in by password: nobody signs up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Return False: persons are listed by the administrator."""
        return False

    def set_password(self, user: Person, password: str) -> None:
        """Set the password that the person chose: from now on nobody else knows it."""
        user.first_password = False
        super().set_password(user, password)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Return where one goes on after the password was changed."""
        return reverse(settings.LOGIN_REDIRECT_URL)

    def login(self, request: HttpRequest, user: Person) -> None:
        """Sign the person in under a fresh session key; one who came by CAS is found by the ticket when CAS ends it."""
        super().login(request, user)
        ticket = request.session.get(CAS_TICKET)
        if ticket:
            cache.set(f"{CAS_TICKET}:{ticket}", request.session.session_key, settings.SESSION_COOKIE_AGE)

    def respond_user_inactive(self, request: HttpRequest, user: Person) -> HttpResponse:
        """Turn away one who has left."""
        return turned_away(request, "sign_in.has_left")

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        """Return where one goes on after signing out; who came by CAS is still signed in there, and is told so."""
        return reverse("cas_signed_out" if CAS_TICKET in request.session else "account_login")

    def is_safe_url(self, url: str) -> bool:
        """Return whether ``url`` is of the host that was asked: other hosts that we may answer for do not count."""
        request = allauth.request
        return url_has_allowed_host_and_scheme(url, {request.get_host()}, require_https=request.is_secure())

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Return what failed sign-ins are counted by: the name alone, else each way to write the host counts anew."""
        return str(credentials.get("username", "")).lower()

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send nothing: notices are the office's own."""


class SecondFactor(DefaultMFAAdapter):  # type: ignore[misc]
    """The second factor; its secrets lie encrypted, under a key that is not in the database."""

    def encrypt(self, text: str) -> str:
        """Return ``text`` encrypted."""
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Return what ``encrypt`` was given."""
        return _cipher().decrypt(encrypted_text.encode()).decode()

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Send nothing: notices are the office's own."""


def _cipher() -> Fernet:
    return Fernet(base64.urlsafe_b64encode(hashlib.sha256(f"second factor:{settings.SECRET_KEY}".encode()).digest()))
