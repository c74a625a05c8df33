"""Proofs as files: an entry stands in a log (C2SP tlog-proof), a log continues an older one (tlog-witness)."""

import base64
from dataclasses import dataclass

from greenward.ledger.checkpoint import NUMBER, SignedCheckpoint, read_checkpoint
from greenward.terms.problem import Place, Problem, ProblemsError

HEAD = "c2sp.org/tlog-proof@v1\n"
MOST_HASHES = 63


@dataclass(frozen=True, slots=True)
class Proof:
    """A number, the hashes (32 bytes each) and the checkpoint that they lead to.

    Of an inclusion the number is the entry's, of a consistency it is the size of the older log.
    """

    number: int
    hashes: tuple[bytes, ...]
    signed: SignedCheckpoint


def inclusion_text(proof: Proof) -> str:
    """Return the file that shows an entry in its log."""
    return HEAD + _text("index", proof)


def consistency_text(proof: Proof) -> str:
    """Return the file that shows that a log continues an older one; a witness takes it as its request."""
    return _text("old", proof)


def read_inclusion(text: str, place: Place | None = None) -> Proof:
    """Return the proof of ``inclusion_text``; raises ProblemsError where it is not of the form."""
    if not text.startswith(HEAD):
        raise ProblemsError([Problem("ledger.proof_unread", place)])
    return _read("index", text.removeprefix(HEAD), place)


def read_consistency(text: str, place: Place | None = None) -> Proof:
    """Return the proof of ``consistency_text``; raises ProblemsError where it is not of the form."""
    return _read("old", text, place)


def _text(word: str, proof: Proof) -> str:
    lines = [f"{word} {proof.number}", *(base64.b64encode(node).decode() for node in proof.hashes)]
    return "\n".join(lines) + "\n\n" + proof.signed.note


def _read(word: str, text: str, place: Place | None) -> Proof:
    head, _, note = text.partition("\n\n")
    first, *lines = head.split("\n")
    try:
        number = first.removeprefix(f"{word} ")
        hashes = tuple(base64.b64decode(line, validate=True) for line in lines)
        if not first.startswith(f"{word} ") or not NUMBER.fullmatch(number) or len(hashes) > MOST_HASHES:
            raise ValueError("no number, or more hashes than a tree has levels")
        if any(len(node) != 32 for node in hashes):
            raise ValueError("a hash has 32 bytes")
    except ValueError as error:
        raise ProblemsError([Problem("ledger.proof_unread", place)]) from error
    return Proof(int(number), hashes, read_checkpoint(note, place))
