"""What is annexed to a paper: how the text names it, and what stands over its pages."""

from dataclasses import dataclass

from greenward.documents.document import Block, Document
from greenward.texts import say


@dataclass(frozen=True, slots=True)
class Annex:
    """An attachment that follows on pages of its own, under its label."""

    label: str
    title: str
    blocks: tuple[Block, ...]


def attachment_list(document: Document) -> tuple[str, ...]:
    """Return the attachments as the text names them, numbered where there are several (GB/T 9704-2012, 7.3.4)."""
    titles = [item.title for item in document.attachments]
    return tuple(titles if len(titles) == 1 else [f"{at}. {title}" for at, title in enumerate(titles, start=1)])


def annexes(document: Document) -> tuple[Annex, ...]:
    """Return the attachments that follow the text."""
    several = len(document.attachments) > 1
    return tuple(
        Annex(say("attachment.label", document.language, number=at if several else "").strip(), item.title, item.blocks)
        for at, item in enumerate(document.attachments, start=1)
        if item.blocks
    )
