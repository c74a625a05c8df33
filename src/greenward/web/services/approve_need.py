"""Approve a need at a step of its route, or return it."""

from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile

from django.core.exceptions import PermissionDenied
from django.db import transaction

from greenward.policy.route import progress
from greenward.terms.route import Mark as Done
from greenward.terms.route import Outcome, Part, Progress, Reach, Step
from greenward.web.accounts import duties
from greenward.web.accounts.actor import Actor
from greenward.web.accounts.duties import Duty
from greenward.web.accounts.rights import Right
from greenward.web.records.models import Mark, Need
from greenward.web.services.enter import enter
from greenward.web.services.refusal import RefusedError
from greenward.web.services.send_need import kept_route
from greenward.web.services.write_need import held_for_change


@dataclass(frozen=True, slots=True)
class Word:
    """What a holder says: the outcome, an opinion, where a return goes to, and a meeting's resolution with its file."""

    outcome: Outcome
    opinion: str
    to: str = ""
    resolution: str = ""
    resolution_file: str = ""


def standing(need: Need) -> Progress:
    """Return where a sent need stands."""
    assert need.sent_at is not None  # noqa: S101  only what was sent has a route
    return progress(kept_route(need), [_done(mark) for mark in _of_round(need)], need.sent_at)


def _of_round(need: Need) -> list[Mark]:
    """Return the marks since the need was last sent, in their order; those fetched before are not asked again."""
    return sorted((mark for mark in need.marks.all() if mark.round == need.round), key=lambda mark: mark.pk)


def open_part(who: Actor, need: Need, now: Progress) -> tuple[int, Right] | None:
    """Return the part of the open step that a person may give, and by which right, own rights first; None: none."""
    if now.step is None:
        return None
    for right in who.rights:
        for number in now.open:
            if _holds(right, now.step.parts[number], need):
                return number, right
    return None


@transaction.atomic
def approve_need(by: Actor, need: Need, version: int, word: Word, now: datetime) -> Need:
    """Approve or return a need, and give it back; raises RefusedError for what the step or a separation forbids.

    Who stated the need, and whoever stands in for such a one or is stood in for, does not approve it. An approval at a
    step that needs a resolution states its number and hands in its file; a return says why.
    """
    acting, held = held_for_change(by, need, version, "need.approve")
    where = standing(held)
    found = open_part(by, held, where)
    if found is None or where.step is None:
        raise PermissionDenied("need.approve")
    part, right = found
    acting = Actor(by.person, by.rights, right)
    stated = [duties.Done(Duty.REQUIREMENT, pk) for pk in (held.owner_id, *held.writers.values_list("pk", flat=True))]
    if duties.conflict(stated, duties.Done(Duty.APPROVAL, by.person.pk, right.giver)) is not None:
        raise RefusedError("need.own_approval")
    round_so_far = _of_round(held)
    if any({mark.person_id, mark.giver_id} & acting.hands for mark in round_so_far if mark.outcome == "approved"):
        raise RefusedError("need.signed_already")
    if word.outcome is Outcome.RETURNED and not word.opinion.strip():
        raise RefusedError("need.return_without_reason")
    if word.outcome is Outcome.APPROVED and where.step.resolution and not (word.resolution and word.resolution_file):
        raise RefusedError("need.resolution_missing")
    if word.to and word.to not in {step.id for step in steps_before(held, where)}:
        raise RefusedError("need.no_such_step")
    before = held.state
    Mark.objects.create(
        need=held,
        round=held.round,
        step=where.step.id,
        part=part,
        outcome=word.outcome.value,
        to=word.to,
        at=max([now, held.sent_at or now, *(mark.at for mark in round_so_far)]),
        person=by.person,
        giver_id=right.giver,
        role=right.role.value,
        opinion=word.opinion,
        resolution=word.resolution,
        resolution_file=word.resolution_file,
    )
    after = standing(held)
    held.state = "approved" if after.finished else "returned" if after.returned else "sent"
    held.save(update_fields=["state"])
    said = {"step": where.step.id, "part": part, "outcome": word.outcome.value, "to": word.to, "state": held.state}
    said |= {"resolution": word.resolution, "file": word.resolution_file}
    enter(acting, f"need.{word.outcome.value}", held, before={"state": before}, after=said, reason=word.opinion)
    return held


def steps_before(need: Need, where: Progress) -> tuple[Step, ...]:
    """Return the steps before the one that is open: those that a need may be returned to."""
    return tuple(takewhile(lambda step: step != where.step, kept_route(need).steps))


def _holds(right: Right, part: Part, need: Need) -> bool:
    if right.role is not part.role or right.organisation != need.organisation_id:
        return False
    return right.department is None or (part.reach is Reach.DEPARTMENT and right.department == need.department_id)


def _done(mark: Mark) -> Done:
    return Done(mark.step, mark.part, Outcome(mark.outcome), mark.at, mark.person_id, mark.to or None)
