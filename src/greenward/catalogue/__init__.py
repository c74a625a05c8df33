"""What things are: from a word or a code to a category."""

from greenward.catalogue.free import from_words
from greenward.catalogue.known import KnownProducts
from greenward.catalogue.lexicon import Lexicon, load_lexicon
from greenward.catalogue.lookup import Found, Lookup, lookup
from greenward.catalogue.propose import Kind, Proposal, Proposals, propose

__all__ = [
    "Found",
    "Kind",
    "KnownProducts",
    "Lexicon",
    "Lookup",
    "Proposal",
    "Proposals",
    "from_words",
    "load_lexicon",
    "lookup",
    "propose",
]
