"""What the rules say of one line on one day, with the reason, the source and the proof that would satisfy them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum

from greenward.terms.category import Attributes
from greenward.terms.names import Names
from greenward.terms.source import Citation, Mark


class Status(Enum):
    """What is asked of a line, strongest first. *Cannot determine* is an answer."""

    MANDATORY = "mandatory"
    CANNOT_DETERMINE = "cannot determine"
    PREFERRED = "preferred"
    RECOMMENDED = "recommended"
    NOT_APPLICABLE = "not applicable"


STATUS_BY_FORCE = tuple(Status)
WATER_GRADE = "water grade"
LISTS = ("", "energy_saving", "environmental_label")
"""Subjects that decide the status of an answer: the lists of products, not what a unit may spend on them."""


class Level(Enum):
    """Whose rule it is: a reason may override the unit's, never the law's."""

    LAW = "law"
    UNIT = "unit"


class RoomKind(Enum):
    """What a rule leaves to those who come after it."""

    FLOOR = "floor"
    CEILING = "ceiling"
    BAND = "band"
    FIXED = "fixed"
    FORBIDDEN = "forbidden"


@dataclass(frozen=True, slots=True)
class Room:
    """The lawful room of a rule on one subject.

    FLOOR: a value at or above ``low``; CEILING: at or below ``high``; BAND: between both; FIXED: exactly
    ``text``; FORBIDDEN: none of ``grounds`` may be a criterion. ``unit`` is the unit of low and high.
    """

    kind: RoomKind
    subject: str
    unit: str = ""
    low: Decimal | None = None
    high: Decimal | None = None
    text: str = ""
    grounds: tuple[str, ...] = ()

    def admits(self, value: Decimal | str) -> bool:
        """Return whether ``value`` lies inside the room."""
        if self.kind is RoomKind.FIXED:
            return value == self.text
        if self.kind is RoomKind.FORBIDDEN:
            return value not in self.grounds
        if not isinstance(value, Decimal):
            return False
        return (self.low is None or value >= self.low) and (self.high is None or value <= self.high)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why, as a stable code and named parameters; a face renders the sentence."""

    code: str
    params: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Question:
    """The one fact that would decide, and the answers it may take (none: free)."""

    code: str
    attribute: str
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Requirement:
    """What a rule asks on one subject (``certificate``, ``efficiency_grade``, ``price_ceiling``): value and unit.

    The unit of an efficiency grade is ``grade``, or ``WATER_GRADE`` where the product is graded by its water.
    """

    subject: str
    value: str
    unit: str


@dataclass(frozen=True, slots=True)
class Standard:
    """A product standard, the edition that holds on the day (None: not known) and how sure we are of it."""

    number: str
    edition: str | None
    mark: Mark


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule's answer for one line.

    ``evidence`` names what would prove it; ``mark`` is the weakest of what the status rests on; ``doubt`` says
    in the pack's own words what is still to be checked. ``at_stake`` is the strongest status that an undecided
    finding may turn out to be. ``mark`` is that of the status; each standard carries its own. ``subject`` is that of
    the rule; empty where the line's category is not settled or stands in no list.
    """

    status: Status
    level: Level
    rule: str
    category: Names | None
    reason: Reason
    citations: tuple[Citation, ...]
    mark: Mark
    requires: tuple[Requirement, ...] = ()
    standards: tuple[Standard, ...] = ()
    evidence: tuple[str, ...] = ()
    certificate_order: tuple[str, ...] = ()
    rooms: tuple[Room, ...] = ()
    question: Question | None = None
    doubt: Names | None = None
    at_stake: Status | None = None
    subject: str = ""

    def required(self, subject: str) -> Requirement | None:
        """Return what is required on ``subject``, if anything."""
        return next((item for item in self.requires if item.subject == subject), None)


@dataclass(frozen=True, slots=True)
class Answer:
    """All findings for one line on one day, strongest first, under named and hashed packs.

    ``reading`` says how free words were understood; ``way`` is the lawful way to buy it, where that was asked for.
    """

    item: str
    day: date
    packs: tuple[str, ...]
    category: Names | None
    category_id: str | None
    attributes: Attributes
    findings: tuple[Finding, ...]
    notes: tuple[Reason, ...] = ()
    reading: Reason | None = None
    way: Finding | None = None

    @property
    def status(self) -> Status:
        """The strongest status among the law's lists: what a unit adds never hides what the law leaves open."""
        listed = (f.status for f in self.findings if f.level is Level.LAW and f.subject in LISTS)
        return min(listed, key=STATUS_BY_FORCE.index)
