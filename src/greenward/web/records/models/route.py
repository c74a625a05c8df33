"""Approval routes, as an institution wrote them."""

from django.db import models

from greenward.web.accounts.models import Organisation, Person


class RouteSet(models.Model):
    """All routes of an organisation as they stood from a moment on; the latest one routes what is sent next.

    ``body`` is the canonical JSON of the routes, ``file`` the SHA-256 of the file that they were read from.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="route_sets")
    body = models.TextField()
    file = models.CharField(max_length=64)
    name = models.CharField(max_length=255)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
