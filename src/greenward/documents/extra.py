"""What an extra brings, loaded on first use; without it one sentence says what to install."""

import importlib
from typing import Any

from greenward.terms.problem import Problem, ProblemsError

MODULES = {"pdf": "typst", "docx": "docxtpl"}


def load_extra(extra: str) -> Any:
    """Return the module behind the extra ``pdf`` or ``docx``; raises ProblemsError where it is not installed."""
    try:
        return importlib.import_module(MODULES[extra])
    except ImportError as error:
        raise ProblemsError([Problem("extra.missing", None, {"extra": extra})]) from error
