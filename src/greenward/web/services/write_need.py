"""Write a need: its head and its lines, by its owner, as long as it is not on its way."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import F

from greenward.terms.need import Asked
from greenward.web.accounts.actor import Actor
from greenward.web.accounts.models import Department
from greenward.web.accounts.permissions import Thing
from greenward.web.records.models import Need, NeedLine
from greenward.web.services.enter import enter
from greenward.web.services.refusal import RefusedError

MOST_LINES = 500


@dataclass(frozen=True, slots=True)
class Head:
    """What holds for all lines of a need."""

    department: Department
    purpose: str
    needed_by: date
    funding: str


@transaction.atomic
def begin_need(by: Actor, head: Head, lines: Sequence[Asked]) -> Need:
    """Return a new draft with its lines; raises RefusedError for too many of them."""
    thing = Thing(head.department.organisation_id, head.department.pk, by.person.pk, "draft")  # a new one is one's own
    acting = by.doing("need.write", thing)
    _few_enough(len(lines))
    need = Need.objects.create(
        organisation_id=head.department.organisation_id,
        department=head.department,
        owner=by.person,
        purpose=head.purpose,
        needed_by=head.needed_by,
        funding=head.funding,
    )
    need.writers.add(*acting.hands)
    NeedLine.objects.bulk_create(_rows(need, lines))
    enter(acting, "need.begun", need, after=seen(need))
    return need


@transaction.atomic
def change_need(by: Actor, need: Need, version: int, head: Head) -> None:
    """Change the head of a need; raises RefusedError where it was changed by someone else meanwhile."""
    acting, held = held_for_change(by, need, version)
    before = seen(held)
    held.purpose, held.needed_by, held.funding = head.purpose, head.needed_by, head.funding
    held.department = head.department
    held.save(update_fields=["purpose", "needed_by", "funding", "department"])
    enter(acting, "need.changed", held, before=before, after=seen(held))


@transaction.atomic
def add_lines(by: Actor, need: Need, version: int, lines: Sequence[Asked]) -> None:
    """Add lines to a need; raises RefusedError where it was changed meanwhile, or for too many lines."""
    acting, held = held_for_change(by, need, version)
    before = seen(held)
    _few_enough(held.lines.count() + len(lines))
    NeedLine.objects.bulk_create(_rows(held, lines))
    enter(acting, "need.changed", held, before=before, after=seen(held))


@transaction.atomic
def change_line(by: Actor, need: Need, version: int, line: NeedLine, written: Asked | None) -> None:
    """Write a line anew, or take it out (None); raises RefusedError where the need was changed meanwhile."""
    acting, held = held_for_change(by, need, version)
    before = seen(held)
    if written is None and line.findings.filter(settlement__isnull=False).exists():
        raise RefusedError("need.line_settled")
    if written is None:
        line.findings.all().delete()
        held.lines.filter(pk=line.pk).delete()
    else:
        held.lines.filter(pk=line.pk).update(
            item=written.item,
            attributes=written.attributes,
            quantity=written.quantity,
            unit_price=written.unit_price,
        )
    enter(acting, "need.changed", held, before=before, after=seen(held))


def held_for_change(by: Actor, need: Need, version: int, act: str = "need.write") -> tuple[Actor, Need]:
    """Return who acts and the need, held until the transaction ends and one version further.

    Raises PermissionDenied, and RefusedError where the page that was answered showed an older version.
    """
    held = Need.objects.select_for_update().get(pk=need.pk)
    acting = by.doing(act, held.thing)
    if held.version != version:
        raise RefusedError("need.changed_meanwhile")
    Need.objects.filter(pk=held.pk).update(version=F("version") + 1)
    held.version += 1
    if act in ("need.write", "need.send"):
        held.writers.add(*acting.hands)
    return acting, held


def seen(need: Need) -> dict[str, object]:
    """Return what the journal says of a need: its figures and items; what it is for stays with the need."""
    return {
        "department": need.department_id,
        "needed_by": need.needed_by,
        "funding": need.funding,
        "state": need.state,
        "lines": [
            [line.pk, line.item, line.attributes, line.quantity, line.unit_price] for line in need.lines.order_by("pk")
        ],
    }


def _rows(need: Need, lines: Sequence[Asked]) -> list[NeedLine]:
    return [
        NeedLine(need=need, item=w.item, attributes=w.attributes, quantity=w.quantity, unit_price=w.unit_price)
        for w in lines
    ]


def _few_enough(count: int) -> None:
    if count > MOST_LINES:
        raise RefusedError("need.too_many_lines", most=MOST_LINES)
