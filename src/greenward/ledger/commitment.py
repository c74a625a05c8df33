"""Commitments to personal fields: they enter the journal, the field and its key stay outside and can be erased."""

import hashlib
import hmac
import secrets

KEY_BYTES = 32


def new_key() -> bytes:
    """Return a random key for one person, to be stored apart from the journal; erasing it is the erasure."""
    return secrets.token_bytes(KEY_BYTES)


def commit(key: bytes, field: str, value: str) -> dict[str, str]:
    """Return what stands in an entry for a personal field: HMAC-SHA-256(key, field || 0x00 || value), UTF-8.

    Without the key nobody can tell which value it is, not even by trying all values. Raises ValueError for a key of
    another length than 32 bytes or a field's name with a NUL.
    """
    if len(key) != KEY_BYTES or "\x00" in field:
        raise ValueError("a commitment takes a key of 32 bytes and a field's name without NUL")
    return {"hmac_sha256": hmac.new(key, f"{field}\x00{value}".encode(), hashlib.sha256).hexdigest()}


def opens(key: bytes, field: str, value: str, committed: object) -> bool:
    """Return whether ``committed`` is the commitment to ``value`` of ``field`` under ``key``."""
    if not isinstance(committed, dict) or not isinstance(committed.get("hmac_sha256"), str):
        return False
    return hmac.compare_digest(commit(key, field, value)["hmac_sha256"], committed["hmac_sha256"])
