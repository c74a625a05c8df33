"""Ed25519 keys of logs and witnesses: their names, ids, public lines and private files (C2SP signed-note)."""

import base64
import hashlib
import os
import stat
from dataclasses import dataclass, field
from enum import IntEnum
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from greenward.terms.problem import Place, Problem, ProblemsError

PRIVATE = "PRIVATE+KEY"
OPEN_TO_OTHERS = 0o077


class KeyKind(IntEnum):
    """The signature types that are used here, by their byte."""

    LOG = 0x01
    WITNESS = 0x04


@dataclass(frozen=True, slots=True)
class VerifyingKey:
    """A public key with its name; the name of a log's key is the origin of its checkpoints."""

    name: str
    kind: KeyKind
    public: bytes

    @property
    def id(self) -> bytes:
        """The four bytes that a signature line begins with: SHA-256(name || 0x0A || type || key), cut."""
        return hashlib.sha256(self.name.encode() + b"\n" + bytes([self.kind]) + self.public).digest()[:4]

    @property
    def line(self) -> str:
        """The key as a line to hand out: name, id in hexadecimal and base64, joined by plus signs."""
        return f"{self.name}+{self.id.hex()}+{_text(bytes([self.kind]) + self.public)}"

    def verifies(self, signature: bytes, message: bytes) -> bool:
        """Return whether ``signature`` (64 bytes) is that of ``message``."""
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, message)
        except InvalidSignature:
            return False
        return True


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A private key with its name; the seed (32 bytes) is never shown."""

    name: str
    kind: KeyKind
    seed: bytes = field(repr=False)

    @property
    def verifying(self) -> VerifyingKey:
        """The public key."""
        public = Ed25519PrivateKey.from_private_bytes(self.seed).public_key().public_bytes_raw()
        return VerifyingKey(self.name, self.kind, public)

    def sign(self, message: bytes) -> bytes:
        """Return the signature of ``message``, 64 bytes."""
        return Ed25519PrivateKey.from_private_bytes(self.seed).sign(message)


def read_verifying_key(line: str, place: Place | None = None) -> VerifyingKey:
    """Return the key of a public line; raises ProblemsError where it is none, or its id is not its own."""
    try:
        name, id_, text = line.strip().split("+", 2)
        kind, public = _key(name, text)
        found = VerifyingKey(name, kind, public)
        if found.id.hex() != id_:
            raise ValueError("the id is that of another key")
    except ValueError as error:
        raise ProblemsError([Problem("ledger.key_unread", place)]) from error
    return found


def generate(path: Path, name: str, kind: KeyKind) -> VerifyingKey:
    """Write a new private key that only its owner may read, and return its public key.

    Raises ProblemsError where the file is there already or the name cannot be a key's.
    """
    if not is_name(name):
        raise ProblemsError([Problem("ledger.key_name", Place(str(path)), {"name": name})])
    seed = os.urandom(32)
    found = SigningKey(name, kind, seed)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as error:
        raise ProblemsError([Problem("ledger.key_exists", Place(str(path)))]) from error
    with os.fdopen(handle, "w", encoding="utf-8") as stream:
        stream.write(f"{PRIVATE}+{name}+{found.verifying.id.hex()}+{_text(bytes([kind]) + seed)}\n")
    return found.verifying


def read_signing_key(path: Path) -> SigningKey:
    """Return the key of a private file; raises ProblemsError where others may read it or it is no key."""
    place = Place(str(path))
    try:
        with path.open(encoding="utf-8") as stream:
            mode = stat.S_IMODE(os.fstat(stream.fileno()).st_mode)
            text = stream.read(4096)
    except (OSError, UnicodeDecodeError) as error:
        raise ProblemsError([Problem("ledger.key_unread", place)]) from error
    if os.name == "posix" and mode & OPEN_TO_OTHERS:
        raise ProblemsError([Problem("ledger.key_open", place, {"mode": f"{mode:04o}"})])
    try:
        start, name, id_, key = text.strip().removeprefix(PRIVATE).split("+", 3)
        kind, seed = _key(name, key)
        found = SigningKey(name, kind, seed)
        if start or not text.startswith(PRIVATE) or found.verifying.id.hex() != id_:
            raise ValueError("not a private key, or the id is that of another key")
    except ValueError as error:
        raise ProblemsError([Problem("ledger.key_unread", place)]) from error
    return found


def is_name(name: str) -> bool:
    """Return whether a key may bear ``name``: not empty, without spaces, plus signs and control characters."""
    return bool(name) and not any(sign.isspace() or sign == "+" or sign < " " for sign in name)


def _key(name: str, text: str) -> tuple[KeyKind, bytes]:
    data = base64.b64decode(text, validate=True)
    if not is_name(name) or len(data) != 33:
        raise ValueError("a key has a name and 33 bytes")
    return KeyKind(data[0]), data[1:]


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()
