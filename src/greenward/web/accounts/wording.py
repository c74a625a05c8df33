"""Roles and where they hold, as reasons that a face renders."""

from collections.abc import Sequence

from greenward.terms.finding import Reason
from greenward.web.accounts.models import Department, Grant, Person
from greenward.web.accounts.rights import Right


def grant_words(grant: Grant) -> Reason:
    """Return a role and where it holds."""
    return _role(grant.role, grant.department)


def right_words(rights: Sequence[Right]) -> list[Reason]:
    """Return each right: the role, where it holds, and for whom one stands in."""
    departments = Department.objects.in_bulk([right.department for right in rights if right.department is not None])
    givers = Person.objects.in_bulk([right.giver for right in rights if right.giver is not None])
    found = []
    for right in rights:
        role = _role(right.role.value, departments.get(right.department or 0))
        giver = givers.get(right.giver or 0)
        found.append(role if giver is None else Reason("deputy.for", {"name": giver.name, "role": role}))
    return found


def _role(role: str, department: Department | None) -> Reason:
    held = Reason(f"role.{role}")
    if department is None:
        return held
    return Reason("grant.in_department", {"role": held, "department": department.name})
