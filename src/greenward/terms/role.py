"""The roles of those who take part in a purchase, from need to record."""

from enum import StrEnum


class Role(StrEnum):
    """What a person may be to an organisation; its name stands in the catalogues under ``role.<value>``."""

    REQUESTER = "requester"
    DEPARTMENT_HEAD = "department_head"
    COMPETENT_DEPARTMENT = "competent_department"
    FINANCE = "finance"
    PROCUREMENT_OFFICER = "procurement_officer"
    PROCUREMENT_HEAD = "procurement_head"
    LEADERSHIP = "leadership"
    AGENT = "agent"
    COMMITTEE_MEMBER = "committee_member"
    OPENER = "opener"
    SUPPLIER = "supplier"
    ACCEPTANCE_GROUP = "acceptance_group"
    ASSET_MANAGER = "asset_manager"
    ARCHIVIST = "archivist"
    SUPERVISOR = "supervisor"
    AUDITOR = "auditor"
    HIGHER_AUTHORITY = "higher_authority"
    ADMINISTRATOR = "administrator"


OUTSIDE = frozenset({Role.SUPPLIER, Role.AGENT, Role.HIGHER_AUTHORITY})
"""Roles of people who are not the organisation's own."""

NOT_HANDED_ON = OUTSIDE | {Role.COMMITTEE_MEMBER, Role.OPENER}
"""Roles that no deputy takes over: of people from outside, and of those who judge or open in person."""

WATCHING = frozenset({Role.SUPERVISOR, Role.AUDITOR})
"""Roles that watch what the others do."""


def incompatible(one: Role, other: Role) -> bool:
    """Return whether one person may never hold both roles of one organisation.

    Who runs the system, who supervises or audits, and who comes from outside holds no other role; openers do not score.
    """
    if one is other:
        return False
    alone = OUTSIDE | {Role.ADMINISTRATOR}
    if one in alone or other in alone:
        return True
    if (one in WATCHING) != (other in WATCHING):
        return True
    return {one, other} == {Role.OPENER, Role.COMMITTEE_MEMBER}
