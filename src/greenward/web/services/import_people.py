"""Take over people and departments from a list: all of it, or nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from greenward.terms.canonical import digest
from greenward.terms.finding import Reason
from greenward.terms.person import ListedPerson
from greenward.terms.problem import Place, Problem, ProblemsError
from greenward.web.accounts.actor import Actor
from greenward.web.accounts.models import Department, Organisation, Person, PersonKey
from greenward.web.accounts.permissions import Thing
from greenward.web.services.enter import enter
from greenward.web.services.give_role import grant_checked
from greenward.web.services.refusal import RefusedError

NAMED = (Reason("people.name"), Reason("people.email"), Reason("people.department"))


@dataclass(frozen=True, slots=True)
class Change:
    """What the list does to one person or department; ``after`` are the fields that change."""

    kind: str
    key: str
    name: str
    is_new: bool
    fields: tuple[Reason, ...]


def changes(rows: Sequence[ListedPerson], organisation: Organisation) -> tuple[Change, ...]:
    """Return what the list would change: departments first, then persons; those it leaves as they are stay out."""
    return (*_of_departments(rows, organisation), *_of_persons(rows, organisation))


@transaction.atomic
def import_people(by: Actor, rows: Sequence[ListedPerson], file: str, file_hash: str, today: date) -> int:
    """Take the list over and return how many departments, persons and roles changed.

    Nobody is taken out, and no role is ended: what the list does not name stays as it is. Raises ProblemsError with the
    rows that cannot be taken over, and then nothing is.
    """
    acting = by.doing("people.import", Thing(by.organisation))
    organisation = Organisation.objects.select_for_update(no_key=True).get(pk=by.organisation)
    found = changes(rows, organisation)
    departments = _departments(rows, organisation)
    problems, given = [], 0
    for row in rows:
        try:
            given += _take(row, organisation, departments, acting, today)
        except RefusedError as refused:
            problems.append(Problem(refused.code, Place(file, row.row), refused.params))
    if problems:
        raise ProblemsError(problems)
    if found or given:
        listed = [[item.kind, item.key, [field.code for field in item.fields]] for item in found]
        enter(
            acting,
            "people.imported",
            organisation,
            after={"file": file_hash, "rows": len(rows), "changes": digest(listed)},
        )
    return len(found) + given


def _of_departments(rows: Sequence[ListedPerson], organisation: Organisation) -> list[Change]:
    known = dict(organisation.departments.values_list("code", "name"))
    wanted = {row.department: row.department_name for row in rows if row.department}
    return [
        Change("department", code, name, code not in known, NAMED[:1])
        for code, name in wanted.items()
        if known.get(code) != name
    ]


def _of_persons(rows: Sequence[ListedPerson], organisation: Organisation) -> list[Change]:
    known = {person.login: person for person in organisation.people.select_related("department")}
    return [
        Change("person", row.login, row.name, row.login not in known, fields)
        for row in rows
        if (fields := _fields(row, known.get(row.login)))
    ]


def _fields(row: ListedPerson, person: Person | None) -> tuple[Reason, ...]:
    if person is None:
        return NAMED
    held = {"name": person.name, "email": person.email, "department": person.department and person.department.code}
    wanted = {"name": row.name, "email": row.email, "department": row.department or None}
    return tuple(Reason(f"people.{field}") for field, value in wanted.items() if held[field] != value)


def _departments(rows: Sequence[ListedPerson], organisation: Organisation) -> dict[str, Department]:
    for code, name in {row.department: row.department_name for row in rows if row.department}.items():
        Department.objects.update_or_create(organisation=organisation, code=code, defaults={"name": name})
    return {department.code: department for department in organisation.departments.all()}


def _take(
    row: ListedPerson, organisation: Organisation, departments: dict[str, Department], by: Actor, today: date
) -> int:
    person = Person.objects.filter(login__iexact=row.login).first()
    if person is not None and person.organisation_id != organisation.pk:
        raise RefusedError("person.elsewhere")
    department = departments.get(row.department)
    if person is None:
        person = Person.objects.create_user(
            row.login, name=row.name, email=row.email, organisation=organisation, department=department
        )
        PersonKey.objects.create(person=person)
    elif _fields(row, person):
        Person.objects.filter(pk=person.pk).update(
            name=row.name, email=row.email, department=department, version=person.version + 1
        )
    given = 0
    scope = None if row.whole else department
    for role in row.roles:
        if person.pk in by.hands:
            raise RefusedError("grant.own")
        try:
            grant_checked(person, role, scope, row.starts or today, row.ends, by.person)
            given += 1
        except RefusedError as refused:
            if refused.code != "grant.held":
                raise
    return given
