"""Plain and canonical forms of our values: what is printed as JSON, hashed and compared."""

import dataclasses
import hashlib
from datetime import date, datetime
from decimal import Decimal
from enum import Enum


def plain(value: object) -> object:
    """Return ``value`` as JSON data: dataclasses as objects, decimals and dates as text, enums as their value.

    Raises TypeError for a type that has no canonical form (a float among them: no figure of ours is one).
    """
    if value is None or (isinstance(value, bool | int | str) and not isinstance(value, Enum)):
        return value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, date | datetime):
        return value.isoformat()
    if dataclasses.is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    raise TypeError(f"no canonical form for {type(value).__name__}")


def canonical(value: object) -> bytes:
    """Return the RFC 8785 bytes of ``value``."""
    import rfc8785

    return rfc8785.dumps(plain(value))  # type: ignore[arg-type]  # its JSON type is narrower than object


def digest(value: object) -> str:
    """Return the SHA-256 of the canonical bytes of ``value``, in hexadecimal."""
    return hashlib.sha256(canonical(value)).hexdigest()
