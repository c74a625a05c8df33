"""An entry: what is written, what is refused, what is read back, and the chain."""

import hashlib
import json
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenward.ledger.entry import MOST_BODY, NO_LEAF, Entry, Link, Subject, follow, leaf_of, read, read_next
from greenward.ledger.stored_value import MOST_VALUES, set_apart
from greenward.terms.canonical import canonical
from journals import act, log_of
from support import codes

values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(st.characters(codec="utf-8")),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(st.characters(codec="utf-8")), inner, max_size=3)
    ),
    max_leaves=8,
)


def changed(body: bytes, old: str, new: str) -> bytes:
    """Return the body with one place changed; the defect must be there to change."""
    text = body.decode()
    assert text.count(old) == 1
    return text.replace(old, new).encode()


def test_the_body_is_the_sorted_json_that_a_hand_would_write() -> None:
    moment = datetime(2026, 11, 2, 9, 0, 0, 5, timezone(timedelta(hours=8)))
    one = act(1, ts=moment, before=None, after={"b": Decimal("1.50"), "a": "绿"}, reason="")
    body, link = follow(None, one)
    expected = (
        '{"action":"need.sent","actor":"person:1","after":{"a":"绿","b":"1.50"},"before":null,'
        '"object":{"id":"N-0001","organisation":"unit-x","type":"need"},"on_behalf_of":null,'
        f'"prev":"{NO_LEAF}","reason":"","role":"purchaser","seq":0,"ts":"2026-11-02T01:00:00.000005Z","v":1}}'
    )
    assert body.decode() == expected
    assert link == Link(0, hashlib.sha256(b"\x00" + expected.encode()).digest())


def test_an_entry_names_the_leaf_of_the_one_before() -> None:
    first, second = log_of(2)
    assert json.loads(second)["prev"] == hashlib.sha256(b"\x00" + first).hexdigest()
    assert json.loads(second)["seq"] == 1


@given(before=values, after=values)
def test_what_was_written_is_read_back(before: object, after: object) -> None:
    written = act(3, before=before, after=after)
    body, _ = follow(Link(6, b"l" * 32), written)
    entry = read(body)
    assert (entry.seq, entry.prev, entry.before, entry.after) == (7, (b"l" * 32).hex(), before, after)
    assert (entry.ts, entry.object, entry.v) == (written.ts, Subject("need", "N-0003", "unit-x"), 1)


def test_an_instant_without_a_zone_is_a_fault_of_the_caller() -> None:
    with pytest.raises(ValueError, match="aware"):
        follow(None, act(0, ts=datetime(2026, 11, 2)))  # noqa: DTZ001  the defect


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("action", "sent"), ("action", "Need.sent"), ("actor", ""), ("role", ""), ("on_behalf_of", ""),
        ("object", Subject("need", "", "unit-x")),
    ],
)  # fmt: skip
def test_a_field_that_is_not_of_its_form_is_not_written(field: str, value: object) -> None:
    assert codes(lambda: follow(None, act(0, **{field: value}))) == [("ledger.entry_field", None)]
    assert codes(lambda: follow(None, act(0))) == []


def nested(levels: int) -> object:
    value: object = []
    for _ in range(levels - 1):
        value = [value]
    return value


@pytest.mark.parametrize("value", [2**53, "\ud800", nested(64), nested(5000)])
def test_a_value_without_a_canonical_form_is_not_written(value: object) -> None:
    assert codes(lambda: follow(None, act(0, after=value))) == [("ledger.entry_value", None)]


@pytest.mark.parametrize("value", [2**53 - 1, "\U0001f600", nested(63)])
def test_the_largest_number_a_whole_character_and_64_levels_are_written(value: object) -> None:
    assert read(follow(None, act(0, after=value))[0]).after == value


def test_a_body_of_65535_bytes_is_written_and_one_more_is_not() -> None:
    size = len(follow(None, act(0, after=""))[0])
    room = MOST_BODY - size
    assert len(follow(None, act(0, after="x" * room))[0]) == 65_535
    assert codes(lambda: follow(None, act(0, after="x" * (room + 1)))) == [("ledger.entry_too_large", None)]


