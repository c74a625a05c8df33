"""The app of the records."""

from django.apps import AppConfig


class Records(AppConfig):
    """Named so that its tables begin with records."""

    name = "greenward.web.records"
    label = "records"
    default_auto_field = "django.db.models.BigAutoField"
