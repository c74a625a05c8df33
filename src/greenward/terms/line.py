"""What a rule is asked about: one line of a request, before anybody has offered anything."""

from dataclasses import dataclass

from greenward.terms.category import Attributes, Code


@dataclass(frozen=True, slots=True)
class Line:
    """An item in its writer's words or as a code, with the attributes stated so far."""

    words: str = ""
    code: Code | None = None
    attributes: Attributes = ()
