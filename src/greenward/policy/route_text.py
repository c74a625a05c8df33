"""From a YAML file to an institution's approval routes, or to every defect with its line."""

import re
from collections.abc import Iterable
from pathlib import Path

from greenward.policy.document import Node, read_document
from greenward.policy.fields import Fields
from greenward.policy.route_cover import Placed, uncovered
from greenward.policy.route_fit import CATEGORY_ID
from greenward.terms.category import Category
from greenward.terms.finding import Reason
from greenward.terms.problem import Place, Problem, ProblemsError
from greenward.terms.role import Role
from greenward.terms.route import MAY_NOT_APPROVE, Condition, Part, Reach, Route, Step

BUYERS = frozenset({Role.PROCUREMENT_OFFICER, Role.PROCUREMENT_HEAD})
"""Those who carry the purchase out: they do not approve it alone."""

_CODE = re.compile(r"[A-Z0-9][A-Z0-9.-]*", re.ASCII)
_CURRENCY = re.compile(r"[A-Z]{3}", re.ASCII)
_WHOLE = re.compile(r"[1-9]\d{0,2}", re.ASCII)
_WORDS = {"yes": True, "no": False}


def read(path: Path, categories: tuple[Category, ...]) -> tuple[Route, ...]:
    """Return the routes of the file; raises ProblemsError with every defect.

    Whether each need finds exactly one route is asked once all routes can be read.
    """
    if not path.is_file():
        raise ProblemsError([Problem("route.no_file", Place(str(path)))])
    problems: list[Problem] = []
    root = read_document(path, problems)
    routes = [] if root is None else _Reader(problems, categories).routes(Fields(root, problems))
    if not problems:
        problems += uncovered(routes, categories)
    if problems:
        raise ProblemsError(sorted(problems, key=lambda problem: (problem.place and problem.place.row) or 0))
    return tuple(placed.route for placed in routes)


