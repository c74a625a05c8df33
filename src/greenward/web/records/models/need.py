"""Needs: what a department asks for, before anybody has offered anything."""

from decimal import Decimal
from typing import ClassVar

from django.db import models

from greenward.web.accounts.models import Department, Organisation, Person
from greenward.web.accounts.permissions import Thing

STATES = ("draft", "sent", "returned", "approved", "withdrawn")
OPEN_TO_CHANGE = ("draft", "returned")


class Need(models.Model):
    """A department's need: lines for one purpose, by one day, from one source of money.

    ``number`` is given when it is first sent, ``round`` counts how often it was sent. ``route`` is the canonical JSON
    of the route that it follows, as it stood when it was last sent: a later change of routes does not touch it.
    ``writers`` are all whose hand is in it.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="needs")
    department = models.ForeignKey(Department, models.PROTECT, related_name="needs")
    owner = models.ForeignKey(Person, models.PROTECT, related_name="needs")
    number = models.CharField(max_length=20, blank=True)
    purpose = models.CharField(max_length=500)
    needed_by = models.DateField()
    funding = models.CharField(max_length=100)
    state = models.CharField(max_length=12, default="draft")
    route = models.TextField(blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    round = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1)
    writers = models.ManyToManyField(Person, related_name="+")

    class Meta:
        """A number stands for one need of an organisation."""

        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=("organisation", "number"), condition=~models.Q(number=""), name="one_need_a_number"
            )
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=("organisation", "state", "-id"), name="needs_by_state"),
            models.Index(fields=("owner", "-id"), name="needs_of_a_person"),
        ]

    @property
    def thing(self) -> Thing:
        """What the table of permits asks of a need."""
        return Thing(self.organisation_id, self.department_id, self.owner_id, self.state)


class NeedLine(models.Model):
    """One item of a need: in its writer's words or as a code, with the attributes that questions settled."""

    need = models.ForeignKey(Need, models.CASCADE, related_name="lines")
    item = models.CharField(max_length=200)
    attributes = models.CharField(max_length=500, blank=True)
    quantity = models.PositiveIntegerField()
    unit_price = models.DecimalField(max_digits=14, decimal_places=2)
    category = models.CharField(max_length=80, blank=True)
    code = models.CharField(max_length=200, blank=True)

    @property
    def amount(self) -> Decimal:
        """Quantity times estimated price, in CNY."""
        return self.quantity * self.unit_price
