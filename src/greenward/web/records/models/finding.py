"""What the rules demanded of a line when it was sent, and what settled it."""

from django.db import models
from django.utils import timezone

from greenward.web.accounts.models import Person
from greenward.web.records.models.need import NeedLine


class Finding(models.Model):
    """A finding as it was shown in a need's ``round``.

    ``item`` is the line as it read then, ``said`` holds the finding's sentences in both languages as canonical JSON;
    ``packs`` and ``day`` name what it was computed from, so that it can be computed again.
    """

    line = models.ForeignKey(NeedLine, models.PROTECT, related_name="findings")
    round = models.PositiveIntegerField()
    item = models.CharField(max_length=200)
    rule = models.CharField(max_length=300)
    status = models.CharField(max_length=20)
    level = models.CharField(max_length=12)
    said = models.TextField()
    packs = models.TextField()
    day = models.DateField()


class Settlement(models.Model):
    """What settled a finding: a decision with evidence, an override of the unit's own rule, an exemption from law."""

    finding = models.OneToOneField(Finding, models.PROTECT, related_name="settlement")
    kind = models.CharField(max_length=12)
    reason = models.CharField(max_length=500)
    basis = models.CharField(max_length=200, blank=True)
    authority = models.CharField(max_length=200, blank=True)
    number = models.CharField(max_length=100, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)
    file = models.CharField(max_length=64, blank=True)
    file_name = models.CharField(max_length=255, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    giver = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True, blank=True)
    at = models.DateTimeField()

    @property
    def has_lapsed(self) -> bool:
        """Whether its last day is over; derived from the day, never stored."""
        return self.valid_until is not None and self.valid_until < timezone.localdate()
