"""The language in which a request is answered."""

from django.utils.translation import get_language

from greenward.terms.names import Language


def language() -> Language:
    """Return the language that is active for this request."""
    return "en" if (get_language() or "").startswith("en") else "zh"
