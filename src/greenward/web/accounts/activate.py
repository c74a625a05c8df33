"""Turning the second factor on."""

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.internal.auth import TOTP


class Activate(ActivateTOTPForm):  # type: ignore[misc]  # allauth has no types
    """The form that turns the second factor on; the code typed there is used up and opens no second door."""

    def clean_code(self) -> str:
        """Return the code, marked as used."""
        code: str = super().clean_code()
        TOTP(Authenticator(user=self.user, type=Authenticator.Type.TOTP))._mark_code_used(code)
        return code
