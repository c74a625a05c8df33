"""What is looked for from outside in who may do what; each probe returns what is wrong: nothing, in a sound office."""

import csv
from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import islice, product
from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from greenward.terms.role import NOT_HANDED_ON, Role, incompatible
from greenward.web.accounts import duties, permissions
from greenward.web.accounts import rights as held
from greenward.web.accounts.actor import Actor
from greenward.web.accounts.duties import Done, Duty
from greenward.web.accounts.models import Department, Deputation, Grant, Organisation, Person, PersonKey
from greenward.web.accounts.permissions import PERMITS, Thing
from greenward.web.accounts.rights import Right
from greenward.web.journal.models import Entry
from greenward.web.services import give_role, name_deputy
from greenward.web.services.enter import enter
from greenward.web.services.refusal import RefusedError
from support import ROOT

FOLDER = ROOT / "tests/web"
PERSONAL = ("deputy.name", "deputy.end")
HERE, THERE, MINE, OTHER, ME, GIVER, SOMEONE = 1, 2, 10, 11, 100, 101, 102
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def table(name: str) -> list[dict[str, str]]:
    """Return a table that was written by hand."""
    with Path(FOLDER / name).open(encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))


def matrix() -> Iterator[str]:
    """Give each role, thing, state and way to hold a role in which the office and the hand-written matrix differ."""
    allowed = {(row["act"], row["role"], row["state"]): row["relation"] for row in table("matrix.csv")}
    states = sorted({state for _, _, state in allowed})
    if missing := PERMITS.keys() - {act for act, _, _ in allowed}:
        yield f"the matrix does not know {sorted(missing)}"
    for act, role, state in product(PERMITS, Role, states):
        relation = allowed.get((act, role, state), allowed.get((act, role, "")))
        for wide, deputy, organisation, department, owner in product(
            (True, False), (False, True), (HERE, THERE), (MINE, OTHER, None), (ME, GIVER, SOMEONE, None)
        ):
            right = Right(role, HERE, None if wide else MINE, GIVER if deputy else None)
            thing = Thing(organisation, department, owner, state)
            reached = {
                "own": (owner == ME and not deputy) or (owner == GIVER and deputy and act not in PERSONAL),
                "scope": wide or department == MINE,
                "organisation": True,
                None: False,
            }[relation]
            found = permissions.may(ME, (right,), act, thing) is not None
            if found != (reached and organisation == HERE):
                yield f"{act} by {role} ({right}) on {thing}: {found}"


def separations() -> Iterator[str]:
    """Give each pair of duties in which the office and the hand-written table differ, by oneself and by deputies."""
    for row in table("duties.csv"):
        first, second = Duty(row["first"]), Duty(row["second"])
        ways = {
            "same_person": [(Done(first, ME), Done(second, ME))],
            "deputy_of_first": [
                (Done(first, ME), Done(second, SOMEONE, ME)),
                (Done(first, SOMEONE, ME), Done(second, ME)),
                (Done(first, SOMEONE, ME), Done(second, SOMEONE)),
                (Done(first, ME), Done(second, ME, SOMEONE)),
            ],
        }
        for column, cases in ways.items():
            for done, wanted in cases:
                found = duties.conflict((done,), wanted) is not None
                if found != (row[column] == "forbidden"):
                    yield f"{done} then {wanted}: {found}"
        if duties.conflict((Done(first, ME),), Done(second, SOMEONE)) is not None:
            yield f"{first} by one and {second} by another are refused"


