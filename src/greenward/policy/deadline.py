"""The day on which a period of the law ends, counted as the law counts."""

from dataclasses import dataclass
from datetime import date, timedelta

from greenward.policy.resolve import Rules
from greenward.terms.finding import Question, Reason
from greenward.terms.source import Citation

DAY = timedelta(days=1)
SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last day of a period, or None with the question that would settle it.

    ``least``: the period must have run before the next step; else the act is due by its last day. ``unit`` is days or
    working days, after the start or before it (``days before``).
    """

    last: date | None
    least: bool
    length: int | None
    unit: str
    reason: Reason
    citations: tuple[Citation, ...] = ()
    question: Question | None = None


def deadline(key: str, start: date, rules: Rules) -> Deadline:
    """Return the last day of the period ``key`` that starts with what happened on ``start``.

    The first day is not counted; a last day that is no working day moves to the next one (财政部令第94号 art. 42,
    第87号 art. 85). A period counted backwards (``days before``) does not move: it would become shorter.
    """
    found = [(bound, rules.entry(f"period.{key}.{bound}")) for bound in ("least", "most")]
    bound, entry = next(((bound, entry) for bound, entry in found if entry is not None), ("", None))
    if entry is None:
        question = Question("ask.period", "period")
        return Deadline(None, False, None, "", Reason("deadline.unknown", {"period": key}), question=question)
    unit, length = rules.unit(f"period.{key}.{bound}"), int(entry.value)
    counting = rules.entry("period.counting")
    citations = (entry.citation, *((counting.citation,) if counting else ()))
    last = last_day(start, length, unit, rules)
    if last is None:
        reason = Reason("deadline.no_calendar", {"period": key})
        return Deadline(None, bound == "least", length, unit, reason, citations, Question("ask.calendar", "calendar"))
    params: dict[str, object] = {"length": length, "start": str(start), "last": str(last)}
    if unit == "days before":
        reason = Reason("deadline.counted_before", params)
    else:
        reason = Reason("deadline.counted", {**params, "unit": Reason(f"unit.{unit}")})
    return Deadline(last, bound == "least", length, unit, reason, citations)


def last_day(start: date, length: int, unit: str, rules: Rules) -> date | None:
    """Return the last of ``length`` units after ``start``, or None where a year's calendar is not known.

    ``unit`` is days, working days, or days before ``start``.
    """
    if unit == "days before":
        return start - length * DAY
    if unit == "days":
        day = start + length * DAY
        while (working := _working(day, rules)) is False:
            day += DAY
        return None if working is None else day
    day = start
    while length:
        day += DAY
        working = _working(day, rules)
        if working is None:
            return None
        length -= working
    return day


def _working(day: date, rules: Rules) -> bool | None:
    """Return whether work is done on ``day``; None where the year's calendar is not known."""
    calendar = next((item for item in rules.calendars if item.year == day.year), None)
    if calendar is None:
        return None
    return day in calendar.workdays or (day.weekday() < SATURDAY and day not in calendar.holidays)
