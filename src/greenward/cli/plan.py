"""greenward plan: the best plan the budget buys."""

import json
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Annotated

import typer

from greenward.cli.exit_codes import INFEASIBLE
from greenward.cli.options import (
    CaseArgument,
    DataOption,
    JsonOption,
    LangOption,
    OnOption,
    PackOption,
    as_language,
    data_folder,
)


def parse_scale(text: str) -> Decimal:
    """Return the factor on every budget line; refuses what is not a number from 0 to 1000."""
    try:
        scale = Decimal(text)
    except InvalidOperation:
        scale = Decimal(-1)
    if not scale.is_finite() or not 0 <= scale <= 1000:
        raise typer.BadParameter(f"'{text}' is no factor from 0 to 1000, for instance 0.5")
    return scale


def plan(
    case: CaseArgument,
    pack: PackOption = "cn",
    on: OnOption = None,
    budget_scale: Annotated[
        Decimal, typer.Option(parser=parse_scale, metavar="FACTOR", help="What if every budget line were this much?")
    ] = Decimal(1),
    html: Annotated[Path | None, typer.Option(help="Write the report to this HTML file.")] = None,
    xlsx: Annotated[Path | None, typer.Option(help="Write the tables to this workbook.")] = None,
    data: DataOption = None,
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    """Plan CASE: for each need the offer, or the requirement level, that costs least over life within the budget."""
    from greenward.cli.terminal import print_plan
    from greenward.exchange.case import read_case
    from greenward.exchange.store import load_products
    from greenward.planning.case import plan_case
    from greenward.terms.canonical import plain

    language = as_language(lang)
    made = plan_case(read_case(case, pack, on), load_products(data_folder(data)), budget_scale)
    if html is not None:
        from greenward.documents.report import plan_report

        html.write_text(plan_report(made, language), "utf-8")
    if xlsx is not None:
        from greenward.documents.workbook import write_plan_workbook

        write_plan_workbook(made, language, xlsx)
    if as_json:
        typer.echo(json.dumps(plain(made), ensure_ascii=False, indent=2))
    else:
        print_plan(made, language)
    if not made.feasible:
        raise typer.Exit(INFEASIBLE)
