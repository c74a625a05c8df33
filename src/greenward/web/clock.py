"""What the office does by itself when its time has come, beside the pages: one list, one thread of the server."""

import logging
import threading
from collections.abc import Callable
from datetime import datetime

from django.db import close_old_connections
from django.utils import timezone

from greenward.web.services.seal import seal_if_due

JOBS: tuple[Callable[[datetime], object], ...] = (seal_if_due,)
"""Each is asked every minute and acts only where it is due: it may run twice, late, or in two servers at once."""

PAUSE = 60.0
LOG = logging.getLogger(__name__)


class Clock(threading.Thread):
    """Runs the jobs until it is stopped. A database that is away for a while is told in the log and asked again."""

    def __init__(self, pause: float = PAUSE) -> None:
        super().__init__(name="clock", daemon=True)
        self.pause, self.ended = pause, threading.Event()

    def run(self) -> None:
        """Ask every job, wait, and ask again."""
        while True:
            for job in JOBS:
                try:
                    job(timezone.now())
                except Exception:  # it goes on, whatever one job met
                    LOG.exception("clock: %s was not done and is tried again", job.__name__)
            close_old_connections()
            if self.ended.wait(self.pause):
                return

    def stop(self) -> None:
        """End after the job that runs."""
        self.ended.set()
        self.join(timeout=30)
