"""The office's server: the database made ready, then one process on one address, until it is stopped."""

import multiprocessing
import os
from collections.abc import Callable
from pathlib import Path

import django
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from greenward.terms.buyer import Buyer
from greenward.terms.problem import Problem, ProblemsError
from greenward.web.secret import kept_secret


def set_up() -> None:
    """Set Django up for the office; raises ProblemsError where its database cannot be reached."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "greenward.web.settings")
    os.umask(0o077)  # what the office keeps is read by its own account alone
    try:
        settings.OFFICE.mkdir(parents=True, exist_ok=True)
        if not os.environ.get("GREENWARD_SECRET_KEY"):
            settings.SECRET_KEY = kept_secret(settings.OFFICE / "secret.key")
        django.setup()
    except (ValueError, ImproperlyConfigured) as error:
        raise ProblemsError([Problem("office.setting", None, {"detail": str(error)})]) from error


def make_ready() -> None:
    """Bring the database to this release's schema; raises ProblemsError where it is of a newer one, or not there."""
    from django.core.management import call_command
    from django.db import OperationalError, connection
    from django.db.migrations.loader import MigrationLoader

    try:
        loader = MigrationLoader(connection)
    except OperationalError as error:
        raise ProblemsError([Problem("office.no_database", None, {"detail": str(error).strip()})]) from error
    ours = {app for app, _ in loader.disk_migrations}
    unknown = [f"{app}.{name}" for app, name in loader.applied_migrations if app in ours]
    unknown = [key for key in unknown if tuple(key.split(".", 1)) not in loader.disk_migrations]
    if unknown:
        raise ProblemsError([Problem("office.newer_schema", None, {"migrations": tuple(sorted(unknown))})])
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)


def begin(code: str, name: str, buyer: Buyer, login: str, person: str) -> str:
    """Return the first password of a new organisation's administrator; raises ProblemsError where a code is taken."""
    from django.utils import timezone

    from greenward.web.services import begin as service

    return _done(lambda: service.begin(code, name, buyer, login, person, timezone.localdate()))


def new_password(login: str) -> str:
    """Return a new first password of a person; raises ProblemsError where there is none of that sign-in name."""
    from greenward.web.services import begin as service

    return _done(lambda: service.new_password(login))


def take_factor(login: str) -> str:
    """Take a person's second factor away and return the name; raises ProblemsError where there is none."""
    from greenward.web.services import take_away as service

    return _done(lambda: service.take_factor(login))


def take_identity(login: str) -> str:
    """Untie a person from the provider of identities and return the name; raises ProblemsError where not tied."""
    from greenward.web.services import take_away as service

    return _done(lambda: service.take_identity(login))


def export_journal(folder: Path) -> tuple[int, str]:
    """Return how many entries of the journal were written to ``folder``, and their root in hexadecimal."""
    from greenward.web.services import export_journal as service

    written = service.export_journal(None, folder)
    return written.entries, written.root.hex()


def checkpoint() -> str:
    """Return the last checkpoint of the journal, signed now where entries came since; raises ProblemsError for none."""
    from greenward.web.journal.models import Checkpoint
    from greenward.web.services.seal import seal

    seal()
    last = Checkpoint.objects.order_by("-size").first()
    if last is None:
        raise ProblemsError([Problem("journal.empty")])
    return last.note


def journal_key() -> str:
    """Return the public key of the journal as a line."""
    from greenward.web.services.seal import signing_key

    return signing_key().verifying.line


def _done(act: Callable[[], str]) -> str:
    from greenward.web.services.refusal import RefusedError

    try:
        return act()
    except RefusedError as refused:
        raise ProblemsError([Problem(refused.code, None, refused.params)]) from refused


def serve(address: str, port: int) -> None:
    """Serve the office on ``address`` and ``port``; returns when it is stopped."""
    from granian import Granian
    from granian.constants import Interfaces

    from greenward.web.clock import Clock

    # A fork of a process whose clock is inside SQLite keeps SQLite's lock for ever: each thread hangs that opens it.
    multiprocessing.set_start_method("spawn", force=True)
    clock = Clock()
    clock.start()

    Granian(
        "greenward.web.wsgi:application",
        address=address,
        port=port,
        interface=Interfaces.WSGI,
        blocking_threads=settings.THREADS,
        log_access=False,
    ).serve()
    clock.stop()
