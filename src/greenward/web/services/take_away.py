"""Take a lost way in away from a person, by whoever runs the server."""

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.db import transaction

from greenward.web.accounts.models import Person
from greenward.web.services.enter import enter
from greenward.web.services.refusal import RefusedError


@transaction.atomic
def take_factor(login: str) -> str:
    """Take the second factor with its recovery codes away and return the person's name; raises RefusedError."""
    person = _person(login)
    gone, _ = Authenticator.objects.filter(user=person).delete()
    if not gone:
        raise RefusedError("take_away.no_factor", login=login)
    enter(None, "person.factor_removed", person)
    return person.name


@transaction.atomic
def take_identity(login: str) -> str:
    """Untie the person from the provider of identities and return the person's name; raises RefusedError."""
    person = _person(login)
    gone, _ = SocialAccount.objects.filter(user=person).delete()
    if not gone:
        raise RefusedError("take_away.no_identity", login=login)
    enter(None, "person.identity_removed", person)
    return person.name


def _person(login: str) -> Person:
    person = Person.objects.select_for_update().filter(login=login).first()
    if person is None:
        raise RefusedError("take_away.no_such_person", login=login)
    return person
