"""A pack: the policy of one place or unit as dated, cited values."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum

from greenward.terms.category import Category
from greenward.terms.finding import Level, Question, Requirement, Room, Status
from greenward.terms.names import Names
from greenward.terms.period import Period
from greenward.terms.source import Citation, Mark


@dataclass(frozen=True, slots=True)
class Attribute:
    """A property that a rule may depend on: one of ``choices``, or a number in ``unit``."""

    id: str
    names: Names
    unit: str
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Condition:
    """What an attribute must be: one of ``among``, or a number above ``above`` and at most ``most``."""

    attribute: str
    among: tuple[str, ...] = ()
    above: Decimal | None = None
    most: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Buyers:
    """Whom a rule binds: units of these budget levels and kinds; empty: of all."""

    levels: tuple[str, ...]
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RuleVersion:
    """What a rule says during one period."""

    period: Period
    status: Status
    reason: str
    requires: tuple[Requirement, ...]
    standards: tuple[str, ...]
    standards_mark: Mark
    evidence: tuple[str, ...]
    rooms: tuple[Room, ...]
    citations: tuple[Citation, ...]
    question: Question | None
    doubt: Names | None


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule on one category, or on several that name the same thing.

    ``narrows`` names the rule of a higher layer that it tightens within its room. ``buyers`` says whom it binds,
    where it does not bind all.
    """

    id: str
    subject: str
    row: str
    categories: tuple[str, ...]
    conditions: tuple[Condition, ...]
    buyers: Buyers | None
    narrows: str | None
    versions: tuple[RuleVersion, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A value during one period, with what else identifies it (``year``, ``release``).

    ``says`` puts a value that is a word into words.
    """

    period: Period
    value: str
    says: Names | None
    qualifiers: tuple[tuple[str, str], ...]
    citation: Citation


@dataclass(frozen=True, slots=True)
class Value:
    """A named figure of the law with its unit, or a word of it (unit ``word``)."""

    key: str
    names: Names
    unit: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class CertificateKind:
    """A kind of certificate, the short words for it, and the order in which it is checked."""

    id: str
    names: Names
    words: tuple[str, ...]
    order: tuple[str, ...]
    citation: Citation


@dataclass(frozen=True, slots=True)
class Body:
    """A certification body and when it may issue a kind of certificate."""

    names: Names
    kind: str
    period: Period
    citation: Citation


@dataclass(frozen=True, slots=True)
class Channel:
    """A way to buy; ``chooses``: the unit itself may choose the offer, so a plan may name it.

    ``least`` is the number of suppliers that this way asks for, where it is not that of competition in general.
    """

    id: str
    names: Names
    chooses: bool
    least: int | None
    citation: Citation


@dataclass(frozen=True, slots=True)
class ListedItem:
    """A row of a directory or batch list: what must be bought through ``channel``, by whom and from which amount.

    ``places`` and ``levels`` say which units it binds; ``least`` is the amount per item or batch from which it
    counts (None: any); ``remark`` says what the row leaves out, and ``mark`` covers that remark too.
    """

    id: str
    list: str
    row: str
    names: Names
    object: str
    places: tuple[str, ...]
    levels: tuple[str, ...]
    categories: tuple[str, ...]
    conditions: tuple[Condition, ...]
    channel: str
    least: Decimal | None
    remark: Names | None
    period: Period
    citation: Citation


@dataclass(frozen=True, slots=True)
class Calendar:
    """The public holidays of a year, and the days at weekends on which work is done instead."""

    year: int
    holidays: tuple[date, ...]
    workdays: tuple[date, ...]
    citation: Citation


class FormKind(Enum):
    """What a form is: a published notice, a table, a step of a procedure with what it records, or a letter."""

    NOTICE = "notice"
    TABLE = "table"
    STEP = "step"
    LETTER = "letter"


@dataclass(frozen=True, slots=True)
class FormField:
    """A field of a form and how sure we are that the form has it.

    ``what`` says what it holds; ``group`` names the part of the form in which it stands.
    """

    names: Names
    mark: Mark
    what: Names | None
    group: Names | None


@dataclass(frozen=True, slots=True)
class Form:
    """What a notice, a table, a step or a letter holds during one period, field after field.

    ``citation`` is where the form itself rests, ``fields_citation`` where its fields do: often the instrument was seen
    to name a form, and the fields were seen elsewhere. ``doubt`` is what is still to be checked.
    """

    id: str
    kind: FormKind
    names: Names
    period: Period
    citation: Citation
    fields_citation: Citation
    note: Names | None
    doubt: Names | None
    fields: tuple[FormField, ...]


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition of a category code scheme.

    ``form`` is the regular expression of its codes; codes whose first ``group`` signs agree stand in one group.
    """

    scheme: str
    edition: str
    names: Names
    form: str
    group: int
    citation: Citation


@dataclass(frozen=True, slots=True)
class Pack:
    """The policy of a place (level law) or of a unit, as read on a day.

    ``place`` is the ISO 3166-2 code of the place whose law it is, and ``upon`` the pack that it stands upon.
    ``covers_from`` is the first day that the pack answers for; ``open`` names the sections that a unit's layer may
    bring, since the law's own were not seen; ``invented`` says, where it is so, that the pack is made up; ``digest``
    is the SHA-256 of the canonical form without it.
    """

    id: str
    version: str
    names: Names
    level: Level
    place: str
    upon: str
    covers_from: date
    read_on: date
    invented: Names | None
    open: tuple[str, ...]
    editions: tuple[Edition, ...]
    attributes: tuple[Attribute, ...]
    categories: tuple[Category, ...]
    rules: tuple[Rule, ...]
    values: tuple[Value, ...]
    certificates: tuple[CertificateKind, ...]
    bodies: tuple[Body, ...]
    channels: tuple[Channel, ...]
    lists: tuple[ListedItem, ...]
    calendars: tuple[Calendar, ...]
    forms: tuple[Form, ...]
    digest: str = ""
