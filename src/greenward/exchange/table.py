"""The rows of a sheet as typed records of a known table; every defect of the file at once."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from greenward.exchange.columns import Column, Kind, Table
from greenward.exchange.currencies import CURRENCIES
from greenward.exchange.sheet import Row, Sheet
from greenward.terms.canonical import digest
from greenward.terms.finding import Reason
from greenward.terms.period import FIRST_DAY, LAST_DAY
from greenward.terms.problem import Place, Problem, ProblemsError

MOST_TEXT = 500
NUMBER = re.compile(r"-?\d{1,20}(\.\d{1,10})?", re.ASCII)
_DAY = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})", re.ASCII)
_YES = {"yes": True, "no": False, "是": True, "否": False, "true": True, "false": False}
_DIRECTION = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\ufeff")

Cell = str | int | Decimal | date | bool | None


@dataclass(frozen=True, slots=True)
class Record:
    """One row: its place, its cells by key (None where empty or wrong) and the hash of the row as it was read.

    ``filled`` are the keys of the cells in which something stands.
    """

    place: Place
    cells: dict[str, Cell]
    headings: dict[str, str]
    filled: frozenset[str]
    raw_hash: str

    @property
    def row(self) -> int:
        """The row's number in the file."""
        return self.place.row or 0

    def text(self, key: str) -> str:
        """Return a text cell; empty text where the cell is empty."""
        value = self.cells.get(key)
        return value if isinstance(value, str) else ""

    def whole(self, key: str) -> int | None:
        """Return a whole number."""
        value = self.cells.get(key)
        return value if isinstance(value, int) and not isinstance(value, bool) else None

    def decimal(self, key: str) -> Decimal | None:
        """Return a number."""
        value = self.cells.get(key)
        return value if isinstance(value, Decimal) else None

    def day(self, key: str) -> date | None:
        """Return a date."""
        value = self.cells.get(key)
        return value if isinstance(value, date) else None

    def yes(self, key: str) -> bool:
        """Return whether a yes-or-no cell says yes."""
        return self.cells.get(key) is True

    def at(self, key: str) -> Place:
        """Return the place of a cell."""
        return Place(self.place.file, self.place.row, self.headings.get(key, key))


Check = Callable[[Record], list[Problem]]


def read_table(sheet: Sheet, table: Table, check: Check = lambda record: []) -> tuple[Record, ...]:
    """Return the sheet's rows as records of ``table``; ``check`` adds what a row's cells must be together.

    Raises ProblemsError with all defects of headings and rows.
    """
    by_position, problems = match_headings(sheet.file, sheet.headings, table)
    if problems:
        raise ProblemsError([*problems, *sheet.problems])
    problems = list(sheet.problems)
    headings = {column.key: sheet.headings[at] for at, column in by_position.items()}
    first_row: dict[tuple[Cell, ...], int] = {}
    records = []
    for row in sheet.rows:
        record, found = _record(sheet, table, row, by_position, headings)
        found += check(record)
        id_ = tuple(record.cells.get(key) for key in table.unique)
        if any(id_[:1]) and id_ in first_row:
            params: dict[str, object] = {"first": str(first_row[id_])}
            code = "cell.duplicate_id" if len(table.unique) == 1 else "row.twice"
            found.append(Problem(code, record.at(table.unique[0]), params))
        first_row.setdefault(id_, row.number)
        problems += found
        records.append(record)
    if not records and not problems:
        problems.append(Problem("file.no_rows", Place(sheet.file)))
    if problems:
        raise ProblemsError(problems)
    return tuple(records)


def match_headings(file: str, headings: tuple[str, ...], table: Table) -> tuple[dict[int, Column], list[Problem]]:
    """Return the column of ``table`` at each position, and what is wrong with the headings."""
    known = {
        _normal(name): column
        for column in table.columns
        for name in (column.key, column.names.en, column.names.zh, *column.also)
    }
    found: dict[int, Column] = {}
    problems = []
    for at, heading in enumerate(headings):
        place = Place(file, 1, heading or f"#{at + 1}")
        column = known.get(_normal(heading))
        if column is None and table.open:
            continue
        if column is None:
            problems.append(Problem("file.unknown_column", place, {"table": table.name}))
        elif column in found.values():
            problems.append(Problem("file.column_twice", place))
        else:
            found[at] = column
    for column in table.columns:
        if column.required and column not in found.values():
            problems.append(Problem("file.missing_column", Place(file, 1), {"column": column.names}))
    return found, problems


