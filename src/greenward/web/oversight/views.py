"""The journal as people read it: the newest first, one act a row, each with all that it says."""

import io
import json
import tempfile
import zipfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from greenward.ledger.entry import Entry as Read
from greenward.ledger.entry import read
from greenward.terms.finding import Reason
from greenward.web.accounts.actor import Actor, actor, door
from greenward.web.accounts.models import Person
from greenward.web.journal.models import Checkpoint, Entry
from greenward.web.records.models import Settlement
from greenward.web.refused import refused_words
from greenward.web.services.export_journal import export_journal
from greenward.web.services.refusal import RefusedError
from greenward.web.services.seal import signing_key

A_PAGE = 25


@dataclass(frozen=True, slots=True)
class Row:
    """An entry as it is shown: names are looked up now, the entry itself holds none."""

    seq: int
    at: datetime
    what: Reason
    who: str
    giver: str
    role: Reason | None
    object: Reason
    reason: str


@door("journal.see")
@require_safe
def journal(request: HttpRequest) -> HttpResponse:
    """Show the acts in the own organisation, 25 on a page, back from the newest or from a number."""
    before = request.GET.get("before", "")
    found = _of(actor(request)).order_by("-seq")
    if before.isdecimal() and len(before) < 19:
        found = found.filter(seq__lt=int(before))
    shown = list(found[: A_PAGE + 1])
    context = {
        "rows": _rows(shown[:A_PAGE]),
        "older": shown[A_PAGE - 1].seq if len(shown) > A_PAGE else None,
        "before": before,
        "last": Checkpoint.objects.order_by("-size").first(),
    }
    return render(request, "oversight/journal.html", context)


@door("settled.see")
@require_safe
def settled(request: HttpRequest) -> HttpResponse:
    """Show every decision, override and exemption of the organisation, the newest first, 25 on a page."""
    found = Settlement.objects.filter(finding__line__need__organisation=actor(request).organisation)
    found = found.select_related("finding__line__need", "by").order_by("-pk")
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    return render(request, "oversight/settled.html", {"page": page})


@door("journal.see")
@require_safe
def entry(request: HttpRequest, seq: int) -> HttpResponse:
    """Show all that one entry says, with its leaf."""
    found = get_object_or_404(_of(actor(request)), pk=seq)
    values = json.loads(found.body)
    changed = {name: json.dumps(values[name], ensure_ascii=False, indent=2) for name in ("before", "after")}
    context = {"row": _rows([found])[0], "changed": changed, "leaf": bytes(found.leaf).hex(), "prev": values["prev"]}
    return render(request, "oversight/entry.html", context)


@door("journal.export")
@require_POST
def export(request: HttpRequest) -> HttpResponse:
    """Hand out the journal as a zipped folder that verifies on another machine."""
    with tempfile.TemporaryDirectory() as room:
        folder = Path(room) / "journal"
        try:
            export_journal(actor(request), folder)
        except RefusedError as refused:
            messages.error(request, refused_words(refused))
            return redirect("oversight:journal")
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for path in sorted(folder.rglob("*")):
                archive.write(path, path.relative_to(room))
    return _file(packed.getvalue(), f"journal-{timezone.localdate()}.zip", "application/zip")


@door("journal.see")
@require_safe
def checkpoint(request: HttpRequest) -> HttpResponse:
    """Hand out the last checkpoint: who keeps it can tell later whether anything before it was changed."""
    last = Checkpoint.objects.order_by("-size").first()
    if last is None:
        raise Http404
    return _file(last.note.encode(), f"checkpoint-{last.size}.txt", "text/plain; charset=utf-8")


@door("journal.see")
@require_safe
def key(request: HttpRequest) -> HttpResponse:
    """Hand out the public key of the journal."""
    return _file(f"{signing_key().verifying.line}\n".encode(), "journal.pub", "text/plain; charset=utf-8")


def _of(who: Actor) -> QuerySet[Entry]:
    return Entry.objects.filter(organisation=f"organisation:{who.organisation}")


def _rows(entries: list[Entry]) -> list[Row]:
    acts = [read(entry.body.encode()) for entry in entries]
    ids = {name.removeprefix("person:") for act in acts for name in (act.actor, act.on_behalf_of or "")}
    people = Person.objects.filter(pk__in=ids - {"", "operator"}).values_list("pk", "name")
    names = {f"person:{pk}": name for pk, name in people}
    return [_row(act, names) for act in acts]


def _row(act: Read, names: dict[str, str]) -> Row:
    return Row(
        seq=act.seq,
        at=act.ts,
        what=Reason(f"act.{act.action.replace('.', '_')}"),
        who=names.get(act.actor, ""),
        giver=names.get(act.on_behalf_of or "", ""),
        role=None if act.role == "operator" else Reason(f"role.{act.role}"),
        object=Reason(f"thing.{act.object.type}", {"id": act.object.id}),
        reason=act.reason,
    )


def _file(data: bytes, name: str, kind: str) -> HttpResponse:
    answer = HttpResponse(data, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "no-store"
    return answer
