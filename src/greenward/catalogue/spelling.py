"""A word written with a slip of the pen: a character of the same sound, one wrong character, a wrong letter."""

from collections.abc import Iterator
from functools import lru_cache

from greenward.catalogue.lexicon import Lexicon, Sense

SHORTEST, LONGEST = 2, 8
LETTERS, LONG_TOKEN = 4, 8
MOST_NEAR, SHORT = 3, 3


def sounds_like(text: str, lexicon: Lexicon) -> list[str]:
    """Return the product words that sound like the end of ``text``, the longest that there are.

    A word of two or three signs must share at least half of them: short words sound alike by chance.
    """
    index = _by_sound(id(lexicon), _Held(lexicon))
    for length in range(min(LONGEST, len(text)), SHORTEST - 1, -1):
        end = text[-length:]
        found = {word for word in index.get(_sound(end, lexicon), ()) if _same(word, end) * 2 >= length}
        if found:
            return _one_each(found, lexicon)
    return []


def looks_like(text: str, lexicon: Lexicon) -> list[str]:
    """Return the product words, of four signs or more, that differ from the end of ``text`` in one sign.

    Shorter words are alike by chance: 离心管 is no 离心泵.
    """
    index = _by_gap(id(lexicon), _Held(lexicon))
    for length in range(min(LONGEST, len(text)), SHORT, -1):
        end = text[-length:]
        found = {word for gap in _gaps(end) for word in index.get(gap, ())}
        nearest = _one_each(found, lexicon)
        if 0 < len(nearest) <= MOST_NEAR:
            return nearest
    return []


def corrected(token: str, lexicon: Lexicon) -> str | None:
    """Return the one known English word nearest to a token that is none: one slip, in long tokens two."""
    if len(token) < LETTERS or not (token.isascii() and token.isalpha()):
        return None
    held = _Held(lexicon)
    for most in (1, 2) if len(token) >= LONG_TOKEN else (1,):
        index = _by_deletion(id(lexicon), held, most)
        near = {word for left in _deletions(token, most) for word in index.get(left, ())}
        found = {word for word in near if distance(token, word) <= most and word[0] == token[0]}
        if len(found) == 1:
            return found.pop()
        if found:
            return min(found, key=lambda word: (distance(token, word), word))
    return None


def vocabulary(lexicon: Lexicon) -> frozenset[str]:
    """Return every English word that stands in the lexicon."""
    return _vocabulary(id(lexicon), _Held(lexicon))


def distance(one: str, other: str) -> int:
    """Return how many letters to change, add, drop or swap lead from one word to the other (optimal alignment)."""
    rows = [list(range(len(other) + 1))]
    for i, a in enumerate(one, start=1):
        row = [i]
        for j, b in enumerate(other, start=1):
            best = min(rows[-1][j] + 1, row[j - 1] + 1, rows[-1][j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                best = min(best, rows[-2][j - 2] + 1)
            row.append(best)
        rows.append(row)
    return rows[-1][-1]


class _Held:
    """A lexicon as an argument of a cache that goes by its identity."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def __hash__(self) -> int:
        return id(self.lexicon)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Held) and self.lexicon is other.lexicon


def _products(lexicon: Lexicon) -> Iterator[str]:
    return (word for word, meaning in lexicon.words.items() if meaning.sense is Sense.PRODUCT)


def _one_each(words: set[str], lexicon: Lexicon) -> list[str]:
    """Return one word of each category."""
    meant = {lexicon.words[word].category if word in lexicon.words else word: word for word in sorted(words)}
    return sorted(meant.values())


def _sound(text: str, lexicon: Lexicon) -> str:
    return " ".join(lexicon.sounds.get(sign, sign) for sign in text)


def _same(one: str, other: str) -> int:
    return sum(a == b for a, b in zip(one, other, strict=True))


def _gaps(word: str) -> Iterator[str]:
    return (f"{word[:at]}?{word[at + 1 :]}" for at in range(len(word)))


def _deletions(word: str, most: int) -> set[str]:
    left = {word}
    for _ in range(most):
        left |= {item[:at] + item[at + 1 :] for item in left for at in range(len(item))}
    return left


@lru_cache(maxsize=2)
def _by_sound(_: int, held: _Held) -> dict[str, list[str]]:
    index: dict[str, list[str]] = {}
    for word in (*_products(held.lexicon), *held.lexicon.ambiguous):
        if SHORTEST <= len(word) <= LONGEST and not word.isascii():
            index.setdefault(_sound(word, held.lexicon), []).append(word)
    return index


@lru_cache(maxsize=2)
def _by_gap(_: int, held: _Held) -> dict[str, list[str]]:
    index: dict[str, list[str]] = {}
    for word in _products(held.lexicon):
        if 3 <= len(word) <= LONGEST and not word.isascii():
            for gap in _gaps(word):
                index.setdefault(gap, []).append(word)
    return index


@lru_cache(maxsize=4)
def _by_deletion(_: int, held: _Held, most: int) -> dict[str, list[str]]:
    index: dict[str, list[str]] = {}
    for word in vocabulary(held.lexicon):
        if len(word) >= (LONG_TOKEN - 2 if most > 1 else LETTERS - 1):
            for left in _deletions(word, most):
                index.setdefault(left, []).append(word)
    return index


@lru_cache(maxsize=2)
def _vocabulary(_: int, held: _Held) -> frozenset[str]:
    known = (*held.lexicon.words, *held.lexicon.ambiguous)
    return frozenset(token for word in known if word.isascii() for token in word.split() if token.isalpha())
