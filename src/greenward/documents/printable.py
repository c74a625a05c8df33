"""Text as any paper can hold it."""

import re

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]|[\ud800-\udfff]")


def printable(text: str) -> str:
    """Return the text with a visible sign in the place of each character that neither fonts nor XML can hold."""
    return _CONTROL.sub("\ufffd", text.replace("\u200b", ""))
