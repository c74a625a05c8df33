"""greenward cost: what each offer costs over its life, need by need."""

from pathlib import Path
from typing import Annotated

import typer

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


def cost(
    case: CaseArgument,
    pack: PackOption = "cn",
    on: OnOption = None,
    method_sheet: Annotated[
        Path | None, typer.Option(help="Write how each figure is computed, to recompute it: .html, .pdf or .xlsx.")
    ] = None,
    data_request: Annotated[
        Path | None,
        typer.Option(help="Write what a tenderer must declare: a form (.html, .pdf, .docx), or the sheet (.xlsx)."),
    ] = None,
    base: Annotated[
        str | None,
        typer.Option(metavar="OFFER_ID", help="The offer that savings are counted against; default: the lowest price."),
    ] = None,
    data: DataOption = None,
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    """Compare the offers of CASE over their life; a competed need shows requirement levels instead of names."""
    from greenward.cli.cost_files import CostFiles, check_files, write_cost_files
    from greenward.cli.terminal import print_notes, print_tables
    from greenward.documents.offers_tables import offers_tables
    from greenward.documents.savings_tables import savings_tables
    from greenward.documents.sensitivity_tables import sensitivity_tables
    from greenward.exchange.case import read_case
    from greenward.exchange.store import load, load_products
    from greenward.planning.carbon_price import with_carbon_price
    from greenward.planning.case import case_notes, with_footprints
    from greenward.planning.measures import savings
    from greenward.planning.sensitivity import sensitivities
    from greenward.planning.survey import survey
    from greenward.terms.footprint import FootprintList
    from greenward.terms.price_series import PriceSeriesList

    language = as_language(lang)
    folder = data_folder(data)
    found = with_carbon_price(read_case(case, pack, on), load(folder, PriceSeriesList))
    found = with_footprints(found, load(folder, FootprintList))
    files = CostFiles(method_sheet, data_request)
    check_files(files, found.files)
    products = load_products(folder)
    surveys, comparisons = survey(found.needs, found.offers, found.rules, found.method, products)
    saved = savings(found, surveys, comparisons, products, base)
    sure = sensitivities(found, comparisons, products)
    write_cost_files(files, found, surveys, comparisons, saved, products, language)
    if as_json:
        offers = {"method": found.method, "needs": surveys, "comparisons": comparisons}
        print_json({**offers, "measures": saved, "sensitivity": sure})
    else:
        print_tables(offers_tables(surveys, comparisons, found.method, language), language)
        print_tables(savings_tables(saved, surveys, comparisons, found.method, language), language)
        if found.ranges is not None:
            tables = sensitivity_tables(sure, comparisons, found.ranges, found.method, language)
            print_tables(tables, language)
        print_notes((*found.rules.notes, *case_notes(found)), language)
