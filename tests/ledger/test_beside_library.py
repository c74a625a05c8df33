"""The library and the stand-alone verifier, two implementations, on the same logs."""

import hashlib
import random
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from greenward.ledger import verifier
from greenward.ledger.checkpoint import read_checkpoint
from greenward.ledger.entry import Link, leaf_of, read_next
from greenward.ledger.key import read_verifying_key
from greenward.ledger.tree import Edge, consistency_proof, continues, includes, inclusion_proof
from greenward.terms.problem import ProblemsError
from journals import LOG_KEY, WITNESS_KEY, act, chain, checkpoint_of, log_of, write_lines

LOG = log_of(10)
PIECES = [
    b'"v":1', b'"v":true', b'"v":2', b" ", b'"quantity":3', b'"quantity":03', b'"quantity":-0', b'"quantity":3.0',
    b'"a":1,"a":1', b"null", b"true", b"[]", b"{}", b"need.sent", b"need", b"\xff", b"\xed\xa0\x80", b"\\ud800",
    b"9007199254740991", b"9007199254740992", b"1e3", b"NaN", b"2026-13-02T01:04:00.000000Z", b"\\u7eff",
    b"\n", b"\x7f", b"\x00", "\u2028".encode(),
]  # fmt: skip


def of_library(bodies: list[bytes]) -> tuple[int, bytes] | int:
    """Return size and root as the library sees them, or the number of the first entry that it refuses."""
    link: Link | None = None
    edge = Edge()
    for seq, body in enumerate(bodies):
        try:
            _, link = read_next(link, body)
        except ProblemsError:
            return seq
        edge = edge.grown([link.leaf])
    return edge.size, edge.root


def of_verifier(path: Path) -> tuple[int, bytes] | int:
    """Return the same as the verifier sees it."""
    try:
        return verifier.walk(path, [], hashlib.sha256())
    except verifier.TamperedError as found:
        return int(str(found.params["seq"]))


def mutated(bodies: list[bytes], seed: int) -> list[bytes]:
    """Return bodies with one of them changed: a flipped bit, a piece put in or in place of another."""
    draw = random.Random(seed)  # noqa: S311  mutations, not keys
    found, at = list(bodies), draw.randrange(len(bodies))
    data = bytearray(found[at])
    start = draw.randrange(len(data))
    if draw.random() < 0.3:
        data[start] ^= 1 << draw.randrange(8)
    elif draw.random() < 0.5:
        data[start : start + draw.randrange(8)] = draw.choice(PIECES)
    else:
        old, new = draw.choice(PIECES), draw.choice(PIECES)
        data = bytearray(bytes(data).replace(old, new, 1))
    found[at] = bytes(data)
    return found


def test_both_say_the_same_of_three_thousand_changed_logs(tmp_path: Path) -> None:
    assert (
        of_library(LOG) == of_verifier(write_lines(tmp_path / "log", LOG)) == (10, checkpoint_of(LOG).checkpoint.root)
    )
    refused = 0
    for seed in range(3000):
        bodies = mutated(LOG[:4], seed)
        if any(b"\n" in body for body in bodies):  # two lines in a file, one body in the library
            continue
        ours, theirs = of_library(bodies), of_verifier(write_lines(tmp_path / "log", bodies))
        assert ours == theirs, (seed, bodies)
        refused += isinstance(ours, int)
    assert 1500 < refused < 2990  # some changes, of the last entry alone, leave a sound log


texts = st.text(st.characters(codec="utf-8"), max_size=8)
values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=6,
)


@given(st.lists(values, min_size=1, max_size=5))
def test_what_the_library_writes_the_verifier_takes(after: list[object]) -> None:
    bodies = chain([act(number, after=value) for number, value in enumerate(after)])
    for seq, body in enumerate(bodies):
        assert verifier.entry_of(body, seq)["after"] == after[seq]
    assert of_library(bodies) != 0


@given(st.integers(1, 40), st.data())
def test_both_build_and_climb_the_same_tree(size: int, data: st.DataObject) -> None:
    leaves = [leaf_of(bytes([number])) for number in range(size)]
    stack: list[bytes] = []
    for number, leaf in enumerate(leaves, start=1):
        verifier.add(stack, leaf, number)
    root = Edge().grown(leaves).root
    assert verifier.root_of(stack) == root
    at, cut = data.draw(st.integers(0, size - 1)), data.draw(st.integers(0, 1))
    proof = inclusion_proof(leaves, at)[cut:]
    climbed = verifier.climb(at, size - 1, [leaves[at]], list(proof))
    assert (climbed == [root]) == includes(root, size, at, leaves[at], proof)
    old = data.draw(st.integers(1, size))
    if old & (old - 1) and old < size:
        older = Edge().grown(leaves[:old]).root
        steps = list(consistency_proof(leaves, old))
        place, last = old - 1, size - 1
        while place & 1:
            place, last = place >> 1, last >> 1
        assert verifier.climb(place, last, steps[:1] * 2, steps[1:]) == [older, root]
        assert continues(older, old, root, size, steps)


def test_the_verifier_does_not_climb_past_the_root_either() -> None:
    leaves = [leaf_of(bytes([number])) for number in range(8)]
    fifth = list(inclusion_proof(leaves, 4))
    assert verifier.climb(4, 7, [leaves[4]], fifth) == [Edge().grown(leaves).root]
    assert verifier.climb(0, 3, [leaves[4]], fifth) is None


def test_both_read_the_same_keys_and_checkpoints() -> None:
    for key in (LOG_KEY.verifying, WITNESS_KEY.verifying):
        theirs, own = verifier.key_of(key.line), read_verifying_key(key.line)
        assert (theirs.name, theirs.kind, theirs.id, theirs.public) == (own.name, own.kind, own.id, own.public)
    note = checkpoint_of(LOG).note
    mark, signed = verifier.mark_of(note, "kept.txt"), read_checkpoint(note)
    assert (mark.text, mark.size, mark.root) == (signed.checkpoint.text, signed.checkpoint.size, signed.checkpoint.root)
    assert [(name, data) for name, data in mark.lines] == [
        (line.name, line.id + line.data) for line in signed.signatures
    ]
