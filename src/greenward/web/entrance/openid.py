"""To the provider of OpenID Connect, and back."""

import logging

from allauth.account.adapter import get_adapter as account_adapter
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.providers.base.constants import AuthProcess
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from requests import RequestException

from greenward.web.accounts.actor import open_to_all
from greenward.web.accounts.openid import Exchange
from greenward.web.accounts.turned_away import turned_away

LOG = logging.getLogger(__name__)


@open_to_all
@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """Send one who pressed the button to the provider; who came by a link is shown the button.

    By a page that goes on by itself, not by a redirect: the content policy lets no form end at another origin,
    and the provider may send further, to origins that we do not know.
    """
    _set_up()
    if request.method != "POST":
        return redirect(settings.LOGIN_URL)
    wanted = request.POST.get("next", "")
    provider = get_adapter().get_provider(request, settings.OIDC_ID)
    try:
        answer = provider.redirect(
            request, AuthProcess.LOGIN, next_url=wanted if account_adapter().is_safe_url(wanted) else None
        )
    except RequestException:
        return _no_answer(request)
    return render(request, "account/onward.html", {"url": answer.url, "name": settings.OIDC_NAME})


@open_to_all
@login_not_required
@never_cache
@require_safe
def back(request: HttpRequest) -> HttpResponse:
    """Take in one whom the provider sends back."""
    _set_up()
    view = OAuth2CallbackView.adapter_view(Exchange(request, settings.OIDC_ID))
    try:
        answer: HttpResponse = view(request)
    except RequestException:
        return _no_answer(request)
    return answer


def _no_answer(request: HttpRequest) -> HttpResponse:
    LOG.exception("The provider of OpenID Connect did not answer")
    return turned_away(request, "sign_in.no_answer")


def _set_up() -> None:
    if not settings.OIDC_URL:
        raise Http404
