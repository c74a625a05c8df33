"""One sentence from its code, its parameters and a language."""

import gettext
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from greenward.terms.finding import Reason
from greenward.terms.names import Language, Names

FOLDER = Path(__file__).parent / "locale"
DOMAIN = "greenward"
_LOCALES: dict[Language, str] = {"en": "en", "zh": "zh_Hans"}
_COMMA: dict[Language, str] = {"en": ", ", "zh": "、"}
_SEMICOLON: dict[Language, str] = {"en": "; ", "zh": "；"}


def say(code: str, language: Language, /, **params: object) -> str:
    """Return the sentence ``code`` in ``language`` with its parameters put in.

    Names come out in the language, reasons as their own sentences, tuples as a list. Raises KeyError for a
    code without a text: a test holds that there is none.
    """
    text = _catalogue(language).gettext(code)
    if text == code:
        raise KeyError(f"no text for {code} in {language}")
    return text.format(**{name: _word(value, language) for name, value in params.items()})


def say_reason(reason: Reason, language: Language) -> str:
    """Return the sentence of a reason."""
    return say(reason.code, language, **reason.params)


def has_text(code: str, language: Language) -> bool:
    """Return whether there is a sentence ``code`` in ``language``."""
    return _catalogue(language).gettext(code) != code


def enumerated(names: Iterable[str], language: Language) -> str:
    """Return names one after the other; where one of them holds an enumeration itself, semicolons part them."""
    parts = tuple(names)
    within = any(_COMMA[language] in part for part in parts)
    return (_SEMICOLON if within else _COMMA)[language].join(parts)


def _word(value: object, language: Language) -> str:
    if isinstance(value, Names):
        return value.within(language)
    if isinstance(value, Reason):
        return say_reason(value, language)
    if isinstance(value, tuple):
        return enumerated((_word(item, language) for item in value), language)
    return str(value)


@cache
def _catalogue(language: Language) -> gettext.NullTranslations:
    return gettext.translation(DOMAIN, FOLDER, [_LOCALES[language]])
