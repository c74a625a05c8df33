"""The office in this process: its settings on a folder of their own, an organisation, and people who sign in."""

import os
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

_FOLDER = tempfile.TemporaryDirectory(prefix="greenward-office-")
os.environ["DJANGO_SETTINGS_MODULE"] = "greenward.web.settings"
os.environ["GREENWARD_DATA"] = _FOLDER.name
os.environ["GREENWARD_SECRET_KEY"] = "of the tests"  # noqa: S105

import django  # noqa: E402  the settings read the folder

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402

from greenward.terms.role import Role  # noqa: E402
from greenward.web.accounts.actor import Actor  # noqa: E402
from greenward.web.accounts.models import Department, Grant, Organisation, Person, PersonKey  # noqa: E402
from greenward.web.accounts.rights import rights  # noqa: E402

TODAY = date(2026, 11, 25)
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


Add = Callable[..., Person]
Browse = Callable[..., Client]
Acting = Callable[[Person], Actor]


@pytest.fixture(autouse=True)
def _office_folder(tmp_path: Path) -> Iterator[None]:
    before = settings.OFFICE
    settings.OFFICE = tmp_path / "office"
    yield
    settings.OFFICE = before


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    with django_db_blocker.unblock():
        call_command("createcachetable", verbosity=0)


@pytest.fixture
def university(db: None) -> Organisation:
    return Organisation.objects.create(code="U1", name="示例大学", place="CN-GD", level="province", kind="institution")


@pytest.fixture
def hospital(db: None) -> Organisation:
    return Organisation.objects.create(code="H1", name="示例医院", place="CN-GD", level="city", kind="institution")


@pytest.fixture
def add(university: Organisation) -> Add:
    """Add a person with roles: ``add("li", Role.REQUESTER, department="D1")``."""

    def made(
        login: str,
        *roles: Role,
        department: str = "",
        organisation: Organisation = university,
        whole: bool = True,
        starts: date = date(2026, 1, 1),
        ends: date | None = None,
    ) -> Person:
        room = None
        if department:
            room, _ = Department.objects.get_or_create(
                organisation=organisation, code=department, defaults={"name": f"部门{department}"}
            )
        person = Person.objects.create_user(
            login, "correct horse", name=f"{login}（示例）", organisation=organisation, department=room
        )
        PersonKey.objects.create(person=person)
        for role in roles:
            Grant.objects.create(
                person=person,
                role=role,
                organisation=organisation,
                department=None if whole else room,
                starts=starts,
                ends=ends,
            )
        return person

    return made


@pytest.fixture
def acting() -> Acting:
    return lambda person: Actor(person, rights(person, TODAY))


@pytest.fixture
def client_of() -> Browse:
    """A client that is signed in as a person, or as nobody, in a language."""

    def made(person: Person | None = None, language: str = "en", **more: Any) -> Client:
        client = Client(headers={"accept-language": language}, **more)
        if person is not None:
            client.force_login(person, "allauth.account.auth_backends.AuthenticationBackend")
        return client

    return made
