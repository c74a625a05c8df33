"""What things are: from a word or a code to a category."""

from greenward.catalogue.lookup import Found, Lookup, lookup

__all__ = ["Found", "Lookup", "lookup"]
