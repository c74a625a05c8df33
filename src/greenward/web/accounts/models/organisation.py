"""Institutions and their departments."""

from django.db import models

from greenward.terms.buyer import Buyer


class Organisation(models.Model):
    """An institution that buys or supervises: a procuring entity of OCDS."""

    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=200)
    place = models.CharField(max_length=12)
    level = models.CharField(max_length=12)
    kind = models.CharField(max_length=20)

    def __str__(self) -> str:
        return self.name

    @property
    def buyer(self) -> Buyer:
        """Who buys, as the rules ask for it."""
        return Buyer(self.place, self.level, self.kind)


class Department(models.Model):
    """A department of an organisation, by the code that its other systems use."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="departments")
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=200)

    class Meta:
        """One code stands for one department."""

        constraints = (models.UniqueConstraint(fields=("organisation", "code"), name="one_department_a_code"),)

    def __str__(self) -> str:
        return self.name
