"""The app of those who take part."""

from django.apps import AppConfig


class Accounts(AppConfig):
    """Named so that its tables begin with accounts."""

    name = "greenward.web.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"
