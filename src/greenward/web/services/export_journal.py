"""Export the journal, so that an outsider verifies it on another machine."""

from collections.abc import Iterator
from pathlib import Path

from django.db import transaction

from greenward.ledger.checkpoint import read_checkpoint
from greenward.ledger.export import Exported, export
from greenward.terms.problem import Problem, ProblemsError
from greenward.web.accounts.actor import Actor
from greenward.web.accounts.models import Organisation
from greenward.web.accounts.permissions import Thing
from greenward.web.journal.models import Checkpoint, Entry
from greenward.web.services.enter import enter
from greenward.web.services.refusal import RefusedError
from greenward.web.services.seal import seal, signing_key


def export_journal(by: Actor | None, folder: Path) -> Exported:
    """Write the journal up to a checkpoint of this moment to ``folder`` and return what was written.

    ``by`` is None for who runs the server. The export itself is the last act in it. Raises RefusedError where the
    journal holds other organisations' acts too: then only who runs the server hands it out.
    """
    with transaction.atomic():
        if by is None:
            organisation = Organisation.objects.order_by("pk").first()
            if organisation is None:
                raise ProblemsError([Problem("journal.empty")])
            enter(None, "journal.exported", organisation)
        else:
            acting = by.doing("journal.export", Thing(by.organisation))
            if Organisation.objects.exclude(pk=by.organisation).exists():
                raise RefusedError("journal.shared")
            enter(acting, "journal.exported", by.person.organisation)
        sealed = seal()
    size = sealed.size if sealed is not None else 0
    notes = Checkpoint.objects.filter(size__lte=size).order_by("size").values_list("note", flat=True)
    return export(folder, _bodies(size), map(read_checkpoint, notes.iterator()), [signing_key().verifying])


def _bodies(size: int) -> Iterator[bytes]:
    for body in Entry.objects.filter(seq__lt=size).order_by("seq").values_list("body", flat=True).iterator():
        yield body.encode()
