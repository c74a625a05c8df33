"""When a value of the law holds, including what is not known about it."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2100, 12, 31)
"""No purchase, rule or offer of ours lies outside; a date that does is a slip of the pen."""


class Force(Enum):
    """Whether a value is in force on a day."""

    YES = "in force"
    NO = "not in force"
    UNKNOWN = "not known"


@dataclass(frozen=True, slots=True)
class Period:
    """First to last day, both included. ``start`` None: the first day was not seen.

    ``evidenced`` is then a day on which the value was seen to be in force: it answers from that day on,
    and before it the answer is not known.
    """

    start: date | None
    end: date | None = None
    evidenced: date | None = None

    def on(self, day: date) -> Force:
        """Return whether the value is in force on ``day``."""
        if self.end is not None and day > self.end:
            return Force.NO
        if self.start is not None:
            return Force.YES if day >= self.start else Force.NO
        return Force.YES if self.evidenced is not None and day >= self.evidenced else Force.UNKNOWN

    def overlaps(self, other: "Period") -> bool:
        """Return whether some day may lie in both periods; a start that was not seen counts as unbounded."""
        return _first(self) <= _last(other) and _first(other) <= _last(self)


def _first(period: Period) -> date:
    return period.start or date.min


def _last(period: Period) -> date:
    return period.end or date.max
