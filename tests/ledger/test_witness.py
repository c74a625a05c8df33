"""A witness cosigns what continues what it saw, and nothing that a lying log shows."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from greenward.ledger.checkpoint import Checkpoint, Cosigned, SignedCheckpoint, read_checkpoint, verify
from greenward.ledger.entry import leaf_of
from greenward.ledger.proof import Proof, consistency_text, inclusion_text, read_consistency, read_inclusion
from greenward.ledger.tree import consistency_proof, inclusion_proof
from greenward.ledger.witness import cosign, witnessed
from journals import LOG_KEY, OTHER_KEY, WITNESS_KEY, checkpoint_of, log_of, rewritten
from support import codes

NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)
LOG = log_of(20)


def request(bodies: Sequence[bytes], old: int) -> Proof:
    leaves = [leaf_of(body) for body in bodies]
    return Proof(old, consistency_proof(leaves, old), checkpoint_of(bodies))


def ask(last: Checkpoint | None, asked: Proof) -> SignedCheckpoint:
    return witnessed(last, asked, LOG_KEY.verifying, WITNESS_KEY, NOON)


def refused(last: Checkpoint | None, asked: Proof) -> str:
    found = codes(lambda: ask(last, asked))
    return found[0][0] if found else "cosigned"


SEEN = checkpoint_of(LOG[:12]).checkpoint


def test_the_first_checkpoint_is_cosigned_without_a_proof() -> None:
    signed = ask(None, request(LOG[:12], 0))
    assert verify(signed, [LOG_KEY.verifying, WITNESS_KEY.verifying]) == (
        Cosigned("audit.example/w1", int(NOON.timestamp())),
    )
    assert signed.checkpoint == SEEN
    assert read_checkpoint(signed.note) == signed


@pytest.mark.parametrize("size", [12, 13, 16, 20])
def test_a_log_that_continues_is_cosigned(size: int) -> None:
    assert ask(SEEN, request(LOG[:size], 12)).checkpoint.size == size


def test_a_split_view_is_not_cosigned() -> None:
    other = rewritten(LOG[:12], 11, reason="另一理由")
    assert refused(SEEN, request(other, 12)) == "ledger.split_view"


@pytest.mark.parametrize("at", [0, 5, 11])
def test_a_rewritten_past_is_not_cosigned_whatever_proof_comes_with_it(at: int) -> None:
    lying = rewritten(LOG, at, reason="另一理由")
    assert refused(SEEN, request(lying, 12)) == "ledger.proof_false"
    honest = request(LOG, 12)
    assert refused(SEEN, replace(honest, signed=checkpoint_of(lying))) == "ledger.proof_false"
    assert refused(SEEN, honest) == "cosigned"


@pytest.mark.parametrize("size", [0, 1, 11])
def test_a_log_that_shrank_is_not_cosigned(size: int) -> None:
    assert refused(SEEN, request(LOG[:size], size)) == "ledger.log_shrunk"


def test_a_replayed_proof_is_not_cosigned() -> None:
    first, later = request(LOG[:16], 12), request(LOG, 16)
    last = ask(SEEN, first).checkpoint
    assert refused(last, first) == "ledger.proof_of_other"
    assert refused(last, later) == "cosigned"
    assert refused(ask(last, later).checkpoint, first) == "ledger.log_shrunk"


def test_a_proof_from_nothing_does_not_replace_what_was_seen() -> None:
    assert refused(SEEN, request(LOG, 0)) == "ledger.proof_of_other"
    assert refused(SEEN, Proof(12, (), checkpoint_of(LOG))) == "ledger.proof_false"


def test_a_proof_with_one_hash_changed_missing_or_added_is_not_cosigned() -> None:
    right = request(LOG, 12)
    for place, node in enumerate(right.hashes):
        changed = bytes([node[0] ^ 1]) + node[1:]
        hashes = (*right.hashes[:place], changed, *right.hashes[place + 1 :])
        assert refused(SEEN, replace(right, hashes=hashes)) == "ledger.proof_false"
    assert refused(SEEN, replace(right, hashes=right.hashes[:-1])) == "ledger.proof_false"
    assert refused(SEEN, replace(right, hashes=(*right.hashes, bytes(32)))) == "ledger.proof_false"


def test_a_checkpoint_of_another_key_is_not_cosigned() -> None:
    right = request(LOG, 12)
    assert refused(SEEN, replace(right, signed=checkpoint_of(LOG, OTHER_KEY))) == "ledger.signature_absent"


def test_a_signature_that_was_changed_is_not_cosigned() -> None:
    right = request(LOG, 12)
    line = right.signed.signatures[0]
    false = replace(line, data=bytes([line.data[0] ^ 1]) + line.data[1:])
    lying = replace(right, signed=SignedCheckpoint(right.signed.checkpoint, (false,)))
    assert refused(SEEN, lying) == "ledger.signature_false"


def test_a_cosignature_holds_for_its_time_and_its_checkpoint_alone() -> None:
    keys = [LOG_KEY.verifying, WITNESS_KEY.verifying]
    signed = cosign(checkpoint_of(LOG), WITNESS_KEY, NOON)
    log, witness = signed.signatures
    later = replace(witness, data=(int(NOON.timestamp()) + 1).to_bytes(8, "big") + witness.data[8:])
    moved = replace(checkpoint_of(LOG[:19]), signatures=(*checkpoint_of(LOG[:19]).signatures, witness))
    assert codes(lambda: verify(replace(signed, signatures=(log, later)), keys)) == [("ledger.signature_false", None)]
    assert codes(lambda: verify(moved, keys)) == [("ledger.signature_false", None)]
    assert len(verify(signed, keys)) == 1


def test_a_witness_signs_with_its_own_kind_of_key_at_an_aware_instant() -> None:
    for key, moment in ((LOG_KEY, NOON), (WITNESS_KEY, NOON.replace(tzinfo=None))):
        with pytest.raises(ValueError, match="aware instant"):
            cosign(checkpoint_of(LOG), key, moment)


def test_proofs_are_written_and_read_back() -> None:
    leaves = [leaf_of(body) for body in LOG]
    for text_of, read, proof in (
        (consistency_text, read_consistency, request(LOG, 12)),
        (inclusion_text, read_inclusion, Proof(7, inclusion_proof(leaves, 7), checkpoint_of(LOG))),
        (consistency_text, read_consistency, request(LOG, 0)),
    ):
        assert read(text_of(proof)) == proof
    assert inclusion_text(Proof(0, (), checkpoint_of(LOG[:1]))).startswith("c2sp.org/tlog-proof@v1\nindex 0\n\nunit-x")


@pytest.mark.parametrize(
    ("old", "new"),
    [("old 12", "old 012"), ("old 12", "index 12"), ("old 12", "old -1"), ("=\n", "\n"), ("old 12\n", "old 12\nAAAA\n"),
     ("old 12\n", "old 12\n" + ("A" * 43 + "=\n") * 64)],
)  # fmt: skip
def test_a_proof_with_one_defect_is_not_read(old: str, new: str) -> None:
    text = consistency_text(request(LOG, 12))
    assert text.count(old) >= 1
    assert codes(lambda: read_consistency(text.replace(old, new, 1))) == [("ledger.proof_unread", None)]
    assert codes(lambda: read_inclusion(text)) == [("ledger.proof_unread", None)]
    assert codes(lambda: read_consistency(text.replace("unit-x", "", 1))) == []
    assert codes(lambda: read_consistency(text.replace("\n\n", "\n\nx\n", 1))) == [("ledger.checkpoint_unread", None)]
