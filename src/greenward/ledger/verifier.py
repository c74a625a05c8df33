"""Verify a journal of Greenward, alone: this one file, Python 3.11 and, for signatures, the package cryptography.

    python verifier.py verify PATH --checkpoint FILE --key FILE    an export, its entries.jsonl, or an SQLite file
    python verifier.py inclusion BODY PROOF --key FILE             one entry's body stands in the log
    python verifier.py consistency PROOF --checkpoint FILE --key FILE    a log continues the one of the checkpoint
    python verifier.py diff PATH PATH                              the first entry in which two logs differ

It ends with 0: everything holds; 1: tampered with; 2: cannot tell, with the reason and what would settle it. Options:
--lang en|zh, --json; --checkpoint and --key may be repeated. Nothing of Greenward is imported, on purpose: this is a
second implementation of the formats that the documentation describes under "Verify a journal".
"""

import argparse
import base64
import hashlib
import json
import re
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from functools import lru_cache
from itertools import zip_longest
from pathlib import Path
from typing import NamedTuple

try:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    CAN_VERIFY = True
except ImportError:  # everything but signatures is checked, and the answer says so
    CAN_VERIFY = False

OK, TAMPERED, CANNOT_TELL = 0, 1, 2
SAYINGS = """\
ok: OK: {entries} entries, root {root}
    校验通过：共{entries}条，根哈希{root}
ok_proof: OK: the proof holds.
    校验通过：证明成立。
ok_diff: OK: both logs hold the same {entries} entries.
    两份日志一致，共{entries}条。
tampered: TAMPERED WITH
    发现篡改
cannot_tell: CANNOT TELL
    无法判定
sound: {entries} entries are sound in themselves and follow one another; root {root}.
    共{entries}条，各条目自身无误、前后衔接；根哈希{root}。
agrees: The first {size} entries are those of the outside checkpoint {file}.
    前{size}条与外部检查点{file}一致。
witnessed: Witness {name} cosigned {file} at {time}.
    见证方{name}于{time}在{file}上签名见证。
tail: The last {count} entries are younger than the outside checkpoint: changes to them alone cannot be seen.
    末尾{count}条晚于外部检查点，仅改动这部分条目的，无法发现。
too_large: Entry {seq} is larger than 65,535 bytes.
    第{seq}号条目超过65535字节。
not_json: Entry {seq} is not JSON in UTF-8 as the journal writes it.
    第{seq}号条目不是日志程序所写的UTF-8编码JSON。
form: Entry {seq} has not the fields of an entry, each of its form.
    第{seq}号条目的字段不全、多余或不符合格式。
not_canonical: Entry {seq} is not in canonical form: something else than the journal wrote it.
    第{seq}号条目不是规范格式，并非由日志程序写入。
seq: In the place of entry {seq} stands number {found}: entries were removed, added or moved.
    第{seq}号条目的位置上是第{found}号，有条目被删除、插入或移动。
chain: Entry {seq} does not continue the one before it: one of the two was changed.
    第{seq}号条目与前一条目不衔接，两者之一被改动。
leaf: Entry {seq} does not have the hash that is stored with it.
    第{seq}号条目与一并留存的哈希不符。
torn: Entry {seq} is cut off.
    第{seq}号条目不完整，被截断。
short: Entry {seq} is missing; the checkpoint {file} has {size} entries: the end was cut off, or an old copy put back.
    缺少第{seq}号条目，而检查点{file}载明共{size}条：末尾被截断，或被换成旧备份。
root: Among entries {seq} to {last}, one or more are not those of the checkpoint {file}.
    第{seq}号至第{last}号条目中，至少有一条与检查点{file}不符。
signature: The signature of {name} on {file} is false.
    {file}上{name}的签名不成立。
note: {file}, which came with the export, is not a checkpoint.
    导出件中的{file}不是检查点。
manifest: {file} is missing, or is not what the manifest of the export describes.
    {file}缺失，或与导出件清单不符。
proof: The proof does not lead to the root of its checkpoint.
    由该证明推算不出检查点的根哈希。
differ: Entry {seq} is not the same in both logs: {parts}.
    两份日志的第{seq}号条目不同：{parts}。
no_outside: No outside checkpoint: a cut end, an old copy or a whole rewrite cannot be seen. Give one (--checkpoint).
    没有外部检查点：末尾截断、换成旧备份、整体改写均无法发现。请用--checkpoint提供。
no_key: Signatures were not checked. Give the public key, had from another source than the log (--key).
    未核对签名。请用--key提供从其他途径取得的公钥。
not_signed: No log key that you gave signed {file}. Ask the institution and the witness which key is right.
    {file}不是用所提供的日志公钥签名的。请向单位和见证方核实公钥。
no_cryptography: Signatures were not checked. Install the Python package cryptography.
    未核对签名。请安装Python组件cryptography。
unread: {file} cannot be read ({detail}). Give the right file.
    无法读取{file}（{detail}）。请提供正确的文件。
other_size: The proof starts from {found} entries, the checkpoint has {size}. Ask for the proof from {size}.
    证明从{found}条算起，而检查点为{size}条。请索取从{size}条算起的证明。
longer: The first {seq} entries are the same, then {file} goes on: right if it is younger, else the other was cut.
    前{seq}条一致，此后仅{file}有条目：该份较新的属正常，否则另一份被截断。
"""
SAYS = {
    english.partition(": ")[0]: (english.partition(": ")[2], chinese.strip())
    for english, chinese in zip(SAYINGS.splitlines()[::2], SAYINGS.splitlines()[1::2], strict=True)
}

