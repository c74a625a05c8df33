"""A category for words that are no exact name: what is proposed, as the outcome of a look-up."""

from dataclasses import replace

from greenward.catalogue.lexicon import load_lexicon
from greenward.catalogue.lookup import Found, Lookup, lookup
from greenward.catalogue.propose import Kind, propose
from greenward.catalogue.wording import asides
from greenward.terms.category import Category
from greenward.terms.finding import Question
from greenward.terms.line import Line
from greenward.terms.source import Mark

APART = (Kind.ACCESSORY, Kind.CONSUMABLE, Kind.SERVICE, Kind.OTHER)


def from_words(words: str, categories: tuple[Category, ...]) -> Found:
    """Return which of ``categories`` the words mean, or the proposals with the question that decides.

    A word list is no law: what rests on it is *known*, not *seen*, unless an exact name stands before the brackets.
    """
    made = propose(words, load_lexicon())
    known = {category.id: category for category in categories}
    meant = tuple(known[item.category_id] for item in made.proposals if item.category_id in known)
    reason = made.proposals[0].reason if made.proposals else made.reason
    found = Found(Lookup.SEVERAL, meant, mark=Mark.KNOWN, reason=reason, question=made.question)
    if made.kind in APART:
        return replace(found, outcome=Lookup.NOT_A_PRODUCT, reason=made.reason)
    if not meant or made.kind is Kind.UNKNOWN:
        question = made.question if meant else Question("ask.category", "category")
        return replace(found, outcome=Lookup.UNKNOWN_WORDS, reason=made.reason, question=question)
    if made.kind is Kind.PRODUCT and made.certain:
        named = lookup(Line(asides(words)[0]), categories, 0)
        if named.categories == meant[:1]:
            found = replace(found, mark=named.mark)
        return replace(found, outcome=Lookup.FOUND, attributes=made.proposals[0].attributes, question=None)
    return found
