"""How findings, requirements, levels and sources read, in either language."""

from collections.abc import Sequence
from datetime import date

from greenward.terms.category import Attributes
from greenward.terms.finding import WATER_GRADE, Answer, Finding, Level, Requirement, Room, RoomKind, Status
from greenward.terms.in_use import Kept
from greenward.terms.names import Language
from greenward.terms.plan import Option, Plan, PlanLine, RequirementLevel, Survey
from greenward.terms.quantity import percent
from greenward.terms.source import Citation
from greenward.texts import enumerated, has_text, say, say_reason

MOST_IDS = 6
AT_ONCE = ("第", "附", "表", "条")
"""How an article in Chinese begins that follows the name of its document without brackets."""
SPACE: dict[Language, str] = {"en": " ", "zh": ""}
SEPARATOR: dict[Language, str] = {"en": "; ", "zh": "；"}
COLON: dict[Language, str] = {"en": ": ", "zh": "："}
LANGUAGE_TAGS: dict[Language, str] = {"en": "en", "zh": "zh-CN"}
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def finding_sentence(finding: Finding, language: Language) -> str:
    """Return why the finding is as it is, with its doubt and its question."""
    parts = [grounds(finding, language)]
    if finding.question is not None:
        parts.append(question(finding, language))
    return SPACE[language].join(parts)


def grounds(finding: Finding, language: Language) -> str:
    """Return why the finding is as it is, with its doubt."""
    parts = [say_reason(finding.reason, language)]
    if finding.doubt is not None:
        parts.append(finding.doubt.within(language))
    return SPACE[language].join(parts)


def question(finding: Finding, language: Language) -> str:
    """Return the one fact to ask for, with the answers it may take."""
    answers = tuple(
        label if label == value else say("choice.named", language, choice=value, name=label)
        for value, label in answers_to(finding, language)
    )
    if _of_category(finding):
        answers += (say("choice.none", language),)
    text = fact_asked_for(finding, language)
    return SPACE[language].join((text, say("ask.choices", language, choices=answers))) if answers else text


def fact_asked_for(finding: Finding, language: Language) -> str:
    """Return the one fact to ask for."""
    asked = finding.question
    if asked is None:
        return ""
    return say(asked.code, language, attribute=finding.reason.params.get("attribute", asked.attribute))


def answers_to(finding: Finding, language: Language) -> tuple[tuple[str, str], ...]:
    """Return the answers that a finding's question may take: what is to be stated, and what it means."""
    asked, named = finding.question, finding.reason.params.get("categories")
    if asked is None:
        return ()
    if _of_category(finding) and isinstance(named, tuple):
        return tuple((name, name) for item in named if (name := item.within(language)))
    return tuple(
        (choice, say(f"choice.{choice}", language) if has_text(f"choice.{choice}", language) else choice)
        for choice in asked.choices
    )


def _of_category(finding: Finding) -> bool:
    """Return whether it is asked which of several categories is meant."""
    asked = finding.question
    return (
        asked is not None
        and bool(asked.choices)
        and asked.attribute == "category"
        and isinstance(finding.reason.params.get("categories"), tuple)
    )


def requirements(finding: Finding, language: Language) -> str:
    """Return what the finding asks for, in one line."""
    parts = [requirement(item, language) for item in finding.requires if item.subject != "channel"]
    if finding.standards:
        parts.append(standards(finding, language))
    return SEPARATOR[language].join(parts) or "—"


def requirement(item: Requirement, language: Language) -> str:
    """Return one requirement."""
    value = say(f"kind.{item.value}", language) if item.subject == "certificate" else item.value
    value = percent(value) if item.unit == "share" else value
    subject = "water_efficiency_grade" if item.unit == WATER_GRADE else item.subject
    return say(f"requires.{subject}", language, value=value, unit=item.unit)


