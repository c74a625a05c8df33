"""What a person holds on a day: own roles, and those of whom the person stands in for."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q

from greenward.terms.role import Role
from greenward.web.accounts.models import Deputation, Grant, Person


@dataclass(frozen=True, slots=True)
class Right:
    """A role in an organisation or in one department of it; ``giver`` is whom a deputy stands in for."""

    role: Role
    organisation: int
    department: int | None = None
    giver: int | None = None


def rights(person: Person, day: date) -> tuple[Right, ...]:
    """Return the rights of ``person`` on ``day``, own ones first; nothing for one who has left."""
    return tuple(_rights(person, day, day)) if person.is_active else ()


def held_between(person: Person, starts: date, ends: date | None) -> tuple[Right, ...]:
    """Return the rights that ``person`` holds on any day from ``starts`` to ``ends`` (None: open)."""
    return tuple(_rights(person, starts, ends))


def _rights(person: Person, starts: date, ends: date | None) -> Iterator[Right]:
    for grant in Grant.objects.filter(_in_force(starts, ends), person=person).order_by("pk"):
        yield Right(Role(grant.role), grant.organisation_id, grant.department_id)
    standing_in = Deputation.objects.filter(
        _in_force(starts, ends), _in_force(starts, ends, "grant__"), deputy=person, grant__person__is_active=True
    ).select_related("grant")
    for deputation in standing_in.order_by("pk"):
        grant = deputation.grant
        yield Right(Role(grant.role), grant.organisation_id, grant.department_id, grant.person_id)


def _in_force(starts: date, ends: date | None, of: str = "") -> Q:
    """Return the condition that something is in force on a day from ``starts`` to ``ends``."""
    found = (Q(**{f"{of}ends__isnull": True}) | Q(**{f"{of}ends__gte": starts})) & (
        Q(**{f"{of}ends__isnull": True}) | Q(**{f"{of}ends__gte": F(f"{of}starts")})
    )
    return found if ends is None else found & Q(**{f"{of}starts__lte": ends})
