"""A view of ours that does not say who may reach it is reached by nobody."""

from collections.abc import Callable
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

WITH_FIRST_PASSWORD = ("account_change_password", "account_logout", "account_login", "set_language")
WITHOUT_SECOND_FACTOR = (*WITH_FIRST_PASSWORD, "account_reauthenticate", "mfa_activate_totp")


class Doors:
    """Middleware that shuts each view of ours without a door, so that a forgotten one is closed and not open."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Hand the request on; what is shown to someone who is signed in stays in no cache.

        A page that answers a form may stay in the browser's own, or the Back button would lose what was typed.
        """
        answer = self.get_response(request)
        if getattr(request, "user", None) is not None and request.user.is_authenticated:
            answer.headers.setdefault("Cache-Control", "private" if request.method == "POST" else "private, no-store")
        return answer

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Raise PermissionDenied for a view of ours that names no act; send on who must first set the sign-in up."""
        if view.__module__.startswith("greenward.") and not hasattr(view, "act"):
            raise PermissionDenied(f"{view.__module__}.{view.__qualname__} has no door")
        name = request.resolver_match.url_name if request.resolver_match is not None else ""
        if getattr(request.user, "first_password", False) and name not in WITH_FIRST_PASSWORD:
            return redirect("account_change_password")
        if _must_set_up(request) and name not in WITHOUT_SECOND_FACTOR:
            return redirect("mfa_activate_totp")
        return None


def _must_set_up(request: HttpRequest) -> bool:
    if settings.SECOND_FACTOR != "required" or not request.user.is_authenticated:
        return False
    return not Authenticator.objects.filter(user_id=request.user.pk, type=Authenticator.Type.TOTP).exists()