def standards(finding: Finding, language: Language) -> str:
    """Return the standards with their editions of the day and how sure we are of them."""
    names = tuple(
        item.edition or say("standard.edition_unknown", language, number=item.number) for item in finding.standards
    )
    return say("standard.names", language, names=names, mark=say(f"mark.{finding.standards[0].mark.value}", language))


def citation(cited: Citation, language: Language) -> str:
    """Return document number and article; in Chinese a title stands in its marks, and the article follows at once."""
    number, article = cited.source.number, cited.article.within(language)
    if language == "en" or number[:1].isascii():
        return f"{number} {article}"
    named = number if "号" in number else f"《{number}》"
    return f"{named}{article}" if article.startswith(AT_ONCE) else f"{named}（{article}）"


def room(item: Room, language: Language) -> str:
    """Return the lawful room on one subject."""
    named = "water_efficiency_grade" if item.unit == WATER_GRADE else item.subject
    subject = say(f"subject.{named}", language)
    grounds = tuple(say(f"ground.{ground}", language) for ground in item.grounds)
    text = say(f"kind.{item.text}", language) if item.kind is RoomKind.FIXED else ""
    return say(
        f"room.{item.kind.value}",
        language,
        subject=subject,
        low=item.low,
        high=item.high,
        unit="" if item.unit in ("", "grade", WATER_GRADE) else say(f"unit.{item.unit}", language),
        text=text,
        grounds=grounds,
    )


def by_water(answer: Answer) -> bool:
    """Return whether the efficiency grades of an answer are those of water."""
    units = {item.unit for each in answer.findings for item in each.requires}
    return WATER_GRADE in units | {item.unit for each in answer.findings for item in each.rooms}


def chosen(option: Option, survey: Survey, currency: str, language: Language) -> str:
    """Return what the plan names: an offer, or a requirement level without any name."""
    if option.shares:
        unit = say(f"unit.{survey.need.unit}", language)
        parts = (
            say("plan.share", language, pieces=item.pieces, unit=unit, offer=chosen(item, survey, currency, language))
            for item in option.shares
        )
        return SEPARATOR[language].join(parts)
    if option.kept is not None:
        return going_on(option.kept, survey, language)
    if option.named is not None:
        named = option.named
        names = {"brand": named.brand, "model": named.model, "supplier": named.supplier, "id": named.offer_id}
        return say("plan.offer", language, **names)
    water = by_water(survey.answer)
    return level(option.level, water, currency, language) if option.level is not None else "—"


def going_on(kept: Kept, survey: Survey, language: Language) -> str:
    """Return what goes on serving instead of a purchase, for how long, and what follows."""
    follows = next((option for option in survey.options if option.id == kept.followed_by), None)
    if follows is None:
        ends = any(reason.code == "missing.later" for reason in kept.missing)
        return say(f"plan.{kept.way.value}{'_years' if ends else ''}", language, years=kept.years)
    name = follows.id
    if follows.level is not None:
        grade, water = follows.level.grade, by_water(survey.answer)
        name = say("level.any_grade", language) if grade is None else level_grade(grade, water, language)
    return say(f"plan.{kept.way.value}_then", language, years=kept.years, id=name)


def channel(line: PlanLine, language: Language) -> str:
    """Return the channel of a need; for what goes on in use that nothing, or only a repair, is bought."""
    award = line.chosen.awards[0] if line.chosen is not None and len(line.chosen.awards) == 1 else None
    if award is not None and award.kept is not None:
        return say(f"channel.{award.kept.way.value}", language)
    return line.survey.channel.within(language) if line.survey.channel else say("channel.none", language)


def level_grade(grade: int, water: bool, language: Language) -> str:
    """Return the grade of a requirement level, of water where ``water`` is true."""
    return say("level.water_grade" if water else "level.grade", language, grade=grade)


