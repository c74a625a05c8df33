"""The approval routes of an organisation: taken over from a file, and read back."""

import json
from datetime import datetime
from pathlib import Path

from django.db import transaction

from greenward.policy.route import as_data, from_data, read_routes
from greenward.terms.canonical import canonical
from greenward.terms.finding import Reason
from greenward.terms.problem import Problem, ProblemsError
from greenward.terms.route import Route
from greenward.web.accounts.actor import Actor
from greenward.web.accounts.models import Organisation
from greenward.web.accounts.permissions import PERMITS, Thing
from greenward.web.records.models import RouteSet
from greenward.web.services.enter import enter


def routes_of(organisation: Organisation) -> tuple[Route, ...]:
    """Return the routes that hold for what is sent now; nothing where none were taken over yet."""
    last = organisation.route_sets.order_by("-pk").first()
    return () if last is None else tuple(from_data(data) for data in json.loads(last.body))


@transaction.atomic
def take_routes(by: Actor, path: Path, name: str, digest: str, now: datetime) -> int:
    """Take over the routes of a file for what is sent from now on, and return how many; raises ProblemsError.

    What is on its way keeps the route that it was sent on.
    """
    acting = by.doing("route.write", Thing(by.organisation))
    routes = read_routes(path)
    if problems := [Problem("routes.role", None, {"role": Reason(f"role.{role}")}) for role in _unserved(routes)]:
        raise ProblemsError(problems)
    body = canonical([as_data(route) for route in routes]).decode()
    organisation = by.person.organisation
    kept = RouteSet.objects.create(organisation=organisation, body=body, file=digest, name=name, at=now, by=by.person)
    enter(acting, "route.written", kept, after={"file": digest, "routes": len(routes)})
    return len(routes)


def _unserved(routes: tuple[Route, ...]) -> list[str]:
    """Return the roles of steps that no permit lets approve: a need would wait there for nobody."""
    served = {role for permit in PERMITS["need.approve"] for role in permit.nearness}
    asked = {part.role for route in routes for step in route.steps for part in step.parts}
    return sorted(role.value for role in asked - served)
