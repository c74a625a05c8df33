"""Signed checkpoints of the journal."""

from django.db import models


class Checkpoint(models.Model):
    """A signed note over the first ``size`` entries, and the edge of their tree from which the next grows."""

    size = models.BigIntegerField(primary_key=True)
    note = models.TextField()
    edge = models.BinaryField()
    at = models.DateTimeField()
