"""greenward plan: the best plan the budget buys."""

import re
from dataclasses import fields
from decimal import Decimal
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
    print_json,
)
from greenward.terms.front import FRONTS, POINTS, FrontWish

_FACTOR = re.compile(r"\d{1,4}(\.\d{1,6})?", re.ASCII)


def parse_scale(given: str | Decimal) -> Decimal:
    """Return the factor on every budget line; refuses what is not a number from 0 to 1000."""
    text = str(given)  # the default comes here too
    scale = Decimal(text) if _FACTOR.fullmatch(text) else Decimal(-1)
    if not 0 <= scale <= 1000:
        raise typer.BadParameter(f"'{text}' is no factor from 0 to 1000, for instance 0.5")
    return scale


def parse_gap(text: str) -> float:
    """Return a share from 0 to 1."""
    try:
        gap = float(text)
    except ValueError:
        gap = -1.0
    if not 0 <= gap < 1:
        raise typer.BadParameter(f"'{text}' is no share from 0 to 1, for instance 0.001")
    return gap


def parse_frontier(text: str) -> str:
    """Return the word that says on what the ceilings of a front lie."""
    if text not in FRONTS:
        raise typer.BadParameter(f"'{text}' is none of {', '.join(FRONTS)}")
    return text


def front_wish(word: str | None, points: int | None) -> FrontWish | None:
    """Return the front that is asked for; refuses points without one, and fewer than a lattice has corners."""
    if word is None:
        if points is not None:
            raise typer.BadParameter(f"--points needs --frontier {'|'.join(FRONTS)}")
        return None
    wish = FrontWish(FRONTS[word], POINTS if points is None else points)
    if wish.points < 2 ** len(wish.over):
        raise typer.BadParameter("--frontier both needs --points 4 or more: a lattice of two ceilings has four corners")
    return wish


def plan(
    case: CaseArgument,
    pack: PackOption = "cn",
    on: OnOption = None,
    budget_scale: Annotated[
        Decimal, typer.Option(parser=parse_scale, metavar="FACTOR", help="What if every budget line were this much?")
    ] = Decimal(1),
    gap: Annotated[
        float,
        typer.Option(parser=parse_gap, metavar="SHARE", help="How near to the best it must be proved."),
    ] = 5e-3,
    frontier: Annotated[
        str | None,
        typer.Option(
            parser=parse_frontier,
            metavar="|".join(FRONTS),
            help="Show the least life-cycle cost under each ceiling on use-phase carbon, on price, or on both.",
        ),
    ] = None,
    points: Annotated[
        int | None,
        typer.Option(min=2, max=200, help=f"How many ceilings the frontier has; default: {POINTS}."),
    ] = None,
    html: Annotated[Path | None, typer.Option(help="Write the report to this HTML file.")] = None,
    pdf: Annotated[Path | None, typer.Option(help="Write the report to this PDF, to print and sign.")] = None,
    docx: Annotated[Path | None, typer.Option(help="Write the report to this Word file, to edit.")] = None,
    docx_template: Annotated[
        Path | None, typer.Option(help="The office's own Word template for --docx, with its letterhead.")
    ] = None,
    xlsx: Annotated[Path | None, typer.Option(help="Write the tables to this workbook.")] = None,
    funding_request: Annotated[
        Path | None,
        typer.Option(help="Write the request for the money that the best choices lack to this HTML, PDF or Word file."),
    ] = None,
    inventory: Annotated[
        bool,
        typer.Option("--inventory", help="Show also what the plan enters into an inventory, scope 3 and 2."),
    ] = False,
    data: DataOption = None,
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    """Plan CASE: for each need the offer, or the requirement level, that costs least over life within the budget."""
    from greenward.cli.funding_file import ENDINGS, check_asking, check_funding_extra, write_funding_request
    from greenward.cli.output import check_outputs
    from greenward.cli.plan_files import PlanFiles, check_extras, write_plan_files
    from greenward.cli.terminal import print_plan, print_tables
    from greenward.documents.inventory_tables import inventory_tables
    from greenward.exchange.case import read_case
    from greenward.exchange.store import load, load_products
    from greenward.planning.carbon_price import with_carbon_price
    from greenward.planning.case import plan_case, with_footprints
    from greenward.planning.inventory import inventory as inventory_of
    from greenward.terms.footprint import FootprintList
    from greenward.terms.price_series import PriceSeriesList

    language = as_language(lang)
    if docx_template is not None and docx is None:
        raise typer.BadParameter("--docx-template needs --docx FILE")
    wish = front_wish(frontier, points)
    files = PlanFiles(html, pdf, docx, docx_template, xlsx)
    check_extras(files)
    check_funding_extra(funding_request)
    folder = data_folder(data)
    found = with_carbon_price(read_case(case, pack, on), load(folder, PriceSeriesList))
    found = with_footprints(found, load(folder, FootprintList))
    asked = {} if funding_request is None else {funding_request: ENDINGS}
    check_outputs({**files.endings, **asked}, (*found.files, *files.inputs))
    check_asking(funding_request, found, files.endings)
    products = load_products(folder)
    made = plan_case(found, products, budget_scale, gap, wish)
    write_plan_files(files, made, language)
    entered = inventory_of(made, found, products) if inventory else None
    if as_json:
        print_json(
            made
            if entered is None
            else {**{field.name: getattr(made, field.name) for field in fields(made)}, "inventory": entered}
        )
    else:
        print_plan(made, language)
        print_tables(() if entered is None else inventory_tables(entered, made, language), language)
    write_funding_request(funding_request, made, found, products, language)
    if not made.feasible:
        raise typer.Exit(INFEASIBLE)
