"""Every sentence stands in both languages, is used, and asks for the same parameters."""

import io
import re
import string
from dataclasses import fields
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from greenward.catalogue import Kind as Proposed
from greenward.documents.list_wording import BRIEF, COLUMNS
from greenward.documents.offers_tables import CARBON
from greenward.documents.pack_page import SUBJECTS as PAGE_SUBJECTS
from greenward.documents.savings_tables import MEASURES
from greenward.documents.sheet_tables import INPUTS
from greenward.exchange.columns import TABLES, Kind
from greenward.exchange.products import FACTS
from greenward.exchange.store import KINDS as SETS
from greenward.planning.choice import KINDS as LIMITS
from greenward.policy import known_packs, load_pack
from greenward.policy.compile import LISTS, STEPS
from greenward.policy.pack import FormKind
from greenward.policy.rule_text import EVIDENCE, REQUIREMENTS
from greenward.terms.buyer import KINDS, LEVELS
from greenward.terms.certificate import Outcome
from greenward.terms.finding import Level, RoomKind, Status
from greenward.terms.footprint import Order, Rung
from greenward.terms.front import FRONTS
from greenward.terms.in_use import Keeping
from greenward.terms.life_cycle import COST_PARTS
from greenward.terms.method import ASKABLE, RESOURCES, Activity, Timing
from greenward.terms.price_path import Basis
from greenward.terms.role import Role
from greenward.terms.route import Outcome as Word
from greenward.terms.source import Mark
from greenward.texts import has_text, say
from greenward.web.accounts.permissions import PERMITS
from greenward.web.approvals import forms as approvals
from greenward.web.form import CODES, Form
from greenward.web.needs import forms as needs
from greenward.web.people.forms import DeputyForm, ListForm, RoleForm
from greenward.web.records.models.need import STATES
from greenward.web.rules.forms import CheckForm
from greenward.web.services.enter import ACTIONS
from greenward.web.services.settle_finding import ACTS as SETTLED

THINGS = ("person", "grant", "deputation", "organisation", "need", "settlement", "routeset")
ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src/greenward"
LOCALES = ("en", "zh_Hans")
WRITTEN = re.compile(r"[\"']([a-z_]+\.[a-z_0-9]+)[\"']")
SAID = re.compile(r"say [\"']([a-z_]+\.[a-z_0-9]+)[\"']")


def catalogue(locale: str) -> Catalog:
    path = SOURCE / f"texts/locale/{locale}/LC_MESSAGES/greenward.po"
    return read_po(io.BytesIO(path.read_bytes()), locale=locale, abort_invalid=True)


def texts(locale: str) -> dict[str, str]:
    return {str(message.id): str(message.string) for message in catalogue(locale) if message.id}


