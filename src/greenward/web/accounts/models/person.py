"""Persons: who signs in."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models.functions import Lower

from greenward.web.accounts.models.organisation import Department, Organisation


class People(BaseUserManager["Person"]):
    """Finds persons and makes them."""

    def create_user(self, login: str, password: str | None = None, **fields: Any) -> "Person":
        """Return a new person; without a password only a provider of identities signs the person in."""
        person: Person = self.model(login=login, **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person


class Person(AbstractBaseUser):
    """A person of an organisation. ``login`` is the number or name that the organisation's other systems use.

    ``first_password`` says that the password was given by someone else and must be changed.
    """

    login = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=100)
    email = models.EmailField(blank=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="people")
    department = models.ForeignKey(Department, models.PROTECT, related_name="people", null=True, blank=True)
    is_active = models.BooleanField(default=True)
    first_password = models.BooleanField(default=False)
    joined = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        """Sign-in names that differ in case alone are one: whoever signs in is told apart by nothing else."""

        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(Lower("login"), name="one_person_a_login")
        ]

    objects: ClassVar[People] = People()
    USERNAME_FIELD = "login"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.name


Visitor = Person | AnonymousUser
