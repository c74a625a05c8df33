"""What will be competed may name no brand, model or supplier: not even in the need's own words."""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from greenward.policy import Rules
from greenward.terms.budget import BudgetLine
from greenward.terms.need import Need
from greenward.terms.offer import Offer
from greenward.terms.problem import Place, Problem

SHORTEST = 2


def named_in_competed(
    needs: Sequence[Need], budgets: Sequence[BudgetLine], offers: Sequence[Offer], rules: Rules, files: dict[str, str]
) -> Iterator[Problem]:
    """Yield a problem for each text of a competed need, or of its budget line, in which an offered name stands.

    The problem gives row and column, never the name. ``files`` are the paths of the two sheets.
    """
    pattern = _pattern(offers)
    competed_lines = set()
    for need in needs:
        channel = rules.channel(need.channel)
        if channel is not None and channel.chooses:
            continue
        competed_lines.add(need.budget_line)
        texts = {"need_id": need.id, "department": need.department, "item": need.line.words, "purpose": need.purpose}
        for column, text in texts.items():
            if pattern.search(_normal(text)):
                yield Problem("row.names_a_brand", Place(files["needs"], need.row, column))
    for line in budgets:
        if line.id in competed_lines and pattern.search(_normal(f"{line.id} {line.name}")):
            yield Problem("row.names_a_brand", Place(files["budget"], line.row, "name"))


def _pattern(offers: Sequence[Offer]) -> re.Pattern[str]:
    names = {_normal(name) for offer in offers for name in (offer.brand, offer.model, offer.supplier)}
    parts = [_bounded(name) for name in sorted(names) if len(name) >= SHORTEST]
    return re.compile("|".join(parts) or r"(?!)")


def _bounded(name: str) -> str:
    """Return a pattern for ``name``; one in Latin letters must stand as a word of its own."""
    left = r"(?<![a-z0-9])" if name[0].isascii() else ""
    right = r"(?![a-z0-9])" if name[-1].isascii() else ""
    return left + re.escape(name) + right


def _normal(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
