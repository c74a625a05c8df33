"""What a person sees where a page is not there or failed: what happened and what to do next."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that there is no such page."""
    return render(request, "error.html", _said("web.not_found"), status=404)


def denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that the person may not do this."""
    return render(request, "error.html", _said("web.denied"), status=403)


def too_many(request: HttpRequest) -> HttpResponse:
    """Say that this came too often."""
    return render(request, "error.html", _said("web.too_many"), status=429)


def failed(request: HttpRequest) -> HttpResponse:
    """Say that the page failed by a fault of the program, or that the database is busy or away for a moment.

    Nothing is asked of the database for this page, and it has no menu: it may be what failed.
    """
    busy = isinstance(sys.exc_info()[1], OperationalError | InterfaceError)
    text = render_to_string("error.html", _said("web.busy" if busy else "web.failed"))
    answer = HttpResponse(text, status=503 if busy else 500)
    if busy:
        answer["Retry-After"] = "20"
    return answer


def forbidden(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that a form came back without its token: an old page, or another site's."""
    return render(request, "error.html", _said("web.old_form"), status=403)


def _said(code: str) -> dict[str, str]:
    return {"code": code, "next": f"{code}.next"}
