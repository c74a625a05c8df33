"""The route of a need, where the need stands on it, and the copy of the route that a running purchase keeps."""

from collections.abc import Iterable
from datetime import date, datetime, tzinfo
from decimal import Decimal
from pathlib import Path

from greenward.policy.deadline import last_day
from greenward.policy.decode import decode
from greenward.policy.resolve import Rules
from greenward.policy.route_fit import Asked, foremost, in_force, missing
from greenward.terms.canonical import plain
from greenward.terms.category import Category
from greenward.terms.finding import Reason
from greenward.terms.route import Mark, Outcome, Progress, Route


def read_routes(path: Path, categories: tuple[Category, ...] = ()) -> tuple[Route, ...]:
    """Return the routes of a YAML file; raises ProblemsError with every defect, each with file and line.

    Where the pack's ``categories`` are given, an id that is none of them is a defect, and a route by code is compared
    with one by id.
    """
    from greenward.policy.route_text import read

    return read(path, categories)


def choose(
    routes: Iterable[Route],
    amount: Decimal | None,
    category: str,
    code: str,
    source: str,
    department: str,
    day: date,
) -> Route | Reason:
    """Return the one route of a need that is sent on ``day``, or the Reason why there is none or not one alone.

    ``amount`` is in the routes' currency; None or an empty text is not known, which is a Reason where it decides. Of
    two routes that fit, the narrower one in categories, sources and departments is taken.
    """
    there = in_force(routes, day)
    if not there:
        return Reason("route.none_yet", {"day": str(day)})
    asked = Asked(amount, category, code, source, department)
    open_facts = {route: facts for route in there if (facts := missing(route.condition, asked)) is not None}
    if not open_facts:
        return Reason("route.none_fits", {"day": str(day)})
    first = foremost(open_facts)
    for route in first:
        if open_facts[route]:
            return Reason(open_facts[route][0])
    if len(first) > 1:
        return Reason("route.several_fit", {"routes": tuple(route.names for route in first)})
    return first[0]


def progress(route: Route, marks: Iterable[Mark], sent: datetime) -> Progress:
    """Return where a need stands that the requester sent at ``sent``, after ``marks`` in their order.

    After a return to a step, that step and those after it are open again; earlier ones stay approved. After a return to
    the requester all begins anew: pass the new ``sent`` and the marks since. Raises ValueError for a mark that does not
    fit: made before ``sent``, on a step or part that is not open, or returned to a step that was not reached.
    """
    index, done, since, returned = 0, frozenset[int](), sent, False
    for mark in marks:
        if returned or index == len(route.steps):
            raise ValueError(f"nothing is open for the mark on {mark.step}")
        _must_fit(route, index, done, sent, mark)
        if mark.outcome is Outcome.RETURNED:
            returned = mark.to is None
            index = 0 if mark.to is None else _place(route, mark.to)
            done, since = frozenset(), mark.at
            continue
        done |= {mark.part}
        if len(done) == len(route.steps[index].parts):
            index, done, since = index + 1, frozenset(), mark.at
    finished = index == len(route.steps)
    if returned or finished:
        return Progress(None, (), since, returned, finished)
    step = route.steps[index]
    return Progress(step, tuple(part for part in range(len(step.parts)) if part not in done), since, False, False)


def due(standing: Progress, rules: Rules, zone: tzinfo) -> date | Reason | None:
    """Return the last day that the holders of the open step have; None: no step is open, or no days are set.

    Working days after the day of ``zone`` on which the step opened; a Reason where a year's calendar is not known.
    """
    if standing.step is None or standing.step.days is None:
        return None
    start = standing.since.astimezone(zone).date()
    last = last_day(start, standing.step.days, "working days", rules)
    return last or Reason("route.no_calendar", {"days": standing.step.days, "start": str(start)})


def as_data(route: Route) -> dict[str, object]:
    """Return the route as JSON data, for a purchase to keep: a later change of the file does not reach it."""
    data = plain(route)
    if not isinstance(data, dict):
        raise TypeError(f"{type(route).__name__} is no route")
    return data


def from_data(data: dict[str, object]) -> Route:
    """Return the route that ``as_data`` turned into ``data``; raises ValueError where it is not such data."""
    try:
        route = decode(Route, data)
        if as_data(route) == data:
            return route
    except (ArithmeticError, KeyError, TypeError) as error:
        raise ValueError("this is no kept route") from error
    raise ValueError("this is no kept route: it holds more than a route")


def _must_fit(route: Route, index: int, done: frozenset[int], sent: datetime, mark: Mark) -> None:
    step = route.steps[index]
    if mark.at < sent:
        raise ValueError(f"the mark on {mark.step} was made before the need was sent")
    if mark.step != step.id:
        raise ValueError(f"the step {mark.step} is not open; {step.id} is")
    if mark.part in done or not 0 <= mark.part < len(step.parts):
        raise ValueError(f"the part {mark.part} of {step.id} is not open")
    if mark.to is None:
        return
    if mark.outcome is Outcome.APPROVED:
        raise ValueError(f"the approval of {step.id} names a step to return to")
    place = _place(route, mark.to)
    if place > index or (place == index and not done):
        raise ValueError(f"{step.id} cannot return to {mark.to}: nothing was approved there")


def _place(route: Route, id_: str) -> int:
    return next((place for place, step in enumerate(route.steps) if step.id == id_), len(route.steps))
