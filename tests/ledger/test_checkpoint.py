"""Keys and checkpoints beside published ones, and what is refused."""

import base64
import stat
from pathlib import Path

import pytest

from greenward.ledger.checkpoint import Cosigned, Signature, SignedCheckpoint, read_checkpoint, sign, verify
from greenward.ledger.key import KeyKind, SigningKey, VerifyingKey, generate, read_signing_key, read_verifying_key
from journals import LOG_KEY, ORIGIN, OTHER_KEY, WITNESS_KEY, checkpoint_of, log_of
from support import codes

# From the tests of golang.org/x/mod/sumdb/note.
PETER = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
PETER_TEXT = b"If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
PETER_SIGNED = "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM="

# A checkpoint that a public log of certificates gave out (arche2025h1, staging), with the lines of its Ed25519 key
# and of two witnesses, and the keys that log and witness publish.
PUBLIC = """\
arche2025h1.staging.ct.transparency.dev
1432088532
U7WM79jrzyhGZ5/GUBTpM7NzwdyfFx61t3RovgcC4Ro=

— arche2025h1.staging.ct.transparency.dev \
ui8GwCF1+kWqZrxGdhj4aX3gcw7XUlXQQabg/27lefwhUkzbC3NygNI75MdhL1bfTW9g8Ei59RA23oHP7Ry1k3ZFWwQ=
— remora.n621.de \
2net5wAAAABqEiEgPlfF3V06o0Y+fHM+J5J9s27wgxxcOVSpZ/2g/KSiXCg9DEZI+aVCIobWX9sXTynk5XeU/zZ0WBxtqB0DrAWfBw==
— witness.stagemole.eu \
Z/euoAAAAABqEiEgw0i+7g2ENfDAWHmtRzCfKTHSDwYDJA2NmKeGi9Y8FtEyOUvVr+AJmIY/2TUFucgKi7lI7cUiOvKFYe/TmN9DAg==
"""
PUBLIC_KEYS = [
    "arche2025h1.staging.ct.transparency.dev+ba2f06c0+AU0vHmlGCS/PdN8b2OaGmKprLI8HKM+dJ472xgFYh15f",
    "remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2",
    "witness.stagemole.eu+67f7aea0+BEqSG3yu9YrmcM3BHvQYTxwFj3uSWakQepafafpUqklv",
]


def test_a_published_signature_verifies_and_not_of_another_text() -> None:
    key, data = read_verifying_key(PETER), base64.b64decode(PETER_SIGNED)
    assert (key.name, key.kind, key.id.hex(), key.line) == ("PeterNeumann", KeyKind.LOG, "c74f20a3", PETER)
    assert data[:4] == key.id
    assert key.verifies(data[4:], PETER_TEXT)
    assert not key.verifies(data[4:], PETER_TEXT + b" ")


def test_a_public_logs_checkpoint_verifies_with_the_cosignatures_of_its_witnesses() -> None:
    signed = read_checkpoint(PUBLIC)
    assert (signed.checkpoint.size, signed.note) == (1_432_088_532, PUBLIC)
    found = verify(signed, [read_verifying_key(line) for line in PUBLIC_KEYS])
    assert found == (Cosigned("remora.n621.de", 0x6A122120), Cosigned("witness.stagemole.eu", 0x6A122120))
    assert verify(signed, [read_verifying_key(PUBLIC_KEYS[0])]) == ()


@pytest.mark.parametrize("old", ["1432088532", "U7WM", "arche2025h1.staging.ct.transparency.dev\n"])
def test_a_public_logs_checkpoint_does_not_verify_once_changed(old: str) -> None:
    changed = PUBLIC.replace(old, {"1432088532": "1432088531", "U7WM": "U7WN"}.get(old, "other\n"), 1)
    keys = [read_verifying_key(line) for line in PUBLIC_KEYS]
    assert codes(lambda: verify(read_checkpoint(changed), keys)) == [("ledger.signature_false", None)]


