"""A product certificate as an offer claims it, and what a check of it found."""

import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import Enum

from greenward.terms.finding import Reason


def plain_model(text: str) -> str:
    """Return a model in the form in which models are compared: NFKC, folded, without blanks around it."""
    return unicodedata.normalize("NFKC", text).casefold().strip()


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate: kind (``energy_saving``), number, body, models and product it covers, its standard and dates.

    ``status`` is what a look-up found (valid, suspended, withdrawn, cancelled). A field that the sheet left empty is
    None or empty; it is never assumed.
    """

    kind: str | None
    number: str
    body: str | None
    models: tuple[str, ...]
    standard: str | None
    issued: date | None
    valid_until: date | None
    scope: str | None = None
    status: str | None = None


class Outcome(Enum):
    """What one step of a check found."""

    PASSED = "passed"
    FAILED = "failed"
    UNKNOWN = "cannot determine"


@dataclass(frozen=True, slots=True)
class CertificateStep:
    """One step of the check, in the order of the rule."""

    step: str
    outcome: Outcome
    reason: Reason
