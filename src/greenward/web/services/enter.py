"""The one entry that an act leaves in the journal."""

from typing import Any

from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from greenward.ledger.commitment import commit
from greenward.ledger.entry import Act, Subject
from greenward.ledger.stored_value import set_apart
from greenward.web.accounts.actor import Actor
from greenward.web.accounts.models import PersonKey
from greenward.web.files import keep
from greenward.web.journal.record import record
from greenward.web.services.seal import EVERY, seal

ACTIONS = frozenset(
    {
        "organisation.begun",
        "people.imported",
        "person.left",
        "person.password_given",
        "person.factor_removed",
        "person.identity_removed",
        "grant.given",
        "grant.ended",
        "deputy.named",
        "deputy.ended",
        "journal.exported",
        "need.begun",
        "need.changed",
        "need.sent",
        "need.withdrawn",
        "need.approved",
        "need.returned",
        "finding.decision",
        "finding.override",
        "finding.exemption",
        "route.written",
    }
)
"""What is done in the office; each has a sentence under ``act.<action>``, its dot an underscore."""


def enter(
    acting: Actor | None, action: str, thing: Model, before: Any = None, after: Any = None, reason: str = ""
) -> int:
    """Return the number of the entry that says who did ``action`` to ``thing``, by which right, and what changed.

    ``acting`` is None for who runs the server and acts by its command line, on an organisation or a person.
    Must be called inside the transaction of the act; raises RuntimeError outside, ValueError for an action not known.
    ``reason`` enters as a commitment, not as its text. Large values are kept as files, on the disk before the
    transaction ends.
    """
    if action not in ACTIONS:
        raise ValueError(action)
    right = None if acting is None else acting.using
    organisation = acting.organisation if acting is not None else getattr(thing, "organisation_id", thing.pk)
    values = set_apart(before, after)
    for data in values.files:
        keep(data)
    seq = record(
        Act(
            ts=timezone.now(),
            actor="operator" if acting is None else f"person:{acting.person.pk}",
            on_behalf_of=f"person:{right.giver}" if right is not None and right.giver is not None else None,
            role="operator" if right is None else right.role.value,
            action=action,
            object=Subject(str(thing._meta.model_name), str(thing.pk), f"organisation:{organisation}"),
            before=values.before,
            after=values.after,
            reason=_committed(acting, reason),
        )
    )
    if (seq + 1) % EVERY == 0:
        transaction.on_commit(seal, robust=True)
    return seq


def _committed(acting: Actor | None, reason: str) -> str:
    """Return what stands in the journal for a text that someone wrote: a commitment under the writer's own key.

    The text stays with its record and can be erased there; with the key, what was written can be proved.
    """
    if not reason or acting is None:
        return ""
    held, _ = PersonKey.objects.get_or_create(person=acting.person)
    return f"hmac-sha256:{commit(bytes(held.key), 'reason', reason)['hmac_sha256']}"
