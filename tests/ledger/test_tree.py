"""The tree beside the reference roots and proofs of Certificate Transparency and the words of RFC 6962."""

import hashlib
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenward.ledger.tree import (
    EMPTY_ROOT,
    Edge,
    consistency_proof,
    continues,
    includes,
    inclusion_proof,
    root_of,
)  # fmt: skip

# The inputs, roots and proofs that the tests of Certificate Transparency (merkle_tree_test) and Trillian
# (log_verifier_test) publish for RFC 6962.
INPUTS = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
PATHS = {
    (0, 8): [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ],
    (5, 8): [
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ],
    (2, 3): ["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"],
    (1, 5): [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ],
}
GROWN = {
    (1, 8): [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ],
    (2, 5): [
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ],
}


def sha(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


PUBLISHED = [sha(b"\x00" + bytes.fromhex(text)) for text in INPUTS]


# Section 2.1 of RFC 6962, word for word: k is the largest power of two smaller than n.


def k_of(n: int) -> int:
    k = 1
    while k * 2 < n:
        k *= 2
    return k


def mth(d: Sequence[bytes]) -> bytes:
    """MTH({}) = SHA-256(); MTH({d(0)}) is a leaf; MTH(D[n]) = SHA-256(0x01 || MTH(D[0:k]) || MTH(D[k:n]))."""
    if not d:
        return sha(b"")
    if len(d) == 1:
        return d[0]
    k = k_of(len(d))
    return sha(b"\x01" + mth(d[:k]) + mth(d[k:]))


def path(m: int, d: Sequence[bytes]) -> list[bytes]:
    """PATH(m, D[n]) = PATH(m, D[0:k]) : MTH(D[k:n]) for m < k; PATH(m - k, D[k:n]) : MTH(D[0:k]) for m >= k."""
    if len(d) == 1:
        return []
    k = k_of(len(d))
    return [*path(m, d[:k]), mth(d[k:])] if m < k else [*path(m - k, d[k:]), mth(d[:k])]


def subproof(m: int, d: Sequence[bytes], b: bool) -> list[bytes]:
    """SUBPROOF(m, D[m], true) = {}; SUBPROOF(m, D[m], false) = {MTH(D[m])}; else by k as PATH."""
    if m == len(d):
        return [] if b else [mth(d)]
    k = k_of(len(d))
    if m <= k:
        return [*subproof(m, d[:k], b), mth(d[k:])]
    return [*subproof(m - k, d[k:], False), mth(d[:k])]


leaves = st.lists(st.binary(min_size=32, max_size=32), min_size=1, max_size=40)


@pytest.mark.parametrize("size", range(1, 9))
def test_the_roots_are_the_eight_published_ones(size: int) -> None:
    assert root_of(PUBLISHED[:size]).hex() == ROOTS[size - 1]
    assert mth(PUBLISHED[:size]).hex() == ROOTS[size - 1]


def test_the_root_of_nothing_is_the_hash_of_nothing() -> None:
    assert root_of([]).hex() == EMPTY_ROOT.hex() == hashlib.sha256().hexdigest()


@pytest.mark.parametrize(("index", "size"), PATHS)
def test_inclusion_proofs_are_the_published_ones(index: int, size: int) -> None:
    proof = inclusion_proof(PUBLISHED[:size], index)
    assert [node.hex() for node in proof] == PATHS[index, size]
    assert includes(bytes.fromhex(ROOTS[size - 1]), size, index, PUBLISHED[index], proof)


@pytest.mark.parametrize(("old", "size"), GROWN)
def test_consistency_proofs_are_the_published_ones(old: int, size: int) -> None:
    proof = consistency_proof(PUBLISHED[:size], old)
    assert [node.hex() for node in proof] == GROWN[old, size]
    assert continues(bytes.fromhex(ROOTS[old - 1]), old, bytes.fromhex(ROOTS[size - 1]), size, proof)


@given(leaves, st.data())
def test_roots_and_proofs_are_those_of_the_rfc(d: list[bytes], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(d) - 1))
    old = data.draw(st.integers(1, len(d)))
    assert root_of(d) == mth(d)
    assert list(inclusion_proof(d, at)) == path(at, d)
    assert list(consistency_proof(d, old)) == subproof(old, d, True)
    assert includes(mth(d), len(d), at, d[at], path(at, d))
    assert continues(mth(d[:old]), old, mth(d), len(d), subproof(old, d, True))


@given(leaves, st.data())
def test_an_edge_grows_in_parts_and_survives_being_stored(d: list[bytes], data: st.DataObject) -> None:
    cut = data.draw(st.integers(0, len(d)))
    edge = Edge.from_bytes(Edge().grown(d[:cut]).to_bytes()).grown(d[cut:])
    assert (edge.size, edge.root) == (len(d), mth(d))
    assert len(edge.nodes) == bin(len(d)).count("1")


