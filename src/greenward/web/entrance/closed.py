"""What one does not do oneself here: the administrator does."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from greenward.web.accounts.actor import open_to_all


@open_to_all
@login_not_required
@require_safe
def closed(request: HttpRequest) -> HttpResponse:
    """Say that accounts and lost passwords are the administrator's."""
    return render(request, "error.html", {"code": "sign_in.closed", "next": "sign_in.closed.next"})
