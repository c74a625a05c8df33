"""Bring in a list of people: hand in the file, see what it would change, take it over."""

from pathlib import PurePath

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from greenward.exchange.people import read_people
from greenward.terms.person import ListedPerson
from greenward.terms.problem import Place, Problem, ProblemsError
from greenward.texts import say
from greenward.web.accounts.actor import actor, door
from greenward.web.files import drop, kept
from greenward.web.language import language
from greenward.web.people.forms import ListForm
from greenward.web.problems import shown_problems
from greenward.web.services.import_people import changes, import_people
from greenward.web.uploads import list_taken_in

SHOWN = 200


@door("people.import")
@require_http_methods(["GET", "HEAD", "POST"])
def bring_in(request: HttpRequest) -> HttpResponse:
    """Take in a file and show what it would change; nothing is changed yet."""
    lang = language()
    form = ListForm(lang, request.POST or None, request.FILES or None)
    context: dict[str, object] = {"form": form}
    if request.method != "POST" or not form.is_valid():
        return render(request, "people/import.html", context, status=422 if form.errors else 200)
    handed_in: UploadedFile[bytes] = form.cleaned_data["file"]
    name = PurePath(handed_in.name or "").name
    try:
        digest = list_taken_in(handed_in)
        rows = _read(digest, name)
    except ProblemsError as error:
        return _refused(request, context, error)
    found = changes(rows, actor(request).person.organisation)
    context |= {
        "digest": digest,
        "name": name,
        "rows": len(rows),
        "roles": sum(len(row.roles) for row in rows),
        "counts": [
            (f"people.{kind}_{state}", sum((item.kind, item.is_new) == (kind, new) for item in found))
            for kind in ("department", "person")
            for state, new in (("new", True), ("changed", False))
        ],
        "found": found[:SHOWN],
        "more": max(len(found) - SHOWN, 0),
    }
    return render(request, "people/check_list.html", context)


@door("people.import")
@require_POST
def confirm(request: HttpRequest) -> HttpResponse:
    """Take over the list that was shown, all of it or nothing."""
    lang = language()
    digest, name = request.POST.get("digest", ""), PurePath(request.POST.get("name", "")).name[:255]
    try:
        rows = _read(digest, name)
        count = import_people(actor(request), rows, name, digest, timezone.localdate())
    except ProblemsError as error:
        drop(digest)
        return _refused(request, {"form": ListForm(lang)}, error)
    drop(digest)  # it names people; its hash stands in the journal
    code = "people.taken_over" if count else "people.nothing_new"
    messages.success(request, say(code, lang, file=name, rows=len(rows), count=count))
    return redirect("people:list")


def _read(digest: str, name: str) -> tuple[ListedPerson, ...]:
    """Return the people of a kept file; it is read under the name that the person knows it by."""
    path = kept(digest)
    if path is None:
        raise ProblemsError([Problem("file.not_kept", Place(name))])
    try:
        return read_people(path)
    except ProblemsError as error:
        raise error.of_file(name) from error


def _refused(request: HttpRequest, context: dict[str, object], error: ProblemsError) -> HttpResponse:
    problems = shown_problems(error, language())
    return render(request, "people/import.html", {**context, "problems": problems, "total": error.total}, status=422)
