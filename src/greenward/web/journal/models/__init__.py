"""The tables of the journal."""

from greenward.web.journal.models.checkpoint import Checkpoint
from greenward.web.journal.models.entry import Entry

__all__ = ["Checkpoint", "Entry"]
