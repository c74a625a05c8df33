"""How a table is set on A4: the width of each column, the size of its letters, and whether the paper is turned.

Widths are counted in signs: half an em, a Latin letter or digit; a Chinese character takes two.
"""

import math
import re
from dataclasses import dataclass

from greenward.documents.table import Figure, TableView

MOST_UPRIGHT, MOST_COMFORTABLE, MOST_WORD, FEWEST, WIDEST_STATUS, PADDING = 6, 26, 16, 8, 24, 2.6
MILLIMETRES = 25.4 / 72 / 2
MOST_WHOLE = 14
BOLD, SAVED, BROKEN, SLACK = 1.08, 1.2, 4, 0.01
BREAK = "\u200b"
"""Stands where a word that is wider than its column may be broken; a renderer turns it into its own sign for that."""

_SPANS = {
    **dict.fromkeys("ABCDEFGHKNOPQRSTUVXYZ&", 1.45),
    **dict.fromkeys("MW@%mw", 1.9),
    **dict.fromkeys("ijl.,:;'|!()[]-/ ", 0.75),
}
_WORD = re.compile(r"[（〔《“【]*[^\s\u2e80-\uffef]+[）〕》”】，。、；：]*")
_AFTER = re.compile(r"(?<=[-/_.,;:@])")


@dataclass(frozen=True, slots=True)
class Paper:
    """The type area's width in millimetres, upright and turned, and the sizes of letters in a table, largest first."""

    upright: float
    turned: float
    sizes: tuple[float, ...]


REPORT = Paper(174, 267, (9, 8.5, 8, 7.5, 7))
OFFICIAL = Paper(156, 227, (10.5, 9.5, 9, 8.5, 8, 7.5, 7))
"""The type area after GB/T 9704-2012, 5.2."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How a table is set.

    ``shares`` of the width add up to 1; ``size`` is in points; ``signs`` is what a line of each column holds.
    """

    shares: tuple[float, ...]
    size: float
    turned: bool
    signs: tuple[float, ...]

    def lines(self, texts: tuple[str, ...]) -> int:
        """Return about how many lines a row takes."""
        return max(lines_of(text, width) for text, width in zip(texts, self.signs, strict=True))

    def is_short(self, texts: tuple[tuple[str, ...], ...]) -> bool:
        """Return whether a table is so short that it is kept on one page."""
        return sum(self.lines(row) for row in texts) <= MOST_WHOLE

    def broken(self, text: str, column: int) -> str:
        """Return a cell's text with a break allowed inside each word that is wider than its column."""
        width = self.signs[column]
        return _WORD.sub(lambda found: _break(found[0], width) if span(found[0]) > width + SLACK else found[0], text)


def lay_out(view: TableView, texts: tuple[tuple[str, ...], ...], paper: Paper) -> Layout:
    """Return how a table is set whose rows read ``texts``: in large letters, unless smaller ones save much paper.

    The paper is turned where held upright it would press the columns together. The columns of words get widths that
    make them about equally tall.
    """
    columns = range(len(view.headings))
    least = [_least(view, texts, column) for column in columns]
    widest = [max(_widest(view, texts, column), least[column]) for column in columns]
    weights = [_weight(texts, column) for column in columns]
    comfortable = sum(min(width, MOST_COMFORTABLE) for width in widest) + PADDING * len(least)
    turned = len(least) > MOST_UPRIGHT or comfortable > _room(paper.upright, paper.sizes[0])
    made = []
    for size in paper.sizes:
        room = _room(paper.turned if turned else paper.upright, size)
        widths = _spread(least, widest, weights, room - PADDING * len(least))
        shares = tuple((width + PADDING) / (sum(widths) + PADDING * len(widths)) for width in widths)
        made.append(Layout(shares, size, turned, tuple(max(share * room - PADDING, 1.0) for share in shares)))
        if sum(widest) <= room - PADDING * len(least):
            break  # smaller letters cannot save a line
    heights = [_height(layout, texts, least) for layout in made]
    return next(layout for layout, height in zip(made, heights, strict=True) if height <= SAVED * min(heights))


