"""A witness: it keeps the last checkpoint it saw of a log and cosigns only what continues it."""

from datetime import datetime
from pathlib import Path

from greenward.ledger.checkpoint import (
    Checkpoint,
    Signature,
    SignedCheckpoint,
    cosigned_message,
    read_checkpoint,
    verify,
)
from greenward.ledger.entry import leaf_of
from greenward.ledger.export import ENTRIES
from greenward.ledger.key import KeyKind, SigningKey, VerifyingKey
from greenward.ledger.proof import Proof
from greenward.ledger.tree import EMPTY_ROOT, consistency_proof, continues
from greenward.terms.problem import Place, Problem, ProblemsError


def cosign(signed: SignedCheckpoint, key: SigningKey, moment: datetime) -> SignedCheckpoint:
    """Return the checkpoint with the witness's line added: a cosignature/v1 at ``moment``, an aware instant.

    Nothing is checked; ``witnessed`` does.
    """
    if key.kind is not KeyKind.WITNESS or moment.tzinfo is None:
        raise ValueError("a witness signs with a witness's key at an aware instant")
    seconds = int(moment.timestamp())
    data = seconds.to_bytes(8, "big") + key.sign(cosigned_message(signed.checkpoint, seconds))
    return SignedCheckpoint(signed.checkpoint, (*signed.signatures, Signature(key.name, key.verifying.id, data)))


def witnessed(
    last: Checkpoint | None, request: Proof, log: VerifyingKey, key: SigningKey, moment: datetime
) -> SignedCheckpoint:
    """Return the cosigned checkpoint of a request, which the witness keeps as its ``last`` before it answers.

    ``last`` is None until the witness has seen the log once. Raises ProblemsError where the log's signature is absent
    or false, the log is smaller than before, another log of the same size is shown (a split view), the proof starts
    from another size than ``last``, or the proof does not show that the log continues ``last``.
    """
    verify(request.signed, [log])
    new, old = request.signed.checkpoint, last or Checkpoint(log.name, 0, EMPTY_ROOT)
    sizes = {"old": old.size, "new": new.size}
    if new.size < old.size:
        raise ProblemsError([Problem("ledger.log_shrunk", None, sizes)])
    if new.size == old.size and new.root != old.root:
        raise ProblemsError([Problem("ledger.split_view", None, sizes)])
    if request.number != old.size:
        raise ProblemsError([Problem("ledger.proof_of_other", None, {"old": old.size, "given": request.number})])
    if not continues(old.root, old.size, new.root, new.size, request.hashes):
        raise ProblemsError([Problem("ledger.proof_false", None, sizes)])
    return cosign(request.signed, key, moment)


def witness_export(
    folder: Path, last: Checkpoint | None, log: VerifyingKey, key: SigningKey, moment: datetime
) -> SignedCheckpoint:
    """Return the last checkpoint of an export, cosigned after ``witnessed`` found that it continues ``last``.

    The proof is computed from the export's own entries. Raises ProblemsError where the folder is no export,
    holds no checkpoint, or fewer entries than its checkpoint covers, and as ``witnessed`` does.
    """
    notes = sorted((folder / "checkpoints").glob("*.txt"))
    if not notes or not (folder / ENTRIES).is_file():
        raise ProblemsError([Problem("ledger.no_export", Place(str(folder)))])
    signed = read_checkpoint(notes[-1].read_text("utf-8"), Place(str(notes[-1])))
    with (folder / ENTRIES).open("rb") as lines:
        leaves = [leaf_of(line.rstrip(b"\n")) for line in lines]
    size, old = signed.checkpoint.size, 0 if last is None else last.size
    if len(leaves) < size:
        raise ProblemsError([Problem("ledger.export_short", Place(str(folder)), {"size": size, "given": len(leaves)})])
    proof = consistency_proof(leaves[:size], old) if old <= size else ()
    return witnessed(last, Proof(old, proof, signed), log, key, moment)
