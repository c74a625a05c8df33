"""What rows of a list share, worked out once: answers by item and span of days, ways by span of amounts, proofs.

The caches are bounded, so that a list of any length takes the same memory.
"""

from bisect import bisect_right
from collections.abc import Hashable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from greenward.catalogue import KnownProducts
from greenward.documents.list_wording import DATES, certificate_text, grade_text, line_texts, problem_text, way_text
from greenward.documents.wording import SPACE
from greenward.exchange.certificate import certificate_kinds
from greenward.exchange.columns import LINES
from greenward.exchange.item import check_line, read_line
from greenward.exchange.products import read_products
from greenward.exchange.table import Record, read_cell
from greenward.policy import (
    FROM_SHEET,
    Pack,
    Rules,
    binds,
    check_certificate,
    check_product,
    known_packs,
    load_layer,
    load_pack,
    load_packs,
    resolve,
    rule_days,
    way,
    way_days,
)
from greenward.policy.epoch import THRESHOLDS
from greenward.terms.buyer import Buyer
from greenward.terms.certificate import Certificate
from greenward.terms.finding import Answer, Finding, Requirement, Status
from greenward.terms.money import Money
from greenward.terms.names import Language
from greenward.terms.problem import Place, ProblemsError
from greenward.terms.product import Product

MOST_KEPT = 20_000
DAY = timedelta(days=1)
ITEM = ("item", "spec", "code", "edition", "attributes", "brand", "model")
"""Columns that an answer turns on; the last two only beside a sheet of products."""
COLUMN = {column.key: column for column in LINES.columns}


@dataclass(frozen=True, slots=True)
class Asked:
    """What holds where a row says nothing itself: pack, layers, day, buyer, kind of object, and a sheet of products."""

    pack: str
    layers: tuple[Path, ...]
    day: date
    buyer: Buyer
    object: str
    products: Path | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """Buyers to whom the product rules say the same, and one of them."""

    packs: tuple[Pack, ...]
    buyer: Buyer


@dataclass(frozen=True, slots=True, eq=False)
class Claim:
    """A finding that asks for a certificate; rows with the same claim share the texts of its check."""

    finding: Finding
    wanted: Requirement
    rules: Rules


@dataclass(frozen=True, slots=True, eq=False)
class LineAnswer:
    """The answer that rows of one item, group of buyers and span of days share.

    ``answer`` keeps its first finding alone; ``listed`` numbers what the way to buy turns on: the rows of lists that
    name the category, and its attributes. ``product`` is the one that a sheet of products knows under the brand and
    model named, ``short`` what it lacks.
    """

    answer: Answer
    status: str
    rules: Rules
    texts: tuple[str, ...]
    claims: tuple[Claim, ...]
    ceilings: tuple[Requirement, ...]
    listed: int
    product: Product | None = None
    short: str = ""


class Shown(NamedTuple):
    """What the check of a certificate turns on; None: not stated. ``issued`` only where bodies are listed by days.

    ``names_model`` is whether its models hold that of the row, and ``model`` whether the row states any.
    """

    kind: str
    body: str
    standard: str
    scope: str
    status: str
    names_model: bool | None
    model: bool
    after: bool | None
    ended: bool | None
    issued: date | None


