"""What one who may not come in is told."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from greenward.texts import say
from greenward.web.language import language


def turned_away(request: HttpRequest, code: str, /, **params: str) -> HttpResponse:
    """Return the way back to the sign-in page, which says why once."""
    messages.error(request, say(code, language(), **params))
    return redirect(settings.LOGIN_URL)
