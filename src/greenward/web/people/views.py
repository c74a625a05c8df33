"""People of the own organisation, and each one's roles and deputies."""

from collections.abc import Callable
from datetime import timedelta

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Prefetch, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from greenward.terms.role import NOT_HANDED_ON, Role
from greenward.texts import say
from greenward.web.accounts.actor import actor, door, open_to_all
from greenward.web.accounts.models import Deputation, Grant, Person
from greenward.web.accounts.permissions import Thing
from greenward.web.language import language
from greenward.web.people.forms import DeputyForm, RoleForm
from greenward.web.refused import refused_words
from greenward.web.services.change_person import first_password, let_go
from greenward.web.services.give_role import end_role, give_role
from greenward.web.services.name_deputy import end_deputy, name_deputy
from greenward.web.services.refusal import RefusedError

A_PAGE = 25


@door("people.see")
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Show the people of the organisation, 25 on a page, by name, sign-in name or department."""
    today, words = timezone.localdate(), request.GET.get("q", "").replace("\0", "").strip()[:100]
    found = Person.objects.filter(organisation=actor(request).organisation).select_related("department")
    if words:
        found = found.filter(
            Q(name__icontains=words) | Q(login__icontains=words) | Q(department__name__icontains=words)
        )
    if request.GET.get("without") == "role":
        found = found.filter(is_active=True).exclude(grants__in=Grant.objects.in_force(today))
    held = Prefetch("grants", Grant.objects.in_force(today).select_related("department"), to_attr="held")
    pages = Paginator(found.order_by("department__code", "login").prefetch_related(held), A_PAGE)
    context = {"page": pages.get_page(request.GET.get("page")), "words": words, "without": request.GET.get("without")}
    return render(request, "people/list.html", context)


@door("people.see")
@require_http_methods(["GET", "HEAD", "POST"])
def person(request: HttpRequest, person: int) -> HttpResponse:
    """Show a person with all roles there were, and give another one."""
    who, lang, today = actor(request), language(), timezone.localdate()
    shown = get_object_or_404(Person.objects.select_related("organisation"), pk=person, organisation=who.organisation)
    form = RoleForm(lang, shown.organisation, today, request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        role = Role(given["role"])
        try:
            give_role(who, shown, role, given["department"], given["starts"], given["ends"])
        except RefusedError as refused:
            form.add_error(None, refused_words(refused))
        else:
            messages.success(request, say("grant.given", lang, role=say(f"role.{role}", lang), name=shown.name))
            return redirect("people:person", person=shown.pk)
    grants = shown.grants.select_related("department", "given_by").order_by("-starts", "-pk")
    may_change = who.may("people.change", Thing(shown.organisation_id)) and shown.pk != who.person.pk
    context = {"shown": shown, "form": form, "grants": grants, "today": today, "may_change": may_change}
    return render(request, "people/person.html", context, status=422 if form.errors else 200)


@door("grant.end")
@require_POST
def end(request: HttpRequest, person: int, grant: int) -> HttpResponse:
    """End a role with the end of yesterday: from now on it is not held."""
    who = actor(request)
    held = get_object_or_404(Grant, pk=grant, person=person, organisation=who.organisation)
    _say_how(request, lambda: end_role(who, held, timezone.localdate() - timedelta(days=1)), "grant.was_ended")
    return redirect("people:person", person=person)


@door("people.change")
@require_POST
def leave(request: HttpRequest, person: int) -> HttpResponse:
    """Let a person go: the sign-in is closed and every role ends."""
    who = actor(request)
    shown = get_object_or_404(Person, pk=person, organisation=who.organisation)
    _say_how(request, lambda: let_go(who, shown, timezone.localdate()), "people.has_left")
    return redirect("people:person", person=person)


@door("people.change")
@require_POST
def password(request: HttpRequest, person: int) -> HttpResponse:
    """Give a person a first password, shown this once."""
    who = actor(request)
    shown = get_object_or_404(Person, pk=person, organisation=who.organisation)
    try:
        made = first_password(who, shown)
    except RefusedError as refused:
        messages.error(request, refused_words(refused))
        return redirect("people:person", person=person)
    answer = render(request, "people/password.html", {"shown": shown, "made": made})
    answer["Cache-Control"] = "no-store"
    return answer


@open_to_all
@require_http_methods(["GET", "HEAD", "POST"])
def me(request: HttpRequest) -> HttpResponse:
    """Show the own roles and who stands in for whom, and name a deputy."""
    who, lang, today = actor(request), language(), timezone.localdate()
    own = (
        Grant.objects.in_force(today).filter(person=who.person).exclude(role__in=[role.value for role in NOT_HANDED_ON])
    )
    held = list(own.select_related("department").order_by("pk"))
    form = DeputyForm(lang, held, today, request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        deputy = Person.objects.filter(login=given["deputy"], organisation=who.organisation).first()
        try:
            if deputy is None:
                raise RefusedError("deputy.not_here")
            name_deputy(who, given["grant"], deputy, given["starts"], given["ends"], given["reason"])
        except RefusedError as refused:
            form.add_error("deputy" if refused.code.startswith("deputy.") else None, refused_words(refused))
        else:
            messages.success(request, say("deputy.named", lang, name=deputy.name))
            return redirect("people:me")
    current = Deputation.objects.filter(ends__gte=today).select_related("grant__department", "grant__person", "deputy")
    named, standing = current.filter(grant__person=who.person), current.filter(deputy=who.person)
    context = {
        "form": form if held else None,
        "grants": held,
        "named": named.order_by("ends"),
        "standing": standing.order_by("ends"),
    }
    return render(request, "people/me.html", context, status=422 if form.errors else 200)


@open_to_all
@require_POST
def end_own_deputy(request: HttpRequest, deputation: int) -> HttpResponse:
    """End what a deputy may do for the person."""
    who = actor(request)
    named = get_object_or_404(Deputation.objects.select_related("grant"), pk=deputation, grant__person=who.person)
    _say_how(request, lambda: end_deputy(who, named, timezone.localdate() - timedelta(days=1)), "deputy.was_ended")
    return redirect("people:me")


def _say_how(request: HttpRequest, act: Callable[[], None], code: str) -> None:
    try:
        act()
    except RefusedError as refused:
        messages.error(request, refused_words(refused))
    else:
        messages.success(request, say(code, language()))