def level(item: RequirementLevel, water: bool, currency: str, language: Language) -> str:
    """Return a requirement level as a sentence; ``water``: its grade is one of water."""
    parts = []
    if item.grade is not None:
        parts.append(level_grade(item.grade, water, language))
    if item.certificate is not None:
        parts.append(say("level.certificate", language, certificate=say(f"kind.{item.certificate}", language)))
    parts.append(say("level.years", language, years=item.years))
    low, high = f"{item.price_low:,.2f}", f"{item.price_high:,.2f}"
    money = money_word(currency, language)
    parts.append(say("level.price", language, low=low, high=high, currency=money, least=item.least))
    parts.append(say("level.market", language, offers=item.offers, suppliers=item.suppliers))
    return SEPARATOR[language].join(parts)


def remark(line: PlanLine, language: Language) -> str:
    """Return why the line came out as it did."""
    if line.unserved is not None:
        return say_reason(line.unserved, language)
    parts = []
    if line.chosen is not None and line.chosen.id == line.least_cost:
        parts.append(say("remark.least_cost", language))
    if line.chosen is not None and line.chosen.id == line.cheapest:
        parts.append(say("remark.cheapest", language))
    if line.chosen is not None and line.chosen.pieces > line.survey.need.quantity:
        parts.append(say("remark.surplus", language, pieces=line.chosen.pieces))
    if line.held_back:
        limits = tuple(
            say(f"limit.{item.kind}", language, name=budget_line(item.name, item.year, language))
            for item in line.held_back
        )
        parts.append(say("remark.held_back", language, limits=limits))
    return SEPARATOR[language].join(parts)


def status(finding: Finding, language: Language) -> str:
    """Return the status as a word: what a unit or an asset standard makes binding is no mandatory purchase by law."""
    binding = finding.level is Level.UNIT or finding.subject == "asset_standard"
    if binding and finding.status is Status.MANDATORY:
        return say("status.binding", language)
    if finding.subject == "way" and finding.status is not Status.CANNOT_DETERMINE:
        return say("status.way", language)
    return say(f"status.{finding.status.name.lower()}", language)


def item_name(survey: Survey, language: Language) -> str:
    """Return the category's name with its attributes; one that is not settled shows its own words or its code."""
    if survey.answer.category is None:
        return survey.answer.item or say("table.unsettled", language)
    name = survey.answer.category.within(language)
    stated = attributes(survey.answer.attributes, language)
    return say("table.item", language, name=name, stated=stated) if stated else name


def need_ids(needs: Sequence[str], language: Language) -> str:
    """Return the ids of needs, the first few of many."""
    if len(needs) <= MOST_IDS:
        return enumerated(needs, language)
    return say("table.needs", language, first=enumerated(needs[:MOST_IDS], language), count=len(needs))


def banners(plan: Plan, language: Language) -> list[str]:
    """Return what must be read before any figure: what is invented, what is a what-if, and every note."""
    found = [plan.invented.within(language)] if plan.invented is not None else []
    if plan.what_if != 1:
        found.append(say("report.what_if", language, scale=plan.what_if))
    if plan.front is not None and plan.front.why is not None:
        found.append(say_reason(plan.front.why, language))
    return [*found, *(say_reason(note, language) for note in plan.notes)]


def money_word(code: str, language: Language) -> str:
    """Return how a currency is written: its word where there is one, else its code."""
    return say(f"unit.{code}", language).strip() if has_text(f"unit.{code}", language) else code


def budget_line(id_: str, year: int | None, language: Language) -> str:
    """Return a budget line with its year, where it has one."""
    return id_ if year is None else say("budget.of_year", language, line=id_, year=year)


def attributes(stated: Attributes, language: Language) -> str:
    """Return stated attributes as words."""
    words = (
        say(f"choice.{value}", language) if has_text(f"choice.{value}", language) else f"{name} {value}"
        for name, value in stated
        if value not in ("yes", "no")  # bare words that say nothing without their question
    )
    return enumerated(words, language)


def long_day(day: date, language: Language) -> str:
    """Return a day as a paper bears it: 2026年11月1日, 1 November 2026."""
    if language == "zh":
        return f"{day.year}年{day.month}月{day.day}日"
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
