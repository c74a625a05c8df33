"""Who may do what: the office against tables written by hand, and faults planted to see that they are found."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

import probes
from greenward.terms.role import OUTSIDE, Role
from greenward.web.accounts import actor, duties, permissions
from greenward.web.accounts import rights as held
from greenward.web.accounts.duties import Done
from greenward.web.accounts.models import Deputation, Grant, Organisation, Person
from greenward.web.accounts.permissions import PERMITS, Permit, Relation, Thing
from greenward.web.accounts.rights import Right
from greenward.web.doors import Doors
from greenward.web.journal.models import Entry
from greenward.web.oversight import views as oversight
from greenward.web.people import views as people
from greenward.web.services import give_role, name_deputy
from probes import World, addresses

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return World()


def test_the_office_keeps_the_tables_written_by_hand(world: World) -> None:
    assert probes.wrong(world) == []


def test_no_address_is_without_a_name_and_none_of_ours_without_a_door() -> None:
    found = list(addresses())
    assert all(name for name, _ in found)
    ours = [item for _, item in found if item.callback.__module__.startswith("greenward.")]
    assert ours
    assert [item.name for item in ours if not hasattr(item.callback, "act")] == []


def test_every_role_has_a_word_in_the_list_of_people_that_is_its_own() -> None:
    from greenward.exchange.people import ROLE_NAMES
    from greenward.texts import say

    assert set(ROLE_NAMES) == set(Role)
    for role, names in ROLE_NAMES.items():
        assert say(f"role.{role.value}", "zh") in names
    words = [name for names in ROLE_NAMES.values() for name in names]
    assert len(words) == len(set(words))


Plant = Callable[[pytest.MonkeyPatch], object]
PLANTED: dict[str, Plant] = {
    "a grant that ended yesterday counts": lambda m: m.setattr(held, "_in_force", _without_end),
    "a grant that begins tomorrow counts": lambda m: m.setattr(held, "_in_force", _without_start),
    "the last day does not count": lambda m: m.setattr(held, "_in_force", _last_day_out),
    "one who has left holds the roles": lambda m: m.setattr(held, "rights", _of_those_who_left),
    "the deputyship outlives the role": lambda m: m.setattr(held, "_rights", _deputies_by_their_own_days),
    "a deputy gets every role of the giver": lambda m: m.setattr(held, "_rights", _all_of_the_giver),
    "a deputy gets the role for the whole organisation": lambda m: m.setattr(held, "_rights", _deputy_everywhere),
    "the department of the role is ignored": lambda m: m.setattr(permissions, "_reaches", _any_department),
    "the organisation is ignored": lambda m: m.setattr(permissions, "_reaches", _any_organisation),
    "the owner is not compared": lambda m: m.setattr(permissions, "_reaches", _any_owner),
    "a deputy does what only the own role may": lambda m: m.setattr(permissions, "_reaches", _deputies_own),
    "a requester sees the people": lambda m: _permit(m, "people.see", Role.REQUESTER),
    "the administrator exports the journal": lambda m: _permit(m, "journal.export", Role.ADMINISTRATOR),
    "the auditor lost the journal": lambda m: m.setitem(PERMITS, "journal.see", ()),
    "a second role of the same person passes the separation": lambda m: m.setattr(duties, "conflict", _deputies_only),
    "a deputy passes the separation": lambda m: m.setattr(Done, "hands", property(lambda act: frozenset({act.person}))),
    "a separation is missing": lambda m: m.setattr(duties, "SEPARATED", duties.SEPARATED[:-1]),
    "a separation holds in one order only": lambda m: m.setattr(duties, "conflict", _one_order),
    "incompatible roles are given": lambda m: m.setattr(give_role, "incompatible", lambda one, other: False),
    "one with an incompatible role becomes a deputy": lambda m: m.setattr(
        name_deputy, "incompatible", lambda a, b: False
    ),
    "an own role is given and ended": lambda m: m.setattr(actor.Actor, "hands", property(lambda who: frozenset())),
    "whom one stands in for is not thought of": lambda m: m.setattr(
        actor.Actor, "hands", property(lambda who: frozenset({who.person.pk}))
    ),
    "supplier and agent name deputies": lambda m: _permit(m, "deputy.name", *OUTSIDE),
    "one of another organisation becomes a deputy": lambda m: m.setattr(name_deputy, "name_deputy", _any_deputy),
    "people of another organisation are found by their number": lambda m: m.setattr(
        people, "get_object_or_404", _whosesoever
    ),
    "the journal of all organisations is shown": lambda m: m.setattr(oversight, "_of", lambda who: Entry.objects.all()),
    "another organisation's acts are exported": lambda m: m.setattr(
        Organisation.objects, "exclude", lambda **_: Organisation.objects.none()
    ),
    "a door stands open": lambda m: m.setattr(actor, "may_at_all", lambda rights, act: True),
    "a session keeps the roles of its beginning": lambda m: m.setattr(actor, "rights", cache(held.rights)),
    "nobody may do anything": lambda m: m.setattr(permissions, "_reaches", lambda *_: False),
}


@pytest.mark.parametrize("fault", PLANTED)
def test_a_planted_fault_is_found(world: World, fault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    PLANTED[fault](monkeypatch)
    assert probes.wrong(world, most=1) != []


def test_a_view_that_says_nothing_of_who_may_reach_it_is_shut(rf: Any, world: World) -> None:
    def forgotten(request: HttpRequest) -> HttpResponse:
        return HttpResponse("in")

    forgotten.__module__ = "greenward.web.forgotten"
    request = rf.get("/forgotten/")
    request.user, request.resolver_match = world.people[Role.ADMINISTRATOR], None
    shut = Doors(forgotten)
    with pytest.raises(PermissionDenied):
        shut.process_view(request, forgotten, (), {})
    assert shut.process_view(request, actor.open_to_all(forgotten), (), {}) is None
    with pytest.raises(ValueError, match=r"no\.such"):
        actor.door("no.such")


def _permit(m: pytest.MonkeyPatch, act: str, *roles: Role) -> None:
    m.setitem(PERMITS, act, (*PERMITS[act], Permit(dict.fromkeys(roles, Relation.ORGANISATION))))


def _without_end(starts: date, ends: date | None, of: str = "") -> Q:
    return Q() if ends is None else Q(**{f"{of}starts__lte": ends})


def _without_start(starts: date, ends: date | None, of: str = "") -> Q:
    return Q(**{f"{of}ends__isnull": True}) | Q(**{f"{of}ends__gte": starts})


def _last_day_out(starts: date, ends: date | None, of: str = "") -> Q:
    return (Q(**{f"{of}ends__isnull": True}) | Q(**{f"{of}ends__gt": starts})) & _without_end(starts, ends, of)


def _of_those_who_left(person: Person, day: date) -> tuple[Right, ...]:
    return tuple(held._rights(person, day, day))


def _deputies(person: Person, day: date) -> Any:
    return Deputation.objects.filter(deputy=person, starts__lte=day, ends__gte=day).select_related("grant")


def _own(person: Person, day: date) -> list[Right]:
    return [
        Right(Role(g.role), g.organisation_id, g.department_id)
        for g in Grant.objects.in_force(day).filter(person=person)
    ]


def _deputies_by_their_own_days(person: Person, starts: date, ends: date | None) -> list[Right]:
    given = [item.grant for item in _deputies(person, starts)]
    return _own(person, starts) + [Right(Role(g.role), g.organisation_id, g.department_id, g.person_id) for g in given]


def _all_of_the_giver(person: Person, starts: date, ends: date | None) -> list[Right]:
    givers = {item.grant.person for item in _deputies(person, starts) if item.grant.person.is_active}
    return _own(person, starts) + [replace(right, giver=giver.pk) for giver in givers for right in _own(giver, starts)]


def _deputy_everywhere(person: Person, starts: date, ends: date | None) -> list[Right]:
    return [r if r.giver is None else replace(r, department=None) for r in RIGHTS(person, starts, ends)]


def _any_department(person: int, right: Right, permit: Permit, thing: Thing) -> bool:
    return REACHES(person, replace(right, department=None), permit, thing)


def _any_organisation(person: int, right: Right, permit: Permit, thing: Thing) -> bool:
    return REACHES(person, right, permit, replace(thing, organisation=right.organisation))


def _any_owner(person: int, right: Right, permit: Permit, thing: Thing) -> bool:
    return REACHES(person, right, permit, replace(thing, owner=person))


def _deputies_own(person: int, right: Right, permit: Permit, thing: Thing) -> bool:
    return REACHES(person, replace(right, giver=None), permit, thing)


def _deputies_only(done: Iterable[Done], wanted: Done) -> Done | None:
    return CONFLICT([act for act in done if act.person != wanted.person], wanted)


def _one_order(done: Iterable[Done], wanted: Done) -> Done | None:
    before = {second: first for first, second in duties.SEPARATED}
    return CONFLICT([act for act in done if before.get(wanted.duty) == act.duty], wanted)


def _any_deputy(by: actor.Actor, grant: Grant, deputy: Person, starts: date, ends: date, reason: str) -> Deputation:
    deputy.organisation_id = by.organisation
    return NAME_DEPUTY(by, grant, deputy, starts, ends, reason)


def _whosesoever(found: Any, **conditions: Any) -> Any:
    return get_object_or_404(found, **{name: value for name, value in conditions.items() if name != "organisation"})


RIGHTS, REACHES, CONFLICT, NAME_DEPUTY = held._rights, permissions._reaches, duties.conflict, name_deputy.name_deputy
