"""What tests of sign-in ask of an answer and of a client."""

import re
from html import unescape
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.test import Client

from greenward.web.accounts.models import Person


def text(answer: Any) -> str:
    """Return the words of a page."""
    return unescape(re.sub(r"<[^>]+>|\s+", " ", answer.content.decode()))


def signed_in(client: Client) -> str | None:
    """Return the sign-in name of who is signed in; None where nobody is, or where the session was ended."""
    if client.get("/people/me/").status_code != 200:
        return None
    return Person.objects.get(pk=client.session[SESSION_KEY]).login
