"""A need's lines and steps as a page shows them."""

import json
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from greenward.terms.finding import Question
from greenward.terms.names import Language, Names
from greenward.terms.role import Role
from greenward.texts import say
from greenward.web.accounts.actor import Actor
from greenward.web.findings import Shown, from_words, shown
from greenward.web.records.models import Finding, Mark, Need, NeedLine, Settlement
from greenward.web.services.approve_need import standing
from greenward.web.services.rules import checked, rules_of
from greenward.web.services.send_need import kept_route
from greenward.web.services.settle_finding import kinds_for


@dataclass(frozen=True, slots=True)
class ShownFinding:
    """A finding with its record where the need was sent, what settled it, and how this person may settle it."""

    words: Shown
    record: Finding | None = None
    settlement: Settlement | None = None
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line with what the rules say of it: as it was kept when it was sent, else as it is today."""

    line: NeedLine
    category: Names | None
    findings: tuple[ShownFinding, ...]


@dataclass(frozen=True, slots=True)
class ShownStep:
    """A step of the route: who holds it, since when, what was done there."""

    names: Names
    roles: str
    open: bool
    since: datetime | None
    days: int | None
    resolution: bool
    marks: tuple[Mark, ...]


def lines_of(need: Need, who: Actor, language: Language) -> list[ShownLine]:
    """Return the lines of a need in their order."""
    lines = list(need.lines.order_by("pk"))
    if need.state in ("draft", "returned"):
        rules = rules_of(need.organisation.buyer, timezone.localdate())
        answers = [checked(line.item, line.attributes, rules) for line in lines]
        return [
            ShownLine(
                line, answer.category, tuple(ShownFinding(shown(each, language, _lead)) for each in answer.findings)
            )
            for line, answer in zip(lines, answers, strict=True)
        ]
    kept: dict[int, list[ShownFinding]] = {}
    records = Finding.objects.filter(line__need=need, round=need.round).select_related("settlement__by").order_by("pk")
    for record in records:
        settlement = getattr(record, "settlement", None)
        kinds = tuple(kind for kind in kinds_for(record) if settlement is None and _may_settle(who, need, kind))
        words = from_words(record.status, json.loads(record.said)[language])
        kept.setdefault(record.line_id, []).append(ShownFinding(words, record, settlement, kinds))
    return [ShownLine(line, None, tuple(kept.get(line.pk, ()))) for line in lines]


def steps_of(need: Need, language: Language) -> list[ShownStep]:
    """Return the steps of the route that a need follows; nothing before it is sent."""
    if not need.route or need.sent_at is None:
        return []
    now = standing(need) if need.state in ("sent", "approved", "returned") else None
    marks = list(need.marks.select_related("person", "giver").order_by("pk"))
    return [
        ShownStep(
            names=step.names,
            roles="、".join(_role(part.role, language) for part in step.parts),
            open=now is not None and now.step is not None and now.step.id == step.id,
            since=now.since if now is not None and now.step is not None and now.step.id == step.id else None,
            days=step.days,
            resolution=step.resolution,
            marks=tuple(mark for mark in marks if mark.step == step.id),
        )
        for step in kept_route(need).steps
    ]


def _lead(question: Question, value: str) -> str:
    return f"{question.attribute}={value}"


def _role(role: Role, language: Language) -> str:
    return say(f"role.{role.value}", language)


def _may_settle(who: Actor, need: Need, kind: str) -> bool:
    acts = {"decision": "need.decide", "override": "need.override", "exemption": "need.exempt"}
    return need.owner_id != who.person.pk and who.may(acts[kind], need.thing)
