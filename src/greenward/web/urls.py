"""What stands where."""

from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.i18n import set_language

from greenward.web.accounts.actor import open_to_all

urlpatterns = [
    path("", include("greenward.web.home.urls")),
    path("rules/", include("greenward.web.rules.urls")),
    path("oversight/", include("greenward.web.oversight.urls")),
    path("needs/", include("greenward.web.needs.urls")),
    path("approvals/", include("greenward.web.approvals.urls")),
    path("people/", include("greenward.web.people.urls")),
    path("account/", include("greenward.web.entrance.urls")),
    path("language/", open_to_all(login_not_required(set_language)), name="set_language"),
]
handler403 = "greenward.web.errors.denied"
handler404 = "greenward.web.errors.not_found"
handler500 = "greenward.web.errors.failed"
handler429 = "greenward.web.errors.too_many"