class World:
    """Two organisations with a person of each role, made in the database that is open."""

    def __init__(self) -> None:
        self.today = timezone.localdate()
        self.here = Organisation.objects.create(code="HERE", name="甲单位", place="CN", level="", kind="")
        self.there = Organisation.objects.create(code="THERE", name="乙单位", place="CN", level="", kind="")
        self.rooms = [Department.objects.create(organisation=self.here, code=code, name=code) for code in "AB"]
        self.people = {role: self.person(role.value, role) for role in Role}
        self.stranger = self.person("stranger", Role.ADMINISTRATOR, organisation=self.there)
        self.foreign = self.person("foreign", Role.REQUESTER, organisation=self.there)

    def person(self, login: str, *roles: Role, room: Department | None = None, **more: Any) -> Person:
        """Return a new person with roles; ``starts`` and ``ends`` as days from today."""
        organisation = more.get("organisation", self.here)
        made = Person.objects.create_user(login, name=f"{login}（示例）", organisation=organisation, department=room)
        PersonKey.objects.create(person=made)
        for role in roles:
            self.grant(made, role, room, more.get("starts", -9), more.get("ends"))
        return made

    def grant(self, person: Person, role: Role, room: Department | None, starts: int, ends: int | None) -> Grant:
        """Return a new grant, whatever the office would say to it."""
        return Grant.objects.create(
            person=person,
            role=role,
            organisation=person.organisation,
            department=room,
            starts=self.today + timedelta(days=starts),
            ends=None if ends is None else self.today + timedelta(days=ends),
        )

    def stand_in(self, grant: Grant, deputy: Person, starts: int = -1, ends: int = 1) -> Deputation:
        """Return a new deputation, whatever the office would say to it."""
        first, last = self.today + timedelta(days=starts), self.today + timedelta(days=ends)
        return Deputation.objects.create(grant=grant, deputy=deputy, starts=first, ends=last, reason="出差")

    def actor(self, person: Person) -> Actor:
        """Return who acts."""
        return Actor(person, held.rights(person, self.today))

    def client(self, person: Person | None) -> Client:
        """Return a browser of a person, or of nobody."""
        client = Client(headers={"accept-language": "en"})
        if person is not None:
            client.force_login(person, BACKEND)
        return client


def time_and_deputies(world: World) -> Iterator[str]:
    """Give each right that is held on a day or through a deputy where it is not, and the other way round."""
    room = world.rooms[0]
    borders = {"ended yesterday": (-9, -1, 0), "ends today": (-9, 0, 1), "begins tomorrow": (1, 9, 0),
               "begins today": (0, None, 1), "taken back": (0, -1, 0)}  # fmt: skip
    for words, (starts, ends, expected) in borders.items():
        person = world.person(f"b {words}", Role.FINANCE, starts=starts, ends=ends)
        if len(held.rights(person, world.today)) != expected:
            yield f"a grant that {words} counts {1 - expected}"
        head, vice = world.person(f"h {words}", Role.LEADERSHIP), world.person(f"v {words}")
        if starts <= 0 or expected == 0:
            world.stand_in(head.grants.get(), vice, starts, 9 if ends is None else ends)
            if len(held.rights(vice, world.today)) != expected:
                yield f"a deputation that {words} counts {1 - expected}"
        late, deputy = world.person(f"l {words}", Role.LEADERSHIP, starts=starts, ends=ends), world.person(f"d {words}")
        world.stand_in(late.grants.get(), deputy)
        if len(held.rights(deputy, world.today)) != expected:
            yield f"a deputy of a role that {words} holds {1 - expected}"
    head = world.person("head", Role.DEPARTMENT_HEAD, Role.REQUESTER, room=room)
    vice, third = world.person("vice"), world.person("third")
    world.stand_in(head.grants.get(role=Role.DEPARTMENT_HEAD), vice)
    wanted = (Right(Role.DEPARTMENT_HEAD, world.here.pk, room.pk, head.pk),)
    if held.rights(vice, world.today) != wanted:
        yield f"a deputy holds {held.rights(vice, world.today)}"
    Person.objects.filter(pk=head.pk).update(is_active=False)
    head.refresh_from_db()
    if held.rights(vice, world.today) or held.rights(head, world.today):
        yield "one who has left holds something, or a deputy of such a one"
    boss = world.person("boss", Role.FINANCE)
    world.stand_in(boss.grants.get(), third)
    if _names(world, boss, vice, by=third):
        yield "a deputy names a deputy"


