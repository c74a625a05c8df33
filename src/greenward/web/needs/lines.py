"""The lines of a need: added, changed, answered, taken out, brought in from a list."""

from pathlib import PurePath

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from greenward.exchange.need_list import read_need_list
from greenward.terms.need import Asked
from greenward.terms.problem import ProblemsError
from greenward.texts import say
from greenward.web.accounts.actor import Actor, actor, door
from greenward.web.files import kept
from greenward.web.form import version_of
from greenward.web.language import language
from greenward.web.needs.forms import LineForm, ListForm, heading
from greenward.web.problems import shown_problems
from greenward.web.records.models import Need, NeedLine
from greenward.web.refused import refused_words
from greenward.web.services.refusal import RefusedError
from greenward.web.services.rules import readable, rules_of
from greenward.web.services.see_needs import visible
from greenward.web.services.write_need import add_lines, change_line
from greenward.web.uploads import list_taken_in


@door("need.write")
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, need: int) -> HttpResponse:
    """Add one line."""
    who, found = actor(request), _own(request, need)
    form = LineForm(language(), request.POST or None)
    if request.method == "POST" and form.is_valid() and _written(request, who, found, form, None):
        return redirect("needs:need", need=found.pk)
    return _page(request, found, form)


@door("need.write")
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, need: int, line: int) -> HttpResponse:
    """Write a line anew."""
    who, found = actor(request), _own(request, need)
    held = get_object_or_404(NeedLine, pk=line, need=found)
    form = LineForm(language(), request.POST or None, held)
    if request.method == "POST" and form.is_valid() and _written(request, who, found, form, held):
        return redirect("needs:need", need=found.pk)
    return _page(request, found, form)


@door("need.write")
@require_POST
def answer(request: HttpRequest, need: int, line: int) -> HttpResponse:
    """Answer the question that a finding asks of a line: it becomes part of the line."""
    who, found = actor(request), _own(request, need)
    held = get_object_or_404(NeedLine, pk=line, need=found)
    name, _, value = request.POST.get("answer", "")[:200].partition("=")
    stated = [part for part in held.attributes.split(";") if part and part.partition("=")[0] != name]
    item = value if name == "category" else held.item
    attributes = held.attributes if name == "category" else ";".join([*stated, f"{name}={value}"])
    asked = Asked(item, attributes, held.quantity, held.unit_price)
    try:
        readable(asked, who.person.organisation, timezone.localdate())
        change_line(who, found, version_of(request), held, asked)
    except RefusedError as refused:
        messages.error(request, refused_words(refused))
    except ProblemsError as error:
        messages.error(request, say(error.problems[0].code, language(), **error.problems[0].params))
    return redirect("needs:need", need=found.pk)


@door("need.write")
@require_POST
def take_out(request: HttpRequest, need: int, line: int) -> HttpResponse:
    """Take a line out."""
    who, found = actor(request), _own(request, need)
    held = get_object_or_404(NeedLine, pk=line, need=found)
    try:
        change_line(who, found, version_of(request), held, None)
    except RefusedError as refused:
        messages.error(request, refused_words(refused))
    return redirect("needs:need", need=found.pk)


@door("need.write")
@require_http_methods(["GET", "HEAD", "POST"])
def bring_in(request: HttpRequest, need: int) -> HttpResponse:
    """Add the lines of a department's list: all of them, or none."""
    who, found, lang = actor(request), _own(request, need), language()
    form = ListForm(lang, request.POST or None, request.FILES or None)
    context: dict[str, object] = {"form": form, "need": found, "title": heading(lang, found)}
    context["version"] = request.POST.get("version", found.version)
    if request.method == "POST" and form.is_valid():
        handed_in: UploadedFile[bytes] = form.cleaned_data["file"]
        name = PurePath(handed_in.name or "").name
        try:
            path = kept(list_taken_in(handed_in))
            assert path is not None  # noqa: S101  it was kept on the line before
            rules = rules_of(found.organisation.buyer, timezone.localdate())
            asked = read_need_list(path, rules)
            add_lines(who, found, version_of(request), asked)
        except RefusedError as refused:
            form.add_error(None, refused_words(refused))
        except ProblemsError as error:
            context |= {"problems": shown_problems(error.of_file(name), lang), "total": error.total}
        else:
            messages.success(request, say("need.were_added", lang, count=len(asked), file=name))
            return redirect("needs:need", need=found.pk)
    wrong = bool(form.errors) or "problems" in context
    return render(request, "needs/import.html", context, status=422 if wrong else 200)


def _own(request: HttpRequest, need: int) -> Need:
    return get_object_or_404(visible(actor(request), "need.write"), pk=need)


def _written(request: HttpRequest, who: Actor, need: Need, form: LineForm, held: NeedLine | None) -> bool:
    """Add a line or write it anew; return whether it was done, with the form saying why not."""
    said = form.cleaned_data
    same = held is not None and held.item == said["item"]
    attributes = held.attributes if held is not None and same else ""
    asked = Asked(said["item"], attributes, said["quantity"], said["unit_price"])
    try:
        readable(asked, who.person.organisation, timezone.localdate())
        if held is None:
            add_lines(who, need, version_of(request), [asked])
        else:
            change_line(who, need, version_of(request), held, asked)
    except RefusedError as refused:
        form.add_error(None, refused_words(refused))
        return False
    except ProblemsError as error:
        for problem in error.problems:
            form.add_error("item", say(problem.code, form.language, **problem.params))
        return False
    return True


def _page(request: HttpRequest, need: Need, form: LineForm) -> HttpResponse:
    lang = language()
    version = request.POST.get("version", need.version)
    context = {"form": form, "need": need, "title": heading(lang, need), "version": version}
    return render(request, "needs/line.html", context, status=422 if form.errors else 200)
