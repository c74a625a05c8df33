"""Give a person a role, and end one."""

from datetime import date

from django.db import transaction

from greenward.terms.finding import Reason
from greenward.terms.role import Role, incompatible
from greenward.web.accounts.actor import Actor
from greenward.web.accounts.models import Department, Grant, Person
from greenward.web.accounts.permissions import Thing
from greenward.web.accounts.rights import held_between
from greenward.web.services.enter import enter
from greenward.web.services.refusal import RefusedError


@transaction.atomic
def give_role(
    by: Actor, person: Person, role: Role, department: Department | None, starts: date, ends: date | None
) -> Grant:
    """Return the new grant; raises RefusedError where it is one's own, held already, or apart from one held."""
    acting = by.doing("grant.give", Thing(person.organisation_id, None if department is None else department.pk))
    if person.pk in acting.hands:
        raise RefusedError("grant.own")
    grant = grant_checked(person, role, department, starts, ends, by.person)
    enter(acting, "grant.given", grant, after=_seen(grant))
    return grant


def grant_checked(
    person: Person, role: Role, department: Department | None, starts: date, ends: date | None, by: Person | None
) -> Grant:
    """Return a new grant that stands beside those held; raises RefusedError where it cannot."""
    Person.objects.select_for_update().get(pk=person.pk)
    if ends is not None and ends < starts:
        raise RefusedError("grant.ends_before_it_starts")
    if department is not None and department.organisation_id != person.organisation_id:
        raise RefusedError("grant.other_organisation")
    if not person.is_active:
        raise RefusedError("grant.has_left")
    for held in held_between(person, starts, ends):
        if (held.role, held.department, held.giver) == (role, department.pk if department else None, None):
            raise RefusedError("grant.held")
        if incompatible(held.role, role):
            raise RefusedError("grant.apart", one=Reason(f"role.{held.role.value}"), other=Reason(f"role.{role.value}"))
    return Grant.objects.create(
        person=person,
        role=role.value,
        organisation_id=person.organisation_id,
        department=department,
        starts=starts,
        ends=ends,
        given_by=by,
    )


@transaction.atomic
def end_role(by: Actor, grant: Grant, last_day: date) -> None:
    """End a grant after ``last_day``; raises RefusedError for an own one, and for one that ended already."""
    acting = by.doing("grant.end", Thing(grant.organisation_id, grant.department_id))
    held = Grant.objects.select_for_update().get(pk=grant.pk)
    if held.person_id in acting.hands:
        raise RefusedError("grant.own")
    if held.ends is not None and held.ends <= last_day:
        raise RefusedError("grant.ended", day=held.ends)
    before = _seen(held)
    held.ends = last_day
    held.save(update_fields=["ends"])
    enter(acting, "grant.ended", held, before=before, after=_seen(held))


def _seen(grant: Grant) -> dict[str, object]:
    return {
        "person": grant.person_id,
        "role": grant.role,
        "department": grant.department_id,
        "starts": grant.starts,
        "ends": grant.ends,
    }
