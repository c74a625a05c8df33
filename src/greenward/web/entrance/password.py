"""By password; the page also shows the other ways that are set up."""

from typing import Any

from allauth.account.views import LoginView
from django.conf import settings

from greenward.web.accounts.actor import open_to_all


class ByPassword(LoginView):  # type: ignore[misc]  # allauth has no types
    """The sign-in page."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return what the page shows: the name of the provider and whether there is a CAS server, where set up."""
        ways = {"openid": settings.OIDC_NAME if settings.OIDC_URL else "", "cas": bool(settings.CAS_URL)}
        return {**super().get_context_data(**kwargs), **ways}


login = open_to_all(ByPassword.as_view())
