"""Tables and plans on a terminal."""

import shutil
import sys
from collections.abc import Iterable
from typing import Literal

from rich.box import SIMPLE_HEAD
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from greenward.documents.findings_table import findings_table
from greenward.documents.front_table import front_tables
from greenward.documents.plan_tables import budget_table, in_use_table, limits_table, plan_table
from greenward.documents.report import summary
from greenward.documents.table import Figure, TableView
from greenward.documents.todo import todo_table
from greenward.documents.wording import banners
from greenward.terms.finding import Reason
from greenward.terms.names import Language
from greenward.terms.plan import Plan
from greenward.texts import say, say_reason

NARROWEST, NARROW_COLUMN, NARROW_HEADING = 100, 6, 10


def print_tables(views: Iterable[TableView], language: Language) -> None:
    """Print each table with its caption and foot note; nothing in it is taken for markup."""
    console = _console()
    unknown = say("table.unknown", language)
    for view in views:
        console.print(Text(f"\n{view.caption}", style="bold"))
        if view.rows:
            console.print(_table(view, unknown))
        if view.note:
            console.print(Text(view.note))


def print_plan(plan: Plan, language: Language) -> None:
    """Print findings, plan, budget lines and the summary."""
    surveys = [line.survey for line in plan.lines]
    views = [findings_table(surveys, language), plan_table(plan, language), budget_table(plan, language)]
    views += [limits_table(plan, language)] if plan.limits else []
    views += [in_use_table(plan, language)] if any(survey.kept for survey in surveys) else []
    print_tables((*views, *front_tables(plan, language), todo_table(plan, language)), language)
    console = _console()
    for text in banners(plan, language):
        console.print(Text(f"! {text}"))
    console.print(Text(f"\n{summary(plan, language)}", style="bold"))


def print_notes(notes: Iterable[Reason], language: Language) -> None:
    """Print what a reader must know beside the figures."""
    console = _console()
    for note in notes:
        console.print(Text(f"! {say_reason(note, language)}"))


def _table(view: TableView, unknown: str) -> Table:
    """Return the table; on a narrow terminal headings and texts are folded, a figure never is."""
    table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False)
    columns = view.narrow or tuple(range(len(view.headings)))
    rows = [[Text(cell.text(unknown) if isinstance(cell := row[at], Figure) else cell) for at in columns]
            for row in view.rows]  # fmt: skip
    for at, cells in zip(columns, zip(*rows, strict=True), strict=True):
        number = isinstance(view.rows[0][at], Figure)
        justify: Literal["right", "left"] = "right" if number else "left"
        word = max(cell_len(word) for word in view.headings[at].split())
        width = max(*(cell.cell_len for cell in cells), min(word, NARROW_HEADING)) if number else NARROW_COLUMN
        table.add_column(Text(view.headings[at]), justify=justify, min_width=width, overflow="fold")
    for row in rows:
        table.add_row(*row)
    return table


def _console() -> Console:
    width = shutil.get_terminal_size((160, 40)).columns
    return Console(file=sys.stdout, width=max(width, NARROWEST), soft_wrap=False, highlight=False)
