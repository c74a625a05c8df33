"""The findings for each row of a department's list, as the cells of a sheet.

A list may hold a million rows that differ in every cell, so what rows share is worked out once (``list_answers``). A
row whose cells are not plain is read again, slowly, by the one reader of all sheets.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from operator import itemgetter

from greenward.documents.list_answers import COLUMN, MOST_KEPT, LineAnswer, SharedAnswers, Shown
from greenward.documents.list_wording import DATES, ceiling_text, defect_text, differs_text
from greenward.exchange.certificate import (
    GROUPS,
    PARTS,
    certificate_kinds,
    check_certificates,
    read_certificates,
    read_models,
)
from greenward.exchange.item import check_line
from greenward.exchange.lines import LineList
from greenward.exchange.sheet import FORMULA_SIGNS
from greenward.exchange.table import MOST_TEXT, NUMBER, Record, read_cell
from greenward.terms.certificate import plain_model
from greenward.terms.money import CENT
from greenward.terms.names import Language
from greenward.terms.problem import Place, Problem, ProblemsError
from greenward.texts import say

DEFECT = "defect"
BUYER = ("place", "level", "kind")
FIGURES = ("unit_price", "amount", "quantity")

Found = tuple[str, tuple[str, ...]]
"""The status of a row, or ``DEFECT``, and one cell for each of ``list_wording.COLUMNS``."""


class ListCheck:
    """Answers the rows of a list one by one; ``counts`` holds how many rows came out with each status."""

    def __init__(self, lines: LineList, shared: SharedAnswers, language: Language) -> None:
        self._lines = lines
        self._shared = shared
        self._language: Language = language
        self._at = {column.key: position for position, column in lines.columns.items()}
        self._item, self._buyer = self._picker(shared.item), self._picker(BUYER)
        self._figures = self._picker(FIGURES)
        self._day, self._model, self._object = (self._at.get(key, -1) for key in ("day", "model", "object"))
        self._groups = [
            self._picker([f"{group}_{part}" for part in ("number", *PARTS)])
            for group in GROUPS
            if f"{group}_number" in self._at
        ]
        self._span, self._group, self._line = shared.day, shared.group, shared.line
        self._way, self._proof = shared.way, shared.proofs
        self.counts: Counter[str] = Counter()

    def _picker(self, keys: Sequence[str]) -> Callable[[list[str]], tuple[str, ...]]:
        """Return what picks columns from a row with an empty cell added, which stands for columns not there."""
        return itemgetter(*(self._at.get(key, -1) for key in keys))

    def answer(self, number: int, row: list[str], joined: str) -> Found:
        """Return the findings for a row; ``joined`` are its cells with commas between."""
        plain = joined.isprintable() and len(joined) <= MOST_TEXT and ",=" not in joined and ",@" not in joined
        found = self._cells(number, [*row, ""]) if plain and not joined.startswith(FORMULA_SIGNS) else None
        if found is not None:
            return found
        row = [*(cell.strip() for cell in row), ""]
        problems = self._problems(number, row)
        return (None if problems else self._cells(number, row)) or self._defective(number, row, problems)

    def _cells(self, number: int, row: list[str]) -> Found | None:
        """Return the findings, or None where a cell that counts is not plain."""
        when = self._span(row[self._day])
        who = self._group(*self._buyer(row))
        if when is None or who is None:
            return None
        day, span = when
        buyer, group = who
        line = self._line(self._item(row), day, group)
        price_text, amount_text, quantity_text = self._figures(row)
        try:
            price = _figure(price_text) if price_text else None
            amount = _figure(amount_text) if amount_text else None
            quantity = _quantity(quantity_text) if quantity_text else None
        except ValueError:
            return None
        object_ = row[self._object]
        if object_:
            object_ = str(read_cell(COLUMN["object"], object_)[0] or "")
        proofs = None if line is None else self._proofs(row, line, day)
        if line is None or proofs is None or (row[self._object] and not object_):
            return None
        todo, product = "", None if price is None or quantity is None else price * quantity
        if amount is None:
            amount = product
        elif product is not None and abs(product - amount) > CENT:
            todo = differs_text(product, amount, self._language)
        self.counts[line.status] += 1
        bought = self._way(line, object_ or self._shared.asked.object, buyer, span, amount)
        if price is not None and line.ceilings:
            todo = "\n".join(filter(None, (todo, self._above(price, line))))
        if line.short:
            todo = "\n".join(filter(None, (todo, line.short)))
        status, category, requirement, reason, question, source, mark = line.texts
        cells = (str(number), status, category, requirement, reason, question, proofs, bought, source, mark, todo)
        return line.status, cells

    def _proofs(self, row: list[str], line: LineAnswer, day: date) -> str | None:
        """Return what the certificates of the row prove for each claim, or None where a cell is not plain."""
        if not line.claims:
            return ""
        bodies = line.rules.bodies
        shown, dates, model = [], ("", ""), self._model_of(row, line)
        for pick in self._groups:
            number, kind, body, models, standard, issued, until, scope, status = pick(row)
            if not number or number.isspace():
                if kind or body or models or standard or issued or until or scope or status:
                    return None
                continue
            first, last = self._date(issued), self._date(until)
            if (issued and first is None) or (until and last is None) or (first and last and last < first):
                return None
            shown.append(
                Shown(
                    kind,
                    body if bodies or not body or body.isspace() else "-",
                    standard,
                    scope,
                    status,
                    _names(models, model) if models else None,
                    bool(model),
                    None if first is None else first > day,
                    None if last is None else last < day,
                    first if bodies else None,
                )
            )
            dates = (issued, until)
        given = tuple(shown)
        if not given and line.product is not None and line.product.certificates:
            return self._shared.proofs_of(line, line.product.certificates, line.product.model, day)
        text = self._proof(line.claims, given)
        if text is None or "\x01" not in text:
            return text
        if len(given) > 1:
            return self._dated(row, line, day)
        for slot, text_of_day in zip(DATES.values(), (*dates, str(day)), strict=True):
            text = text.replace(slot, text_of_day)
        return text

    def _dated(self, row: list[str], line: LineAnswer, day: date) -> str:
        """Return the check of several certificates, where the text names the days of one of them."""
        record, _ = self._record(0, row)
        certificates = read_certificates(record, certificate_kinds(line.rules))
        return self._shared.proofs_of(line, certificates, self._model_of(row, line), day)

    def _model_of(self, row: list[str], line: LineAnswer) -> str:
        """Return the model of a row: as its cell states it, or that of the known product which its words name."""
        return row[self._model].strip() or (line.product.model if line.product is not None else "")

    def _date(self, text: str) -> date | None:
        found = self._span(text) if text else None
        return found[0] if found else None

    def _above(self, price: Decimal, line: LineAnswer) -> str:
        above = [item for item in line.ceilings if price > Decimal(item.value)]
        return "\n".join(ceiling_text(price, item, self._language) for item in above)

    def _defective(self, number: int, row: list[str], problems: list[Problem]) -> Found:
        """Return what can be said of a row with defects: the findings, where item, day and buyer are sound."""
        self.counts[DEFECT] += 1
        when, who = self._shared.day(row[self._day]), self._shared.group(*self._buyer(row))
        line = self._shared.line(self._item(row), when[0], who[1]) if when and who else None
        texts = line.texts if line else (say("list.defective", self._language), *[""] * 6)
        todo = defect_text(problems, self._language)
        return DEFECT, (str(number), *texts[:5], "", "", *texts[5:], todo)

    def _record(self, number: int, row: list[str]) -> tuple[Record, list[Problem]]:
        """Return the row as the reader of all sheets reads it, and what is wrong with its cells."""
        problems: list[Problem] = []
        cells = {}
        headings = {key: self._lines.headings[at] for key, at in self._at.items()}
        for key, at in self._at.items():
            cells[key], problem = read_cell(COLUMN[key], row[at]) if row[at] else (None, None)
            if problem is not None:
                problems.append(Problem(problem.code, Place(self._lines.file, number, headings[key]), problem.params))
        filled = frozenset(key for key, at in self._at.items() if row[at])
        return Record(Place(self._lines.file, number), cells, headings, filled, ""), problems

    def _problems(self, number: int, row: list[str]) -> list[Problem]:
        """Return everything that is wrong with a row."""
        at = next((at for at, cell in enumerate(row) if cell.startswith(FORMULA_SIGNS)), None)
        if at is not None:
            return [Problem("cell.formula", Place(self._lines.file, number, self._lines.headings[at]))]
        record, problems = self._record(number, row)
        if problems:
            return problems
        when, who = self._shared.day(row[self._day]), self._shared.group(*self._buyer(row))
        if when is None or who is None:
            raise AssertionError("cells without a defect name a day and a buyer")
        try:
            rules = self._shared.rules(who[1], when[0])
        except ProblemsError as error:
            return [Problem(p.code, record.at("day"), {**p.params, "day": str(when[0])}) for p in error.problems]
        zero = [Problem("cell.zero", record.at(key)) for key in FIGURES if record.decimal(key) == 0]
        return check_line(record, rules) + zero + check_certificates(record, rules)


def _figure(text: str) -> Decimal:
    """Return a plain number above zero; raises ValueError for any other text."""
    if not NUMBER.fullmatch(text) or text[0] == "-" or not (figure := Decimal(text)):
        raise ValueError(text)
    return figure


_quantity = lru_cache(MOST_KEPT)(_figure)
"""Quantities are few, prices many: only of the former it pays to keep what was read."""


def _names(models: str, model: str) -> bool | None:
    """Return whether a list of models names ``model``; None where it names none at all."""
    if model == models and ";" not in models and "；" not in models:
        return True
    listed = read_models(models)
    return plain_model(model) in [plain_model(item) for item in listed] if listed else None