def test_a_checkpoint_after_one_more_entry_costs_a_few_hashes_whatever_the_size(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    edge = Edge(2**40 - 1, tuple(bytes([number]) * 32 for number in range(40)))
    hashes = []

    def counted(left: bytes, right: bytes) -> bytes:
        hashes.append(1)
        return sha(b"\x01" + left + right)

    monkeypatch.setattr("greenward.ledger.tree.node_of", counted)
    assert edge.grown([bytes(32)]).size == 2**40
    assert len(hashes) == 40


@pytest.mark.parametrize(
    "data", [b"", bytes(7), (3).to_bytes(8, "big") + bytes(32), (1).to_bytes(8, "big") + bytes(64)]
)
def test_a_stored_edge_of_another_length_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="one node"):
        Edge.from_bytes(data)


@given(leaves, st.data())
def test_a_proof_with_one_defect_proves_nothing(d: list[bytes], data: st.DataObject) -> None:
    d = [sha(leaf + bytes([number])) for number, leaf in enumerate(d)]  # no two alike
    at, other = data.draw(st.integers(0, len(d) - 1)), data.draw(st.integers(0, len(d) - 1))
    proof, root = path(at, d), mth(d)
    assert not includes(root, len(d), at, sha(b"another"), proof)
    assert not includes(sha(root), len(d), at, d[at], proof)
    assert not includes(root, len(d), at, d[at], [*proof, root])
    assert not includes(root, len(d), len(d) + at, d[at], proof)
    assert not includes(root, len(d), -1, d[at], proof)
    assert includes(root, len(d), other, d[at], proof) == (other == at)
    if proof:
        assert not includes(root, len(d), at, d[at], proof[:-1])
        bad = data.draw(st.integers(0, len(proof) - 1))
        assert not includes(root, len(d), at, d[at], [*proof[:bad], sha(proof[bad]), *proof[bad + 1 :]])


@given(leaves, st.data())
def test_a_consistency_proof_with_one_defect_proves_nothing(d: list[bytes], data: st.DataObject) -> None:
    d = [sha(leaf + bytes([number])) for number, leaf in enumerate(d)]
    old = data.draw(st.integers(1, len(d)))
    proof, root, before = subproof(old, d, True), mth(d), mth(d[:old])
    assert not continues(sha(before), old, root, len(d), proof)
    assert not continues(before, old, sha(root), len(d), proof)
    assert not continues(before, old, root, len(d), [*proof, root])
    assert not continues(before, len(d) + 1, root, len(d), proof)
    assert not continues(before, -1, root, len(d), proof)
    if old < len(d):
        assert not continues(before, old, root, len(d), [])
        assert not continues(before, old, root, old, proof)
        bad = data.draw(st.integers(0, len(proof) - 1))
        assert not continues(before, old, root, len(d), [*proof[:bad], sha(proof[bad]), *proof[bad + 1 :]])
        assert not continues(before, old, root, len(d), proof[:-1])


def test_a_size_that_is_not_that_of_the_root_is_not_believed() -> None:
    """A log that lies about its size signs the root of another tree, and gives that tree's proof."""
    four, eight = bytes.fromhex(ROOTS[3]), bytes.fromhex(ROOTS[7])
    of_four, of_eight = inclusion_proof(PUBLISHED[:4], 0), inclusion_proof(PUBLISHED, 0)
    assert includes(four, 4, 0, PUBLISHED[0], of_four)
    assert not includes(four, 8, 0, PUBLISHED[0], of_four)
    assert not includes(eight, 4, 0, PUBLISHED[0], of_eight)
    fifth = inclusion_proof(PUBLISHED, 4)  # right, right, left: under size 4 it would climb past the root of place 0
    assert includes(eight, 8, 4, PUBLISHED[4], fifth)
    assert not includes(eight, 4, 0, PUBLISHED[4], fifth)
    two = bytes.fromhex(ROOTS[1])
    to_four, to_eight = consistency_proof(PUBLISHED[:4], 2), consistency_proof(PUBLISHED, 2)
    assert continues(two, 2, four, 4, to_four)
    assert not continues(two, 2, four, 8, to_four)
    assert not continues(two, 2, eight, 4, to_eight)


def test_every_log_continues_the_empty_one_and_needs_no_proof_for_it() -> None:
    root = bytes.fromhex(ROOTS[7])
    assert consistency_proof(PUBLISHED, 0) == ()
    assert continues(EMPTY_ROOT, 0, root, 8, ())
    assert not continues(root, 0, root, 8, ())
    assert not continues(EMPTY_ROOT, 0, root, 8, (root,))


@pytest.mark.parametrize("index", [-1, 8])
def test_there_is_no_proof_of_what_is_not_there(index: int) -> None:
    with pytest.raises(IndexError):
        inclusion_proof(PUBLISHED, index)
    with pytest.raises(IndexError):
        consistency_proof(PUBLISHED, -1 if index < 0 else 9)
