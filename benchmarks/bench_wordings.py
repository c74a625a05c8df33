"""How well a category is found from free words, on labelled wordings, beside a plain character match.

Five pairs of sets were written from the category list alone, each by someone who had not seen the matcher, and
committed before they were measured: ``held_out*.csv`` and ``everyday*.csv`` (ordinary weeks). Each pair was fresh
once; the last is the measurement, the others and ``development.csv`` are what the matcher was built with.

- first, five: of the wordings of products, how many have the right category first, or among five; an ambiguous wording
  is right first where it is asked about with a right category among its proposals
- told: of the wordings outside the lists, how many are told to be no product
- denied: a mandatory product with none of the proposals right and no question asked, or a finding other than mandatory
  or *cannot determine*; and how many of them were answered without *cannot determine* (coverage)
- called mandatory: an accessory, a consumable or a service whose finding is mandatory
"""

import csv
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from math import sqrt
from pathlib import Path

from greenward.catalogue import Kind, Lexicon, load_lexicon, propose
from greenward.policy import Rules, check, load_pack, resolve
from greenward.terms.category import Category
from greenward.terms.finding import Answer, Status
from greenward.terms.line import Line

FOLDER = Path(__file__).parent / "wordings"
DAY = date(2026, 11, 20)
OUTSIDE = ("accessory", "consumable", "service", "stranger")
BARS = {"first": 0.85, "five": 0.97, "told": 0.80}
NEAR = 0.5
ORDER = (
    "development.csv",
    *(f"{kind}{number}.csv" for number in ("", "_2", "_3", "_4", "_5") for kind in ("held_out", "everyday")),
)


@dataclass(frozen=True)
class Labelled:
    """A wording with what it is: nature, the categories that are right, and whether it is mandatory."""

    words: str
    language: str
    nature: str
    categories: tuple[str, ...]
    mandatory: str


@dataclass(frozen=True)
class Guess:
    """What a matcher says: categories, likeliest first; whether it asks; whether it says that it is no product."""

    categories: tuple[str, ...]
    asks: bool
    outside: bool


def read(path: Path) -> list[Labelled]:
    """Return the labelled wordings of a file."""
    with path.open(encoding="utf-8", newline="") as stream:
        return [
            Labelled(
                r["wording"], r["language"], r["nature"], tuple(filter(None, r["category"].split(";"))), r["mandatory"]
            )
            for r in csv.DictReader(stream)
        ]


def fresh(path: Path) -> list[Labelled]:
    """Return the wordings of a file that stand in no file before it: a set measures what was not met before."""
    before = ORDER[: ORDER.index(path.name)] if path.name in ORDER else ()
    met = {item.words for name in before for item in read(FOLDER / name)}
    return [item for item in read(path) if item.words not in met]


def ours(words: str, lexicon: Lexicon) -> Guess:
    """Return what Greenward proposes."""
    found = propose(words, lexicon)
    outside = found.kind not in (Kind.PRODUCT, Kind.AMBIGUOUS) and not found.proposals
    return Guess(tuple(item.category_id for item in found.proposals), found.question is not None, outside)


def plain(words: str, categories: tuple[Category, ...]) -> Guess:
    """Return the categories whose names share most pairs of signs with the words."""
    scores = [
        (max(dice(words.casefold(), name.casefold()) for name in (c.names.zh, c.names.en)), c.id) for c in categories
    ]
    best = sorted(scores, reverse=True)[:5]
    return Guess(tuple(id_ for _, id_ in best), False, best[0][0] < NEAR)


def dice(one: str, other: str) -> float:
    """Return the share of pairs of neighbouring signs that two texts have in common."""
    a, b = ({text[at : at + 2] for at in range(len(text) - 1)} for text in (one, other))
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0


def wilson(hits: int, of: int) -> tuple[float, float]:
    """Return the 95 % interval of a share (Wilson's score)."""
    if of == 0:
        return 0.0, 1.0
    z, share = 1.96, hits / of
    middle = (share + z * z / (2 * of)) / (1 + z * z / of)
    half = z * sqrt(share * (1 - share) / of + z * z / (4 * of * of)) / (1 + z * z / of)
    return max(0.0, middle - half), min(1.0, middle + half)


