"""Products of a unit's own sheet, found by brand and model in what somebody wrote."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

from greenward.catalogue.lexicon import load_lexicon
from greenward.catalogue.propose import Kind, propose, tells_a_thing
from greenward.terms.product import Product

SHORTEST_ALONE = 4
"""Signs that a model must have to mean a product without its brand."""
APART = (Kind.ACCESSORY, Kind.CONSUMABLE, Kind.SERVICE, Kind.OTHER)
_PART = re.compile(r"[a-z]+|\d+|[^\sa-z\d\-_/.]+")
_JOIN = r"[\s\-_/.]*"


class KnownProducts:
    """The products of a sheet, by model; ``named`` finds those that a text means."""

    def __init__(self, products: Sequence[Product]) -> None:
        self._items = tuple((item, _written(item.brand), _written(item.model)) for item in products)
        models = Counter(_plain(item.model) for item in products)
        telling = {model for model in models if len(model) >= SHORTEST_ALONE and re.search(r"\d", model)}
        self._alone = {model for model in telling if models[model] == 1}

    def __bool__(self) -> bool:
        return bool(self._items)

    def named(self, words: str, brand: str = "", model: str = "") -> tuple[Product, ...]:
        """Return the products that the words, or the brand and model stated beside them, mean.

        A model counts with its brand, or alone where it is long enough, holds a digit and only one brand has it. A
        longer model hides a shorter one that it begins with. What only belongs to a product, or has another thing
        named beside brand and model, means none: a cartridge for a printer is not the printer.
        """
        text = unicodedata.normalize("NFKC", f"{brand} {model} {words}").casefold()
        found = [
            item
            for item, of_brand, of_model in self._items
            if of_model.search(text) and (_plain(item.model) in self._alone or of_brand.search(text))
        ]
        longest = max((len(_plain(item.model)) for item in found), default=0)
        found = [item for item in found if len(_plain(item.model)) == longest]
        return () if not found or self._another_thing(words, found[0]) else tuple(found)

    @staticmethod
    def _another_thing(words: str, product: Product) -> bool:
        made = propose(words, load_lexicon())
        if made.kind is not Kind.UNKNOWN:
            return made.kind in APART
        rest = unicodedata.normalize("NFKC", words).casefold()
        for part in (product.brand, product.model):
            rest = rest.replace(unicodedata.normalize("NFKC", part).casefold(), " ")
        return tells_a_thing(rest)


def _written(name: str) -> re.Pattern[str]:
    """Return what finds a name as a whole word, however blanks and hyphens stand within it."""
    parts = [re.escape(part) for part in _PART.findall(unicodedata.normalize("NFKC", name).casefold())]
    return re.compile(rf"(?<![a-z0-9]){_JOIN.join(parts)}(?![a-z0-9])")


def _plain(name: str) -> str:
    return "".join(_PART.findall(unicodedata.normalize("NFKC", name).casefold()))
