"""The app of the journal."""

from django.apps import AppConfig


class Journal(AppConfig):
    """Named so that its table is found by the verifier, which knows ``journal_entry``."""

    name = "greenward.web.journal"
    label = "journal"
    default_auto_field = "django.db.models.BigAutoField"
