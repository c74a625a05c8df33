"""Files that people hand in and values too large for an entry: kept under the SHA-256 of their bytes."""

import hashlib
import os
import re
import secrets
from pathlib import Path

from django.conf import settings


def keep(data: bytes) -> str:
    """Return the SHA-256 of ``data`` in hexadecimal, once it lies on the disk under that name; raises OSError."""
    digest = hashlib.sha256(data).hexdigest()
    path = _path(digest)
    if not path.is_file():
        path.parent.mkdir(parents=True, exist_ok=True)
        made = path.with_name(f".{secrets.token_hex(8)}")
        with made.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        made.replace(path)
    return digest


def drop(digest: str) -> None:
    """Take a file away that need not be kept, such as a list of people that was taken over."""
    path = kept(digest)
    if path is not None:
        path.unlink()


def kept(digest: str) -> Path | None:
    """Return where the file of a SHA-256 lies; None: there is none."""
    if not re.fullmatch(r"[0-9a-f]{64}", digest):
        return None
    path = _path(digest)
    return path if path.is_file() else None


def _path(digest: str) -> Path:
    folder: Path = settings.OFFICE
    return folder / "files" / digest[:2] / digest
