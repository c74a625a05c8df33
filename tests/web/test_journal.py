"""The journal in the office: one entry an act, in its transaction, fenced, sealed, exported, verified elsewhere."""

import io
import json
import subprocess
import sys
import zipfile
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from greenward.ledger.entry import read
from greenward.terms.role import Role
from greenward.web.accounts.models import Organisation
from greenward.web.journal.models import Checkpoint, Entry
from greenward.web.services.enter import enter
from greenward.web.services.give_role import end_role, give_role
from greenward.web.services.seal import EVERY, WITHIN, seal, seal_if_due
from office import TODAY, Acting, Add, Browse

pytestmark = pytest.mark.django_db


def acts() -> list[str]:
    return [read(body.encode()).action for body in Entry.objects.order_by("seq").values_list("body", flat=True)]


def test_an_entry_says_who_did_what_by_which_right_and_what_changed(add: Add, acting: Acting) -> None:
    admin, li = add("root", Role.ADMINISTRATOR), add("li", department="D1")
    grant = give_role(acting(admin), li, Role.REQUESTER, li.department, TODAY, None)
    end_role(acting(admin), grant, TODAY)
    given, ended = (read(entry.body.encode()) for entry in Entry.objects.order_by("seq"))
    assert (given.actor, given.role, given.action) == (f"person:{admin.pk}", "administrator", "grant.given")
    assert (given.object.type, given.object.id) == ("grant", str(grant.pk))
    assert given.after == {
        "person": li.pk,
        "role": "requester",
        "department": li.department_id,
        "starts": "2026-11-25",
        "ends": None,
    }
    assert (ended.before, ended.after) == (given.after, dict(given.after, ends="2026-11-25"))
    assert li.name not in "".join(entry.body for entry in Entry.objects.all())


def test_an_act_that_fails_leaves_no_entry_and_an_entry_that_fails_undoes_the_act(
    add: Add, acting: Acting, monkeypatch: pytest.MonkeyPatch
) -> None:
    admin, li = add("root", Role.ADMINISTRATOR), add("li")

    @transaction.atomic
    def given_and_undone() -> None:
        give_role(acting(admin), li, Role.REQUESTER, None, TODAY, None)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        given_and_undone()
    assert acts() == []
    monkeypatch.setattr("greenward.web.services.give_role.enter", _fail)
    with pytest.raises(OSError, match="full"):
        give_role(acting(admin), li, Role.REQUESTER, None, TODAY, None)
    assert not li.grants.exists()


def _fail(*args: object, **kwargs: object) -> None:
    raise OSError("full")


def test_what_no_table_of_actions_knows_is_not_entered(university: Organisation) -> None:
    with pytest.raises(ValueError, match=r"grant\.gived"):
        enter(None, "grant.gived", university)


FENCED = {
    "changing a body": "UPDATE journal_entry SET body = 'x' WHERE seq = 0",
    "taking the last one out": "DELETE FROM journal_entry WHERE seq = 1",
    "taking all out": "DELETE FROM journal_entry",
    "leaving a gap": "INSERT INTO journal_entry (seq, body, leaf, organisation) VALUES (7, 'x', 'x', 'x')",
    "going back": "INSERT INTO journal_entry (seq, body, leaf, organisation) VALUES (0, 'x', 'x', 'x')",
    "changing a checkpoint": "UPDATE journal_checkpoint SET note = 'x'",
    "taking a checkpoint out": "DELETE FROM journal_checkpoint",
}
ON_SQLITE = {
    "replacing": "INSERT OR REPLACE INTO journal_entry (seq, body, leaf, organisation) VALUES (0, 'x', 'x', 'x')",
    "replacing a checkpoint": "INSERT OR REPLACE INTO journal_checkpoint SELECT size, 'x', edge, at"
    " FROM journal_checkpoint",
}
ON_POSTGRESQL = {
    "emptying": "TRUNCATE journal_entry",
    "emptying checkpoints": "TRUNCATE journal_checkpoint",
    "changing on conflict": "INSERT INTO journal_entry (seq, body, leaf, organisation) VALUES (0, 'x', 'x', 'x')"
    " ON CONFLICT (seq) DO UPDATE SET body = 'x'",
}


def test_a_fence_stands_before_every_way_to_change_what_was_entered(add: Add, acting: Acting) -> None:
    admin, li = add("root", Role.ADMINISTRATOR), add("li")
    end_role(acting(admin), give_role(acting(admin), li, Role.REQUESTER, None, TODAY, None), TODAY)
    seal()
    before = list(Entry.objects.values_list()), list(Checkpoint.objects.values_list())
    ways = FENCED | (ON_SQLITE if connection.vendor == "sqlite" else ON_POSTGRESQL)
    walked_past = []
    for way, statement in ways.items():
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(statement)
        except DatabaseError:
            continue
        walked_past.append(way)
    assert walked_past == []
    assert (list(Entry.objects.values_list()), list(Checkpoint.objects.values_list())) == before


