"""What the law says of a figure that a document sets."""

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from greenward.policy import Rules
from greenward.terms.finding import Question, Reason
from greenward.terms.source import Citation


class Lawful(Enum):
    """Whether a figure is lawful."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "cannot determine"
    NOT_APPLICABLE = "not applicable"


@dataclass(frozen=True, slots=True)
class Ruling:
    """Whether a figure is lawful, why, by which text, and the one fact that would decide an open case."""

    lawful: Lawful
    reason: Reason
    citations: tuple[Citation, ...] = ()
    question: Question | None = None


def within(key: str, figure: Decimal, rules: Rules, **of: str) -> Ruling:
    """Return whether ``figure`` lies at or above ``key.least`` and at or below ``key.most`` of the day.

    Unknown where the pack holds neither bound for the day; a bound that the law does not set does not bind.
    """
    least, most = rules.entry(f"{key}.least", **of), rules.entry(f"{key}.most", **of)
    bounds = tuple(entry for entry in (least, most) if entry is not None)
    params: dict[str, object] = {
        "figure": figure,
        "least": Decimal(least.value) if least else None,
        "most": Decimal(most.value) if most else None,
    }
    citations = tuple(dict.fromkeys(entry.citation for entry in bounds))
    if not bounds:
        return Ruling(Lawful.UNKNOWN, Reason("ruling.no_bound", {"key": key}), (), Question("ask.bound", key))
    if least is not None and figure < Decimal(least.value):
        return Ruling(Lawful.NO, Reason("ruling.below", params), citations)
    if most is not None and figure > Decimal(most.value):
        return Ruling(Lawful.NO, Reason("ruling.above", params), citations)
    return Ruling(Lawful.YES, Reason("ruling.within", params), citations)