def refusals(world: World) -> Iterator[str]:
    """Give each role or deputy that the office accepts though it must not."""
    admin = world.actor(world.people[Role.ADMINISTRATOR])
    for one, other in product(Role, Role):
        person = world.person(f"{one}+{other}", one)
        accepted = _gives(world, admin, person, other, None)
        if accepted == (incompatible(one, other) or one is other):
            yield f"{one} and {other}: {accepted}"
    mine = world.actor(world.people[Role.ADMINISTRATOR])
    if _accepted(lambda: give_role.give_role(mine, mine.person, Role.FINANCE, None, world.today, None)):
        yield "an own role is given"
    if _accepted(lambda: give_role.end_role(mine, mine.person.grants.get(), world.today)):
        yield "an own role is ended"
    vice = world.person("vice of root")
    world.stand_in(mine.person.grants.get(), vice)
    if _accepted(lambda: give_role.end_role(world.actor(vice), mine.person.grants.get(), world.today)):
        yield "a deputy ends the role of whom the deputy stands in for"
    narrow = world.person("narrow", Role.ADMINISTRATOR, room=world.rooms[0])
    plain = world.person("plain")
    for room, expected in ((None, False), (world.rooms[1], False), (world.rooms[0], True)):
        done = _gives(world, world.actor(narrow), plain, Role.REQUESTER, room)
        if done != expected:
            yield f"an administrator of one department gives a role for {room}: {done}"
    finance, gone = world.people[Role.FINANCE], world.person("gone")
    Person.objects.filter(pk=gone.pk).update(is_active=False)
    gone.refresh_from_db()
    for deputy in (finance, world.foreign, gone, world.people[Role.AUDITOR], world.people[Role.SUPPLIER]):
        if _names(world, finance, deputy):
            yield f"{deputy.login} becomes a deputy"
    for role in NOT_HANDED_ON:
        if _names(world, world.people[role], world.person(f"helper of {role}")):
            yield f"{role} names a deputy"
    if not _names(world, finance, world.person("fit")):
        yield "nobody becomes a deputy"


def _gives(world: World, by: Actor, person: Person, role: Role, room: Department | None) -> bool:
    return _accepted(lambda: give_role.give_role(by, person, role, room, world.today, None))


def _names(world: World, giver: Person, deputy: Person, by: Person | None = None) -> bool:
    acting, grant, day = world.actor(by or giver), giver.grants.get(), world.today
    return _accepted(lambda: name_deputy.name_deputy(acting, grant, deputy, day, day, "出差"))


def _accepted(act: Callable[[], object]) -> bool:
    try:
        act()
    except (RefusedError, PermissionDenied):
        return False
    return True


def addresses() -> Iterator[tuple[str, URLPattern]]:
    """Give every address of the office by its name; those of allauth begin with account, mfa or the like."""

    def walk(patterns: list[Any], space: str) -> Iterator[tuple[str, URLPattern]]:
        for item in patterns:
            if isinstance(item, URLResolver):
                yield from walk(item.url_patterns, f"{item.namespace}:" if item.namespace else space)
            else:
                yield f"{space}{item.name}", item

    yield from walk(get_resolver().url_patterns, "")