MOST_BODY, DEEPEST, CHUNK = 65_535, 64, 1 << 20
NO_LEAF = "0" * 64
FIELDS = (
    "action", "actor", "after", "before", "object", "on_behalf_of", "prev", "reason", "role", "seq", "ts", "v",
)  # fmt: skip
ABOUT = ("id", "organisation", "type")
TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6}Z")
ACTION = re.compile(r"[a-z][a-z_]*(\.[a-z][a-z_]*)+")
HASH = re.compile(r"[0-9a-f]{64}")
NUMBER = re.compile(r"0|[1-9][0-9]{0,18}")
FILE = re.compile(r"checkpoints/[0-9]{6,}\.txt|[A-Za-z]+\.(txt|py|jsonl)")
LOG, WITNESS = 1, 4


class TamperedError(Exception):
    """Something is not what it was; the code of SAYS and its parameters."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code, self.params = code, params


class UnknownError(TamperedError):
    """It cannot be told."""


class Key(NamedTuple):
    """A public key."""

    name: str
    kind: int
    id: bytes
    public: bytes


class Mark(NamedTuple):
    """A checkpoint: its signed text, size and root, its signature lines, where it stands, and whether from outside."""

    text: str
    size: int
    root: bytes
    lines: tuple[tuple[str, bytes], ...]
    file: str
    outside: bool = True


class Answer:
    """What was found: the exit code, sentences of it by code, and facts."""

    def __init__(self) -> None:
        self.code, self.notes, self.facts = OK, list[tuple[str, dict[str, object]]](), dict[str, object]()

    def add(self, code: str, worst: int = OK, **params: object) -> None:
        """Keep a sentence and the worst code so far: tampered before cannot tell before ok."""
        self.notes.append((code, params))
        self.code = max(self.code, worst, key=(OK, CANNOT_TELL, TAMPERED).index)

    def print(self, language: int, as_json: bool, good: str) -> None:
        """Print as text or JSON."""
        head = (good, "tampered", "cannot_tell")[self.code]
        said = [(code, SAYS[code][language].format(**params), params) for code, params in self.notes]
        if as_json:
            found = [{"code": code, "text": text, **params} for code, text, params in said]
            result = ("ok", "tampered", "cannot_tell")[self.code]
            text = json.dumps({"result": result, "code": self.code, **self.facts, "notes": found}, ensure_ascii=False)
        else:
            text = "\n".join([SAYS[head][language].format(**self.facts), *(f"  {line}" for _, line, _ in said)])
        sys.stdout.buffer.write(text.encode() + b"\n")
        sys.stdout.flush()


# The tree of RFC 6962, section 2.1


def node(left: bytes, right: bytes) -> bytes:
    """Return the node above two."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def add(stack: list[bytes], leaf: bytes, size: int) -> None:
    """Put the leaf that makes the tree ``size`` leaves large on the roots of its complete subtrees."""
    while not size & 1:
        leaf = node(stack.pop(), leaf)
        size >>= 1
    stack.append(leaf)


def root_of(stack: list[bytes]) -> bytes:
    """Return the root over the complete subtrees."""
    if not stack:
        return hashlib.sha256(b"").digest()
    root = stack[-1]
    for left in stack[-2::-1]:
        root = node(left, root)
    return root


