"""What will be competed may name no brand, model or supplier: not even in the need's own words."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

from greenward.exchange.columns import BUDGET, IN_USE, NEEDS
from greenward.policy import Rules
from greenward.terms.budget import BudgetLine
from greenward.terms.finding import Level
from greenward.terms.in_use import InUse
from greenward.terms.names import Names
from greenward.terms.need import Need
from greenward.terms.offer import Offer
from greenward.terms.problem import Place, Problem
from greenward.terms.source import Citation

SHORTEST, SHORTEST_NUMBER = 2, 4
_ASIDE = re.compile(r"[（(\[【][^）)\]】]*[）)\]】]")
_HEADINGS = {column.key: column.names for table in (NEEDS, BUDGET, IN_USE) for column in table.columns}


def named_in_competed(
    needs: Sequence[Need],
    budgets: Sequence[BudgetLine],
    in_use: Sequence[InUse],
    offers: Sequence[Offer],
    rules: Rules,
    files: dict[str, str],
) -> Iterator[Problem]:
    """Yield a problem for each text of a competed need, its budget line or what it has that holds an offered name.

    The problem gives row and column, never the name. ``files`` are the paths of the sheets. Blanks and
    punctuation do not hide a name, and a supplier's name counts without what stands in brackets too.
    """
    ground = rules.entry("competition.forbidden_grounds")
    if ground is None:
        return
    params: dict[str, object] = {"source": ground.citation.source.number, "article": ground.citation.article}
    names = _Names(offers)
    competed = [need for need in needs if not _chooses(need, rules)]
    for need in competed:
        texts = {"need_id": need.id, "department": need.department, "item": need.line.words, "purpose": need.purpose}
        for key, text in texts.items():
            if names.stand_in(text):
                yield Problem("row.names_a_brand", Place(files["needs"], need.row, _HEADINGS[key]), params)
    ids = {need.id for need in competed}
    for item in in_use:
        if item.need in ids and names.stand_in(item.piece.source):
            yield Problem("row.names_a_brand", Place(files["in_use"], item.row, _HEADINGS["source"]), params)
    lines = {need.budget_line for need in competed}
    for line in budgets:
        for key, text in {"budget_line": line.id, "name": line.name}.items():
            if line.id in lines and names.stand_in(text):
                yield Problem("row.names_a_brand", Place(files["budget"], line.row, _HEADINGS[key]), params)


def named_in_settings(
    needs: Sequence[Need],
    offers: Sequence[Offer],
    rules: Rules,
    settings: Path,
    titles: Sequence[Names | None],
    cited: Sequence[Citation],
) -> Iterator[Problem]:
    """Yield a problem where a title or citation of the case or its layers names an offer and a need is competed."""
    if all(_chooses(need, rules) for need in needs):
        return
    names = _Names(offers)
    units = [pack for pack in rules.layers if pack.level is Level.UNIT]
    citations = [*cited, *(c for pack in units for rule in pack.rules for v in rule.versions for c in v.citations)]
    sources = [citation.source for citation in citations]
    texts_cited = [citation.article for citation in citations] + [source.issuer for source in sources]
    texts = [text for title in (*titles, *texts_cited) if title for text in (title.en, title.zh)]
    texts += [text for source in sources for text in (source.number, source.title.en, source.title.zh)]
    texts += [text for pack in units for text in (pack.names.en, pack.names.zh)]
    if any(names.stand_in(text) for text in texts):
        yield Problem("case.names_a_brand", Place(str(settings)))


def _chooses(need: Need, rules: Rules) -> bool:
    channel = rules.channel(need.channel)
    return channel is not None and channel.chooses


class _Names:
    """The brands, models and suppliers of the offers, and whether one of them stands in a text."""

    def __init__(self, offers: Sequence[Offer]) -> None:
        given = {name for offer in offers for name in (offer.brand, offer.model, offer.supplier)}
        given |= {_ASIDE.sub("", name) for name in given}
        given |= {model for offer in offers for item in offer.certificates for model in item.models}
        words = {_words(name) for name in given}
        latin = sorted(
            re.escape(name).replace(r"\ ", " ?") for name in words if name.isascii() and len(name) >= SHORTEST
        )
        self._latin = re.compile(rf"(?<![a-z0-9])({'|'.join(latin)})(?![a-z0-9])" if latin else r"(?!)")
        anywhere = {_letters(name) for name in words if not name.isascii() or _is_number(_letters(name))}
        other = sorted(re.escape(name) for name in anywhere if len(name) >= SHORTEST)
        self._other = re.compile("|".join(other) or r"(?!)")

    def stand_in(self, text: str) -> bool:
        """Return whether a name stands in ``text``: Latin words as words of their own, all others anywhere."""
        return bool(self._latin.search(_words(text)) or self._other.search(_letters(text)))


def _is_number(name: str) -> bool:
    """Return whether a Latin name is a model number, long enough not to stand in another word by chance."""
    return len(name) >= SHORTEST_NUMBER and any(sign.isdigit() for sign in name)


def _words(text: str) -> str:
    """Return letters and digits folded, everything between them as one blank."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return " ".join("".join(sign if sign.isalnum() else " " for sign in folded).split())


def _letters(text: str) -> str:
    return _words(text).replace(" ", "")
