"""The way a need takes through those who approve it, and what they did on it."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from greenward.terms.names import Names
from greenward.terms.role import OUTSIDE, WATCHING, Role

MAY_NOT_APPROVE = OUTSIDE | WATCHING | {Role.REQUESTER, Role.COMMITTEE_MEMBER, Role.OPENER, Role.ADMINISTRATOR}
"""Roles that no step may be given to: who asks, judges offers, watches, runs the system or comes from outside."""


class Reach(StrEnum):
    """Whose holders of a role are meant: those for the requester's department, or those for the whole organisation."""

    DEPARTMENT = "department"
    ORGANISATION = "organisation"


@dataclass(frozen=True, slots=True)
class Part:
    """One signature of a step: a holder of ``role`` within ``reach`` gives it."""

    role: Role
    reach: Reach


@dataclass(frozen=True, slots=True)
class Step:
    """One station of a route.

    Several ``parts`` are a countersign: all are needed, in any order. ``resolution``: approving needs the number and
    the file of a meeting's resolution. ``days`` are the working days that the holders are given; None: none are set.
    """

    id: str
    names: Names
    parts: tuple[Part, ...]
    resolution: bool
    days: int | None


@dataclass(frozen=True, slots=True)
class Condition:
    """Which needs take a route; an empty tuple means any, None that the amount has no such border.

    ``amount_from`` is included, ``amount_below`` is not; both are in ``currency``. An entry of ``categories`` is the id
    of a category or the start of a code; ``sources`` are sources of funds.
    """

    amount_from: Decimal | None
    amount_below: Decimal | None
    categories: tuple[str, ...]
    sources: tuple[str, ...]
    departments: tuple[str, ...]
    currency: str


@dataclass(frozen=True, slots=True)
class Route:
    """A route in one version, from ``valid_from`` until its next version; ``basis`` is the unit's own rule for it."""

    id: str
    version: int
    names: Names
    condition: Condition
    steps: tuple[Step, ...]
    valid_from: date
    basis: Names


class Outcome(StrEnum):
    """What a holder did."""

    APPROVED = "approved"
    RETURNED = "returned"


@dataclass(frozen=True, slots=True)
class Mark:
    """What ``person`` did ``at`` an aware instant on the part number ``part`` (from 0) of a step.

    A return names in ``to`` the step that it goes back to; None: the requester.
    """

    step: str
    part: int
    outcome: Outcome
    at: datetime
    person: int
    to: str | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a need stands: the step that holds it, its parts that are still open, and since when.

    ``returned``: it lies with the requester again; ``finished``: all is approved. In both no step holds it.
    """

    step: Step | None
    open: tuple[int, ...]
    since: datetime
    returned: bool
    finished: bool
