"""Where a value comes from and how sure we are of it."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from greenward.terms.names import Names


class Mark(Enum):
    """How sure we are of a value, from surest to least sure. ``EXAMPLE`` is invented, and says so."""

    SEEN = "seen"
    SECONDARY = "secondary"
    KNOWN = "known"
    UNSURE = "unsure"
    EXAMPLE = "example"


MARKS_BY_DOUBT = (Mark.SEEN, Mark.SECONDARY, Mark.KNOWN, Mark.UNSURE, Mark.EXAMPLE)


def weakest(marks: tuple[Mark, ...]) -> Mark:
    """Return the least sure of ``marks``; an answer is no surer than what it rests on."""
    return max(marks, key=MARKS_BY_DOUBT.index)


@dataclass(frozen=True, slots=True)
class Source:
    """A legal instrument, a standard or a unit's own rule.

    ``number`` is the document number as officials write it; ``issued`` is None where the day was not seen.
    """

    id: str
    number: str
    title: Names
    issuer: Names
    issued: date | None


@dataclass(frozen=True, slots=True)
class Citation:
    """The place in a source that a value rests on, and where and when we read it.

    ``article`` is the article, row or table; ``read_in`` names what was read (the text itself or a mirror).
    """

    source: Source
    article: Names
    read_in: Names
    read_on: date
    mark: Mark
