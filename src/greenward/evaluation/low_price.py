"""Which bids are so low that their bidders must explain them."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from greenward.evaluation.ruling import Lawful, Ruling
from greenward.policy import Rules
from greenward.terms.finding import Question, Reason
from greenward.terms.source import Citation

TRIGGERS = ("average", "second_lowest", "ceiling")


@dataclass(frozen=True, slots=True)
class LowPrice:
    """A bid under review: its place in the list, each trigger with the amount below which it lies, and the sources.

    A trigger opens a review with time to explain; it rejects nothing.
    """

    bid: int
    triggers: tuple[tuple[str, Decimal], ...]
    citations: tuple[Citation, ...]


def low_prices(
    bids: Sequence[Decimal], ceiling: Decimal | None, ratios: dict[str, Decimal], rules: Rules
) -> tuple[LowPrice, ...] | Ruling:
    """Return the bids strictly below a trigger, or a ruling where the day has no rule or a ratio is not lawful.

    ``bids`` are the original prices of those that passed the conformity review; ``ceiling`` is the highest price of
    the document or else the budget; ``ratios`` are those that the document raised, within the law's room.
    """
    entries = {name: rules.entry(f"low_price.{name}") for name in TRIGGERS}
    most = rules.entry("low_price.most")
    if most is None or any(entry is None for entry in entries.values()):
        reason, question = Reason("ruling.no_bound", {"key": "low_price"}), Question("ask.bound", "low_price")
        return Ruling(Lawful.UNKNOWN, reason, (), question)
    used: dict[str, Decimal] = {}
    for name, entry in entries.items():
        if entry is None:
            continue
        used[name] = ratios.get(name, Decimal(entry.value))
        if not Decimal(entry.value) <= used[name] <= Decimal(most.value):
            params: dict[str, object] = {"figure": used[name], "least": entry.value, "most": most.value}
            return Ruling(Lawful.NO, Reason("ruling.ratio", params), (entry.citation, most.citation))
    bases: dict[str, Decimal | None] = {
        "average": sum(bids, Decimal(0)) / len(bids) if bids else None,
        "second_lowest": sorted(bids)[1] if len(bids) > 1 else None,
        "ceiling": ceiling,
    }
    limits = {name: used[name] * base for name, base in bases.items() if base is not None}
    citations = tuple(dict.fromkeys(entry.citation for entry in entries.values() if entry))
    found = ((at, tuple((n, limit) for n, limit in limits.items() if bid < limit)) for at, bid in enumerate(bids))
    return tuple(LowPrice(at, triggers, citations) for at, triggers in found if triggers)
