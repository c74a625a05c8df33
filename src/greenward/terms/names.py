"""A thing's own name in the two languages: data, unlike a sentence, which stands in a catalogue."""

from dataclasses import dataclass
from typing import Literal

Language = Literal["en", "zh"]


@dataclass(frozen=True, slots=True)
class Names:
    """The name of one thing in English and in Simplified Chinese."""

    en: str
    zh: str

    def within(self, language: Language) -> str:
        """Return the name in ``language``."""
        return self.zh if language == "zh" else self.en
