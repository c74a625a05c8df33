"""One entry of the journal: who did what to which object, as the bytes that are hashed and chained."""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import UTC, datetime

from greenward.terms.canonical import canonical_data, plain
from greenward.terms.problem import Place, Problem, ProblemsError

Json = object
"""JSON data as ``terms.canonical.plain`` gives it: null, true, whole numbers, text, lists and objects."""

VERSION = 1
MOST_BODY = 65_535
"""Bytes of a body: what the tiles of C2SP tlog-tiles can carry."""

DEEPEST = 64
"""Levels of lists and objects within a body."""

NO_LEAF = "0" * 64
"""What stands as ``prev`` in the first entry."""

ACTION = re.compile(r"[a-z][a-z_]*(\.[a-z][a-z_]*)+", re.ASCII)
TIME = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{6}Z", re.ASCII)
HASH = re.compile(r"[0-9a-f]{64}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Subject:
    """What an act was done to: its type, its public id and the organisation it belongs to."""

    type: str
    id: str
    organisation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """Who did what, when, in which role, and why; ``before`` and ``after`` are JSON data without floats.

    ``ts`` is an aware instant. People enter by an internal id or a commitment, never by name.
    """

    ts: datetime
    actor: str
    role: str
    action: str
    object: Subject
    reason: str
    on_behalf_of: str | None = None
    before: Json = None
    after: Json = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry(Act):
    """An act in its place: the number from 0 without a gap, and the leaf of the entry before it in hexadecimal."""

    seq: int
    prev: str
    v: int = VERSION


@dataclass(frozen=True, slots=True)
class Link:
    """The place and the leaf (32 bytes) of an entry: all that the next one must know."""

    seq: int
    leaf: bytes


FIELDS = frozenset(field.name for field in fields(Entry))
OF_ACT = tuple(field.name for field in fields(Act))
SUBJECT_FIELDS = frozenset(field.name for field in fields(Subject))
TEXTS = ("actor", "role", "action", "reason", "ts", "prev")


def leaf_of(body: bytes) -> bytes:
    """Return the leaf of a body: SHA-256(0x00 || body), RFC 6962 section 2.1."""
    return hashlib.sha256(b"\x00" + body).digest()


def follow(previous: Link | None, act: Act) -> tuple[bytes, Link]:
    """Return the body of the entry that puts ``act`` after ``previous`` (None: it is the first), and its link.

    Raises ProblemsError where a field is not of its form, a value has no canonical form, or the body is too large.
    """
    if act.ts.tzinfo is None:
        raise ValueError("the instant of an act must be aware")
    values: dict[str, object] = {name: getattr(act, name) for name in OF_ACT}
    values["ts"] = act.ts.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
    seq, prev = _place_after(previous)
    values |= {"v": VERSION, "seq": seq, "prev": prev}
    data = _plain(values)
    _check_form(data, None)
    body = _canonical(data, None)
    if len(body) > MOST_BODY:
        raise ProblemsError([Problem("ledger.entry_too_large", None, {"size": len(body), "most": MOST_BODY})])
    return body, Link(seq, leaf_of(body))


def read(body: bytes, place: Place | None = None) -> Entry:
    """Return the entry of a body, read strictly; raises ProblemsError naming ``place``.

    Refused are: more than 65,535 bytes, other than UTF-8 JSON, NaN, Infinity and floats, a key given twice, more than
    64 levels, bytes that are not the canonical form, a field that is missing, unknown or not of its form.
    """
    if len(body) > MOST_BODY:
        raise ProblemsError([Problem("ledger.entry_too_large", place, {"size": len(body), "most": MOST_BODY})])
    try:
        value = json.loads(body.decode("utf-8"), object_pairs_hook=_once, parse_float=_refused, parse_constant=_refused)
    except (ValueError, RecursionError) as error:
        raise ProblemsError([Problem("ledger.entry_not_json", place)]) from error
    _check_form(value, place)
    if _canonical(value, place) != body:
        raise ProblemsError([Problem("ledger.entry_not_canonical", place)])
    moment = datetime.fromisoformat(value["ts"])
    return Entry(**{**value, "ts": moment, "object": Subject(**value["object"])})


def read_next(previous: Link | None, body: bytes, place: Place | None = None) -> tuple[Entry, Link]:
    """Return the entry of a body that stands after ``previous``, and its link.

    Raises ProblemsError where the body cannot be read, or its number or ``prev`` is not that of the next entry.
    """
    entry = read(body, place)
    seq, prev = _place_after(previous)
    if (entry.seq, entry.prev) != (seq, prev):
        raise ProblemsError([Problem("ledger.entry_out_of_chain", place, {"seq": seq})])
    return entry, Link(seq, leaf_of(body))


def _place_after(previous: Link | None) -> tuple[int, str]:
    return (0, NO_LEAF) if previous is None else (previous.seq + 1, previous.leaf.hex())


def _check_form(value: object, place: Place | None) -> None:
    """Refuse a body's value whose fields are not those of an entry, each of its form."""
    wrong = _wrong_field(value)
    if wrong is not None:
        raise ProblemsError([Problem("ledger.entry_field", place, {"field": wrong})])


def _wrong_field(value: object) -> str | None:
    if not isinstance(value, Mapping):
        return "v"
    if value.keys() != FIELDS:
        return min(value.keys() ^ FIELDS)
    for name in TEXTS:
        if not isinstance(value[name], str) or (name != "reason" and not value[name]):
            return name
    if value["on_behalf_of"] is not None and not (isinstance(value["on_behalf_of"], str) and value["on_behalf_of"]):
        return "on_behalf_of"
    about = value["object"]
    if not isinstance(about, Mapping) or about.keys() != SUBJECT_FIELDS:
        return "object"
    if not all(isinstance(about[name], str) and about[name] for name in SUBJECT_FIELDS):
        return "object"
    forms = {
        "ts": _is_time(value["ts"]),
        "action": ACTION.fullmatch(value["action"]),
        "prev": HASH.fullmatch(value["prev"]),
    }
    for name, holds in forms.items():
        if not holds:
            return name
    if type(value["v"]) is not int or value["v"] != VERSION:  # true is 1 in Python
        return "v"
    return None if type(value["seq"]) is int and value["seq"] >= 0 else "seq"


def _is_time(text: str) -> bool:
    if not TIME.fullmatch(text):
        return False
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def _plain(values: object) -> object:
    try:
        return plain(values)
    except RecursionError as error:
        raise ProblemsError([Problem("ledger.entry_value")]) from error


def _canonical(value: object, place: Place | None) -> bytes:
    """Return the canonical bytes; raises ProblemsError for what has none, or lies too deep."""
    try:
        body = canonical_data(value)
        # No level is without a bracket, so few brackets settle it without a walk.
        if body.count(b"{") + body.count(b"[") > DEEPEST and _depth(value) > DEEPEST:
            raise ValueError("too deep")
        return body
    except (ValueError, RecursionError) as error:
        raise ProblemsError([Problem("ledger.entry_value", place)]) from error


def _depth(value: object) -> int:
    if isinstance(value, Mapping):
        return 1 + max(map(_depth, value.values()), default=0)
    if isinstance(value, list):
        return 1 + max(map(_depth, value), default=0)
    return 0


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key is given twice")
    return found


def _refused(text: str) -> object:
    raise ValueError(f"{text} has no canonical form of ours")
