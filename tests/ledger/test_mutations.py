"""Ten thousand random mutations of a journal: none undetected against an outside checkpoint; which are without one."""

import argparse
import json
import random
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

import pytest

from greenward.ledger import verifier
from greenward.ledger.entry import leaf_of
from greenward.ledger.export import export
from greenward.terms.canonical import canonical
from journals import LOG_KEY, act, chain, checkpoint_of, log_of, outside, rewritten, rows_of, write_base, write_lines

SIZE, YESTERDAY = 16, 11
LOG = log_of(SIZE)
MUTATIONS = 10_000


def seeded(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311  mutations, not keys


def edited(body: bytes, draw: random.Random) -> bytes:
    """Return the body with another value in one field, in canonical form."""
    entry = json.loads(body)
    field = draw.choice(["reason", "actor", "role", "after", "before"])
    entry[field] = f"另写{draw.random()}" if isinstance(entry[field], str) else {"quantity": draw.randrange(10**6)}
    return canonical(entry)


def flip(bodies: Sequence[bytes], draw: random.Random) -> bytes:
    """Return the JSON Lines file with one bit of one byte flipped."""
    data = bytearray(b"".join(body + b"\n" for body in bodies))
    data[draw.randrange(len(data))] ^= 1 << draw.randrange(8)
    return bytes(data)


def edit_one(bodies: list[bytes], draw: random.Random) -> list[bytes]:
    at = draw.randrange(len(bodies))
    return [*bodies[:at], edited(bodies[at], draw), *bodies[at + 1 :]]


def delete_one(bodies: list[bytes], draw: random.Random) -> list[bytes]:
    at = draw.randrange(len(bodies))
    return bodies[:at] + bodies[at + 1 :]


def insert_one(bodies: list[bytes], draw: random.Random) -> list[bytes]:
    at = draw.randrange(len(bodies) + 1)
    return [*bodies[:at], edited(draw.choice(bodies), draw), *bodies[at:]]


def duplicate_one(bodies: list[bytes], draw: random.Random) -> list[bytes]:
    at = draw.randrange(len(bodies))
    return [*bodies[: at + 1], *bodies[at:]]


def swap_two(bodies: list[bytes], draw: random.Random) -> list[bytes]:
    one, other = draw.sample(range(len(bodies)), 2)
    found = list(bodies)
    found[one], found[other] = found[other], found[one]
    return found


def truncate(bodies: list[bytes], draw: random.Random) -> list[bytes]:
    return bodies[: draw.randrange(len(bodies))]


@cache
def rewritten_log(at: int, variant: int) -> tuple[bytes, ...]:
    return tuple(rewritten(LOG, at, reason=f"另写{variant}"))


def rewrite_tail(bodies: list[bytes], draw: random.Random) -> list[bytes]:
    return list(rewritten_log(draw.randrange(len(bodies)), draw.randrange(9)))


def put_back_yesterday(bodies: list[bytes], draw: random.Random) -> list[bytes]:
    """Yesterday's backup, and the day's acts done again with other words."""
    return list(rewritten_log(YESTERDAY, draw.randrange(9)))[: draw.randrange(YESTERDAY, len(bodies) + 1)]


KINDS: list[Callable[[list[bytes], random.Random], list[bytes]]] = [
    edit_one, delete_one, insert_one, duplicate_one, swap_two, truncate, rewrite_tail, put_back_yesterday,
]  # fmt: skip


def asked(path: Path, *kept: Path) -> verifier.Answer:
    """Return the verifier's answer on a file, with a kept checkpoint and key or without."""
    checkpoint, key = ([kept[0]], [kept[1]]) if kept else ([], [])
    return verifier.run(argparse.Namespace(verb=verifier.verify, path=path, checkpoint=checkpoint, key=key))


def test_ten_thousand_mutations_and_none_undetected_against_an_outside_checkpoint(tmp_path: Path) -> None:
    draw = seeded(20_261_102)
    kept = outside(tmp_path, checkpoint_of(LOG))
    own = (kept.checkpoint, kept.key)
    assert asked(write_lines(tmp_path / "sound.jsonl", LOG), *own).code == verifier.OK
    assert asked(write_base(tmp_path / "sound.sqlite3", rows_of(LOG)), *own).code == verifier.OK
    path, seen = tmp_path / "log", Counter[str]()
    for number in range(MUTATIONS):
        kind = draw.choice(KINDS)
        name = kind.__name__
        if number % 4 == 0:
            name = "flip"
            path.write_bytes(flip(LOG, draw))
        elif number % 8 == 1:  # the rows of a database, each leaf computed again by whoever changed the bodies
            write_base(path, rows_of(kind(list(LOG), draw)))
        else:
            write_lines(path, kind(list(LOG), draw))
        answer = asked(path, *own)
        assert answer.code == verifier.TAMPERED, (number, name, answer.notes)
        assert isinstance(answer.notes[0][1]["seq"], int), (number, name, answer.notes)
        seen[name] += 1
    assert sum(seen.values()) == MUTATIONS
    assert min(seen.values()) > 500, seen


def test_a_row_whose_body_no_longer_has_its_stored_leaf_is_named(tmp_path: Path) -> None:
    draw = seeded(5)
    for at in range(SIZE):
        rows = rows_of(LOG)
        rows[at] = (at, edited(LOG[at], draw), rows[at][2])
        answer = asked(write_base(tmp_path / "log", rows))
        assert (answer.code, answer.notes[0]) == (verifier.TAMPERED, ("leaf", {"seq": at}))


MIDDLE, LAST = 9, SIZE - 1
CHANGED = canonical({**json.loads(LOG[MIDDLE]), "reason": "另写"})
CHANGED_LAST = canonical({**json.loads(LOG[LAST]), "reason": "另写"})
SEEN_WITHOUT = {
    "an entry edited": ([*LOG[:MIDDLE], CHANGED, *LOG[MIDDLE + 1 :]], ("chain", MIDDLE + 1)),
    "an entry deleted": (LOG[:MIDDLE] + LOG[MIDDLE + 1 :], ("seq", MIDDLE)),
    "the first entry deleted": (LOG[1:], ("seq", 0)),
    "an entry inserted": ([*LOG[:MIDDLE], CHANGED, *LOG[MIDDLE:]], ("seq", MIDDLE + 1)),
    "an entry doubled": ([*LOG[: MIDDLE + 1], *LOG[MIDDLE:]], ("seq", MIDDLE + 1)),
    "two entries swapped": ([*LOG[:MIDDLE], LOG[MIDDLE + 1], LOG[MIDDLE], *LOG[MIDDLE + 2 :]], ("seq", MIDDLE)),
    "an entry added from elsewhere": ([*LOG, chain([act(0)])[0]], ("seq", SIZE)),
}
UNSEEN_WITHOUT = {
    "the last entry edited": [*LOG[:LAST], CHANGED_LAST],
    "the end cut off": LOG[:MIDDLE],
    "everything cut off": [],
    "yesterday's backup": LOG[:YESTERDAY],
    "a tail rewritten with a valid chain": rewritten(LOG, MIDDLE, reason="另写"),
    "all rewritten with a valid chain": rewritten(LOG, 0, reason="另写"),
    "entries added at the end": [*LOG, *log_of(SIZE + 2)[SIZE:]],
}


@pytest.mark.parametrize("what", SEEN_WITHOUT)
def test_what_is_seen_without_an_outside_checkpoint(tmp_path: Path, what: str) -> None:
    bodies, (code, seq) = SEEN_WITHOUT[what]
    answer = asked(write_lines(tmp_path / "log", bodies))
    assert answer.code == verifier.TAMPERED
    assert (answer.notes[0][0], answer.notes[0][1]["seq"]) == (code, seq)


@pytest.mark.parametrize("what", UNSEEN_WITHOUT)
def test_what_is_not_seen_without_an_outside_checkpoint_is_never_called_right(tmp_path: Path, what: str) -> None:
    answer = asked(write_lines(tmp_path / "log", UNSEEN_WITHOUT[what]))
    assert answer.code == verifier.CANNOT_TELL
    assert [code for code, _ in answer.notes] == ["sound", "no_outside"]


@pytest.mark.parametrize("what", [what for what in UNSEEN_WITHOUT if what != "entries added at the end"])
def test_the_same_is_seen_with_an_outside_checkpoint(tmp_path: Path, what: str) -> None:
    kept = outside(tmp_path, checkpoint_of(LOG))
    answer = asked(write_lines(tmp_path / "log", UNSEEN_WITHOUT[what]), kept.checkpoint, kept.key)
    assert answer.code == verifier.TAMPERED
    assert answer.notes[0][0] in ("short", "root")


def test_a_tail_younger_than_the_last_checkpoint_is_told_as_such(tmp_path: Path) -> None:
    kept = outside(tmp_path, checkpoint_of(LOG[:YESTERDAY]))
    answer = asked(write_lines(tmp_path / "log", rewritten(LOG, YESTERDAY, reason="另写")), kept.checkpoint, kept.key)
    assert answer.code == verifier.OK
    assert answer.notes[-1] == ("tail", {"count": SIZE - YESTERDAY})


def test_two_checkpoints_from_outside_close_in_on_what_was_rewritten(tmp_path: Path) -> None:
    kept = outside(tmp_path, checkpoint_of(LOG))
    (tmp_path / "older.txt").write_text(checkpoint_of(LOG[:10]).note, "utf-8")
    path = write_lines(tmp_path / "log", rewritten(LOG, 13, reason="另写"))
    options = argparse.Namespace(
        verb=verifier.verify, path=path, checkpoint=[kept.checkpoint, tmp_path / "older.txt"], key=[kept.key]
    )
    answer = verifier.run(options)
    assert answer.notes[0] == ("root", {"seq": 10, "last": SIZE - 1, "file": "kept.txt"})


def test_every_changed_byte_of_an_export_is_seen_even_without_an_outside_checkpoint(tmp_path: Path) -> None:
    folder, draw = tmp_path / "export", seeded(7)
    export(folder, LOG, [checkpoint_of(LOG[:10]), checkpoint_of(LOG)], [LOG_KEY.verifying])
    assert asked(folder).code == verifier.CANNOT_TELL
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        data = path.read_bytes()
        for _ in range(80):
            changed = bytearray(data)
            changed[draw.randrange(len(data))] ^= 1 << draw.randrange(8)
            path.write_bytes(changed)
            answer = asked(folder)
            assert answer.code == verifier.TAMPERED, (path.name, answer.notes)
            if path.parent == folder and path.name != "entries.jsonl":
                assert answer.notes[0] == ("manifest", {"file": path.name}) or path.name == "manifest.json"
        path.write_bytes(data)
        assert asked(folder).code == verifier.CANNOT_TELL


def test_the_mutations_change_what_they_are_given() -> None:
    """Control: a mutation that changed nothing would prove nothing."""
    draw = seeded(3)
    for kind in KINDS:
        assert sum(kind(list(LOG), draw) == LOG for _ in range(50)) == 0, kind.__name__
    assert leaf_of(CHANGED) != leaf_of(LOG[MIDDLE])
