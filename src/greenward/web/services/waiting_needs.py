"""Which needs wait for a person's word."""

from dataclasses import dataclass
from datetime import datetime

from greenward.terms.names import Names
from greenward.web.accounts.actor import Actor
from greenward.web.records.models import Need
from greenward.web.services.approve_need import open_part, standing
from greenward.web.services.see_needs import visible


@dataclass(frozen=True, slots=True)
class Waiting:
    """A need at a step that the person holds, since when, and the working days that the step gives."""

    need: Need
    step: Names
    since: datetime
    days: int | None


def waiting_needs(who: Actor) -> list[Waiting]:
    """Return the needs that wait for the person, those that wait longest first; own needs wait for others."""
    found = []
    for need in visible(who, "need.approve").exclude(owner=who.person).prefetch_related("marks"):
        now = standing(need)
        if now.step is not None and open_part(who, need, now) is not None:
            found.append(Waiting(need, now.step.names, now.since, now.step.days))
    return sorted(found, key=lambda item: item.since)
