"""What a clerk may write into a column of a sheet."""

from greenward.exchange.columns import Column
from greenward.terms.names import Language
from greenward.texts import say

MOST_WORDS = 24


def column_hint(column: Column, language: Language) -> str:
    """Return whether the column must be filled, what kind of thing stands in it, and its unit."""
    parts = [say("hint.required", language)] if column.required else []
    words = ", ".join(word for word, _ in column.words[:MOST_WORDS])
    parts.append(say(f"hint.{column.kind.name.casefold()}", language, words=words))
    if column.unit:
        parts.append(say("hint.unit", language, unit=say(f"unit.{column.unit}", language)))
    return " ".join(parts)