def _record(
    sheet: Sheet, table: Table, row: Row, by_position: dict[int, Column], headings: dict[str, str]
) -> tuple[Record, list[Problem]]:
    formulas = {problem.place for problem in sheet.problems}
    problems = []
    cells: dict[str, Cell] = {}
    raw: dict[str, str] = {}
    for at, column in by_position.items():
        text = row.cells[at] if at < len(row.cells) else ""
        place = Place(sheet.file, row.number, sheet.headings[at])
        raw[column.key] = text
        if not text:
            if column.required:
                problems.append(Problem("cell.empty", place))
            cells[column.key] = None
            continue
        if Place(sheet.file, row.number, sheet.headings[at]) in formulas:
            cells[column.key] = None
            continue
        value, problem = read_cell(column, text)
        cells[column.key] = value
        if problem is not None:
            problems.append(Problem(problem.code, place, problem.params))
    filled = frozenset(key for key, text in raw.items() if text)
    return Record(Place(sheet.file, row.number), cells, headings, filled, digest(raw)), problems


def read_cell(column: Column, text: str) -> tuple[Cell, Problem | None]:
    """Return what a cell that is not empty holds, or what is wrong with it."""
    match column.kind:
        case Kind.WHOLE:
            return _whole(column, text)
        case Kind.DECIMAL | Kind.SHARE:
            return _decimal(column, text)
        case Kind.DATE:
            return _day(text)
        case Kind.MOMENT:
            return _moment(text)
        case Kind.YES_NO:
            answer = _YES.get(text.casefold())
            return answer, None if answer is not None else Problem("cell.not_yes_no")
        case Kind.WORD:
            meant = dict(column.words).get(text.casefold())
            if column.key == "place":  # far too many words to name
                return meant, None if meant else Problem("cell.unknown_place")
            known = tuple(word for word, _ in column.words)
            return meant, None if meant else Problem("cell.unknown_word", params={"known": known})
        case Kind.TEXT:
            return _words(column, text)


def _words(column: Column, text: str) -> tuple[Cell, Problem | None]:
    if column.key == "currency" and text not in CURRENCIES:
        return None, Problem("cell.unknown_currency")
    if len(text) > MOST_TEXT:
        return None, Problem("cell.too_long", params={"most": str(MOST_TEXT)})
    if has_hidden_signs(text):
        return None, Problem("cell.hidden_signs")
    return unicodedata.normalize("NFC", text), None


def has_hidden_signs(text: str) -> bool:
    """Return whether a text holds control signs, signs that turn the direction of writing, or broken ones."""
    return any(sign in _DIRECTION or unicodedata.category(sign) in ("Cc", "Cs") for sign in text)


def _whole(column: Column, text: str) -> tuple[Cell, Problem | None]:
    value, problem = _decimal(column, text)
    if problem is not None or not isinstance(value, Decimal):
        return None, problem
    if value != value.to_integral_value():
        return None, Problem("cell.not_whole")
    if value < column.least:
        return None, Problem("cell.too_small", params={"least": str(column.least)})
    return int(value), None


def _decimal(column: Column, text: str) -> tuple[Cell, Problem | None]:
    if not NUMBER.fullmatch(text):
        if column.unit:
            return None, Problem("cell.not_a_number_in", params={"unit": Reason(f"unit.{column.unit}")})
        return None, Problem("cell.not_a_number")
    value = Decimal(text)
    if value < 0:
        return None, Problem("cell.negative")
    if column.kind is Kind.SHARE and value > 1:
        return None, Problem("cell.share_above_one")
    if value > column.most:
        return None, Problem("cell.too_large", params={"most": column.most})
    return value, None


def _day(text: str) -> tuple[date | None, Problem | None]:
    found = _DAY.fullmatch(text)
    try:
        day = date(int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        day = None
    if day is None:
        return None, Problem("cell.not_a_date")
    if not FIRST_DAY <= day <= LAST_DAY:
        return None, Problem("cell.date_out_of_range", params={"first": str(FIRST_DAY), "last": str(LAST_DAY)})
    return day, None


def _moment(text: str) -> tuple[Cell, Problem | None]:
    day, problem = _day(text[:10] if "T" in text else text)
    if problem is not None:
        return None, problem
    if "T" not in text:
        return str(day), None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None, Problem("cell.not_a_date")
    return (moment.isoformat(), None) if moment.tzinfo else (None, Problem("cell.no_offset"))


def _normal(heading: str) -> str:
    return "".join(unicodedata.normalize("NFKC", heading).casefold().split())