def share(name: str, hits: int, of: int) -> str:
    """Return a share with its interval as a line."""
    low, high = wilson(hits, of)
    return f"  {name}: {hits}/{of} = {hits / max(of, 1):.1%} (95 %: {low:.1%} to {high:.1%})"


def right_first(item: Labelled, guess: Guess) -> bool:
    """Return whether the first proposal is right; of an ambiguous wording, whether it is asked about rightly."""
    if guess.categories and guess.categories[0] in item.categories:
        return True
    return item.nature == "ambiguous" and guess.asks and bool(set(guess.categories) & set(item.categories))


def measure(items: Iterable[Labelled], match: Callable[[str], Guess]) -> dict[str, tuple[int, int]]:
    """Return hits and number of each share, in all and by language."""
    counts: Counter[str] = Counter()
    hits: Counter[str] = Counter()
    for item in items:
        guess = match(item.words)
        if item.nature in OUTSIDE:
            found = {"told": guess.outside}
        else:
            found = {"first": right_first(item, guess), "five": bool(set(guess.categories) & set(item.categories))}
        for name, hit in found.items():
            for key in (name, f"{name} ({item.language})"):
                counts[key] += 1
                hits[key] += hit
    return {key: (hits[key], counts[key]) for key in sorted(counts)}


def status_of(words: str, rules: Rules) -> Answer:
    """Return the answer for the words alone."""
    return check(Line(words), rules)


def main() -> None:
    """Print the shares of both matchers, the zeros with their coverage, and the confusions."""
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER / "held_out_5.csv"
    lexicon = load_lexicon()
    items = fresh(path)
    pack = load_pack("cn")
    rules = resolve((pack,), DAY)
    listed = tuple(c for c in pack.categories if any(c.id in rule.categories for rule in pack.rules))
    print(f"{path.name}: {len(items)} wordings, {sum(i.nature in OUTSIDE for i in items)} outside the lists")
    for name, match in (
        ("Greenward", lambda words: ours(words, lexicon)),
        ("plain character match", lambda w: plain(w, listed)),
    ):
        print(name)
        for key, (hit, of) in measure(items, match).items():
            print(share(key, hit, of))
    mandatory = [item for item in items if item.mandatory == "yes"]
    answers = {item.words: status_of(item.words, rules) for item in items}
    denied = [item.words for item in mandatory if denies(item, lexicon, answers[item.words])]
    settled = sum(answers[item.words].status is not Status.CANNOT_DETERMINE for item in mandatory)
    print(share("mandatory products denied", len(denied), len(mandatory)), denied)
    print(share("  answered without cannot determine", settled, len(mandatory)))
    apart = [item for item in items if item.nature in OUTSIDE[:3]]
    called = [item.words for item in apart if answers[item.words].status is Status.MANDATORY]
    print(share("accessories, consumables, services called mandatory", len(called), len(apart)), called)
    open_ = [item.words for item in items if answers[item.words].status is Status.CANNOT_DETERMINE]
    print(share("cannot determine, all wordings", len(open_), len(items)))
    unasked = [words for words in open_ if not any(f.question for f in answers[words].findings)]
    print(share("  of them without a question", len(unasked), len(open_)))
    print("confusions (wanted: said)")
    for item in items:
        guess = ours(item.words, lexicon)
        wrong = not guess.outside if item.nature in OUTSIDE else not right_first(item, guess)
        if wrong:
            wanted = ";".join(item.categories) or item.nature
            print(f"  {wanted}: {';'.join(guess.categories) or 'none'}  [{item.words}]")


def denies(item: Labelled, lexicon: Lexicon, answer: Answer) -> bool:
    """Return whether a mandatory product is denied."""
    guess = ours(item.words, lexicon)
    lost = not set(guess.categories) & set(item.categories) and not guess.asks
    return lost or answer.status not in (Status.MANDATORY, Status.CANNOT_DETERMINE)


if __name__ == "__main__":
    main()