def doors(world: World) -> Iterator[str]:
    """Give each address that a role reaches or misses against the hand-written list, and what strangers reach."""
    _acts(world)
    arguments = {"person": world.people[Role.REQUESTER].pk, "grant": world.people[Role.REQUESTER].grants.get().pk,
                 "deputation": 0, "need": 0, "line": 0, "finding": 0, "settlement": 0, "mark": 0,
                 "seq": Entry.objects.order_by("seq")[0].seq}  # fmt: skip
    reachable = {(row["act"], row["role"]) for row in table("matrix.csv")}
    rows = table("urls.csv")
    ours = {name for name, item in addresses() if item.callback.__module__.startswith("greenward.")}
    listed = {row["name"] for row in rows} - {"set_language"}  # that one is Django's
    if ours != listed:
        yield f"the list of addresses differs: {ours ^ listed}"
    for row in rows:
        pattern = next(item for name, item in addresses() if name == row["name"])
        needed = {name: arguments[name] for name in pattern.pattern.converters}
        path = reverse(row["name"], kwargs=needed)
        nobody = world.client(None)
        away = nobody.post(path) if row["method"] == "POST" else nobody.get(path)
        sent_to_sign_in = away.status_code == 302 and away["Location"].startswith("/account/login/")
        if sent_to_sign_in == (row["act"] == "anyone"):
            yield f"{row['name']} as nobody: {away.status_code}"
        if row["method"] == "POST":
            number = Entry.objects.count()
            got = world.client(world.people[Role.ADMINISTRATOR]).get(path).status_code
            got_too = world.client(world.people[Role.AUDITOR]).get(path).status_code
            if Entry.objects.count() != number or {got, got_too} - {403, 404, 405, 302}:
                yield f"{row['name']} does something by GET: {got}, {got_too}"
        for role, person in world.people.items():
            if row["method"] == "POST" and (row["act"], role.value) in reachable:
                continue  # what it then does is each page's own test
            client = world.client(person)
            said = client.post(path) if row["method"] == "POST" else client.get(path)
            permitted = row["act"] in ("anyone", "signed in") or (row["act"], role.value) in reachable
            if permitted != (said.status_code not in (403,)):
                yield f"{row['name']} as {role}: {said.status_code}"


def strangers(world: World) -> Iterator[str]:
    """Give what one organisation's administrator and auditor see or change of another organisation."""
    _acts(world)
    root = world.client(world.people[Role.ADMINISTRATOR])
    grant = world.foreign.grants.get()
    paths = {f"/people/{world.foreign.pk}/": "get", f"/people/{world.foreign.pk}/leave/": "post",
             f"/people/{world.foreign.pk}/password/": "post",
             f"/people/{world.foreign.pk}/roles/{grant.pk}/end/": "post",
             f"/people/{world.people[Role.FINANCE].pk}/roles/{grant.pk}/end/": "post"}  # fmt: skip
    for path, method in paths.items():
        if (status := getattr(root, method)(path).status_code) != 404:
            yield f"{path}: {status}"
    if world.foreign.name in root.get("/people/", {"q": "foreign"}).content.decode():
        yield "the list of people shows another organisation's"
    auditor = world.client(world.people[Role.AUDITOR])
    last = Entry.objects.order_by("-seq")[0].seq
    if f">{last}</a>" in auditor.get("/oversight/journal/").content.decode():
        yield "the journal shows another organisation's act"
    if auditor.get(f"/oversight/journal/{last}/").status_code != 404:
        yield "an entry of another organisation is shown"
    if auditor.post("/oversight/journal/export/").status_code == 200:
        yield "another organisation's acts are exported"


def sessions(world: World) -> Iterator[str]:
    """Give what a session still reaches after its role ended or its person left."""
    auditor = world.people[Role.AUDITOR]
    client = world.client(auditor)
    if client.get("/oversight/journal/").status_code != 200:
        yield "an auditor does not reach the journal"
    auditor.grants.update(ends=world.today - timedelta(days=1))
    if client.get("/oversight/journal/").status_code != 403:
        yield "a session keeps the roles of its beginning"
    Person.objects.filter(pk=auditor.pk).update(is_active=False)
    if client.get("/").status_code != 302:
        yield "one who has left is still signed in"


def _acts(world: World) -> None:
    """Enter an act of each organisation."""
    enter(None, "organisation.begun", world.here)
    enter(None, "organisation.begun", world.there)


PROBES: tuple[Callable[..., Iterator[str]], ...] = (
    matrix, separations, time_and_deputies, refusals, sessions, strangers, doors
)  # fmt: skip


def wrong(world: World, most: int = 1000) -> list[str]:
    """Return what the probes find, each from the same beginning, up to ``most``."""
    found: list[str] = []
    for probe in PROBES:
        with transaction.atomic():
            before = transaction.savepoint()
            findings = probe() if probe in (matrix, separations) else probe(world)
            found += islice(findings, most - len(found))
            transaction.savepoint_rollback(before)
        if len(found) == most:
            break
        world.people = {role: Person.objects.get(pk=person.pk) for role, person in world.people.items()}
    return found
