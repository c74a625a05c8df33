"""Which role may do what to which thing in which state: one table, and the one function that reads it.

What is not in the table nobody may do.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from greenward.terms.role import NOT_HANDED_ON, Role
from greenward.web.accounts.rights import Right

R = Role


class Relation(StrEnum):
    """How near a thing must be: the person's own, of the right's scope, or of the right's organisation."""

    OWN = "own"
    SCOPE = "scope"
    ORGANISATION = "organisation"


@dataclass(frozen=True, slots=True)
class Thing:
    """What an act is done to: whose it is and its state; ``owner`` None: nobody's own."""

    organisation: int
    department: int | None = None
    owner: int | None = None
    state: str = ""


@dataclass(frozen=True, slots=True)
class Permit:
    """How near a thing must be for each role, and the states in which it may be done (none: in every state).

    ``personal``: no deputy does it.
    """

    nearness: dict[Role, Relation]
    states: frozenset[str] = field(default_factory=frozenset)
    personal: bool = False


HANDED_ON = tuple(role for role in Role if role not in NOT_HANDED_ON)


def _of(relation: Relation, *roles: Role) -> dict[Role, Relation]:
    return dict.fromkeys(roles, relation)


REQUESTERS = (R.REQUESTER, R.DEPARTMENT_HEAD)
OFFICERS = (R.PROCUREMENT_OFFICER, R.PROCUREMENT_HEAD)
WATCHERS = (R.SUPERVISOR, R.AUDITOR)
ON_ITS_WAY = frozenset({"sent", "returned", "approved"})


def _permit(relation: Relation, *roles: Role, states: Iterable[str] = (), personal: bool = False) -> Permit:
    return Permit(_of(relation, *roles), frozenset(states), personal)


PERMITS: dict[str, tuple[Permit, ...]] = {
    "people.see": (_permit(Relation.ORGANISATION, R.ADMINISTRATOR, *WATCHERS),),
    "people.import": (_permit(Relation.SCOPE, R.ADMINISTRATOR),),
    "people.change": (_permit(Relation.SCOPE, R.ADMINISTRATOR),),
    "grant.give": (_permit(Relation.SCOPE, R.ADMINISTRATOR),),
    "grant.end": (_permit(Relation.SCOPE, R.ADMINISTRATOR),),
    "deputy.name": (_permit(Relation.OWN, *HANDED_ON, personal=True),),
    "deputy.end": (_permit(Relation.OWN, *HANDED_ON, personal=True),),
    "journal.see": (_permit(Relation.ORGANISATION, *WATCHERS),),
    "journal.export": (_permit(Relation.ORGANISATION, *WATCHERS),),
    "settled.see": (_permit(Relation.ORGANISATION, *WATCHERS),),
    "need.write": (_permit(Relation.OWN, *REQUESTERS, states=("draft", "returned")),),
    "need.send": (_permit(Relation.OWN, *REQUESTERS, states=("draft", "returned")),),
    "need.withdraw": (_permit(Relation.OWN, *REQUESTERS, states=("draft", "sent", "returned")),),
    "need.see": (
        _permit(Relation.OWN, R.REQUESTER),
        _permit(Relation.SCOPE, R.DEPARTMENT_HEAD),
        _permit(Relation.ORGANISATION, R.COMPETENT_DEPARTMENT, states=ON_ITS_WAY),
        _permit(Relation.SCOPE, *OFFICERS, states=ON_ITS_WAY),
        _permit(Relation.SCOPE, R.FINANCE, states={*ON_ITS_WAY, "withdrawn"}),
        _permit(Relation.SCOPE, R.LEADERSHIP, states=("sent", "approved")),
        _permit(Relation.ORGANISATION, *WATCHERS),
    ),
    "need.approve": (
        _permit(Relation.SCOPE, R.DEPARTMENT_HEAD, R.FINANCE, R.LEADERSHIP, *OFFICERS, states=("sent",)),
        _permit(Relation.ORGANISATION, R.COMPETENT_DEPARTMENT, states=("sent",)),
    ),
    "need.decide": (
        _permit(Relation.ORGANISATION, R.COMPETENT_DEPARTMENT, states=("sent",)),
        _permit(Relation.SCOPE, *OFFICERS, states=("sent", "approved")),
    ),
    "need.override": (_permit(Relation.SCOPE, R.PROCUREMENT_HEAD, states=("sent", "approved")),),
    "need.exempt": (_permit(Relation.SCOPE, *OFFICERS, states=("sent", "approved")),),
    "route.write": (_permit(Relation.SCOPE, R.PROCUREMENT_HEAD),),
}


def may(person: int, rights: Iterable[Right], act: str, thing: Thing) -> Right | None:
    """Return the right by which ``person`` may do ``act`` to ``thing``, own rights first; None: the person may not."""
    permits = [each for each in PERMITS.get(act, ()) if not each.states or thing.state in each.states]
    return next((right for right in rights if any(_reaches(person, right, each, thing) for each in permits)), None)


def may_at_all(rights: Iterable[Right], act: str) -> bool:
    """Return whether any of ``rights`` permits ``act`` to something: what a menu shows."""
    return any(right.role in permit.nearness for permit in PERMITS.get(act, ()) for right in rights)


def _reaches(person: int, right: Right, permit: Permit, thing: Thing) -> bool:
    nearness = permit.nearness.get(right.role)
    if nearness is None or right.organisation != thing.organisation:
        return False
    if permit.personal and right.giver is not None:
        return False
    if nearness is Relation.OWN:
        return thing.owner == (person if right.giver is None else right.giver)
    if nearness is Relation.SCOPE:
        return right.department in (None, thing.department)
    return True