def used_codes() -> set[str]:
    """Codes written in the sources and packs, and those that are put together from a closed list of words."""
    codes: set[str] = set()
    for path in [*SOURCE.rglob("*.py"), *SOURCE.rglob("*.j2")]:
        codes |= set(WRITTEN.findall(path.read_text("utf-8")))
    for path in (SOURCE / "web").rglob("*.html"):
        codes |= set(SAID.findall(path.read_text("utf-8")))
    for path in [*SOURCE.rglob("*.yaml"), *(ROOT / "examples").rglob("*.yaml")]:
        codes |= set(re.findall(r"\b((?:reason|ask)\.[a-z_]+)", path.read_text("utf-8")))
    pack = load_pack("cn")
    codes |= {f"status.{status.name.lower()}" for status in Status} | {f"level.{level.value}" for level in Level}
    codes |= {f"mark.{mark.value}" for mark in Mark} | {f"room.{kind.value}" for kind in RoomKind}
    codes |= {f"step.{step}" for step in STEPS} | {f"evidence.{word}" for word in EVIDENCE}
    codes |= {f"requires.{word}" for word in REQUIREMENTS} | {f"subject.{word}" for word in REQUIREMENTS}
    codes |= {f"kind.{kind.id}" for kind in pack.certificates} | {f"hint.{kind.name.lower()}" for kind in Kind}
    codes |= {f"missing.{word}" for word in ASKABLE} | {f"ask.{word}" for word in ASKABLE}
    codes |= {f"head.{part}" for part in COST_PARTS} | {f"part.{part}" for part in COST_PARTS}
    codes |= {f"input.{name}" for name in INPUTS}
    codes |= {f"{prefix}_{word}" for word in RESOURCES for prefix in ("missing.price", "method.price")}
    codes |= {f"method.{word}_{basis.value}" for basis in Basis for word in ("basis", "rate")}
    codes |= {f"method.timing_{timing.value}" for timing in Timing}
    codes |= {f"plan.{way.value}{end}" for way in Keeping for end in ("", "_then", "_years")}
    codes |= {f"channel.{way.value}" for way in Keeping}
    codes |= {f"unit.{field.name} a year" for field in fields(Activity) if field.name not in ("category", "citation")}
    codes |= {f"choice.{choice}" for attribute in pack.attributes for choice in attribute.choices}
    codes |= {f"choice.{word}" for word in (*LEVELS, *KINDS)}
    ways = ("tender", "tender_listed", "tender_open", "other_method", "own_purchase", *LISTS)
    codes |= {f"reason.way_{word}" for word in ways}
    codes |= {f"list.{column}" for column in COLUMNS} | {f"brief.{code.partition('.')[2]}" for code in BRIEF}
    codes |= {f"list.certificate_{outcome.name.lower()}" for outcome in Outcome}
    codes |= {f"propose.{kind.value}" for kind in Proposed if kind not in (Proposed.PRODUCT, Proposed.AMBIGUOUS)}
    shipped = [load_pack(id_) for id_ in known_packs()]
    values = [value for each in shipped for value in each.values]
    codes |= {f"unit.{value.unit}" for value in values if value.unit not in ("word", "share")}
    qualifiers = {text for value in values for entry in value.entries for _, text in entry.qualifiers}
    codes |= {f"choice.{text}" for text in qualifiers if re.fullmatch("[a-z_]{3,}", text)}
    codes |= {f"page.rules_{subject}" for subject in PAGE_SUBJECTS} | {f"page.list_{name}" for name in LISTS}
    codes |= {f"page.forms_{kind.value}" for kind in FormKind}
    missing = ("level", "category", "attribute", "limit", "amount", "directory")
    codes |= {f"reason.way_no_{word}" for word in missing}
    codes |= {
        f"reason.{name}"
        for name in (
            "several",
            "near",
            "no_edition",
            "unknown_edition",
            "other_edition",
            "unknown_words",
            "item_and_code",
        )
    }
    rooms = [room for rule in pack.rules for version in rule.versions for room in version.rooms]
    codes |= {f"ground.{ground}" for room in rooms for ground in room.grounds} | {f"subject.{r.subject}" for r in rooms}
    codes |= {"unit.piece", "unit.set", "unit.CNY", "unit.years", "unit.fraction a year", "subject.criterion"}
    codes |= {f"fact.{name}" for name in FACTS} | {f"unit.{unit}" for unit in FACTS.values()}
    codes |= {f"unit.{column.unit}" for table in TABLES.values() for column in table.columns if column.unit}
    codes |= {f"{kind}.water_efficiency_grade" for kind in ("requires", "subject")}
    codes |= {f"basis.{word}" for word in ("label", "watts", "product", "hours", "distance")}
    codes |= {f"table.{name}" for name in ("tornado", "draws", "savings", "level_savings")}
    codes |= {f"head.{measure}" for measure in MEASURES}
    heads = re.findall(r"heads = \(([^)]*)\)", (SOURCE / "documents/sensitivity_tables.py").read_text("utf-8"))
    codes |= {f"head.{word}" for text in heads for word in re.findall(r"\"([a-z_0-9]+)\"", text)}
    orders = [order.value for order in Order]
    codes |= {f"carbon.{word}" for word in ("self", *orders)} | {f"carbon.undecided_use_{word}" for word in orders[:2]}
    codes |= {f"rung.{rung.name.casefold()}" for rung in Rung} | {f"head.{word}" for word in CARBON}
    codes |= {f"import.{kind}" for kind in SETS.values()}
    codes |= {f"limit.{kind}" for kind in LIMITS} | {f"front.{word}" for word in FRONTS["both"]}
    codes |= {f"head.{word}" for path in (SOURCE / "documents").glob("*.py") for word in _headings(path)}
    codes |= of_the_office()
    return codes | {f"{code}.next" for code in codes}


