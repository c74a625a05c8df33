"""A page under axe, and its picture."""

import json
import os
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

NARROW = 600
WCAG = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}}
UNDECIDED = ("<select",)
"""What axe cannot decide and a person looked at: the arrow of a list is a picture behind its words."""


def shot(page: Page, name: str) -> None:
    """Keep a picture of the page where ``SHOTS`` names a folder."""
    folder = os.environ.get("SHOTS")
    if folder:
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def _out_of_view(page: Page, node: dict[str, Any]) -> bool:
    """Whether the node lies in a table that scrolls sideways on a telephone: on a desk the same cells are decided."""
    inside = f"document.querySelector({json.dumps(node['target'][0])})?.closest('.table-responsive') !== null"
    return page.viewport_size is not None and page.viewport_size["width"] < NARROW and bool(page.evaluate(inside))


def accessible(page: Page) -> None:
    """The whole page in view: what lies across the lower border of a window axe leaves undecided."""
    size = page.viewport_size
    assert size is not None
    page.set_viewport_size({"width": size["width"], "height": page.evaluate("document.body.scrollHeight") + 100})
    found = Axe().run(page, options=WCAG)
    violations = [(rule["id"], node["html"]) for rule in found.response["violations"] for node in rule["nodes"]]
    assert violations == [], violations
    page.set_viewport_size(size)
    nodes = [node for rule in found.response["incomplete"] for node in rule["nodes"]]
    undecided = [
        node["html"] for node in nodes if not node["html"].startswith(UNDECIDED) and not _out_of_view(page, node)
    ]
    assert undecided == [], undecided