def test_a_body_that_is_too_large_is_not_read() -> None:
    body = log_of(1)[0]
    large = changed(body, '"reason":"', '"reason":"' + "x" * 66_000)
    assert codes(lambda: read(large)) == [("ledger.entry_too_large", None)]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('"quantity":0', '"quantity":NaN', "entry_not_json"),
        ('"quantity":0', '"quantity":Infinity', "entry_not_json"),
        ('"quantity":0', '"quantity":0.5', "entry_not_json"),
        ('"quantity":0', '"quantity":0,"quantity":0', "entry_not_json"),
        ('"seq":0', '"seq":0,"seq":0', "entry_not_json"),
        ('"v":1}', '"v":1}{}', "entry_not_json"),
        ('"quantity":0', '"quantity":9007199254740992', "entry_value"),
        ('"quantity":0', '"quantity":' + "[" * 70 + "]" * 70, "entry_value"),
        ('"quantity":0', '"quantity":' + "[" * 9000 + "]" * 9000, "entry_not_json"),
        ('"quantity":0', '"quantity": 0', "entry_not_canonical"),
        ('"quantity":0', '"quantity":-0', "entry_not_canonical"),
        ("部门", "\\u90e8门", "entry_not_canonical"),
        ('"v":1}', '"v":1}\n', "entry_not_canonical"),
        ('"v":1', '"v":2', "entry_field"),
        ('"v":1', '"v":true', "entry_field"),
        ('"seq":0', '"seq":false', "entry_field"),
        ('"seq":0', '"seq":-1', "entry_field"),
        ('"v":1', '"v":1,"w":1', "entry_field"),
        ('"role":"purchaser",', "", "entry_field"),
        ("T01:00:00.000000Z", "T01:00:00Z", "entry_field"),
        ("T01:00:00.000000Z", "T25:00:00.000000Z", "entry_field"),
        (NO_LEAF, NO_LEAF[1:], "entry_field"),
        ('"type":"need"', '"kind":"need"', "entry_field"),
    ],
)
def test_a_body_with_one_defect_is_not_read(old: str, new: str, code: str) -> None:
    body = log_of(1)[0]
    assert codes(lambda: read(changed(body, old, new))) == [(f"ledger.{code}", None)]
    assert isinstance(read(body), Entry)


@pytest.mark.parametrize("body", [b"\xff", b"", b"[]", b"1"])
def test_what_is_no_object_in_utf_8_is_not_read(body: bytes) -> None:
    assert len(codes(lambda: read(body))) == 1


def test_a_body_out_of_the_chain_is_refused_and_one_within_is_not() -> None:
    first, second, third = log_of(3)
    link = Link(0, leaf_of(first))
    assert read_next(link, second)[1] == Link(1, leaf_of(second))
    assert codes(lambda: read_next(link, third)) == [("ledger.entry_out_of_chain", None)]
    assert codes(lambda: read_next(Link(0, bytes(32)), second)) == [("ledger.entry_out_of_chain", None)]
    assert codes(lambda: read_next(None, second)) == [("ledger.entry_out_of_chain", None)]


def test_values_that_fit_stay_in_the_entry() -> None:
    kept = set_apart({"a": 1}, "x" * 1000)
    assert (kept.before, kept.after, kept.files) == ({"a": 1}, "x" * 1000, ())


@pytest.mark.parametrize(("before", "after", "apart"), [(70_000, 10, 1), (30_000, 40_000, 1), (60_000, 60_001, 2)])
def test_values_that_do_not_fit_are_set_apart_the_larger_first(before: int, after: int, apart: int) -> None:
    kept = set_apart("b" * before, "a" * after)
    assert len(kept.files) == apart
    larger = "b" * before if before > after else "a" * after
    file = canonical(larger)
    described = {"sha256": hashlib.sha256(file).hexdigest(), "size": len(file)}
    assert kept.files[0] == file
    assert (kept.before if before > after else kept.after) == described
    assert len(canonical(kept.before)) + len(canonical(kept.after)) <= MOST_VALUES
    assert len(follow(None, act(0, before=kept.before, after=kept.after, ts=datetime.now(UTC)))[0]) <= MOST_BODY
