"""What a thing is: a code in an edition of a scheme, and the category that it means there."""

from dataclasses import dataclass

from greenward.terms.names import Names
from greenward.terms.source import Mark

Attributes = tuple[tuple[str, str], ...]
"""Attribute name and value as text, sorted by name, for instance (("technology", "laser"),)."""


@dataclass(frozen=True, slots=True)
class Code:
    """A category code; without its edition it means nothing, since editions reuse codes for other things."""

    scheme: str
    edition: str
    value: str


@dataclass(frozen=True, slots=True)
class CategoryCode:
    """A code of a category, the attributes which that code already settles, and how sure the mapping is."""

    code: Code
    mark: Mark
    attributes: Attributes = ()


@dataclass(frozen=True, slots=True)
class CategoryWord:
    """An exact name of a category in ordinary use and the attributes which it already settles."""

    word: str
    attributes: Attributes = ()


@dataclass(frozen=True, slots=True)
class Category:
    """A kind of thing that rules speak of."""

    id: str
    names: Names
    codes: tuple[CategoryCode, ...]
    words: tuple[CategoryWord, ...]