def test_our_checkpoint_is_three_lines_and_a_signature() -> None:
    signed = checkpoint_of(log_of(3))
    lines = signed.note.split("\n")
    assert lines[:2] == [ORIGIN, "3"]
    assert lines[2] == base64.b64encode(signed.checkpoint.root).decode()
    assert lines[3] == ""
    assert lines[4].startswith(f"— {ORIGIN} ")
    assert lines[5:] == [""]
    assert read_checkpoint(signed.note) == signed
    assert verify(signed, [LOG_KEY.verifying]) == ()


def test_a_checkpoint_that_no_known_key_signed_is_refused() -> None:
    signed = checkpoint_of(log_of(3))
    assert codes(lambda: verify(signed, [OTHER_KEY.verifying])) == [("ledger.signature_absent", None)]
    assert codes(lambda: verify(signed, [])) == [("ledger.signature_absent", None)]


OTHER_ORIGIN = SigningKey("other.example/journal", KeyKind.LOG, OTHER_KEY.seed)


def test_a_line_of_another_checkpoint_is_false_here() -> None:
    signed = checkpoint_of(log_of(3))
    line = sign(OTHER_ORIGIN.name, 3, signed.checkpoint.root, OTHER_ORIGIN).signatures[0]
    moved = SignedCheckpoint(signed.checkpoint, (line,))
    assert codes(lambda: verify(moved, [OTHER_ORIGIN.verifying])) == [("ledger.signature_false", None)]


def test_a_key_of_another_origin_cannot_speak_for_a_log() -> None:
    checkpoint = checkpoint_of(log_of(3)).checkpoint
    data = OTHER_ORIGIN.sign(checkpoint.text.encode())
    lent = SignedCheckpoint(checkpoint, (Signature(OTHER_ORIGIN.name, OTHER_ORIGIN.verifying.id, data),))
    assert codes(lambda: verify(lent, [OTHER_ORIGIN.verifying])) == [("ledger.signature_absent", None)]


def test_a_log_signs_only_in_its_own_name_and_with_a_logs_key() -> None:
    for origin, key in (("another.example", LOG_KEY), (WITNESS_KEY.name, WITNESS_KEY)):
        with pytest.raises(ValueError, match="origin"):
            sign(origin, 0, bytes(32), key)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("\n3\n", "\n03\n"), ("\n3\n", "\n-3\n"), ("\n3\n", "\n３\n"), ("\n3\n", "\n3 \n"),
        ("\n3\n", "\n3\nextension\n"), ("— ", "- "), ("— ", "—  "),
        ("=\n\n", "\n\n"), (ORIGIN + "\n3", "\n3"), ("\n\n", "\n"),
    ],
)  # fmt: skip
def test_a_note_with_one_defect_is_no_checkpoint(old: str, new: str) -> None:
    note = checkpoint_of(log_of(3)).note
    assert old in note
    assert codes(lambda: read_checkpoint(note.replace(old, new, 1))) == [("ledger.checkpoint_unread", None)]


def test_a_root_has_one_base64_form() -> None:
    """The last letter before the sign = has two bits that say nothing; a second form of one root is refused."""
    note = checkpoint_of(log_of(3)).note
    root = note.split("\n")[2]
    other = root[:-2] + chr(ord(root[-2]) + 1) + "="
    assert base64.b64decode(other) == base64.b64decode(root)
    assert codes(lambda: read_checkpoint(note.replace(root, other))) == [("ledger.checkpoint_unread", None)]


def test_a_cosignature_of_a_time_beyond_63_bits_is_false() -> None:
    checkpoint, key = checkpoint_of(log_of(3)), WITNESS_KEY
    found = []
    for seconds in (2**63 - 1, 2**63):
        message = f"cosignature/v1\ntime {seconds}\n{checkpoint.checkpoint.text}".encode()
        line = Signature(key.name, key.verifying.id, seconds.to_bytes(8, "big") + key.sign(message))
        signed = SignedCheckpoint(checkpoint.checkpoint, (*checkpoint.signatures, line))
        found.append(codes(lambda signed=signed: verify(signed, [LOG_KEY.verifying, key.verifying])))  # type: ignore[misc]
    assert found == [[], [("ledger.signature_false", None)]]


