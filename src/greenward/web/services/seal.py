"""Sign a checkpoint over the journal: from then on what was entered before cannot be changed unseen."""

from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from greenward.ledger.checkpoint import sign
from greenward.ledger.key import KeyKind, SigningKey, generate, read_signing_key
from greenward.ledger.tree import Edge
from greenward.web.journal.models import Checkpoint, Entry
from greenward.web.journal.record import alone

EVERY = 100
"""Entries after which a checkpoint is signed at once."""

WITHIN = timedelta(minutes=10)
"""How long an entry waits for a checkpoint at most."""


def signing_key() -> SigningKey:
    """Return the key of the journal, made at its first use; raises ProblemsError where others may read it."""
    path: Path = settings.OFFICE / "journal.key"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        generate(path, settings.JOURNAL, KeyKind.LOG)
    return read_signing_key(path)


@transaction.atomic
def seal(now: datetime | None = None) -> Checkpoint | None:
    """Return a new checkpoint over all entries; None where nothing came since the last one, or there is nothing yet."""
    alone()
    last = Checkpoint.objects.order_by("-size").first()
    edge = Edge() if last is None else Edge.from_bytes(bytes(last.edge))
    leaves = Entry.objects.filter(seq__gte=edge.size).order_by("seq").values_list("leaf", flat=True)
    grown = edge.grown(bytes(leaf) for leaf in leaves.iterator())
    if grown.size == edge.size:
        return None
    signed = sign(settings.JOURNAL, grown.size, grown.root, signing_key())
    return Checkpoint.objects.create(size=grown.size, note=signed.note, edge=grown.to_bytes(), at=now or timezone.now())


def seal_if_due(now: datetime) -> Checkpoint | None:
    """Return a new checkpoint where one is due: entries came and the last one is ten minutes old; else None."""
    last = Checkpoint.objects.order_by("-size").first()
    if last is not None and now - last.at < WITHIN:
        return None
    return seal(now)
