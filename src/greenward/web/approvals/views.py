"""What waits for a person's word, and the word."""

import json
from pathlib import PurePath

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from greenward.terms.route import Outcome
from greenward.texts import say
from greenward.web.accounts.actor import actor, door, open_to_all
from greenward.web.approvals.forms import FIELDS, SettleForm, WordForm
from greenward.web.findings import from_words
from greenward.web.form import version_of
from greenward.web.language import language
from greenward.web.records.models import Finding, Mark, Settlement
from greenward.web.refused import refused_words
from greenward.web.services.approve_need import Word, approve_need, open_part, standing, steps_before
from greenward.web.services.refusal import RefusedError
from greenward.web.services.see_needs import visible
from greenward.web.services.send_need import amount_of
from greenward.web.services.settle_finding import Ground, kinds_for, open_findings, settle_finding
from greenward.web.services.waiting_needs import waiting_needs
from greenward.web.uploads import evidence_taken_in, handed_out


@door("need.approve")
@require_safe
def waiting(request: HttpRequest) -> HttpResponse:
    """Show the needs that wait for the person's word, those that wait longest first."""
    return render(request, "approvals/list.html", {"waiting": waiting_needs(actor(request))})


@door("need.approve")
@require_http_methods(["GET", "HEAD", "POST"])
def approve(request: HttpRequest, need: int) -> HttpResponse:
    """Show a need at its step, and take the word of who holds it."""
    who, lang = actor(request), language()
    found = get_object_or_404(visible(who, "need.approve"), pk=need)
    now = standing(found)
    if open_part(who, found, now) is None or now.step is None:
        raise PermissionDenied("need.approve")
    form = WordForm(lang, steps_before(found, now), now.step.resolution, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        outcome = Outcome(said["outcome"])
        to = said["to"] if outcome is Outcome.RETURNED else ""
        try:
            file = evidence_taken_in(said.get("file"))
            word = Word(outcome, said["opinion"], to, said.get("resolution", ""), file)
            approve_need(who, found, version_of(request), word, timezone.now())
        except RefusedError as refused:
            form.add_error(None, refused_words(refused))
        else:
            messages.success(request, say(f"approval.was_{outcome.value}", lang, number=found.number))
            return redirect("approvals:list")
    context = {
        "need": found,
        "step": now.step,
        "form": form,
        "amount": amount_of(found),
        "open": open_findings(found),
        "version": request.POST.get("version", found.version),
    }
    return render(request, "approvals/approve.html", context, status=422 if form.errors else 200)


@open_to_all
@require_http_methods(["GET", "HEAD", "POST"])
def settle(request: HttpRequest, finding: int) -> HttpResponse:
    """Settle a finding with what its kind asks for; the service knows who may."""
    who, lang = actor(request), language()
    found = get_object_or_404(Finding.objects.select_related("line"), pk=finding, line__need__in=visible(who))
    kind = request.GET.get("kind", "")
    if kind not in FIELDS or kind not in kinds_for(found):
        raise PermissionDenied("settle")
    form = SettleForm(lang, kind, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        handed_in = said.pop("file", None)
        name = PurePath(handed_in.name or "").name if handed_in is not None else ""
        try:
            ground = Ground(kind=kind, file=evidence_taken_in(handed_in), file_name=name, **said)
            settle_finding(who, found, ground, timezone.now())
        except RefusedError as refused:
            form.add_error(None, refused_words(refused))
        else:
            messages.success(request, say("settle.was_done", lang))
            return redirect("needs:need", need=found.line.need_id)
    words = from_words(found.status, _said(found, lang))
    context = {"form": form, "finding": words, "kind": kind, "line": found.line}
    return render(request, "approvals/settle.html", context, status=422 if form.errors else 200)


@open_to_all
@require_safe
def evidence(request: HttpRequest, settlement: int) -> FileResponse:
    """Hand out the document that a settlement rests on, to who may see the need."""
    seen = Settlement.objects.filter(finding__line__need__in=visible(actor(request)))
    found = get_object_or_404(seen, pk=settlement)
    return handed_out(found.file, found.file_name)


@open_to_all
@require_safe
def resolution(request: HttpRequest, mark: int) -> FileResponse:
    """Hand out a meeting's resolution, to who may see the need."""
    found = get_object_or_404(Mark.objects.filter(need__in=visible(actor(request))), pk=mark)
    return handed_out(found.resolution_file, found.resolution)


def _said(finding: Finding, lang: str) -> dict[str, object]:
    found: dict[str, object] = json.loads(finding.said)[lang]
    return found