class SharedAnswers:
    """The answers that many rows share, for one pack, its layers and one language."""

    def __init__(self, asked: Asked, language: Language) -> None:
        self.asked = asked
        self.item = ITEM if asked.products else ITEM[:-2]
        self._language: Language = language
        shipped = tuple(p for id_ in known_packs() if asked.pack in ((p := load_pack(id_)).id, p.upon))
        self._every = shipped + self._layered(load_packs(asked.pack, None))[1:]
        self._way_days = way_days(self._every)
        self._products = self._read_products()
        self._bound = tuple(dict.fromkeys(r.buyers for p in self._every for r in p.rules if r.buyers is not None))
        self._groups: dict[Hashable, Group] = {}
        self._claims: dict[Hashable, Claim] = {}
        self._texts: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._ways: dict[Hashable, str] = {}
        self._listed: dict[Hashable, int] = {}
        self.day = lru_cache(MOST_KEPT)(self._day)
        self.group = lru_cache(MOST_KEPT)(self._group)
        self._turns = lru_cache(MOST_KEPT)(self._read_turns)
        self._line = lru_cache(MOST_KEPT)(self._read_line)
        self.proofs = lru_cache(MOST_KEPT)(self._proofs)
        self._proof = lru_cache(MOST_KEPT)(self._read_proof)
        self._packs = lru_cache(MOST_KEPT)(self._read_packs)
        self.rules = lru_cache(MOST_KEPT)(self._rules)
        self._bought = lru_cache(MOST_KEPT)(self._read_bought)
        self._steps = lru_cache(MOST_KEPT)(self._read_steps)

    def _read_products(self) -> KnownProducts:
        """Return the products of the sheet; their categories are those of the packs on the day asked for."""
        if self.asked.products is None:
            return KnownProducts(())
        rules = resolve(self._every, self.asked.day, self.asked.buyer)
        return KnownProducts(read_products(self.asked.products, rules))

    def _day(self, text: str) -> tuple[date, int] | None:
        """Return a day and its span of the ways to buy; None where the text is no day."""
        day = read_cell(COLUMN["day"], text)[0] if text else self.asked.day
        if not isinstance(day, date):
            return None
        return day, bisect_right(self._way_days, day)

    def _group(self, place: str, level: str, kind: str) -> tuple[Buyer, Group] | None:
        """Return the buyer that the cells name and the group it stands in; None where a cell holds no such word."""
        meant = []
        for key, text, default in zip(("place", "level", "kind"), (place, level, kind), self._default(), strict=True):
            value = read_cell(COLUMN[key], text)[0] if text else default
            if not isinstance(value, str):
                return None
            meant.append(value)
        buyer = Buyer(*meant)
        packs = tuple(pack for pack in self._packs(buyer.place, buyer.level) if pack.rules or pack.categories)
        same = (tuple(pack.digest for pack in packs), tuple(binds(buyers, buyer) for buyers in self._bound))
        return buyer, self._groups.setdefault(same, Group(packs, buyer))

    def _default(self) -> tuple[str, str, str]:
        buyer = self.asked.buyer
        return buyer.place, buyer.level, buyer.kind

    def line(self, texts: tuple[str, ...], day: date, group: Group) -> LineAnswer | None:
        """Return the shared answer; None where a cell is not sound or the day lies before the packs' first."""
        turns = self._turns(texts, group)
        at = bisect_right(turns, day)
        return self._line(texts, turns[at - 1], group) if at else None

    def _read_turns(self, texts: tuple[str, ...], group: Group) -> tuple[date, ...]:
        """Return the days on which the answer for an item may turn; the first is the packs' first."""
        first = rule_days(group.packs, None)
        found = self._line(texts, first[0], group)
        return first if found is None else rule_days(group.packs, found.answer.category_id)

    def _read_line(self, texts: tuple[str, ...], since: date, group: Group) -> LineAnswer | None:
        written = {key: text.strip() for key, text in zip(self.item, texts, strict=True)}
        cells = {key: read_cell(COLUMN[key], text)[0] if text else None for key, text in written.items()}
        record = Record(Place(""), cells, {}, frozenset(), "")
        if any(text and cells[key] is None for key, text in written.items()):
            return None
        rules = self.rules(group, since)
        named = self._products.named(record.text("item"), record.text("brand"), record.text("model"))
        if check_line(record, rules) and not named:
            return None
        stated = bool(record.text("model"))
        answer = check_product(read_line(record), named, stated, rules)
        product = named[0] if answer.reading is not None and answer.reading.code == FROM_SHEET else None
        texts_of = line_texts(answer, self._language)
        return LineAnswer(
            answer=replace(answer, findings=answer.findings[:1]),
            status=answer.status.value,
            rules=rules,
            texts=self._texts.setdefault(texts_of, texts_of),
            claims=tuple(self._claim(finding, rules) for finding in answer.findings if _claims(finding)),
            ceilings=tuple(
                ceiling
                for finding in answer.findings
                if finding.status is Status.MANDATORY and (ceiling := finding.required("price_ceiling"))
            ),
            listed=self._number(answer),
            product=product,
            short=grade_text(product, answer, self._language) if product else "",
        )

    def _number(self, answer: Answer) -> int:
        """Return the number of what the way to buy turns on for an answer."""
        rows = tuple(item.id for pack in self._every for item in pack.lists if answer.category_id in item.categories)
        question = answer.findings[0].question if answer.category_id is None else None
        key = (rows, answer.attributes if rows else (), answer.category_id is None, question)
        return self._listed.setdefault(key, len(self._listed))

    def way(self, line: LineAnswer, object_: str, buyer: Buyer, span: int, amount: Decimal | None) -> str:
        """Return how to buy; nothing where no budget level is stated."""
        if not buyer.level:
            return ""
        steps = self._steps(buyer.place, buyer.level)
        step = -1 if amount is None else bisect_right(steps, amount)
        key = (line.listed, object_, buyer.place, buyer.level, span, step)
        text = self._ways.get(key)
        if text is None:
            if len(self._ways) >= MOST_KEPT:
                self._ways.clear()
            least = None if step < 0 else Money(steps[step - 1] if step else Decimal(0), "CNY")
            text = self._ways[key] = self._read_way(line.answer, object_, buyer, span, least)
        return text

    def _read_way(self, answer: Answer, object_: str, buyer: Buyer, span: int, amount: Money | None) -> str:
        try:
            rules = self._bought(buyer, span)
        except ProblemsError as error:
            return problem_text(error.problems[0], self._language)
        return way_text(way(answer, amount, object_, rules), self._language)

    def _read_bought(self, buyer: Buyer, span: int) -> Rules:
        """Return the rules of a span of days by which a buyer finds the way to buy."""
        day = self._way_days[span - 1] if span else self._way_days[0] - DAY
        return resolve(self._packs(buyer.place, buyer.level), day, buyer)

    def _read_steps(self, place: str, level: str) -> tuple[Decimal, ...]:
        """Return the amounts at which a buyer's way may turn, on any day."""
        packs = self._packs(place, level)
        values = [value for pack in packs for value in pack.values if value.key.startswith(THRESHOLDS)]
        of = [(dict(entry.qualifiers), entry) for value in values for entry in value.entries]
        places = Buyer(place).places
        found = {Decimal(e.value) for own, e in of if own.get("level") == level and own.get("place") in places}
        items = [item for pack in packs for item in pack.lists if level in item.levels]
        return tuple(sorted(found | {item.least for item in items if item.least is not None}))

    def proofs_of(self, line: LineAnswer, certificates: tuple[Certificate, ...], model: str, day: date) -> str:
        """Return what certificates prove for each claim of a line on a day."""
        found = [
            (claim, check_certificate(certificates, model, claim.finding, replace(claim.rules, day=day)))
            for claim in line.claims
        ]
        texts = (certificate_text(claim.wanted, steps, self._language, {}) for claim, steps in found)
        return SPACE[self._language].join(texts)

    def _proofs(self, claims: tuple[Claim, ...], shown: tuple[Shown, ...]) -> str | None:
        """Return what certificates like these prove for each claim, with slots; None where a cell is not sound."""
        found = [self._proof(claim, shown) for claim in claims]
        return None if None in found else SPACE[self._language].join(text for text in found if text)

    def _read_proof(self, claim: Claim, shown: tuple[Shown, ...]) -> str | None:
        """Return what certificates like these prove for a claim, with slots for their days.

        Days are put in that stand to one another as those of the row do: no more than that decides.
        """
        kinds = certificate_kinds(claim.rules)
        certificates, day = [], claim.rules.day
        for item in shown:
            if item.issued is not None:
                day = item.issued - DAY if item.after else item.issued
            status = read_cell(COLUMN["certificate_status"], item.status)[0] if item.status else None
            if (item.kind and item.kind not in kinds) or (item.status and status is None):
                return None
            issued = None if item.after is None else item.issued or (day + DAY if item.after else day)
            certificates.append(
                Certificate(
                    kind=kinds.get(item.kind),
                    number="-",
                    body=item.body.strip() or None,
                    models=() if item.names_model is None else ("model" if item.names_model else "another",),
                    standard=item.standard.strip() or None,
                    issued=issued,
                    valid_until=None if item.ended is None else day - DAY if item.ended else day,
                    scope=item.scope.strip() or None,
                    status=str(status) if status else None,
                )
            )
        model = "model" if all(item.model for item in shown) else ""
        steps = check_certificate(certificates, model, claim.finding, replace(claim.rules, day=day))
        return certificate_text(claim.wanted, steps, self._language, DATES)

    def _claim(self, finding: Finding, rules: Rules) -> Claim:
        wanted = finding.required("certificate")
        if wanted is None:
            raise ValueError("a claim is made for a finding that asks for a certificate")
        names = finding.category.zh if finding.category else ""
        key = (wanted, finding.standards, names, finding.certificate_order, rules.packs)
        return self._claims.setdefault(key, Claim(finding, wanted, rules))

    def _read_packs(self, place: str, level: str) -> tuple[Pack, ...]:
        return self._layered(load_packs(self.asked.pack, Buyer(place, level)))

    def _layered(self, packs: tuple[Pack, ...]) -> tuple[Pack, ...]:
        for folder in self.asked.layers:
            packs += (load_layer(folder, packs),)
        return packs

    def _rules(self, group: Group, day: date) -> Rules:
        return resolve(group.packs, day, group.buyer)


def _claims(finding: Finding) -> bool:
    return finding.status in (Status.MANDATORY, Status.PREFERRED) and finding.required("certificate") is not None
