"""Name a deputy for an own role, and end that."""

from datetime import date

from django.db import transaction

from greenward.terms.finding import Reason
from greenward.terms.role import NOT_HANDED_ON, Role, incompatible
from greenward.web.accounts.actor import Actor
from greenward.web.accounts.models import Deputation, Grant, Person
from greenward.web.accounts.permissions import Thing
from greenward.web.accounts.rights import held_between
from greenward.web.services.enter import enter
from greenward.web.services.refusal import RefusedError


@transaction.atomic
def name_deputy(by: Actor, grant: Grant, deputy: Person, starts: date, ends: date, reason: str) -> Deputation:
    """Return the new deputation; raises RefusedError where the deputy could not hold the role or already stands in."""
    acting = by.doing("deputy.name", Thing(grant.organisation_id, owner=grant.person_id))
    Person.objects.select_for_update().get(pk=deputy.pk)
    role = Role(grant.role)
    if deputy.pk == by.person.pk:
        raise RefusedError("deputy.self")
    if deputy.organisation_id != grant.organisation_id or not deputy.is_active or role in NOT_HANDED_ON:
        raise RefusedError("deputy.not_here")
    if ends < starts:
        raise RefusedError("grant.ends_before_it_starts")
    if grant.ends is not None and ends > grant.ends:
        raise RefusedError("deputy.longer_than_role", day=grant.ends)
    for right in held_between(deputy, starts, ends):
        if incompatible(right.role, role):
            raise RefusedError(
                "grant.apart", one=Reason(f"role.{right.role.value}"), other=Reason(f"role.{role.value}")
            )
    if Deputation.objects.filter(grant=grant, deputy=deputy, starts__lte=ends, ends__gte=starts).exists():
        raise RefusedError("deputy.held")
    found = Deputation.objects.create(grant=grant, deputy=deputy, starts=starts, ends=ends, reason=reason)
    enter(acting, "deputy.named", found, after=_seen(found), reason=reason)
    return found


@transaction.atomic
def end_deputy(by: Actor, deputation: Deputation, last_day: date) -> None:
    """End a deputation after ``last_day``; raises RefusedError for one that ended already."""
    acting = by.doing("deputy.end", Thing(deputation.grant.organisation_id, owner=deputation.grant.person_id))
    held = Deputation.objects.select_for_update().get(pk=deputation.pk)
    if held.ends <= last_day:
        raise RefusedError("grant.ended", day=held.ends)
    before = _seen(held)
    held.ends = last_day
    held.save(update_fields=["ends"])
    enter(acting, "deputy.ended", held, before=before, after=_seen(held))


def _seen(deputation: Deputation) -> dict[str, object]:
    return {
        "grant": deputation.grant_id,
        "deputy": deputation.deputy_id,
        "starts": deputation.starts,
        "ends": deputation.ends,
    }
