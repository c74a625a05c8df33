"""The evaluated price: the original bid less what policy deducts, for the score alone."""

from dataclasses import dataclass
from decimal import Decimal

from greenward.evaluation.ruling import Lawful, Ruling, within
from greenward.policy import Rules
from greenward.terms.finding import Reason
from greenward.terms.money import Money, rounded
from greenward.terms.source import Citation

KINDS = ("domestic", "sme", "sme_consortium", "green")


@dataclass(frozen=True, slots=True)
class Evaluated:
    """The evaluated price, each deduction in money, and its source; None with ``refused`` where a rate is not lawful.

    The original bid stays the price of the contract and of the test for abnormally low prices. ``doubts`` name what
    the texts leave open, for a person to decide.
    """

    price: Money | None
    deductions: tuple[tuple[str, Money], ...]
    citations: tuple[Citation, ...]
    refused: Ruling | None = None
    doubts: tuple[Reason, ...] = ()


def evaluated_price(
    bid: Money, rates: dict[str, Decimal | None], reserved: bool, object_: str, rules: Rules
) -> Evaluated:
    """Return the evaluated price of ``bid`` with the deductions that it may claim.

    ``rates`` holds each claimed kind (``KINDS``) with the fraction that the tender document set, or None where the law
    sets it. Every deduction is computed on the original bid, rounded to the cent and added; a project ``reserved`` for
    small enterprises knows no deduction for them, and one that was not in force on the day is not given.
    """
    deductions: list[tuple[str, Money]] = []
    citations: list[Citation] = []
    for kind in KINDS:
        if kind not in rates or (reserved and kind.startswith("sme")) or rules.ended(f"deduction.{kind}"):
            continue
        rate, ruling = _rate(kind, rates[kind], object_, rules)
        if ruling.lawful is not Lawful.YES or rate is None:
            return Evaluated(None, (), ruling.citations, ruling)
        deductions.append((kind, Money(rounded(bid.amount * rate), bid.currency)))
        citations += ruling.citations
    off = sum((amount.amount for _, amount in deductions), Decimal(0))
    kinds = {kind for kind, _ in deductions}
    doubts = (Reason("deduction.green_stacking"),) if "green" in kinds and len(kinds) > 1 else ()
    return Evaluated(Money(rounded(bid.amount) - off, bid.currency), tuple(deductions), tuple(citations), None, doubts)


def _rate(kind: str, stated: Decimal | None, object_: str, rules: Rules) -> tuple[Decimal | None, Ruling]:
    fixed = rules.entry(f"deduction.{kind}")
    if fixed is not None:
        rate = Decimal(fixed.value)
        lawful = Lawful.YES if stated in (None, rate) else Lawful.NO
        return rate, Ruling(lawful, Reason("ruling.fixed", {"figure": stated, "fixed": rate}), (fixed.citation,))
    if stated is None:
        stated = Decimal(-1)  # below every bound: the document must set the rate
    of = {} if kind == "green" else {"object": object_}
    return stated, within(f"deduction.{kind}", stated, rules, **of)
