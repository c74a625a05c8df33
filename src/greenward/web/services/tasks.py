"""What waits for a person: derived from the records, never stored."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from allauth.mfa.models import Authenticator
from django.urls import reverse

from greenward.terms.finding import Reason
from greenward.web.accounts.actor import Actor
from greenward.web.accounts.models import Grant, Person
from greenward.web.accounts.permissions import Thing
from greenward.web.accounts.wording import grant_words
from greenward.web.records.models import Need
from greenward.web.services.waiting_needs import waiting_needs

SOON = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Task:
    """Something to do: what, where it is done, and until when (None: no day is set)."""

    what: Reason
    url: str
    due: date | None = None


def waiting(who: Actor, today: date) -> list[Task]:
    """Return the tasks of a person, those with the nearest day first."""
    return sorted(_tasks(who, today), key=lambda task: (task.due is None, task.due or today))


def _tasks(who: Actor, today: date) -> Iterator[Task]:
    for grant in Grant.objects.filter(person=who.person, ends__range=(today, today + SOON)):
        what = Reason("task.own_role_ends", {"role": grant_words(grant)})
        yield Task(what, reverse("people:me"), grant.ends)
    for item in waiting_needs(who):
        what = Reason("task.approve", {"number": item.need.number, "step": item.step})
        yield Task(what, reverse("approvals:approve", args=(item.need.pk,)))
    for need in Need.objects.filter(owner=who.person, state="returned"):
        yield Task(Reason("task.returned", {"number": need.number}), reverse("needs:need", args=(need.pk,)))
    here = Thing(who.organisation)
    if who.may("grant.give", here):
        others = Person.objects.filter(organisation=who.organisation, is_active=True).exclude(pk=who.person.pk)
        if not others.exists():
            yield Task(Reason("task.import_people"), reverse("people:import"))
        idle = others.exclude(grants__in=Grant.objects.in_force(today)).count()
        if idle:
            yield Task(Reason("task.without_role", {"count": idle}), f"{reverse('people:list')}?without=role")
    if not Authenticator.objects.filter(user=who.person, type=Authenticator.Type.TOTP).exists():
        yield Task(Reason("task.second_factor"), reverse("mfa_activate_totp"))
