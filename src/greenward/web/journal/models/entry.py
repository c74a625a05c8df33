"""Entries as they lie in the database."""

from django.db import models


class Entry(models.Model):
    """The canonical bytes of an entry and its leaf; what they mean is the ledger's to say.

    ``organisation`` is taken out of the body so that an institution finds its own entries; what is shown comes from the
    body.
    """

    seq = models.BigIntegerField(primary_key=True)
    body = models.TextField()
    leaf = models.BinaryField(max_length=32)
    organisation = models.CharField(max_length=40)
