"""Why an act was refused: a stable code, what happened, and the lawful way."""

from typing import Any


class RefusedError(Exception):
    """An act that the rules of the office refuse; nothing was changed.

    ``code`` has a sentence and, under ``<code>.next``, what to do instead.
    """

    def __init__(self, code: str, /, **params: Any) -> None:
        super().__init__(code)
        self.code, self.params = code, params
