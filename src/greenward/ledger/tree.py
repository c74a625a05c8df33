"""The Merkle tree over the leaves of a log, RFC 6962 section 2.1: roots, a growing right edge, and proofs.

Leaves and nodes are SHA-256 values of 32 bytes; a leaf is already hashed (``entry.leaf_of``).
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

EMPTY_ROOT = hashlib.sha256(b"").digest()
WIDTH = 32


def node_of(left: bytes, right: bytes) -> bytes:
    """Return the node above two nodes: SHA-256(0x01 || left || right)."""
    return hashlib.sha256(b"\x01" + left + right).digest()


@dataclass(frozen=True, slots=True)
class Edge:
    """The right edge of a tree of ``size`` leaves: the roots of its complete subtrees, the largest first.

    There is one node for each 1 in the binary form of ``size``. An edge is all that is needed to add leaves and to
    know the root, so a checkpoint after n more entries costs n hashes, whatever the size.
    """

    size: int = 0
    nodes: tuple[bytes, ...] = ()

    def grown(self, leaves: Iterable[bytes]) -> "Edge":
        """Return the edge after ``leaves`` were added in order."""
        size, nodes = self.size, list(self.nodes)
        for leaf in leaves:
            size += 1
            node, merges = leaf, size
            while merges % 2 == 0:
                node = node_of(nodes.pop(), node)
                merges //= 2
            nodes.append(node)
        return Edge(size, tuple(nodes))

    @property
    def root(self) -> bytes:
        """The root of the tree; of an empty one SHA-256 of nothing."""
        if not self.nodes:
            return EMPTY_ROOT
        *others, node = self.nodes
        for left in reversed(others):
            node = node_of(left, node)
        return node

    def to_bytes(self) -> bytes:
        """Return the size in 8 bytes, big-endian, and the nodes."""
        return self.size.to_bytes(8, "big") + b"".join(self.nodes)

    @classmethod
    def from_bytes(cls, data: bytes) -> "Edge":
        """Return the edge that ``to_bytes`` wrote; raises ValueError for a length that is not that of its size."""
        size = int.from_bytes(data[:8], "big")
        if len(data) != 8 + WIDTH * size.bit_count():
            raise ValueError("the edge of a tree has one node for each 1 in the binary form of its size")
        return cls(size, tuple(data[at : at + WIDTH] for at in range(8, len(data), WIDTH)))


def root_of(leaves: Sequence[bytes]) -> bytes:
    """Return the root of all leaves."""
    return Edge().grown(leaves).root


def inclusion_proof(leaves: Sequence[bytes], index: int) -> tuple[bytes, ...]:
    """Return the audit path of leaf ``index``, from its sibling to the child of the root (section 2.1.1)."""
    if not 0 <= index < len(leaves):
        raise IndexError("no leaf of the tree")
    path: list[bytes] = []
    while len(leaves) > 1:
        split = _split(len(leaves))
        if index < split:
            path.append(root_of(leaves[split:]))
            leaves = leaves[:split]
        else:
            path.append(root_of(leaves[:split]))
            leaves, index = leaves[split:], index - split
    return tuple(reversed(path))


def consistency_proof(leaves: Sequence[bytes], old: int) -> tuple[bytes, ...]:
    """Return the proof that the first ``old`` leaves are a tree that all leaves continue (section 2.1.2)."""
    if not 0 <= old <= len(leaves):
        raise IndexError("the older tree is no part of the tree")
    proof: list[bytes] = []
    whole = True  # whether the older part is a subtree that its verifier knows by its root
    while 0 < old < len(leaves):
        split = _split(len(leaves))
        if old <= split:
            proof.append(root_of(leaves[split:]))
            leaves = leaves[:split]
        else:
            proof.append(root_of(leaves[:split]))
            leaves, old, whole = leaves[split:], old - split, False
    if not whole:
        proof.append(root_of(leaves))
    return tuple(reversed(proof))


def includes(root: bytes, size: int, index: int, leaf: bytes, proof: Sequence[bytes]) -> bool:
    """Return whether ``proof`` shows ``leaf`` at ``index`` of the tree (RFC 9162 section 2.1.3.2)."""
    if not 0 <= index < size:
        return False
    at, last, node = index, size - 1, leaf
    for other in proof:
        if last == 0:
            return False
        if at % 2 or at == last:
            node = node_of(other, node)
            while at % 2 == 0 and at:
                at, last = at // 2, last // 2
        else:
            node = node_of(node, other)
        at, last = at // 2, last // 2
    return last == 0 and node == root


def continues(old_root: bytes, old: int, root: bytes, size: int, proof: Sequence[bytes]) -> bool:
    """Return whether ``proof`` shows that the tree continues the older one (RFC 9162 section 2.1.4.2)."""
    if not 0 <= old <= size or (old == 0 and old_root != EMPTY_ROOT):
        return False
    if old in (0, size):
        return not proof and (old == 0 or old_root == root)
    path = [old_root, *proof] if old.bit_count() == 1 else list(proof)
    if not path:
        return False
    at, last = old - 1, size - 1
    while at % 2:
        at, last = at // 2, last // 2
    older = newer = path[0]
    for other in path[1:]:
        if last == 0:
            return False
        if at % 2 or at == last:
            older, newer = node_of(other, older), node_of(other, newer)
            while at % 2 == 0 and at:
                at, last = at // 2, last // 2
        else:
            newer = node_of(newer, other)
        at, last = at // 2, last // 2
    return last == 0 and older == old_root and newer == root


def _split(size: int) -> int:
    """Return the largest power of two below ``size``."""
    return 1 << (size - 1).bit_length() - 1
