"""Whether a rule meets what is known of a line and of the buyer."""

from decimal import Decimal, InvalidOperation
from enum import Enum

from greenward.policy.pack import Buyers, Condition
from greenward.terms.buyer import Buyer


class Match(Enum):
    """Whether something holds."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


def matches(conditions: tuple[Condition, ...], known: dict[str, str]) -> Match:
    """Return whether the stated attributes meet all ``conditions``."""
    return _all({holds(condition, known) for condition in conditions})


def holds(condition: Condition, known: dict[str, str]) -> Match:
    """Return whether the stated attributes meet one condition."""
    text = known.get(condition.attribute)
    if text is None:
        return Match.UNKNOWN
    if condition.among:
        return Match.YES if text in condition.among else Match.NO
    try:
        figure = Decimal(text)
    except InvalidOperation:
        return Match.UNKNOWN
    above = condition.above is None or figure > condition.above
    most = condition.most is None or figure <= condition.most
    return Match.YES if above and most else Match.NO


def binds(buyers: Buyers | None, buyer: Buyer | None) -> Match:
    """Return whether a rule binds ``buyer``; one for certain buyers binds nobody who was not named at all."""
    if buyers is None:
        return Match.YES
    if buyer is None:
        return Match.NO
    return _all({_among(buyer.level, buyers.levels), _among(buyer.kind, buyers.kinds)})


def _among(stated: str, wanted: tuple[str, ...]) -> Match:
    if not wanted or stated in wanted:
        return Match.YES
    return Match.NO if stated else Match.UNKNOWN


def _all(found: set[Match]) -> Match:
    if Match.NO in found:
        return Match.NO
    return Match.UNKNOWN if Match.UNKNOWN in found else Match.YES
