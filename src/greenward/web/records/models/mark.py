"""What was done to a need on its route."""

from django.db import models

from greenward.web.accounts.models import Person
from greenward.web.records.models.need import Need


class Mark(models.Model):
    """An approval or a return at a step: by whom, for whom, with which words; ``to`` is the step returned to.

    A mark is never changed. ``round`` is that of the need when it was made.
    """

    need = models.ForeignKey(Need, models.CASCADE, related_name="marks")
    round = models.PositiveIntegerField()
    step = models.TextField()
    part = models.PositiveSmallIntegerField()
    outcome = models.CharField(max_length=12)
    to = models.TextField(blank=True)
    at = models.DateTimeField()
    person = models.ForeignKey(Person, models.PROTECT, related_name="marks")
    giver = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True, blank=True)
    role = models.CharField(max_length=24)
    opinion = models.CharField(max_length=500, blank=True)
    resolution = models.CharField(max_length=100, blank=True)
    resolution_file = models.CharField(max_length=64, blank=True)
