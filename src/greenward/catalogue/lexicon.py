"""What words mean: products, what belongs to a product without being one, what is outside every list."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any

from greenward.terms.category import Attributes

COMPILED = Path(__file__).parent / "compiled/words.json"


class Sense(Enum):
    """What kind of thing a word names."""

    PRODUCT = "product"
    ACCESSORY = "accessory"
    CONSUMABLE = "consumable"
    SERVICE = "service"
    STRANGER = "stranger"


@dataclass(frozen=True, slots=True)
class Meaning:
    """The sense of a word, its category where it is a product, and the attributes that it settles."""

    sense: Sense
    category: str = ""
    attributes: Attributes = ()


@dataclass(frozen=True, slots=True)
class Ambiguity:
    """What an ambiguous word may mean (``none``: nothing of the lists), and the words beside it that settle it."""

    meanings: tuple[str, ...]
    settled: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Model:
    """A maker's product line, as a regular expression, and what it means; ``sure`` where it means nothing else."""

    pattern: str
    meaning: Meaning
    sure: bool


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that settle an attribute of a category wherever they stand."""

    category: str
    attribute: str
    value: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All words, by their normal form (``wording.normal``); ``longest`` is the number of signs of the longest.

    ``twins`` are categories that differ in size alone and go by one name; ``generic`` are heads that do not say what is
    bought.
    """

    words: Mapping[str, Meaning]
    ambiguous: Mapping[str, Ambiguity]
    models: tuple[Model, ...]
    cues: tuple[Cue, ...]
    shifts: tuple[tuple[str, str, tuple[str, ...]], ...]
    sounds: Mapping[str, str]
    simplified: Mapping[int, str]
    twins: Mapping[str, tuple[str, ...]]
    generic: frozenset[str]
    longest: int


@cache
def load_lexicon() -> Lexicon:
    """Return the words that ship with Greenward."""
    return lexicon_of(json.loads(COMPILED.read_text("utf-8")))


def lexicon_of(data: dict[str, Any]) -> Lexicon:
    """Return the lexicon that ``compile_lexicon.compile_words`` made as plain data."""
    meanings = [_meaning(item) for item in data["meanings"]]
    ambiguities = [
        Ambiguity(tuple(item["meanings"]), tuple((name, tuple(words)) for name, words in item["settled"]))
        for item in data["ambiguities"]
    ]
    return Lexicon(
        words={word: meanings[at] for word, at in data["words"].items()},
        ambiguous={word: ambiguities[at] for word, at in data["ambiguous"].items()},
        models=tuple(Model(pattern, _meaning(meaning), sure) for pattern, meaning, sure in data["models"]),
        cues=tuple(Cue(category, name, value, tuple(words)) for category, name, value, words in data["cues"]),
        shifts=tuple((category, other, tuple(words)) for category, other, words in data["shifts"]),
        sounds={sign: sound for sound, signs in data["sounds"].items() for sign in signs},
        simplified={ord(old): new for old, new in data["simplified"].items()},
        twins={category: tuple(others) for category, others in data["twins"].items()},
        generic=frozenset(data["generic"]),
        longest=max(map(len, (*data["words"], *data["ambiguous"]))),
    )


def _meaning(item: list[Any]) -> Meaning:
    sense, category, attributes = item
    return Meaning(Sense(sense), category, tuple((name, value) for name, value in attributes))
