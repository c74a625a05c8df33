"""One rule as it is written in a pack: its conditions, versions, rooms and what it narrows."""

import re
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation

from greenward.policy.fields import Fields
from greenward.policy.pack import Buyers, Condition, Pack, Rule, RuleVersion
from greenward.policy.vocabulary import Vocabulary
from greenward.terms.buyer import KINDS, LEVELS
from greenward.terms.finding import Question, Requirement, Room, RoomKind, Status
from greenward.terms.source import Mark

SUBJECTS = ("energy_saving", "environmental_label", "asset_standard", "new_energy_vehicles")
EVIDENCE = ("certificate", "efficiency_label", "water_efficiency_label", "price_quote", "asset_register")
REQUIREMENTS = {
    "certificate": "kind",
    "efficiency_grade": "grade|water grade",
    "price_ceiling": "[A-Z]{3}",
    "minimum_years": "years",
    "quantity_share": "pieces per person",
    "share_of_year": "share",
}
WHOLE = ("efficiency_grade", "minimum_years")
REASONS = (
    "reason.listed_mandatory",
    "reason.listed_preferred",
    "reason.listed_label",
    "reason.standard_excludes",
    "reason.asset_ceiling",
    "reason.unit_grade",
    "reason.unit_water_grade",
    "reason.share_of_year",
)
QUESTIONS = ("ask.certificate_basis",)