def climb(at: int, last: int, start: list[bytes], path: list[bytes]) -> list[bytes] | None:
    """Return what ``start`` becomes on the way up, from place ``at`` of 0 to ``last``; None for a path of wrong length.

    ``start[-1]`` goes to the root of all; a node before it takes only what stands to the left of it, and so goes to the
    root of the older tree (RFC 9162, sections 2.1.3.2 and 2.1.4.2).
    """
    found = list(start)
    for other in path:
        if not last:
            return None
        if at & 1 or at == last:
            found = [node(other, one) for one in found]
            while at and not at & 1:
                at, last = at >> 1, last >> 1
        else:
            found[-1] = node(found[-1], other)
        at, last = at >> 1, last >> 1
    return None if last else found


# Entries


def refused(text: str) -> object:
    """Refuse a number that the journal never writes."""
    raise ValueError(text)


def whole(text: str) -> int:
    """Return a number that every JSON program reads alike, of at most 2^53 - 1."""
    if len(text) > 15 and abs(int(text)) >= 1 << 53:
        raise ValueError(text)
    return int(text)


SCAN = json.JSONDecoder(parse_float=refused, parse_constant=refused, parse_int=whole).raw_decode
WRITE = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), check_circular=False).encode
WRITE_AS_IS = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode


def ordered(value: object) -> object:
    """Return ``value`` with keys in RFC 8785's order, by UTF-16 units; Python's own differs beyond U+FFFF."""
    if isinstance(value, dict):
        return {key: ordered(value[key]) for key in sorted(value, key=lambda key: key.encode("utf-16-be"))}
    return [ordered(item) for item in value] if isinstance(value, list) else value


def depth(value: object) -> int:
    """Return how many levels of lists and objects ``value`` has."""
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else None
    return 0 if inner is None else 1 + max(map(depth, inner), default=0)


def entry_of(body: bytes, seq: int) -> dict[str, object]:
    """Return the fields of a body that is sound in itself; ``seq`` names it where it is not."""
    if len(body) > MOST_BODY:
        raise TamperedError("too_large", seq=seq)
    try:
        text = body.decode()
        entry, end = SCAN(text)
        if end != len(text) or ((text.count("[") + text.count("{")) > DEEPEST and depth(entry) > DEEPEST):
            raise ValueError("more than one value, or too deep")
        if WRITE(entry) != text and WRITE_AS_IS(ordered(entry)) != text:  # also where a key is given twice
            raise TamperedError("not_canonical", seq=seq)
    except (ValueError, RecursionError) as error:
        raise TamperedError("not_json", seq=seq) from error
    if not has_form(entry):
        raise TamperedError("form", seq=seq)
    return entry  # type: ignore[no-any-return]


def has_form(entry: object) -> bool:
    """Return whether a canonical value has the fields of an entry, each of its form."""
    if type(entry) is not dict or (*entry,) != FIELDS:
        return False
    action, actor, _, _, about, behalf, prev, reason, role, seq, ts, version = entry.values()
    if type(version) is not int or version != 1 or type(seq) is not int or seq < 0:  # true is 1 in Python
        return False
    if type(about) is not dict or (*about,) != ABOUT or type(reason) is not str:
        return False
    texts = (action, actor, prev, role, ts, *about.values(), "nobody" if behalf is None else behalf)
    if {*map(type, texts)} != {str} or not all(texts):
        return False
    return is_action(action) and HASH.fullmatch(prev) is not None and is_time(ts)


@lru_cache
def is_action(text: str) -> bool:
    """Return whether a text is the code of an action."""
    return ACTION.fullmatch(text) is not None


def is_time(text: str) -> bool:
    """Return whether a text is an instant in UTC with microseconds."""
    try:
        return TIME.fullmatch(text) is not None and datetime.fromisoformat(text) is not None
    except ValueError:
        return False


# What is read


def lines(path: Path, digest: "hashlib._Hash") -> Iterator[tuple[bytes, bytes | None]]:
    """Yield the bodies of a JSON Lines file, in bounded memory; ``digest`` takes the file's bytes."""
    rest, count = b"", 0
    with path.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            digest.update(chunk)
            *bodies, rest = (rest + chunk).split(b"\n")
            for body in bodies:
                yield body, None
            count += len(bodies)
            if len(rest) > MOST_BODY:
                raise TamperedError("too_large", seq=count)
    if rest:
        raise TamperedError("torn", seq=count)


