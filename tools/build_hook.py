"""Called by hatchling for a wheel and for an editable install: makes the compiled packs and texts first."""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class GenerateHook(BuildHookInterface):  # type: ignore[type-arg]  # hatchling leaves its parameter open
    """Runs tools/generate.py before files are collected."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Generate in the source tree; the files are listed as artifacts in pyproject.toml."""
        sys.path.insert(0, str(Path(self.root) / "tools"))
        from generate import generate

        generate()
