"""One-time passwords by RFC 6238 with HMAC-SHA-1, written from the RFC: the authenticator app of the tests."""

import base64
import hmac
import time
from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

from greenward.web.accounts.models import Person
from greenward.web.accounts.sign_in import SecondFactor


@dataclass(frozen=True, slots=True)
class Secret:
    """A shared secret in base 32, as the office shows it."""

    text: str

    def at(self, seconds: float, digits: int = 6) -> str:
        """Return the code of a moment: RFC 4226 section 5.3 over the count of 30-second steps (RFC 6238 section 4)."""
        step = int(seconds) // 30
        digest = hmac.digest(base64.b32decode(self.text), step.to_bytes(8, "big"), "sha1")
        start = digest[19] & 0xF
        number = int.from_bytes(digest[start : start + 4], "big") & 0x7FFFFFFF
        return str(number % 10**digits).zfill(digits)

    def now(self) -> str:
        """Return the code of now, of the next step where this one is about to end."""
        left = 30 - time.time() % 30
        if left < 2:
            time.sleep(left)
        return self.at(time.time())


def turn_on(person: Person) -> Secret:
    """Give a person a second factor without the pages."""
    secret = Secret(base64.b32encode(b"12345678901234567890").decode())
    Authenticator.objects.create(user=person, type="totp", data={"secret": SecondFactor().encrypt(secret.text)})
    RecoveryCodes.activate(person)
    return secret
