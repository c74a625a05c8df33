"""Needs and budget lines from a department's and finance's sheets."""

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


def read_needs(path: Path, rules: Rules, budget_lines: frozenset[str] | None) -> tuple[Need, ...]:
    """Return the needs of a CSV or XLSX file; raises ProblemsError with every defect of it.

    ``budget_lines`` are the ids that a need may name; None: they are not known, and not checked.
    """

    def check(record: Record) -> list[Problem]:
        problems = check_line(record, rules)
        if budget_lines is not None and record.text("budget_line") not in budget_lines:
            params: dict[str, object] = {"known": tuple(sorted(budget_lines))}
            problems.append(Problem("row.unknown_budget_line", record.at("budget_line"), params))
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
            channel=_channel(record.text("channel"), rules) or "",
            purpose=record.text("purpose"),
            row=record.row,
        )
        for record in records
    )


def read_budget(path: Path) -> tuple[BudgetLine, ...]:
    """Return the budget lines of a CSV or XLSX file; raises ProblemsError with every defect of it."""
    records = read_table(read_sheet(path), BUDGET)
    found = []
    for record in records:
        amount, as_of = record.decimal("available"), record.day("as_of")
        if amount is None or as_of is None:
            raise AssertionError("read_table lets no row pass without its required cells")
        money = Money(amount, record.text("currency"))
        found.append(BudgetLine(record.text("budget_line"), record.text("name"), money, as_of, record.row))
    return tuple(found)


def _channel(text: str, rules: Rules) -> str | None:
    for channel in rules.channels:
        if text in (channel.id, channel.names.en, channel.names.zh):
            return channel.id
    return None
