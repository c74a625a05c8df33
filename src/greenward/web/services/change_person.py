"""Let a person go, and give one a first password."""

import secrets
from datetime import date, timedelta

from django.db import transaction

from greenward.web.accounts.actor import Actor
from greenward.web.accounts.models import Grant, Person
from greenward.web.accounts.permissions import Thing
from greenward.web.services.enter import enter
from greenward.web.services.refusal import RefusedError


@transaction.atomic
def let_go(by: Actor, person: Person, today: date) -> None:
    """Close a person's sign-in and end every role; raises RefusedError for oneself and for one who left."""
    acting = by.doing("people.change", Thing(person.organisation_id))  # one may hold more than a department
    held = Person.objects.select_for_update().get(pk=person.pk)
    if held.pk in acting.hands:
        raise RefusedError("people.own")
    if not held.is_active:
        raise RefusedError("people.left_before")
    Person.objects.filter(pk=held.pk).update(is_active=False, version=held.version + 1)
    ended = list(Grant.objects.in_force(today).filter(person=held).values_list("pk", flat=True))
    Grant.objects.filter(pk__in=ended).update(ends=today - timedelta(days=1))
    enter(acting, "person.left", held, before={"active": True}, after={"active": False, "ended": ended})


@transaction.atomic
def first_password(by: Actor, person: Person) -> str:
    """Return a new random password that the person must change at once; raises RefusedError for oneself."""
    acting = by.doing("people.change", Thing(person.organisation_id))  # one may hold more than a department
    held = Person.objects.select_for_update().get(pk=person.pk)
    if held.pk in acting.hands:
        raise RefusedError("people.own")
    if not held.is_active:
        raise RefusedError("people.left_before")
    made = secrets.token_urlsafe(12)
    held.set_password(made)
    held.first_password = True
    held.save(update_fields=["password", "first_password"])
    enter(acting, "person.password_given", held)
    return made