def rows(path: Path) -> Iterator[tuple[bytes, bytes | None]]:
    """Yield body and stored leaf of each row of an SQLite file, which is opened for reading only."""
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as base:
        base.text_factory = bytes
        found = base.execute("SELECT seq, body, leaf FROM journal_entry ORDER BY seq")
        for count, (seq, body, leaf) in enumerate(found):
            if seq != count:
                raise TamperedError("seq", seq=count, found=str(seq))
            if not isinstance(body, bytes) or not isinstance(leaf, bytes):
                raise TamperedError("form", seq=count)
            yield body, leaf


def bodies_of(path: Path, digest: "hashlib._Hash") -> Iterator[tuple[bytes, bytes | None]]:
    """Yield body and, where it is kept, the stored leaf of each entry of an export, a JSON Lines or an SQLite file."""
    file = path / "entries.jsonl" if path.is_dir() else path
    with file.open("rb") as stream:
        is_base = stream.read(16) == b"SQLite format 3\x00"
    return rows(file) if is_base else lines(file, digest)


def mark_of(text: str, file: str, outside: bool = True) -> Mark:
    """Return the checkpoint of a signed note; raises ValueError."""
    signed, _, tail = text.rpartition("\n\n")
    origin, size, root = signed.split("\n")
    signatures = [line.split(" ") for line in tail.removesuffix("\n").split("\n")]
    found = tuple((name, base64.b64decode(data, validate=True)) for _, name, data in signatures)
    data = base64.b64decode(root, validate=True)
    if not tail.endswith("\n") or not origin or not NUMBER.fullmatch(size) or len(data) != 32:
        raise ValueError("not a checkpoint")
    if any(dash != "\u2014" for dash, _, _ in signatures) or base64.b64encode(data).decode() != root:
        raise ValueError("not a signature line, or not the one form of the root")
    return Mark(f"{signed}\n", int(size), data, found, file, outside)


def key_of(line: str) -> Key:
    """Return the key of a public line: name, id and base64 joined by plus signs; raises ValueError."""
    name, id_, text = line.split("+", 2)
    data = base64.b64decode(text, validate=True)
    own = hashlib.sha256(name.encode() + b"\n" + data).digest()[:4]
    if own.hex() != id_ or len(data) != 33 or data[0] not in (LOG, WITNESS):
        raise ValueError("not a key")
    return Key(name, data[0], own, data[1:])


def proof_of(word: str, path: Path) -> tuple[int, list[bytes], Mark]:
    """Return number, hashes and checkpoint of a proof; raises ValueError."""
    head, _, note = path.read_text("utf-8").removeprefix("c2sp.org/tlog-proof@v1\n").partition("\n\n")
    first, *hashes = head.split("\n")
    if not first.startswith(f"{word} ") or not NUMBER.fullmatch(first[len(word) + 1 :]):
        raise ValueError("not a proof")
    return int(first[len(word) + 1 :]), [base64.b64decode(h, validate=True) for h in hashes], mark_of(note, path.name)


def given(options: argparse.Namespace) -> tuple[list[Mark], list[Key]]:
    """Return the outside checkpoints and keys of the command line; raises ValueError."""
    within = options.path.resolve() if options.verb is verify else None  # what came with the log is not from outside
    marks = [
        mark_of(path.read_text("utf-8"), path.name, outside=within not in path.resolve().parents)
        for path in options.checkpoint
    ]
    return marks, [key_of(line) for path in options.key for line in path.read_text("utf-8").split("\n") if line]


# What is checked


def signatures(marks: list[Mark], keys: list[Key], answer: Answer) -> None:
    """Check every signature of a known key, and that a log's key that bears the origin signed each checkpoint."""
    if marks and not (CAN_VERIFY and keys):
        answer.add("no_key" if CAN_VERIFY else "no_cryptography", CANNOT_TELL)
        return
    for mark in marks:
        by_log = False
        for name, data in mark.lines:
            for key in (key for key in keys if (key.name, key.id) == (name, data[:4])):
                signature, message = data[4:], mark.text.encode()
                if key.kind == WITNESS:
                    seconds, signature = int.from_bytes(signature[:8], "big"), signature[8:]
                    message = f"cosignature/v1\ntime {seconds}\n".encode() + message
                try:
                    Ed25519PublicKey.from_public_bytes(key.public).verify(signature, message)
                except InvalidSignature:
                    raise TamperedError("signature", name=name, file=mark.file) from None
                if key.kind == WITNESS:
                    time = datetime.fromtimestamp(seconds, UTC).isoformat()
                    answer.add("witnessed", name=name, file=mark.file, time=time)
                by_log = by_log or (key.kind == LOG and mark.text.startswith(f"{name}\n"))
        if not by_log:
            answer.add("not_signed", CANNOT_TELL, file=mark.file)


