"""The sensitivity section of a case's settings: what is uncertain, from what to what."""

from collections.abc import Iterator

from greenward.policy.fields import Fields
from greenward.policy.vocabulary import Vocabulary
from greenward.terms.life_cycle import COST_PARTS
from greenward.terms.sensitivity import DISCOUNT_RATE, Ranges, Uncertain

KEYS = (*(part for part in COST_PARTS if part not in ("purchase", "follow_on")), DISCOUNT_RATE)
"""What may be uncertain; the price is what the offer says."""
MOST_DRAWS = 1_000_000
LARGEST_SEED = 2**32 - 1


def read_ranges(f: Fields, known: Vocabulary) -> Ranges:
    """Return the ranges that a section states; defects are noted in its problems.

    A cost part has a factor from ``low`` (0 or more, 1 at most) to ``high`` (1 at least), the discount rate points from
    ``low`` (0 at most) to ``high``.
    """
    draws, seed = _whole(f, "draws", 1, MOST_DRAWS), _whole(f, "seed", 0, LARGEST_SEED)
    uncertain = tuple(_uncertain(f, known))
    f.done()
    return Ranges(uncertain, draws, seed)


def _uncertain(f: Fields, known: Vocabulary) -> Iterator[Uncertain]:
    seen: set[str] = set()
    for node in f.each("inputs"):
        inner = Fields(node, f.problems)
        key, low, high = inner.text("input"), inner.number("low"), inner.number("high")
        middle = 0 if key == DISCOUNT_RATE else 1
        if key not in KEYS or key in seen:
            inner.refuse("ranges.input", at="input", text=key, known=KEYS)
        elif not low <= middle <= high or (middle and low < 0):
            inner.refuse("ranges.bounds", at="low", input=key, low=low, high=high, middle=middle)
        seen.add(key)
        yield Uncertain(key, low, high, known.citation(inner))
        inner.done()


def _whole(f: Fields, name: str, least: int, most: int) -> int:
    number = f.number(name)
    if number != number.to_integral_value() or not least <= number <= most:
        f.refuse("ranges.whole", at=name, least=least, most=most)
        return least
    return int(number)
