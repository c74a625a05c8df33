"""What the head of each page offers to who is signed in."""

from typing import Any

from django.http import HttpRequest

from greenward.web.accounts.actor import actor
from greenward.web.accounts.models import Person
from greenward.web.accounts.permissions import may_at_all

ENTRIES = (
    ("home:tasks", "web.tasks", ""),
    ("needs:list", "web.needs", "need.see"),
    ("approvals:list", "web.approvals", "need.approve"),
    ("approvals:routes", "web.routes", "route.write"),
    ("people:list", "web.people", "people.see"),
    ("oversight:settled", "web.settled", "settled.see"),
    ("oversight:journal", "web.journal", "journal.see"),
    ("rules:check", "check.title", ""),
)


def menu(request: HttpRequest) -> dict[str, Any]:
    """Return the entries that the person may open, as (URL's name, sentence), and the person."""
    person = getattr(request, "user", None)
    if not isinstance(person, Person):
        return {"menu": [("rules:check", "check.title")], "person": None}
    held = actor(request).rights
    return {
        "menu": [(url, text) for url, text, act in ENTRIES if not act or may_at_all(held, act)],
        "person": person,
    }
