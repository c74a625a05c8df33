"""Who acts in a request: a person, and what the person may do today."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone

from greenward.web.accounts.models import Person
from greenward.web.accounts.permissions import PERMITS, Thing, may, may_at_all
from greenward.web.accounts.rights import Right, rights

View = Callable[..., HttpResponseBase]


@dataclass(frozen=True, slots=True)
class Actor:
    """A person with the rights of a day. ``using`` is the right by which an act is done, once that is known."""

    person: Person
    rights: tuple[Right, ...]
    using: Right | None = None

    @property
    def organisation(self) -> int:
        """The organisation that the person belongs to."""
        return self.person.organisation_id

    @property
    def hands(self) -> frozenset[int]:
        """Everyone whose hand is in the act: the person and, for a deputy, whom the person stands in for."""
        giver = None if self.using is None else self.using.giver
        return frozenset({self.person.pk} if giver is None else {self.person.pk, giver})

    def may(self, act: str, thing: Thing) -> bool:
        """Return whether the person may do ``act`` to ``thing``."""
        return may(self.person.pk, self.rights, act, thing) is not None

    def doing(self, act: str, thing: Thing) -> "Actor":
        """Return the person with the right that permits ``act`` to ``thing``; raises PermissionDenied without one."""
        right = may(self.person.pk, self.rights, act, thing)
        if right is None:
            raise PermissionDenied(act)
        return Actor(self.person, self.rights, right)


def actor(request: HttpRequest) -> Actor:
    """Return who acts; the rights of a request are read once."""
    found = getattr(request, "_actor", None)
    if found is None:
        person = request.user
        if not isinstance(person, Person):
            raise PermissionDenied
        found = Actor(person, rights(person, timezone.localdate()))
        request._actor = found  # type: ignore[attr-defined]  # kept for the length of the request
    return found


def door(act: str) -> Callable[[View], View]:
    """Let a view be reached only by who may do ``act`` to something; what to, the view asks itself.

    Raises ValueError for an act that the table of permits does not know: a typing error opens no door.
    """
    if act not in PERMITS:
        raise ValueError(act)

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not may_at_all(actor(request).rights, act):
                raise PermissionDenied(act)
            return view(request, *args, **kwargs)

        guarded.act = act  # type: ignore[attr-defined]
        return guarded

    return guard


def open_to_all(view: View) -> View:
    """Mark a view that whoever is signed in, or anyone where the view itself says so, may reach."""
    view.act = ""  # type: ignore[attr-defined]
    return view
