"""Sign-in by OpenID Connect: the provider says who it is, the list says whether that is one of us.

The provider's subject decides, and it is tied to a person at the first sign-in, by the claim that holds the sign-in
name. From then on the claim decides nothing: an account that is renamed there stays the same person here, and another
account that comes with this person's name is turned away.
"""

import hashlib
from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialLogin, SocialToken
from allauth.socialaccount.providers.base.constants import AuthError
from allauth.socialaccount.providers.oauth2.client import OAuth2Client, OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse

from greenward.web.accounts.models import Person
from greenward.web.accounts.turned_away import turned_away


class ByProvider(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Which person an identity is: nobody is made, nobody is tied twice."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Return False: a provider knows more people than the office does."""
        return False

    def get_provider(self, request: HttpRequest, provider: str, client_id: str | None = None) -> "Provider":
        """Return the one provider that is set up."""
        return Provider(request, app=self.get_app(request, provider=provider, client_id=client_id))

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Tie an identity that comes for the first time; one who is not listed or has left is turned away."""
        if not sociallogin.is_existing:
            self._tie(request, sociallogin)

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Any,
        error: Any = None,
        exception: Exception | None = None,
        extra_context: dict[str, Any] | None = None,
    ) -> None:
        """Turn away in words, whatever went wrong between the provider and us."""
        code = "sign_in.cancelled" if error == AuthError.CANCELLED else "sign_in.not_confirmed"
        raise ImmediateHttpResponse(turned_away(request, code))

    @transaction.atomic
    def _tie(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        said = sociallogin.account.extra_data
        login = str({**said["id_token"], **said["userinfo"]}.get(settings.OIDC_LOGIN_CLAIM) or "")
        person = Person.objects.select_for_update().filter(login=login).first() if login else None
        if person is None:
            raise ImmediateHttpResponse(turned_away(request, "sign_in.not_listed", login=login or "–"))
        if not person.is_active:
            raise ImmediateHttpResponse(turned_away(request, "sign_in.has_left"))
        if SocialAccount.objects.filter(user=person, provider=sociallogin.account.provider).exists():
            raise ImmediateHttpResponse(turned_away(request, "sign_in.tied_to_another", login=login))
        sociallogin.connect(request, person)


class Client(OAuth2Client):  # type: ignore[misc]
    """Asks the provider to put a nonce into the ID token: one that only this sign-in's state yields."""

    def get_redirect_url(self, authorization_url: str, scope: list[str], extra_params: dict[str, str]) -> str:
        """Return the provider's address to go to."""
        asked = {**extra_params, "nonce": nonce(self.state)}
        return str(super().get_redirect_url(authorization_url, scope, asked))


class Exchange(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]
    """Takes the provider's word: an ID token for us, of this sign-in, and the claims of the same subject."""

    client_class = Client

    def get_callback_url(self, request: HttpRequest, app: SocialApp) -> str:
        """Return the address that the provider must know."""
        return request.build_absolute_uri(reverse("openid_back"))

    def complete_login(self, request: HttpRequest, app: SocialApp, token: SocialToken, **kwargs: Any) -> SocialLogin:
        """Return the identity; raises OAuth2Error where issuer, audience, time, nonce or subject is not right."""
        written = kwargs["response"].get("id_token")
        if not written:
            raise OAuth2Error("no ID token")
        identity = self._decode_id_token(app, written)
        if identity.get("nonce") != nonce(request.GET["state"]):
            raise OAuth2Error("nonce of another sign-in")
        claims = self._fetch_user_info(token.token)
        if not identity.get("sub") or claims.get("sub") != identity["sub"]:
            raise OAuth2Error("claims of another subject")
        return self.get_provider().sociallogin_from_response(request, {"id_token": identity, "userinfo": claims})


class Provider(OpenIDConnectProvider):  # type: ignore[misc]
    """The provider that the office is set up for."""

    oauth2_adapter_class = Exchange


def nonce(state: str) -> str:
    """Return the nonce that belongs to a state: a state is made for one sign-in in one browser and used once."""
    return hashlib.sha256(f"nonce:{state}".encode()).hexdigest()
