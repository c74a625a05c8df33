"""Values too large for an entry: they are stored as files of their own, and the entry holds their hash and size."""

import hashlib
from dataclasses import dataclass

from greenward.terms.canonical import canonical

MOST_VALUES = 57_344
"""Bytes that both values of an entry may take together: 56 KiB, so that the other fields find room in a body."""


@dataclass(frozen=True, slots=True)
class Values:
    """What enters as ``before`` and ``after``, and the canonical files that must be stored under their SHA-256."""

    before: object
    after: object
    files: tuple[bytes, ...] = ()


def set_apart(before: object, after: object) -> Values:
    """Return the values of an entry with those set apart that do not fit: the larger one first, then the other.

    A value set apart enters as ``{"sha256": HEX, "size": BYTES}`` of its RFC 8785 bytes.
    """
    forms = {"before": canonical(before), "after": canonical(after)}
    kept = {"before": before, "after": after}
    files = []
    for name in sorted(forms, key=lambda name: -len(forms[name])):
        if sum(map(len, forms.values())) <= MOST_VALUES:
            break
        form = forms[name]
        files.append(form)
        kept[name] = {"sha256": hashlib.sha256(form).hexdigest(), "size": len(form)}
        forms[name] = canonical(kept[name])
    return Values(kept["before"], kept["after"], tuple(files))
