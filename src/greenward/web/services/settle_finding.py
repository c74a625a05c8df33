"""Settle a finding: decide what cannot be determined, override the unit's own rule, enter an exemption from law."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from greenward.web.accounts.actor import Actor
from greenward.web.records.models import Finding, Need, Settlement
from greenward.web.services.enter import enter
from greenward.web.services.refusal import RefusedError

ACTS = {"decision": "need.decide", "override": "need.override", "exemption": "need.exempt"}


@dataclass(frozen=True, slots=True)
class Ground:
    """Why a finding is settled; which fields must stand depends on the kind."""

    kind: str
    reason: str
    basis: str = ""
    authority: str = ""
    number: str = ""
    valid_from: date | None = None
    valid_until: date | None = None
    file: str = ""
    file_name: str = ""


def kinds_for(finding: Finding) -> tuple[str, ...]:
    """Return how a finding may be settled: what is open by a decision, the unit's by a reason, law by an exemption."""
    if finding.status == "cannot_determine":
        return ("decision",)
    if finding.status not in ("mandatory", "preferred"):
        return ()
    return ("override",) if finding.level == "unit" else ("exemption",) if finding.status == "mandatory" else ()


@transaction.atomic
def settle_finding(by: Actor, finding: Finding, ground: Ground, now: datetime) -> Settlement:
    """Return the settlement; raises RefusedError where a reason would override the law, or something is missing."""
    need = Need.objects.select_for_update().get(pk=finding.line.need_id)
    if ground.kind not in ACTS:
        raise RefusedError("settle.kind")
    acting = by.doing(ACTS[ground.kind], need.thing)
    if ground.kind not in kinds_for(finding):
        raise RefusedError("settle.law_stands" if finding.level == "law" else "settle.kind")
    if need.owner_id in acting.hands:
        raise RefusedError("settle.own")
    if Settlement.objects.filter(finding=finding).exists():
        raise RefusedError("settle.done")
    if missing := _missing(ground):
        raise RefusedError("settle.missing", fields=missing)
    if ground.valid_until is not None and ground.valid_until < timezone.localdate(now):
        raise RefusedError("settle.expired", day=ground.valid_until)
    if ground.valid_from is not None and ground.valid_from > (ground.valid_until or ground.valid_from):
        raise RefusedError("grant.ends_before_it_starts")
    if ground.valid_from is not None and ground.valid_from > timezone.localdate(now):
        raise RefusedError("settle.not_yet", day=ground.valid_from)
    if finding.round != need.round:
        raise RefusedError("settle.kind")
    right = acting.using
    found = Settlement.objects.create(
        finding=finding,
        kind=ground.kind,
        reason=ground.reason,
        basis=ground.basis,
        authority=ground.authority,
        number=ground.number,
        valid_from=ground.valid_from,
        valid_until=ground.valid_until,
        file=ground.file,
        file_name=ground.file_name,
        by=by.person,
        giver_id=None if right is None else right.giver,
        at=now,
    )
    said = {"need": need.pk, "round": finding.round, "item": finding.item, "rule": finding.rule, "kind": ground.kind}
    for name in ("basis", "authority", "number", "valid_from", "valid_until", "file"):
        said[name] = getattr(ground, name)
    enter(acting, f"finding.{ground.kind}", found, after=said, reason=ground.reason)
    return found


def open_findings(need: Need) -> int:
    """Return how many findings close the need's next step: nothing has settled them yet."""
    return Finding.objects.filter(
        line__need=need, round=need.round, status="cannot_determine", settlement__isnull=True
    ).count()


def _missing(ground: Ground) -> tuple[str, ...]:
    wanted = {"decision": ("reason", "file"), "override": ("reason",),
              "exemption": ("reason", "basis", "authority", "number", "valid_until", "file")}[ground.kind]  # fmt: skip
    return tuple(name for name in wanted if not str(getattr(ground, name) or "").strip())
