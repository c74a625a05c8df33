"""Which rendition of a paper is signed, and what each rendition says of it."""

from greenward.documents.document import Document, Rendition
from greenward.texts import say


def may_be_signed(document: Document, rendition: Rendition | None) -> bool:
    """Return whether ``rendition`` (None: the page) bears the places for signatures."""
    return document.signed is None or document.signed is rendition


def signing_note(document: Document, rendition: Rendition | None) -> str:
    """Return the sentence that says which rendition is signed; empty where no one is named."""
    if document.signed is None:
        return ""
    if document.signed is rendition:
        return say("signed.here", document.language)
    return say("signed.pdf" if document.signed is Rendition.PDF else "signed.docx", document.language)
