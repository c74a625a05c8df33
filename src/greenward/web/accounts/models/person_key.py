"""The key under which a person's own data enter the journal."""

import secrets

from django.db import models

from greenward.web.accounts.models.person import Person


def _fresh() -> bytes:
    return secrets.token_bytes(32)


class PersonKey(models.Model):
    """A random key for one person, kept apart from the journal: without it a commitment there says nothing."""

    person = models.OneToOneField(Person, models.CASCADE, primary_key=True, related_name="journal_key")
    key = models.BinaryField(default=_fresh)
