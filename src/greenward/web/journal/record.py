"""Put an act into the journal."""

from django.db import connection

from greenward.ledger.entry import Act, Link, follow
from greenward.web.journal.models import Entry

# Plain statements: an act a transaction, half as fast as a bare INSERT and COMMIT, is not to be had through the ORM.
LAST = f"SELECT seq, leaf FROM {Entry._meta.db_table} ORDER BY seq DESC LIMIT 1"  # noqa: S608  our own names
NEXT = f"INSERT INTO {Entry._meta.db_table} (seq, body, leaf, organisation) VALUES (%s, %s, %s, %s)"  # noqa: S608
LOCK = 0x6A6F75726E616C
"""The number of the one lock that writers of the journal take on PostgreSQL ("journal" in ASCII)."""


def record(act: Act) -> int:
    """Return the number of the entry that ``act`` became, in the transaction that is open.

    One writes at a time: SQLite's transactions are immediate, PostgreSQL takes a lock until the transaction ends.
    Raises RuntimeError outside a transaction, and ProblemsError for an act that cannot be an entry.
    """
    alone()
    with connection.cursor() as cursor:
        cursor.execute(LAST)
        last = cursor.fetchone()
        body, link = follow(None if last is None else Link(last[0], bytes(last[1])), act)
        cursor.execute(NEXT, [link.seq, body.decode(), link.leaf, act.object.organisation])
    return link.seq


def alone() -> None:
    """Let nobody else write the journal until the transaction ends."""
    if not connection.in_atomic_block:
        raise RuntimeError("the journal is written in a transaction")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