def _height(layout: Layout, texts: tuple[tuple[str, ...], ...], least: list[float]) -> float:
    """Return how many lines the table takes; of one that breaks words many times as many."""
    broken = any(width + SLACK < low for width, low in zip(layout.signs, least, strict=True))
    return sum(layout.lines(row) for row in texts) * (BROKEN if broken else 1)


def columns_of(text: str) -> int:
    """Return how many signs a line of text takes."""
    return sum(2 if ord(sign) > 0x2E7F else 1 for sign in text if sign != BREAK)


def lines_of(text: str, width: float) -> int:
    """Return how many lines ``text`` takes in a column ``width`` signs wide."""
    return sum(math.ceil(columns_of(part) / width) or 1 for part in text.split("\n"))


def span(text: str) -> float:
    """Return how wide a word is at most in the usual fonts, in signs: it must fit whole in each of them."""
    return sum(2.0 if ord(sign) > 0x2E7F else _SPANS.get(sign, 1.15) for sign in text if sign != BREAK)


def _room(width: float, size: float) -> float:
    return width / (size * MILLIMETRES)


def _least(view: TableView, texts: tuple[tuple[str, ...], ...], column: int) -> float:
    """Return the width below which a word breaks; a figure and a status never do, a very long word may."""
    words = [span(word) for row in texts for word in _words(row[column])]
    heads = [BOLD * span(word) for word in _words(view.headings[column])]
    figures = [text[column] for row, text in zip(view.rows, texts, strict=True) if isinstance(row[column], Figure)]
    longest = min(max([0, *words, *heads]), MOST_WORD)
    few = min(_widest(view, texts, column), FEWEST)
    if column == view.badges:  # a status is bold, in a frame, and stays in one line
        few = min(BOLD * max(span(row[column]) for row in texts) + 2, WIDEST_STATUS) if texts else FEWEST
    return max([few, longest, *(BOLD * span(text) for text in figures)])


def _words(text: str) -> list[str]:
    """Return the words of a text; a very long one in the parts between which it may be broken."""
    words = _WORD.findall(text)
    return [part for word in words for part in (_AFTER.split(word) if span(word) > MOST_WORD else [word]) if part]


def _widest(view: TableView, texts: tuple[tuple[str, ...], ...], column: int) -> float:
    lines = [line for row in texts for line in row[column].split("\n")]
    return max([columns_of(line) for line in lines] + [min(columns_of(view.headings[column]), 14)])


def _weight(texts: tuple[tuple[str, ...], ...], column: int) -> float:
    """Return how much a column has to say in a row: the quadratic mean, so that long cells count for more."""
    lengths = [columns_of(row[column]) for row in texts]
    return float(math.sqrt(sum(length * length for length in lengths) / len(lengths))) if lengths else 0.0


def _spread(least: list[float], widest: list[float], weights: list[float], room: float) -> list[float]:
    """Return widths that fill the room: each at least its least, at most its widest, and else in equal heights."""
    if sum(least) >= room:
        return [width * room / sum(least) for width in least]
    if sum(widest) <= room:
        return [width * room / sum(widest) for width in widest]

    def at_height(height: float) -> list[float]:
        return [min(max(weight / height, low), high) for weight, low, high in zip(weights, least, widest, strict=True)]

    low, high = 0.01, 1000.0
    for _ in range(40):
        middle = math.sqrt(low * high)
        low, high = (middle, high) if sum(at_height(middle)) > room else (low, middle)
    widths = at_height(high)
    return [width * room / sum(widths) for width in widths]


def _break(word: str, width: float) -> str:
    """Return the word with breaks: after its punctuation, and in a part that is still too wide after every sign."""
    parts = [part for part in _AFTER.split(word) if part]
    return BREAK.join(BREAK.join(part) if span(part) > width + SLACK else part for part in parts)
