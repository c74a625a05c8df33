"""Send a need on its route, and take it back."""

import json
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache

from django.db import transaction

from greenward.policy.route import as_data, choose, from_data
from greenward.terms.canonical import canonical
from greenward.terms.finding import Answer, Reason
from greenward.terms.route import Route
from greenward.web.accounts.actor import Actor
from greenward.web.accounts.models import Organisation
from greenward.web.findings import kept_words
from greenward.web.records.models import Finding, Need, NeedLine
from greenward.web.services.enter import enter
from greenward.web.services.read_routes import routes_of
from greenward.web.services.refusal import RefusedError
from greenward.web.services.rules import checked, rules_of
from greenward.web.services.write_need import held_for_change, seen

OTHER = "-"
"""A category that no route names."""


def amount_of(need: Need) -> Decimal:
    """Return the estimated sum of all lines in CNY."""
    return sum((line.quantity * line.unit_price for line in need.lines.all()), Decimal(0))


def answers_of(need: Need, day: date) -> list[tuple[NeedLine, Answer]]:
    """Return what the rules of a day say of each line; raises ProblemsError for a line that cannot be read."""
    rules = rules_of(need.organisation.buyer, day)
    return [(line, checked(line.item, line.attributes, rules)) for line in need.lines.order_by("pk")]


def route_of(need: Need, answers: list[tuple[NeedLine, Answer]], day: date) -> Route:
    """Return the route for all lines; raises RefusedError where there is none, or the lines need different ones.

    Of the routes that the lines take, one serves all if it asks everyone whom the others ask, and a meeting where they
    do. A line whose category is not settled takes each route that it may turn out to take.
    """
    routes, amount = routes_of(need.organisation), amount_of(need)
    any_category = {category for route in routes for category in route.condition.categories} | {OTHER}
    found: dict[str, Route] = {}
    for line, answer in answers:
        for category in {answer.category_id} if answer.category_id is not None else any_category:
            route = choose(routes, amount, category, _code(line), need.funding, need.department.code, day)
            if isinstance(route, Reason):
                raise RefusedError("need.no_route", why=route)
            found[route.id] = route
    for route in found.values():
        if all(_covers(route, other) for other in found.values()):
            return route
    raise RefusedError("need.routes_differ", routes=tuple(route.names for route in found.values()))


def _covers(route: Route, other: Route) -> bool:
    asked = {part for step in route.steps for part in step.parts}
    meets = any(step.resolution for step in route.steps)
    return all(set(step.parts) <= asked and (meets or not step.resolution) for step in other.steps)


@transaction.atomic
def send_need(by: Actor, need: Need, version: int, now: datetime, day: date) -> Need:
    """Send a need on its way and return it: findings are kept as they are today, and so is the route.

    Raises RefusedError for a need without lines, one that was changed meanwhile, and one without a route.
    """
    acting, held = held_for_change(by, need, version, "need.send")
    if not held.lines.exists():
        raise RefusedError("need.no_lines")
    before = seen(held)
    answers = answers_of(held, day)
    held.route = canonical(as_data(route_of(held, answers, day))).decode()
    held.state, held.round = "sent", held.round + 1
    held.sent_at = now
    held.number = held.number or _next_number(held.organisation, day)
    held.save(update_fields=["route", "state", "sent_at", "round", "number"])
    for line, answer in answers:
        NeedLine.objects.filter(pk=line.pk).update(category=answer.category_id or "", code=_code(line))
        Finding.objects.bulk_create(_findings(held, line, answer, day))
    said = [[line.pk, f.rule, f.status.name.lower()] for line, answer in answers for f in answer.findings]
    after = {"number": held.number, "route": held.route, "day": day, "findings": said}
    after["packs"] = sorted({pack for _, answer in answers for pack in answer.packs})
    enter(acting, "need.sent", held, before=before, after=seen(held) | after)
    return held


@transaction.atomic
def withdraw_need(by: Actor, need: Need, version: int) -> None:
    """Take a need back for good."""
    acting, held = held_for_change(by, need, version, "need.withdraw")
    before = held.state
    held.state = "withdrawn"
    held.save(update_fields=["state"])
    enter(acting, "need.withdrawn", held, before={"state": before}, after={"state": held.state})


def kept_route(need: Need) -> Route:
    """Return the route that a sent need follows."""
    return _read_route(need.route)


@lru_cache(maxsize=256)
def _read_route(text: str) -> Route:
    return from_data(json.loads(text))


def _findings(need: Need, line: NeedLine, answer: Answer, day: date) -> list[Finding]:
    return [
        Finding(
            line=line,
            round=need.round,
            item=line.item,
            rule=finding.rule,
            status=finding.status.name.lower(),
            level=finding.level.value,
            said=canonical(kept_words(finding)).decode(),
            packs=", ".join(answer.packs),
            day=day,
        )
        for finding in answer.findings
    ]


def _code(line: NeedLine) -> str:
    """Return the code that a line was written as; empty where it was written in words."""
    return line.item if line.item[:1] in "ABC" and line.item[1:].isdigit() else ""


def _next_number(organisation: Organisation, day: date) -> str:
    """Return the next number of the year, without a gap: the organisation is held until the transaction ends."""
    Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    stem = f"N{day.year}-"
    last = Need.objects.filter(organisation=organisation, number__startswith=stem).order_by("-number").first()
    return f"{stem}{1 if last is None else int(last.number.removeprefix(stem)) + 1:05}"
