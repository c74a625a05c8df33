"""Roles given to persons for a time, and handed on to deputies."""

from datetime import date

from django.db import models

from greenward.terms.role import Role
from greenward.web.accounts.models.organisation import Department, Organisation
from greenward.web.accounts.models.person import Person


class Grants(models.QuerySet["Grant"]):
    """Grants, and those in force on a day."""

    def in_force(self, day: date) -> "Grants":
        """Return those that hold on ``day``."""
        return self.filter(models.Q(ends__isnull=True) | models.Q(ends__gte=day), starts__lte=day)


class Grant(models.Model):
    """A role of a person in an organisation, or in one department of it, from a day to a day (none: open).

    A grant is never changed but in its end: what it was on a day stays to be seen. One that ends before it starts was
    taken back and never held.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="grants")
    role = models.CharField(max_length=24, choices=[(role.value, role.value) for role in Role])
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="grants")
    department = models.ForeignKey(Department, models.PROTECT, related_name="grants", null=True, blank=True)
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)
    given_by = models.ForeignKey(Person, models.PROTECT, related_name="given", null=True, blank=True)

    objects = Grants.as_manager()


class Deputation(models.Model):
    """A grant used by a deputy from a day to a day: worth what the grant is worth on that day, and nothing more."""

    grant = models.ForeignKey(Grant, models.PROTECT, related_name="deputations")
    deputy = models.ForeignKey(Person, models.PROTECT, related_name="deputations")
    starts = models.DateField()
    ends = models.DateField()
    reason = models.CharField(max_length=200)
