"""What waits for a person, the most urgent first."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from greenward.web.accounts.actor import actor, open_to_all
from greenward.web.accounts.wording import right_words
from greenward.web.services.tasks import waiting


@open_to_all
@require_safe
def tasks(request: HttpRequest) -> HttpResponse:
    """Show the tasks of who is signed in, and the roles by which the person has them."""
    who = actor(request)
    found = waiting(who, timezone.localdate())
    return render(request, "home/tasks.html", {"tasks": found, "rights": right_words(who.rights)})
