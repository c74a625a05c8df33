"""The routes that hold: seen by those who write them, taken over from a file."""

from pathlib import PurePath

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from greenward.terms.problem import ProblemsError
from greenward.texts import say
from greenward.web.accounts.actor import actor, door
from greenward.web.approvals.forms import RoutesForm
from greenward.web.files import kept
from greenward.web.language import language
from greenward.web.problems import shown_problems
from greenward.web.services.read_routes import routes_of, take_routes
from greenward.web.uploads import MOST_ROUTES, list_taken_in


@door("route.write")
@require_http_methods(["GET", "HEAD", "POST"])
def routes(request: HttpRequest) -> HttpResponse:
    """Show the routes, and take over others for what is sent from now on."""
    who, lang = actor(request), language()
    form = RoutesForm(lang, request.POST or None, request.FILES or None)
    context: dict[str, object] = {"form": form, "routes": routes_of(who.person.organisation)}
    if request.method == "POST" and form.is_valid():
        handed_in = form.cleaned_data["file"]
        name = PurePath(handed_in.name or "").name
        try:
            digest = list_taken_in(handed_in, MOST_ROUTES)
            path = kept(digest)
            assert path is not None  # noqa: S101  it was kept on the line before
            count = take_routes(who, path, name, digest, timezone.now())
        except ProblemsError as error:
            context |= {"problems": shown_problems(error.of_file(name), lang), "total": error.total}
        else:
            messages.success(request, say("routes.taken", lang, count=count, file=name))
            return redirect("approvals:routes")
    wrong = bool(form.errors) or "problems" in context
    return render(request, "approvals/routes.html", context, status=422 if wrong else 200)