def walk(path: Path, marks: list[Mark], digest: "hashlib._Hash") -> tuple[int, bytes]:
    """Return how many entries there are, and their root, once each was read, chained and held beside the marks."""
    waiting, agreed = sorted(marks, key=lambda mark: -mark.size), 0
    size, prev, stack = 0, NO_LEAF, list[bytes]()
    bodies = bodies_of(path, digest)
    while True:
        while waiting and waiting[-1].size == size:
            mark = waiting.pop()
            if mark.root != root_of(stack):
                raise TamperedError("root", seq=agreed, last=size - 1, file=mark.file)
            agreed = size if mark.outside else agreed
        body, stored = next(bodies, (None, None))
        if body is None:
            break
        entry = entry_of(body, size)
        if entry["seq"] != size:
            raise TamperedError("seq", seq=size, found=entry["seq"])
        if entry["prev"] != prev:
            raise TamperedError("chain", seq=size)
        leaf = hashlib.sha256(b"\x00" + body).digest()
        if stored not in (None, leaf, leaf.hex().encode()):
            raise TamperedError("leaf", seq=size)
        size, prev = size + 1, leaf.hex()
        add(stack, leaf, size)
    if waiting:
        raise TamperedError("short", seq=size, size=waiting[-1].size, file=waiting[-1].file)
    return size, root_of(stack)


def listed(folder: Path) -> tuple[bytes, dict[str, object], list[Mark]]:
    """Return the manifest of an export, the files it lists and the checkpoints among them."""
    try:
        manifest = (folder / "manifest.json").read_bytes()
        files = dict(json.loads(manifest)["files"])
        if not all(FILE.fullmatch(name) for name in files) or "entries.jsonl" not in files:
            raise ValueError("not the files of an export")
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise TamperedError("manifest", file="manifest.json") from error
    marks, name = [], ""
    try:
        for name in sorted(name for name in files if name.startswith("checkpoints/")):
            marks.append(mark_of((folder / name).read_text("utf-8"), name, outside=False))
    except OSError as error:
        raise TamperedError("manifest", file=name) from error
    except ValueError as error:
        raise TamperedError("note", file=name) from error
    return manifest, files, marks


def compare(folder: Path, manifest: bytes, files: dict[str, object], entries: str, size: int, root: bytes) -> None:
    """Hold the files of an export beside its manifest; ``entries`` is the SHA-256 of the bodies' file."""
    found: dict[str, object] = {}
    for name in files:
        try:
            with (folder / name).open("rb") as stream:
                own = entries if name == "entries.jsonl" else hashlib.file_digest(stream, "sha256").hexdigest()
                found[name] = {"sha256": own, "size": stream.seek(0, 2)}
        except OSError as error:
            raise TamperedError("manifest", file=name) from error
        if found[name] != files[name]:
            raise TamperedError("manifest", file=name)
    whole = {"entries": size, "files": found, "root": root.hex(), "type": "greenward-journal-export", "v": 1}
    if WRITE(whole).encode() != manifest:
        raise TamperedError("manifest", file="manifest.json")


# What is asked


def verify(options: argparse.Namespace, answer: Answer) -> None:
    """Verify a log, beside the checkpoints from outside and those that came with it."""
    marks, keys = given(options)
    outside, digest, export = [mark for mark in marks if mark.outside], hashlib.sha256(), None
    if (options.path / "entries.jsonl").exists():
        export = listed(options.path)
        marks += export[2]
    signatures(marks, keys, answer)
    size, root = walk(options.path, marks, digest)
    if export:
        compare(options.path, export[0], export[1], digest.hexdigest(), size, root)
    answer.facts = {"entries": size, "root": root.hex()}
    for mark in outside:
        answer.add("agrees", size=mark.size, file=mark.file)
    if not outside:
        answer.add("no_outside", CANNOT_TELL)
    elif size > (last := max(mark.size for mark in outside)):
        answer.add("tail", count=size - last)
    if answer.code == CANNOT_TELL:
        answer.notes.insert(0, ("sound", dict(answer.facts)))


