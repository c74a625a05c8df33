"""Why an act was refused, in words for a page."""

from greenward.texts import say
from greenward.web.language import language
from greenward.web.services.refusal import RefusedError


def refused_words(refused: RefusedError) -> str:
    """Return why an act was refused and what to do instead, with the code by which it is known."""
    lang, params = language(), refused.params
    return f"{say(refused.code, lang, **params)} {say(f'{refused.code}.next', lang, **params)} [{refused.code}]"
