"""Many at once, and one cut off in the middle, each in its own process: the old state or the new, nothing between."""

import os
import random
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from greenward.ledger.verifier import main as verify
from support import ROOT

ROUNDS = 20 if os.environ.get("HYPOTHESIS_PROFILE") == "long" else 3
PEOPLE = 400
BEGIN = """
from greenward.web.serve import set_up, make_ready
set_up()
"""
ENTER = (
    BEGIN
    + """
import sys
from django.db import transaction
from greenward.web.accounts.models import Organisation
from greenward.web.services.enter import enter
for _ in range(25):
    with transaction.atomic():
        enter(None, "organisation.begun", Organisation.objects.get())
"""
)
IMPORT = (
    BEGIN
    + """
import sys
from pathlib import Path
from django.utils import timezone
from greenward.exchange.people import read_people
from greenward.web.accounts.actor import Actor
from greenward.web.accounts.models import Person
from greenward.web.accounts.rights import rights
from greenward.web.services.import_people import import_people
root = Person.objects.get(login="root")
today = timezone.localdate()
rows = read_people(Path(sys.argv[1]))
print("ready", flush=True)
import_people(Actor(root, rights(root, today)), rows, "people.csv", "0" * 64, today)
print("done", flush=True)
"""
)
STATE = (
    BEGIN
    + """
from greenward.web.accounts.models import Department, Grant, Person
from greenward.web.journal.models import Entry
print(Person.objects.count(), Grant.objects.count(), Department.objects.count(), Entry.objects.count())
print(*(entry.body for entry in Entry.objects.order_by("seq")), sep="\\n")
"""
)


@pytest.fixture
def office_of_its_own(tmp_path: Path) -> Iterator[dict[str, str]]:
    """The environment of an office on a database of its own, of the kind that these tests run on."""
    environment = os.environ | {"GREENWARD_DATA": str(tmp_path / "data")}
    server = environment.get("GREENWARD_DATABASE", "")
    name = f"office_{uuid.uuid4().hex}"
    if server:
        _on(server, f"CREATE DATABASE {name}")
        environment["GREENWARD_DATABASE"] = server.replace("/postgres?", f"/{name}?")
        assert environment["GREENWARD_DATABASE"] != server
    begin = ["-m", "greenward", "users", "begin", "--code", "U1", "--name", "示例大学", "--login", "root",
             "--person", "管理员（示例）"]  # fmt: skip
    subprocess.run([sys.executable, *begin], env=environment, check=True, capture_output=True, cwd=ROOT)
    yield environment
    if server:
        _on(server, f"DROP DATABASE {name} WITH (FORCE)")


def _on(server: str, statement: str) -> None:
    import psycopg

    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(statement)


def started(code: str, environment: dict[str, str], *words: str) -> "subprocess.Popen[str]":
    command = [sys.executable, "-c", code, *words]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, env=environment, stdout=pipe, stderr=pipe, text=True, cwd=ROOT)


def state(environment: dict[str, str], folder: Path) -> tuple[int, ...]:
    """Return how many people, roles, departments and entries there are, after the journal's chain has held."""
    running = started(STATE, environment)
    out, err = running.communicate(timeout=60)
    assert running.returncode == 0, err
    counts, bodies = out.split("\n", 1)
    lines = folder / "entries.jsonl"
    lines.write_text(bodies)
    assert verify(["verify", str(lines)]) == 2  # sound in itself; no checkpoint from outside is given
    return tuple(int(count) for count in counts.split())


def test_four_writers_at_once_leave_a_chain_without_a_gap(office_of_its_own: dict[str, str], tmp_path: Path) -> None:
    writers = [started(ENTER, office_of_its_own) for _ in range(4)]
    said = [writer.communicate(timeout=120)[1] for writer in writers]
    assert [writer.returncode for writer in writers] == [0] * 4, said
    assert state(office_of_its_own, tmp_path) == (1, 1, 0, 101)


def test_an_import_that_is_killed_leaves_all_or_nothing(office_of_its_own: dict[str, str], tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    rows = [f"p{i:05},某人{i}（示例）,D{i % 7},部门{i % 7}（示例）,requester" for i in range(PEOPLE)]
    path.write_text("\n".join(["login,name,department_code,department,roles", *rows]), "utf-8")
    chance = random.Random(20261125)  # noqa: S311  moments of a kill
    old, new = (1, 1, 0, 1), (PEOPLE + 1, PEOPLE + 1, 7, 2)
    seen = set()
    for _ in range(ROUNDS):
        importing = started(IMPORT, office_of_its_own, str(path))
        assert importing.stdout is not None
        assert importing.stdout.readline() == "ready\n", importing.communicate()[1]
        time.sleep(chance.uniform(0.05, 0.8))
        importing.send_signal(signal.SIGKILL)
        importing.communicate(timeout=60)
        seen.add(state(office_of_its_own, tmp_path))
        assert seen <= {old, new}
    whole = started(IMPORT, office_of_its_own, str(path))
    assert "done" in whole.communicate(timeout=120)[0]
    assert state(office_of_its_own, tmp_path) == new