def test_a_note_that_is_cut_or_endless_is_no_checkpoint() -> None:
    note = checkpoint_of(log_of(3)).note
    assert codes(lambda: read_checkpoint(note)) == []
    assert codes(lambda: read_checkpoint(note.removesuffix("\n"))) == [("ledger.checkpoint_unread", None)]
    assert codes(lambda: read_checkpoint(note + note.splitlines(keepends=True)[-1] * 700)) == [
        ("ledger.checkpoint_unread", None)
    ]


def test_a_key_is_made_read_and_used_and_never_shown(tmp_path: Path) -> None:
    public = generate(tmp_path / "key", ORIGIN, KeyKind.LOG)
    key = read_signing_key(tmp_path / "key")
    assert stat.S_IMODE((tmp_path / "key").stat().st_mode) == 0o600
    assert key.verifying == public == read_verifying_key(public.line)
    assert public.verifies(key.sign(b"text"), b"text")
    assert key.seed.hex() not in repr(key)
    assert str(key.seed) not in repr(key)
    assert generate(tmp_path / "key2", ORIGIN, KeyKind.LOG) != public


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o644])
def test_a_private_key_that_others_may_read_is_refused(tmp_path: Path, mode: int) -> None:
    generate(tmp_path / "key", ORIGIN, KeyKind.LOG)
    (tmp_path / "key").chmod(mode)
    assert codes(lambda: read_signing_key(tmp_path / "key")) == [("ledger.key_open", None)]
    (tmp_path / "key").chmod(0o600)
    assert codes(lambda: read_signing_key(tmp_path / "key")) == []


def test_a_key_is_never_overwritten(tmp_path: Path) -> None:
    generate(tmp_path / "key", ORIGIN, KeyKind.LOG)
    kept = (tmp_path / "key").read_bytes()
    assert codes(lambda: generate(tmp_path / "key", ORIGIN, KeyKind.LOG)) == [("ledger.key_exists", None)]
    assert (tmp_path / "key").read_bytes() == kept


@pytest.mark.parametrize("name", ["", "a b", "a+b", "a\u3000b", "a\nb"])
def test_a_name_that_a_key_cannot_bear_is_refused(tmp_path: Path, name: str) -> None:
    assert codes(lambda: generate(tmp_path / "key", name, KeyKind.LOG)) == [("ledger.key_name", None)]
    assert not (tmp_path / "key").exists()


@pytest.mark.parametrize(
    "line", ["", "a", PETER.replace("c74f20a3", "c74f20a4"), PETER.replace("ARpc", "Arpc"), PETER + "AAAA"]
)
def test_a_line_that_is_no_public_key_is_refused(line: str) -> None:
    assert codes(lambda: read_verifying_key(line)) == [("ledger.key_unread", None)]
    assert isinstance(read_verifying_key(PETER + "\n"), VerifyingKey)


@pytest.mark.parametrize("change", ["public", "id", "cut", "absent"])
def test_a_file_that_is_no_private_key_is_refused(tmp_path: Path, change: str) -> None:
    path = tmp_path / "key"
    line = generate(path, ORIGIN, KeyKind.LOG).line
    text = path.read_text("utf-8")
    id_ = line.split("+")[1]
    changed = {"public": line, "id": text.replace(id_, "0" * 8), "cut": text[:-9], "absent": None}[change]
    path.unlink()
    if changed is not None:
        path.write_text(changed, "utf-8")
        path.chmod(0o600)
    assert codes(lambda: read_signing_key(path)) == [("ledger.key_unread", None)]