def inclusion(options: argparse.Namespace, answer: Answer) -> None:
    """Verify that a body stands in the log of the proof's checkpoint."""
    at, path, mark = proof_of("index", options.proof)
    signatures([mark], given(options)[1], answer)
    body = options.body.read_bytes().removesuffix(b"\n")
    if entry_of(body, at)["seq"] != at:
        raise TamperedError("seq", seq=at, found=entry_of(body, at)["seq"])
    leaf = hashlib.sha256(b"\x00" + body).digest()
    if at >= mark.size or climb(at, mark.size - 1, [leaf], path) != [mark.root]:
        raise TamperedError("proof")


def consistency(options: argparse.Namespace, answer: Answer) -> None:
    """Verify that the log of the proof's checkpoint continues that of the outside checkpoint."""
    marks, keys = given(options)
    old, (start, path, new) = marks[0], proof_of("old", options.proof)
    signatures([old, new], keys, answer)
    if new.size < old.size:
        raise TamperedError("short", seq=new.size, size=old.size, file=old.file)
    if start != old.size:
        raise UnknownError("other_size", found=start, size=old.size)
    if old.size in (0, new.size):
        holds = not path and old.root == (new.root if old.size else root_of([]))
    else:
        at, last = old.size - 1, new.size - 1
        first = [old.root, *path] if not old.size & at else path
        while at & 1:
            at, last = at >> 1, last >> 1
        holds = bool(first) and climb(at, last, first[:1] * 2, first[1:]) == [old.root, new.root]
    if not holds:
        raise TamperedError("proof")


def diff(options: argparse.Namespace, answer: Answer) -> None:
    """Find the first entry in which two logs differ."""
    logs = [bodies_of(path, hashlib.sha256()) for path in (options.path, options.other)]
    seq = 0
    for one, other in zip_longest(*logs):
        if one is None or other is None:
            raise UnknownError("longer", seq=seq, file=str(options.other if one is None else options.path))
        if one[0] != other[0]:
            mine, theirs = entry_of(one[0], seq), entry_of(other[0], seq)
            raise TamperedError("differ", seq=seq, parts=", ".join(key for key in mine if mine[key] != theirs[key]))
        seq += 1
    answer.facts = {"entries": seq}


def arguments(words: list[str] | None) -> argparse.Namespace:
    """Return the command line; it ends with 2 where that is wrong."""
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--lang", choices=("en", "zh"), default="en")
    shared.add_argument("--json", action="store_true")
    shared.add_argument("--key", type=Path, action="append", default=[])
    checkpoint = argparse.ArgumentParser(add_help=False)
    checkpoint.add_argument("--checkpoint", type=Path, action="append", default=[])
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    verbs = parser.add_subparsers(required=True)
    for verb, places in ((verify, "path"), (inclusion, "body proof"), (consistency, "proof"), (diff, "path other")):
        takes_checkpoint = verb in (verify, consistency)
        one = verbs.add_parser(verb.__name__, parents=[shared, checkpoint] if takes_checkpoint else [shared])
        one.set_defaults(verb=verb)
        for place in places.split():
            one.add_argument(place, type=Path)
    options = parser.parse_args(words)
    if options.verb is consistency and len(options.checkpoint) != 1:
        parser.error("consistency takes one --checkpoint, the older one")
    if not hasattr(options, "checkpoint"):
        options.checkpoint = []
    return options


def run(options: argparse.Namespace) -> Answer:
    """Return the answer to a command line; whatever cannot be read is something that cannot be told."""
    answer = Answer()
    try:
        options.verb(options, answer)
    except TamperedError as found:
        answer.add(found.code, CANNOT_TELL if isinstance(found, UnknownError) else TAMPERED, **found.params)
        answer.notes.insert(0, answer.notes.pop())  # first what is wrong
    except Exception as error:  # what stops this program is no finding about the log
        file = getattr(error, "filename", None) or getattr(options, "path", None) or options.proof
        answer.add("unread", CANNOT_TELL, file=str(file), detail=getattr(error, "strerror", None) or str(error))
    return answer


def main(words: list[str] | None = None) -> int:
    """Run the command line and return how it ends: 0, 1 or 2."""
    options = arguments(words)
    answer = run(options)
    answer.print(options.lang == "zh", options.json, {verify: "ok", diff: "ok_diff"}.get(options.verb, "ok_proof"))
    return answer.code


if __name__ == "__main__":
    sys.exit(main())