def of_the_office() -> set[str]:
    """Codes of the office's forms, roles, acts and counts."""
    codes = {f"role.{role.value}" for role in Role} | {f"act.{action.replace('.', '_')}" for action in ACTIONS}
    codes |= (
        {f"need.state_{state}" for state in STATES}
        | {f"thing.{kind}" for kind in THINGS}
        | {f"settle.{way}_{kind}" for kind in SETTLED for way in ("by", "act")}
    )
    codes |= {f"approval.{way}{outcome.value}" for outcome in Word for way in ("", "done_", "was_")}
    codes |= {f"people.{kind}_{state}" for kind in ("person", "department") for state in ("new", "changed")}
    of_needs = (needs.LineForm, needs.HeadForm, needs.ListForm)
    of_approvals = (approvals.WordForm, approvals.SettleForm, approvals.RoutesForm)
    forms: tuple[type[Form], ...] = (CheckForm, RoleForm, DeputyForm, ListForm, *of_needs, *of_approvals)
    assert set(forms) == set(Form.__subclasses__())
    for form in forms:
        names = {f"{form.room}.{name}" for name in form.base_fields}
        codes |= names | {
            name for stem in names for code in ("hint", *CODES) if has_text(name := f"{stem}_{code}", "en")
        }
    return codes | {text for code in CODES if has_text(text := f"form.{code}", "en")}


def _headings(path: Path) -> set[str]:
    found = re.findall(r"keys = \(([^)]*)\)|_view\(\"[a-z]+\", \(([^)]*)\)", path.read_text("utf-8"))
    return {word for group in found for part in group for word in re.findall(r"\"([a-z_]+)\"", part)}


def table_codes() -> set[str]:
    text = "".join(path.read_text("utf-8") for path in (SOURCE / "documents").glob("*.py"))
    return {f"table.{view}" for view in re.findall(r"_view\(\s*\"([a-z_]+)\"", text)}


def test_both_languages_have_the_same_sentences() -> None:
    assert set(texts("en")) == set(texts("zh_Hans"))


@pytest.mark.parametrize("locale", LOCALES)
def test_no_sentence_is_missing_or_fuzzy(locale: str) -> None:
    assert [message.id for message in catalogue(locale) if message.id and (not message.string or message.fuzzy)] == []


def test_both_languages_take_the_same_parameters_or_fewer() -> None:
    """A language may leave a parameter out where its grammar says it otherwise; it may not ask for another."""
    english, chinese = texts("en"), texts("zh_Hans")
    for code, text in english.items():
        assert parameters(chinese[code]) <= parameters(text) | {"unit", "source"}, code


def parameters(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_no_sentence_is_unused() -> None:
    assert sorted(set(texts("en")) - used_codes() - table_codes()) == []


def test_every_code_written_in_the_sources_has_a_sentence() -> None:
    known = set(texts("en"))
    prefixes = {code.split(".")[0] for code in known}
    written = {code for code in used_codes() if code.split(".")[0] in prefixes and not code.endswith(".next")}
    files = re.compile(r"\.(yaml|html|json|xlsx|csv|py|jsonl|key|txt|css|sqlite3|pub)$")
    assert sorted(code for code in written - known - PERMITS.keys() - ACTIONS if not files.search(code)) == []


def test_every_problem_says_what_to_do_next() -> None:
    known = set(texts("en"))
    problems: set[str] = set()
    for path in SOURCE.rglob("*.py"):
        problems |= set(re.findall(r"Problem\(\s*\"([a-z_]+\.[a-z_0-9]+)\"", path.read_text("utf-8")))
        problems |= set(re.findall(r"refuse\(\"([a-z_]+\.[a-z_0-9]+)\"", path.read_text("utf-8")))
    assert len(problems) > 50
    assert sorted(code for code in problems if f"{code}.next" not in known) == []


def test_a_code_without_a_sentence_is_an_error() -> None:
    with pytest.raises(KeyError):
        say("no.such_code", "en")