def test_the_fences_are_what_stands_there(university: Organisation) -> None:
    """The control: where they are taken down, the same statement passes."""
    with transaction.atomic():
        enter(None, "organisation.begun", university)
    with connection.cursor() as cursor:
        on = "" if connection.vendor == "sqlite" else " ON journal_entry"
        name = "journal_entry_no_update" if connection.vendor == "sqlite" else "journal_entry_no_change"
        cursor.execute(f"DROP TRIGGER {name}{on}")
        cursor.execute("UPDATE journal_entry SET body = 'x'")
    assert Entry.objects.get().body == "x"


def test_a_checkpoint_is_signed_after_a_hundred_entries_and_after_ten_minutes(
    university: Organisation, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        for _ in range(EVERY + 5):
            enter(None, "organisation.begun", university)
    assert [sealed.size for sealed in Checkpoint.objects.all()] == [EVERY + 5]
    assert seal_if_due(timezone.now()) is None
    enter(None, "organisation.begun", university)
    assert seal_if_due(timezone.now()) is None
    later = seal_if_due(timezone.now() + WITHIN + timedelta(seconds=1))
    assert later is not None
    assert later.size == EVERY + 6
    assert seal() is None


def exported(client: Any, folder: Path) -> Path:
    said = client.post("/oversight/journal/export/")
    assert said["Content-Type"] == "application/zip"
    zipfile.ZipFile(io.BytesIO(said.content)).extractall(folder)
    return folder / "journal"


def test_an_export_verifies_alone_and_one_changed_byte_is_found(
    add: Add, acting: Acting, client_of: Browse, tmp_path: Path
) -> None:
    admin, auditor, li = add("root", Role.ADMINISTRATOR), add("audit", Role.AUDITOR), add("li")
    end_role(acting(admin), give_role(acting(admin), li, Role.REQUESTER, None, TODAY, None), TODAY)
    client = client_of(auditor)
    folder = exported(client, tmp_path)
    (tmp_path / "kept.txt").write_bytes(client.get("/oversight/journal/checkpoint/").content)
    (tmp_path / "log.pub").write_bytes(client.get("/oversight/journal/key/").content)
    command = [sys.executable, "-I", str(folder / "verifier.py"), "verify", str(folder)]
    command += [f"--checkpoint={tmp_path / 'kept.txt'}", f"--key={tmp_path / 'log.pub'}"]
    sound = subprocess.run(command, capture_output=True, text=True, check=False)
    assert sound.returncode == 0, sound.stdout + sound.stderr
    assert acts()[-1] == "journal.exported"
    lines = (folder / "entries.jsonl").read_bytes()
    (folder / "entries.jsonl").write_bytes(lines.replace(b"requester", b"requestor", 1))
    assert lines != (folder / "entries.jsonl").read_bytes()
    found = subprocess.run(command, capture_output=True, text=True, check=False)
    assert found.returncode == 1


def test_a_journal_shared_by_organisations_is_exported_by_the_operator_alone(
    add: Add, client_of: Browse, hospital: Organisation
) -> None:
    said = client_of(add("audit", Role.AUDITOR)).post("/oversight/journal/export/", follow=True)
    assert "journal.shared" in said.content.decode()
    assert acts() == []


def test_the_journal_shows_only_the_own_organisation_s_acts_and_by_pages(
    add: Add, client_of: Browse, university: Organisation, hospital: Organisation
) -> None:
    with transaction.atomic():
        for number in range(60):
            enter(None, "organisation.begun", hospital if number % 2 else university)
    client = client_of(add("audit", Role.AUDITOR))
    page = client.get("/oversight/journal/").content.decode()
    assert page.count("<tr><td>") == 25
    assert ">58</a>" in page
    assert ">59</a>" not in page
    older = client.get("/oversight/journal/", {"before": "10"}).content.decode()
    assert older.count("<tr><td>") == 5
    assert client.get("/oversight/journal/8/").status_code == 200
    assert client.get("/oversight/journal/9/").status_code == 404
    for strange in ("x", "-1", "9" * 40, "1 OR 1=1"):
        assert client.get("/oversight/journal/", {"before": strange}).status_code == 200


def test_a_value_too_large_for_an_entry_is_kept_as_a_file_that_its_hash_names(
    university: Organisation, tmp_path: Path
) -> None:
    from greenward.web.files import kept

    long = {"words": ["绿色采购"] * 20_000}
    with transaction.atomic():
        enter(None, "organisation.begun", university, after=long)
    after = read(Entry.objects.get().body.encode()).after
    assert isinstance(after, dict)
    path = kept(after["sha256"])
    assert path is not None
    assert json.loads(path.read_bytes()) == long
    assert path.stat().st_size == after["size"]


def test_nothing_is_recorded_outside_a_transaction(university: Organisation, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("greenward.web.journal.record.connection", SimpleNamespace(in_atomic_block=False))
    with pytest.raises(RuntimeError):
        enter(None, "organisation.begun", university)
