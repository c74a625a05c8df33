"""Who buys: where, with whose budget, as what kind of unit."""

from dataclasses import dataclass

LEVELS = ("central", "province", "city", "county")
KINDS = ("administrative", "like_administrative", "institution")
OBJECTS = ("goods", "services", "works")


@dataclass(frozen=True, slots=True)
class Buyer:
    """A unit that buys.

    ``place`` is an ISO 3166-2 code, a city below it with one part more (``CN-GD-GZ``). ``level`` is that of the budget
    (``LEVELS``), which decides more than the place: a central university in Guangzhou is a central unit. ``kind``
    (``KINDS``) is empty where it was not stated; ``like_administrative`` is an institution run like the civil service.
    """

    place: str
    level: str = ""
    kind: str = ""

    @property
    def places(self) -> tuple[str, ...]:
        """The place and those around it, the narrowest first."""
        parts = self.place.split("-")
        return tuple("-".join(parts[:length]) for length in range(len(parts), 0, -1))
