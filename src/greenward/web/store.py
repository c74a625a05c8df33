"""Which database holds the office: SQLite in the data folder, or PostgreSQL by one URL."""

from pathlib import Path
from typing import Any

import environ

# Measured: with these no accepted write is lost or refused under fifty writers; Django's own defaults refuse most.
SQLITE = {
    "timeout": 20,
    "transaction_mode": "IMMEDIATE",
    "init_command": (
        "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON;PRAGMA recursive_triggers=ON;"
    ),
}


def database(url: str, folder: Path) -> dict[str, Any]:
    """Return Django's settings of the database at ``url`` (``postgres://…``); without one, of a file in ``folder``.

    Raises ValueError for a URL of another kind.
    """
    if not url:
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": folder / "office.sqlite3", "OPTIONS": dict(SQLITE)}
    found: dict[str, Any] = environ.Env.db_url_config(url)
    if found["ENGINE"] == "django.db.backends.postgresql":
        return found | {"CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True}
    if found["ENGINE"] == "django.db.backends.sqlite3":
        return found | {"OPTIONS": dict(SQLITE)}
    raise ValueError(f"GREENWARD_DATABASE: {found['ENGINE']} is neither PostgreSQL nor SQLite")
