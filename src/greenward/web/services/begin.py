"""Begin with a new organisation and its first administrator, by whoever runs the server."""

import secrets
from datetime import date

from django.db import transaction

from greenward.terms.buyer import Buyer
from greenward.terms.role import Role
from greenward.web.accounts.models import Grant, Organisation, Person, PersonKey
from greenward.web.services.enter import enter
from greenward.web.services.refusal import RefusedError


@transaction.atomic
def begin(code: str, name: str, buyer: Buyer, login: str, person_name: str, today: date) -> str:
    """Return the first password of the first administrator; raises RefusedError where code or sign-in name is taken."""
    if Organisation.objects.filter(code=code).exists():
        raise RefusedError("begin.code_taken", code=code)
    if Person.objects.filter(login__iexact=login).exists():
        raise RefusedError("begin.login_taken", login=login)
    organisation = Organisation.objects.create(
        code=code, name=name, place=buyer.place, level=buyer.level, kind=buyer.kind
    )
    made = secrets.token_urlsafe(12)
    person = Person.objects.create_user(login, made, name=person_name, organisation=organisation, first_password=True)
    PersonKey.objects.create(person=person)
    Grant.objects.create(person=person, role=Role.ADMINISTRATOR, organisation=organisation, starts=today)
    enter(None, "organisation.begun", organisation, after={"code": code, "administrator": person.pk})
    return made


@transaction.atomic
def new_password(login: str) -> str:
    """Return a new first password of a person; raises RefusedError where there is none of that sign-in name."""
    person = Person.objects.select_for_update().filter(login=login, is_active=True).first()
    if person is None:
        raise RefusedError("begin.no_such_person", login=login)
    made = secrets.token_urlsafe(12)
    person.set_password(made)
    person.first_password = True
    person.save(update_fields=["password", "first_password"])
    enter(None, "person.password_given", person)
    return made