class RuleText:
    """Reads rules with the words that ``known`` holds, above the rules of ``bases``."""

    def __init__(self, known: Vocabulary, bases: tuple[Pack, ...]) -> None:
        self.known = known
        self.bases = bases

    def read(self, f: Fields) -> Rule:
        """Return the rule that ``f`` writes; defects are noted on the way."""
        id_ = f.text("id")
        subject = self.word(f, "subject", SUBJECTS)
        categories = f.texts("categories") if f.has("categories") else (f.text("category"),)
        for category in categories:
            self.known.require_category(f, category)
        narrows = f.text("narrows", "") or None
        base = self.known.rule(f, narrows) if narrows else None
        if base is not None and (base.subject != subject or not set(categories) <= set(base.categories)):
            f.refuse("pack.narrows_another", at="narrows", rule=base.id)
        versions: list[RuleVersion] = []
        for node in f.each("versions"):
            inner = Fields(node, f.problems, f)
            version = self._version(inner)
            if any(version.period.overlaps(other.period) for other in versions):
                inner.refuse("pack.overlapping_periods", id=id_)
            self._within_room(inner, version, version.rooms, id_)
            above = base
            while above is not None:
                rooms = [r for other in above.versions if other.period.overlaps(version.period) for r in other.rooms]
                self._within_room(inner, version, rooms, above.id)
                above = self.known.rule(inner, above.narrows) if above.narrows else None
            inner.done()
            versions.append(version)
        if not versions:
            f.refuse("pack.missing_field", field="versions")
        rule = Rule(
            id_,
            subject,
            f.text("row", ""),
            categories,
            self.conditions(f),
            self._buyers(f),
            narrows,
            tuple(versions),
        )
        f.done()
        return rule

    def conditions(self, f: Fields) -> tuple[Condition, ...]:
        """Return what the attributes must be."""
        when = f.mapping("when")
        if when is None:
            return ()
        found = []
        for name, node in when.rest():
            if node.items is not None:
                among = tuple(item.text or "" for item in node.items)
                self.known.check_attribute(when, name, among)
                found.append(Condition(name, among=among))
                continue
            inner = Fields(node, f.problems)
            self.known.check_attribute(when, name, ())
            above = inner.number("above") if inner.has("above") else None
            most = inner.number("most") if inner.has("most") else None
            inner.done()
            found.append(Condition(name, above=above, most=most))
        return tuple(found)

    def _buyers(self, f: Fields) -> Buyers | None:
        inner = f.mapping("for")
        if inner is None:
            return None
        buyers = Buyers(self.words(inner, "level", LEVELS), self.words(inner, "kind", KINDS))
        inner.done()
        return buyers

    def _version(self, f: Fields) -> RuleVersion:
        citations = [self.known.citation(f)]
        for node in f.each("also"):
            also = Fields(node, f.problems)
            citations.append(self.known.citation(also))
            also.done()
        standards = f.texts("standards")
        requires = tuple(self._requirement(Fields(node, f.problems)) for node in f.each("requires"))
        if len({item.subject for item in requires}) < len(requires):
            f.refuse("pack.required_twice", at="requires")
        return RuleVersion(
            period=f.period(),
            status=f.choice("status", Status),
            reason=self.word(f, "reason", REASONS),
            requires=requires,
            standards=standards,
            standards_mark=f.choice("standards_mark", Mark) if standards else Mark.SEEN,
            evidence=self._evidence(f),
            rooms=tuple(self._room(Fields(node, f.problems)) for node in f.each("room")),
            citations=tuple(citations),
            question=self._question(f),
            doubt=f.optional_names("doubt"),
        )

    def _evidence(self, f: Fields) -> tuple[str, ...]:
        return self.words(f, "evidence", EVIDENCE)

    def _requirement(self, f: Fields) -> Requirement:
        found = Requirement(self.word(f, "subject", REQUIREMENTS), f.text("value"), f.text("unit"))
        if found.subject == "certificate":
            self.known.require_certificate(f, found.value)
        elif f.number("value") <= 0 or (found.subject in WHOLE and not found.value.isdecimal()):
            f.refuse("pack.bad_number", at="value", field="value", text=found.value)
        unit = REQUIREMENTS.get(found.subject, "")
        if not re.fullmatch(unit, found.unit):
            f.refuse("pack.other_unit", at="unit", unit=unit, text=found.unit)
        f.done()
        return found

    def _room(self, f: Fields) -> Room:
        kind = f.choice("kind", RoomKind)
        low = f.number("low") if kind in (RoomKind.FLOOR, RoomKind.BAND) else None
        high = f.number("high") if kind in (RoomKind.CEILING, RoomKind.BAND) else None
        unit = f.text("unit") if low is not None or high is not None else ""
        text = f.text("text") if kind is RoomKind.FIXED else ""
        grounds = f.texts("grounds") if kind is RoomKind.FORBIDDEN else ()
        if kind is RoomKind.FORBIDDEN and not grounds:
            f.refuse("pack.missing_field", field="grounds")
        if low is not None and high is not None and low > high:
            f.refuse("pack.empty_band", low=str(low), high=str(high))
        room = Room(kind, f.text("subject"), unit, low, high, text, grounds)
        f.done()
        return room

    def _question(self, f: Fields) -> Question | None:
        inner = f.mapping("ask")
        if inner is None:
            if f.text("status") == Status.CANNOT_DETERMINE.value:
                f.refuse("pack.missing_field", field="ask")
            return None
        question = Question(self.word(inner, "code", QUESTIONS), inner.text("attribute"), inner.texts("choices"))
        inner.done()
        return question

    @staticmethod
    def _within_room(f: Fields, version: RuleVersion, rooms: Iterable[Room], rule: str) -> None:
        for room in rooms:
            for requirement in version.requires:
                if room.subject != requirement.subject:
                    continue
                if (room.unit and room.unit != requirement.unit) or not room.admits(_figure(requirement.value)):
                    f.refuse("pack.outside_room", rule=rule, subject=requirement.subject, value=requirement.value)

    @staticmethod
    def word(f: Fields, name: str, words: Iterable[str]) -> str:
        """Return the field's word; one that is not among ``words`` is a defect."""
        text = f.text(name)
        if text and text not in words:
            f.refuse("pack.unknown_word", at=name, field=name, text=text)
        return text

    @staticmethod
    def words(f: Fields, name: str, words: Iterable[str]) -> tuple[str, ...]:
        """Return the field's words; one that is not among ``words`` is a defect."""
        for text in f.texts(name):
            if text not in words:
                f.refuse("pack.unknown_word", at=name, field=name, text=text)
        return f.texts(name)


def _figure(text: str) -> Decimal | str:
    try:
        return Decimal(text)
    except InvalidOperation:
        return text
