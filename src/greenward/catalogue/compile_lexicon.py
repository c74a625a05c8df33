"""From the word lists in YAML to one lexicon as plain data; two meanings that nobody declared are an error."""

import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import yaml

from greenward.catalogue.lexicon import Sense
from greenward.catalogue.wording import normal

SENSES = {
    "accessories": Sense.ACCESSORY,
    "consumables": Sense.CONSUMABLE,
    "services": Sense.SERVICE,
    "strangers": Sense.STRANGER,
}
_CHOICE = re.compile(r"\(([^()]*)\)")


def compile_words(folder: Path) -> dict[str, Any]:
    """Return the words of ``folder`` as plain data; raises ValueError naming a word with two undeclared meanings."""
    data: dict[str, Any] = {}
    for file in sorted(folder.glob("*.yaml")):
        for key, value in yaml.safe_load(file.read_text("utf-8")).items():
            if isinstance(value, dict):
                target = data.setdefault(key, {})
                for name, items in value.items():
                    target[name] = [*target.get(name, []), *items] if isinstance(items, list) else items
            else:
                data.setdefault(key, []).extend(value)
    simplified: dict[str, str] = data.get("simplified", {})
    table = {ord(old): new for old, new in simplified.items()}
    ambiguities = data.get("ambiguous", [])
    ambiguous = {normal(word, table): at for at, item in enumerate(ambiguities) for word in item["words"]}
    dropped = {normal(word, table) for word in data.get("dropped", [])}
    meanings: list[list[Any]] = []
    words: dict[str, int] = {}
    clashes: dict[str, set[str]] = {}
    for sense, category, attributes, word in _entries(data):
        meaning = [sense.value, category, attributes]
        key = normal(word, table)
        if not key or key in ambiguous or (sense is Sense.PRODUCT and key in dropped):
            continue
        if meaning not in meanings:
            meanings.append(meaning)
        at = meanings.index(meaning)
        before = words.setdefault(key, at)
        if meanings[before][1] != category:  # two senses outside the lists may share a word
            clashes.setdefault(key, {_label(meanings[before])}).add(_label(meaning))
        elif len(meanings[before][2]) < len(attributes):
            words[key] = at
    if clashes:
        raise ValueError("\n".join(f"{word}: {', '.join(sorted(labels))}" for word, labels in sorted(clashes.items())))
    return {
        "words": words,
        "meanings": meanings,
        "ambiguous": ambiguous,
        "ambiguities": [
            {"meanings": item["meanings"], "settled": _settled(item.get("settled", {}))} for item in ambiguities
        ],
        "models": [
            [item["pattern"], [Sense.PRODUCT.value, item["category"], _sorted(item.get("is", {}))], item["sure"]]
            for item in data.get("models", [])
        ],
        "cues": [
            [category, name, value, texts]
            for category, attributes in data.get("cues", {}).items()
            for item in attributes
            for name, value, texts in [(item["attribute"], item["value"], item["words"])]
        ],
        "shifts": [[item["from"], item["to"], item["words"]] for item in data.get("shifts", [])],
        "sounds": data.get("pinyin", {}),
        "simplified": simplified,
        "twins": data.get("twins", {}),
        "generic": sorted(normal(word, table) for word in data.get("generic", [])),
    }


def expand(pattern: str) -> Iterator[str]:
    """Yield every word that a pattern with choices ``(a|b|)`` stands for."""
    parts = _CHOICE.split(pattern)
    choices = [part.split("|") if at % 2 else [part] for at, part in enumerate(parts)]
    yield from ("".join(chosen) for chosen in product(*choices))


def _entries(data: dict[str, Any]) -> Iterator[tuple[Sense, str, list[list[str]], str]]:
    for category, items in data.get("products", {}).items():
        for item in items:
            for pattern, attributes in _patterns(item):
                yield from ((Sense.PRODUCT, category, attributes, word) for word in expand(pattern))
    for key, sense in SENSES.items():
        for item in data.get(key, []):
            for pattern, attributes in _patterns(item):
                yield from ((sense, "", attributes, word) for word in expand(pattern))


def _patterns(item: Any) -> Iterator[tuple[str, list[list[str]]]]:
    if isinstance(item, dict):
        yield str(item["word"]), _sorted(item["is"])
    elif isinstance(item, list):
        yield from ((str(word), []) for word in item)
    else:
        yield str(item), []


def _sorted(attributes: dict[str, Any]) -> list[list[str]]:
    return [[name, value if isinstance(value, str) else "yes"] for name, value in sorted(attributes.items())]


def _settled(settled: dict[str, list[Any]]) -> list[list[Any]]:
    return [[name, [str(word).casefold() for word in words]] for name, words in settled.items()]


def _label(meaning: list[Any]) -> str:
    return str(meaning[1] or meaning[0])
