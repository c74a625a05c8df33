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
    data: DataOption = None,
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    """Compare the offers of CASE over their life; a competed need shows requirement levels instead of names."""
    from greenward.cli.cost_files import SHEET_ENDINGS, check_extra, write_rendition
    from greenward.cli.output import check_outputs
    from greenward.cli.terminal import print_notes, print_tables
    from greenward.documents.method_sheet import method_document
    from greenward.documents.offers_tables import offers_tables
    from greenward.documents.sheet_offer import sheet_offers
    from greenward.exchange.case import read_case
    from greenward.exchange.store import load, load_products
    from greenward.planning.case import case_notes, with_footprints
    from greenward.planning.survey import survey
    from greenward.terms.footprint import FootprintList

    language = as_language(lang)
    folder = data_folder(data)
    found = with_footprints(read_case(case, pack, on), load(folder, FootprintList))
    if method_sheet is not None:
        check_outputs({method_sheet: SHEET_ENDINGS}, found.files)
        check_extra(method_sheet)
    products = load_products(folder)
    surveys, comparisons = survey(found.needs, found.offers, found.rules, found.method, products)
    if method_sheet is not None:
        offers = sheet_offers(found.offers, surveys, comparisons, found.method, products)
        check = method_sheet.suffix.casefold() == ".xlsx"
        write_rendition(method_sheet, method_document(found, surveys, offers, language, check))
    if as_json:
        print_json({"method": found.method, "needs": surveys, "comparisons": comparisons})
    else:
        print_tables(offers_tables(surveys, comparisons, found.method, language), language)
        print_notes((*found.rules.notes, *case_notes(found)), language)
