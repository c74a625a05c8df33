"""Checkpoints: the size and the root of a log, signed (C2SP tlog-checkpoint and signed-note, without extensions)."""

import base64
import re
from collections.abc import Iterable
from dataclasses import dataclass

from greenward.ledger.key import KeyKind, SigningKey, VerifyingKey, is_name
from greenward.terms.problem import Place, Problem, ProblemsError

DASH = "\u2014"
MOST_NOTE = 65_536
NUMBER = re.compile(r"0|[1-9][0-9]{0,18}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What a log says of itself: its origin, how many entries it has, and the root over their leaves (32 bytes)."""

    origin: str
    size: int
    root: bytes

    @property
    def text(self) -> str:
        """The three lines that are signed."""
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\n"


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature line of a note: the key's name and id, and what follows the id."""

    name: str
    id: bytes
    data: bytes

    @property
    def line(self) -> str:
        """The line as it stands in the note."""
        return f"{DASH} {self.name} {base64.b64encode(self.id + self.data).decode()}\n"


@dataclass(frozen=True, slots=True)
class SignedCheckpoint:
    """A checkpoint with its signatures, in order; nothing is said yet of whether they are true."""

    checkpoint: Checkpoint
    signatures: tuple[Signature, ...]

    @property
    def note(self) -> str:
        """The whole note."""
        return self.checkpoint.text + "\n" + "".join(signature.line for signature in self.signatures)


@dataclass(frozen=True, slots=True)
class Cosigned:
    """A witness that cosigned, and the instant that it states, in seconds since 1970."""

    name: str
    seconds: int


def sign(origin: str, size: int, root: bytes, key: SigningKey) -> SignedCheckpoint:
    """Return the checkpoint signed by the log's key, which must bear the log's origin as its name."""
    if key.name != origin or key.kind is not KeyKind.LOG:
        raise ValueError("a log signs with a log's key that bears its origin")
    checkpoint = Checkpoint(origin, size, root)
    signature = Signature(key.name, key.verifying.id, key.sign(checkpoint.text.encode()))
    return SignedCheckpoint(checkpoint, (signature,))


def read_checkpoint(note: str, place: Place | None = None) -> SignedCheckpoint:
    """Return the checkpoint of a note; raises ProblemsError where it is not exactly of the form."""
    try:
        text, _, lines = note.rpartition("\n\n")
        if len(note) > MOST_NOTE or not lines.endswith("\n"):
            raise ValueError("no signature lines")
        origin, size, root = text.split("\n")
        data = _bytes(root)
        if not origin or any(sign < " " for sign in origin) or not NUMBER.fullmatch(size) or len(data) != 32:
            raise ValueError("not three lines of a checkpoint")
        signatures = tuple(_signature(line) for line in lines[:-1].split("\n"))
    except ValueError as error:
        raise ProblemsError([Problem("ledger.checkpoint_unread", place)]) from error
    return SignedCheckpoint(Checkpoint(origin, int(size), data), signatures)


def verify(signed: SignedCheckpoint, keys: Iterable[VerifyingKey], place: Place | None = None) -> tuple[Cosigned, ...]:
    """Return which witnesses among ``keys`` cosigned, once the log's own key among them has verified.

    Lines of other keys are passed over. Raises ProblemsError where a line of a known key is false, or no line is of a
    log's key that bears the origin.
    """
    known = {(key.name, key.id): key for key in keys}
    by_log, witnesses = False, []
    for line in signed.signatures:
        key = known.get((line.name, line.id))
        if key is None:
            continue
        if not _holds(signed.checkpoint, line, key):
            raise ProblemsError([Problem("ledger.signature_false", place, {"name": key.name})])
        if key.kind is KeyKind.WITNESS:
            witnesses.append(Cosigned(key.name, int.from_bytes(line.data[:8], "big")))
        else:
            by_log = by_log or key.name == signed.checkpoint.origin
    if not by_log:
        raise ProblemsError([Problem("ledger.signature_absent", place, {"origin": signed.checkpoint.origin})])
    return tuple(witnesses)


def cosigned_message(checkpoint: Checkpoint, seconds: int) -> bytes:
    """Return what a witness signs (C2SP tlog-cosignature, cosignature/v1)."""
    return f"cosignature/v1\ntime {seconds}\n{checkpoint.text}".encode()


def _holds(checkpoint: Checkpoint, line: Signature, key: VerifyingKey) -> bool:
    if key.kind is KeyKind.LOG:
        return key.verifies(line.data, checkpoint.text.encode())
    seconds = int.from_bytes(line.data[:8], "big")
    return seconds < 1 << 63 and key.verifies(line.data[8:], cosigned_message(checkpoint, seconds))


def _signature(line: str) -> Signature:
    dash, name, text = line.split(" ")
    data = _bytes(text)
    if dash != DASH or not is_name(name) or len(data) < 5:
        raise ValueError("not a signature line")
    return Signature(name, data[:4], data[4:])


def _bytes(text: str) -> bytes:
    data = base64.b64decode(text, validate=True)
    if base64.b64encode(data).decode() != text:
        raise ValueError("not the one base64 form of its bytes")
    return data