class _Reader:
    def __init__(self, problems: list[Problem], categories: tuple[Category, ...]) -> None:
        self.problems = problems
        self.known = frozenset(category.id for category in categories)
        self.currency = ""

    def routes(self, f: Fields) -> list[Placed]:
        self.currency = f.parse("currency", str, "", "route.bad_currency", lambda text: bool(_CURRENCY.fullmatch(text)))
        found: list[Placed] = []
        for node in f.each("routes"):
            inner = Fields(node, self.problems)
            route = self._route(inner)
            self._only_version(inner, route, found)
            found.append(Placed(route, node.place))
            inner.done()
        if not found:
            f.refuse("route.none", at="routes")
        f.done()
        return found

    def _route(self, f: Fields) -> Route:
        route = Route(
            id=f.text("id"),
            version=f.parse("version", _whole, 1, "route.bad_version", None),
            names=f.names("names"),
            condition=self._condition(f.mapping("when") or Fields(Node(f.place, fields={}), self.problems)),
            steps=self._steps(f),
            valid_from=f.day("from"),
            basis=f.names("basis"),
        )
        roles = {part.role for step in route.steps for part in step.parts}
        if roles and roles <= BUYERS:
            f.refuse("route.only_buyers", at="steps", route=route.names)
        return route

    def _only_version(self, f: Fields, route: Route, earlier: Iterable[Placed]) -> None:
        """Refuse a version that is there already, and one that does not begin after the version before it."""
        for other in (placed.route for placed in earlier if placed.route.id == route.id and route.id):
            if other.version == route.version:
                f.refuse("route.version_twice", at="version", id=route.id, version=route.version)
            elif (other.version < route.version) != (other.valid_from < route.valid_from):
                f.refuse("route.version_order", at="from", id=route.id, version=route.version, other=other.version)

    def _condition(self, f: Fields) -> Condition:
        low = f.number("amount_from") if f.has("amount_from") else None
        high = f.number("amount_below") if f.has("amount_below") else None
        for name, amount in (("amount_from", low), ("amount_below", high)):
            if amount is not None and amount < 0:
                f.refuse("route.amount_negative", at=name, amount=amount)
        if high is not None and high <= (low or 0):
            f.refuse("route.amounts_crossed", at="amount_below", low=low or 0, high=high)
        condition = Condition(
            amount_from=low,
            amount_below=high,
            categories=self._categories(f),
            sources=self._words(f, "sources"),
            departments=self._words(f, "departments"),
            currency=self.currency,
        )
        f.done()
        return condition

    def _categories(self, f: Fields) -> tuple[str, ...]:
        entries = self._entries(f, "categories")
        for entry, place in entries:
            if CATEGORY_ID.fullmatch(entry):
                if self.known and entry not in self.known:
                    f.refuse("route.unknown_category", place, category=entry)
            elif not _CODE.fullmatch(entry):
                f.refuse("route.bad_category", place, category=entry)
        return tuple(entry for entry, _ in entries)

    def _words(self, f: Fields, name: str) -> tuple[str, ...]:
        return tuple(entry for entry, _ in self._entries(f, name))

    def _entries(self, f: Fields, name: str) -> tuple[tuple[str, Place], ...]:
        """Return the texts of a list and their places; an empty one would mean any, or none, and is refused."""
        found = []
        for node in f.each(name):
            text = (node.text or "").strip()
            if text:
                found.append((text, node.place))
            else:
                f.refuse("route.empty_word", node.place, field=name)
        return tuple(found)

    def _steps(self, f: Fields) -> tuple[Step, ...]:
        found: list[Step] = []
        for node in f.each("steps"):
            inner = Fields(node, self.problems)
            step = self._step(inner)
            if step.id and step.id in {other.id for other in found}:
                inner.refuse("route.step_twice", at="id", step=step.id)
            found.append(step)
            inner.done()
        if not found:
            f.refuse("route.no_steps", at="steps")
        return tuple(found)

    def _step(self, f: Fields) -> Step:
        parts = self._parts(f)
        resolution = f.text("resolution", "no")
        if resolution not in _WORDS:
            f.refuse("route.yes_or_no", at="resolution", field="resolution", text=resolution)
        if len(parts) > 1 and resolution == "yes":
            f.refuse("route.resolution_countersigned", at="resolution")
        days = f.parse("days", _whole, 1, "route.bad_days", None) if f.has("days") else None
        return Step(f.text("id"), f.names("names"), parts, _WORDS.get(resolution, False), days)

    def _parts(self, f: Fields) -> tuple[Part, ...]:
        found: list[Part] = []
        nodes = tuple(f.each("by"))
        for node in nodes:
            inner = Fields(node, self.problems)
            part = self._part(inner)
            if part is not None and part in found:
                inner.refuse("route.part_twice", at="role", role=Reason(f"role.{part.role}"))
            found += [] if part is None else [part]
            inner.done()
        if not nodes:
            f.refuse("route.no_holders", at="by")
        return tuple(found)

    def _part(self, f: Fields) -> Part | None:
        role_word, reach_word = f.text("role"), f.text("reach")
        role = Role(role_word) if role_word in tuple(Role) else None
        reach = Reach(reach_word) if reach_word in tuple(Reach) else None
        if role_word and role is None:
            f.refuse("route.unknown_role", at="role", text=role_word, known=_approvers())
        if role in MAY_NOT_APPROVE:
            f.refuse("route.may_not_approve", at="role", role=Reason(f"role.{role}"), known=_approvers())
        if reach_word and reach is None:
            f.refuse("route.unknown_reach", at="reach", text=reach_word)
        if role is Role.DEPARTMENT_HEAD and reach is Reach.ORGANISATION:
            f.refuse("route.head_of_no_department", at="reach")
        return None if role is None or reach is None else Part(role, reach)


def _whole(text: str) -> int:
    """Return a whole number from 1 to 999."""
    if not _WHOLE.fullmatch(text):
        raise ValueError(text)
    return int(text)


def _approvers() -> tuple[Reason, ...]:
    approvers = (role for role in Role if role not in MAY_NOT_APPROVE)
    return tuple(Reason("route.role_word", {"word": role.value, "role": Reason(f"role.{role}")}) for role in approvers)
