"""Which needs a person may see: the table of permits as one query."""

from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet

from greenward.web.accounts.actor import Actor
from greenward.web.accounts.models import Department
from greenward.web.accounts.permissions import PERMITS, Relation
from greenward.web.accounts.rights import Right
from greenward.web.records.models import Need


def visible(who: Actor, act: str = "need.see") -> QuerySet[Need]:
    """Return the needs to which a person may do ``act``; a test holds it equal to ``may`` need by need."""
    conditions = [
        condition
        for right in who.rights
        for permit in PERMITS[act]
        if (nearness := permit.nearness.get(right.role)) is not None
        for condition in [_within(who, right, nearness) & (Q(state__in=permit.states) if permit.states else Q())]
    ]
    found = Need.objects.select_related("department", "owner")
    return found.filter(reduce(or_, conditions)) if conditions else found.none()


def departments_of(who: Actor) -> list[Department]:
    """Return the departments for which a person may state needs, the own one first."""
    rights = [right for right in who.rights if right.giver is None and right.role in PERMITS["need.write"][0].nearness]
    here = Department.objects.filter(organisation=who.organisation)
    if not any(right.department is None for right in rights):
        here = here.filter(pk__in=[right.department for right in rights])
    own = who.person.department_id
    return sorted(here, key=lambda each: (each.pk != own, each.code))


def _within(who: Actor, right: Right, nearness: Relation) -> Q:
    here = Q(organisation=right.organisation)
    if nearness is Relation.OWN:
        return here & Q(owner=who.person.pk if right.giver is None else right.giver)
    if nearness is Relation.SCOPE and right.department is not None:
        return here & Q(department=right.department)
    return here
