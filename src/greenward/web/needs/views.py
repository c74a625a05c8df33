"""Needs: the list, a new one, one with its findings, sent on its way."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, DecimalField, F, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from greenward.terms.need import Asked
from greenward.terms.problem import ProblemsError
from greenward.texts import say
from greenward.web.accounts.actor import actor, door
from greenward.web.findings import Shown, shown
from greenward.web.form import version_of
from greenward.web.language import language
from greenward.web.needs.forms import HeadForm, LineForm, NewForm, heading
from greenward.web.needs.shown import lines_of, steps_of
from greenward.web.records.models.need import STATES
from greenward.web.refused import refused_words
from greenward.web.services.refusal import RefusedError
from greenward.web.services.rules import checked, readable, rules_of
from greenward.web.services.see_needs import departments_of, visible
from greenward.web.services.send_need import amount_of, answers_of, route_of, send_need, withdraw_need
from greenward.web.services.write_need import Head, begin_need, change_need

A_PAGE = 25


@door("need.see")
@require_safe
def needs(request: HttpRequest) -> HttpResponse:
    """Show the needs that the person may see, the newest first; one's own alone, or those in one state."""
    who, state = actor(request), request.GET.get("state", "")
    found = visible(who)
    if request.GET.get("mine"):
        found = found.filter(owner=who.person)
    if state in STATES:
        found = found.filter(state=state)
    total = Sum(
        F("lines__quantity") * F("lines__unit_price"), output_field=DecimalField(max_digits=24, decimal_places=2)
    )
    found = found.annotate(count=Count("lines"), total=total).order_by("-pk")
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    mine = request.GET.get("mine", "")[:1]
    return render(
        request, "needs/list.html", {"page": page, "state": state, "mine": mine, "writes": departments_of(who)}
    )


@door("need.write")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Begin a need with its first line."""
    who, lang = actor(request), language()
    form = NewForm(lang, departments_of(who), request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        lines = [Asked(said["item"], request.POST.get("attributes", "")[:500], said["quantity"], said["unit_price"])]
        try:
            readable(lines[0], who.person.organisation, timezone.localdate())
            made = begin_need(who, _head(said), lines)
        except RefusedError as refused:
            form.add_error(None, refused_words(refused))
        except ProblemsError as error:
            _told(form, error)
        else:
            return redirect("needs:need", need=made.pk)
    return render(request, "needs/new.html", {"form": form}, status=422 if form.errors else 200)


@door("need.write")
@require_safe
def findings(request: HttpRequest) -> HttpResponse:
    """Answer for the item that is being typed: what the rules say of it today, and why."""
    who, item = actor(request), request.GET.get("item", "").strip()[:200]
    found: list[Shown] = []
    if item:
        rules = rules_of(who.person.organisation.buyer, timezone.localdate())
        try:
            found = [shown(finding, language()) for finding in checked(item, "", rules).findings]
        except ProblemsError as error:
            return render(request, "needs/findings.html", {"problem": say(error.problems[0].code, language())})
    return render(request, "needs/findings.html", {"findings": found})


@door("need.see")
@require_safe
def need(request: HttpRequest, need: int) -> HttpResponse:
    """Show a need: its lines with what the rules say, where it stands, and what may be done with it now."""
    who, lang = actor(request), language()
    found = get_object_or_404(visible(who), pk=need)
    context: dict[str, Any] = {
        "need": found,
        "title": heading(lang, found),
        "lines": lines_of(found, who, lang),
        "steps": steps_of(found, lang),
        "amount": amount_of(found),
        "may_write": who.may("need.write", found.thing),
        "may_withdraw": who.may("need.withdraw", found.thing),
        "form": LineForm(lang),
    }
    return render(request, "needs/need.html", context)


@door("need.write")
@require_http_methods(["GET", "HEAD", "POST"])
def head(request: HttpRequest, need: int) -> HttpResponse:
    """Change what holds for all lines."""
    who, lang = actor(request), language()
    found = get_object_or_404(visible(who, "need.write"), pk=need)
    form = HeadForm(lang, departments_of(who), request.POST or None, found)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        if _done(form, lambda: change_need(who, found, version_of(request), _head(said))):
            return redirect("needs:need", need=found.pk)
    context = {"form": form, "need": found, "version": request.POST.get("version", found.version)}
    return render(request, "needs/head.html", context, status=422 if form.errors else 200)


@door("need.send")
@require_http_methods(["GET", "HEAD", "POST"])
def send(request: HttpRequest, need: int) -> HttpResponse:
    """Show once more what is sent and which way it takes; send it where that is confirmed."""
    who, lang, today = actor(request), language(), timezone.localdate()
    found = get_object_or_404(visible(who), pk=need)
    if not who.may("need.send", found.thing):  # an old page, or the Back button after it was sent
        messages.info(request, say("need.not_now", lang, state=say(f"need.state_{found.state}", lang)))
        return redirect("needs:need", need=found.pk)
    refusal = ""
    if request.method == "POST":
        try:
            sent = send_need(who, found, version_of(request), timezone.now(), today)
        except RefusedError as refused:
            refusal = refused_words(refused)
        else:
            messages.success(request, say("need.was_sent", lang, number=sent.number))
            return redirect("needs:need", need=found.pk)
    answers = answers_of(found, today)
    route = None
    try:
        route = route_of(found, answers, today) if answers else None
    except RefusedError as refused:
        refusal = refusal or refused_words(refused)
    context = {
        "need": found,
        "title": heading(lang, found),
        "lines": lines_of(found, who, lang),
        "amount": amount_of(found),
        "route": route,
        "refusal": refusal,
        "version": request.POST.get("version", found.version),
    }
    return render(request, "needs/send.html", context, status=422 if request.method == "POST" else 200)


@door("need.withdraw")
@require_POST
def withdraw(request: HttpRequest, need: int) -> HttpResponse:
    """Take a need back."""
    who = actor(request)
    found = get_object_or_404(visible(who, "need.withdraw"), pk=need)
    try:
        withdraw_need(who, found, version_of(request))
    except RefusedError as refused:
        messages.error(request, refused_words(refused))
    else:
        messages.success(request, say("need.was_withdrawn", language()))
    return redirect("needs:need", need=found.pk)


def _head(said: dict[str, Any]) -> Head:
    return Head(said["department"], said["purpose"], said["needed_by"], said["funding"])


def _told(form: LineForm | NewForm, error: ProblemsError) -> None:
    for problem in error.problems:
        form.add_error("item", say(problem.code, form.language, **problem.params))


def _done(form: HeadForm | LineForm, act: Callable[[], object]) -> bool:
    """Do an act; return whether it was done, with the form saying why not."""
    try:
        act()
    except RefusedError as refused:
        form.add_error(None, refused_words(refused))
        return False
    return True
