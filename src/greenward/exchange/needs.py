"""Needs and budget lines from a department's and finance's sheets."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from greenward.exchange.columns import BUDGET, NEEDS
from greenward.exchange.item import check_line, read_line
from greenward.exchange.sheet import read_sheet
from greenward.exchange.table import Record, read_table
from greenward.policy import Rules
from greenward.terms.budget import BudgetLine
from greenward.terms.money import Money
from greenward.terms.need import Need
from greenward.terms.problem import Problem


def read_needs(path: Path, rules: Rules, budgets: Sequence[BudgetLine]) -> tuple[Need, ...]:
    """Return the needs of a CSV or XLSX file; raises ProblemsError with every defect of it.

    ``budgets`` are the lines that a need may name; none: they are not known, and not checked.
    """

    def check(record: Record) -> list[Problem]:
        problems = check_line(record, rules)
        problems += _unfunded(record, budgets) if budgets else []
        problems += _unsplit(record, rules)
        if record.text("channel") and _channel(record.text("channel"), rules) is None:
            params = {"known": tuple(channel.names for channel in rules.channels)}
            problems.append(Problem("row.unknown_channel", record.at("channel"), params))
        return problems

    records = read_table(read_sheet(path), NEEDS, check)
    return tuple(
        Need(
            id=record.text("need_id"),
            department=record.text("department"),
            line=read_line(record),
            quantity=record.whole("quantity") or 0,
            unit=record.text("unit"),
            budget_line=record.text("budget_line"),
            year=record.whole("year"),
            lot=record.whole("lot"),
            channel=_channel(record.text("channel"), rules) or "",
            purpose=record.text("purpose"),
            row=record.row,
        )
        for record in records
    )


def read_budget(path: Path) -> tuple[BudgetLine, ...]:
    """Return the budget lines of a CSV or XLSX file; raises ProblemsError with every defect of it."""
    with_year: dict[str, bool] = {}

    def check(record: Record) -> list[Problem]:
        year = record.whole("year") is not None
        if with_year.setdefault(record.text("budget_line"), year) is year:
            return []
        return [Problem("row.years_mixed", record.at("year"), {"line": record.text("budget_line")})]

    records = read_table(read_sheet(path), BUDGET, check)
    found = []
    for record in records:
        amount, as_of = record.decimal("available"), record.day("as_of")
        if amount is None or as_of is None:
            raise AssertionError("read_table lets no row pass without its required cells")
        money = Money(amount, record.text("currency"))
        year = record.whole("year")
        found.append(BudgetLine(record.text("budget_line"), record.text("name"), money, as_of, record.row, year))
    return tuple(found)


def _unfunded(record: Record, budgets: Sequence[BudgetLine]) -> Iterator[Problem]:
    """Yield why no row of the budget file pays for a need."""
    line, year = record.text("budget_line"), record.whole("year")
    years = {budget.year for budget in budgets if budget.id == line}
    if not years:
        known = tuple(sorted({budget.id for budget in budgets}))
        yield Problem("row.unknown_budget_line", record.at("budget_line"), {"known": known})
    elif not years & {year, None}:
        known = tuple(str(each) for each in sorted(each for each in years if each is not None))
        code = "row.no_budget_year" if year is None else "row.unknown_budget_year"
        yield Problem(code, record.at("year"), {"line": line, "known": known})


def _unsplit(record: Record, rules: Rules) -> Iterator[Problem]:
    """Yield why a need cannot be split among suppliers as it is written."""
    lot, quantity = record.whole("lot"), record.whole("quantity")
    if lot is None:
        return
    if quantity is not None and lot > quantity:
        yield Problem("row.lot_above_quantity", record.at("lot"), {"quantity": quantity})
    channel = rules.channel(_channel(record.text("channel"), rules) or "")
    if channel is None or not channel.chooses:
        yield Problem("row.lot_competed", record.at("lot"))


def _channel(text: str, rules: Rules) -> str | None:
    for channel in rules.channels:
        if text in (channel.id, channel.names.en, channel.names.zh):
            return channel.id
    return None
