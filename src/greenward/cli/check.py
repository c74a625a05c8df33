"""greenward check: what the rules demand of one item on one day, and why."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from greenward.cli.check_list import check_list, is_list
from greenward.cli.options import (
    AmountOption,
    JsonOption,
    KindOption,
    LangOption,
    LevelOption,
    ObjectOption,
    OnOption,
    PackOption,
    PlaceOption,
    as_language,
    print_json,
)


def check(
    item: Annotated[str, typer.Argument(help="A name, a category code together with --edition, or a list's file.")],
    pack: PackOption = "cn",
    on: OnOption = None,
    edition: Annotated[str, typer.Option(help="The edition of the catalogue that a code is from.")] = "",
    attribute: Annotated[list[str] | None, typer.Option(help="A stated attribute, name=value.")] = None,
    layer: Annotated[list[Path] | None, typer.Option(help="A folder with the unit's own rules.")] = None,
    place: PlaceOption = "",
    level: LevelOption = "",
    kind: KindOption = "",
    amount: AmountOption = "",
    object_: ObjectOption = "goods",
    products: Annotated[Path | None, typer.Option(help="The unit's sheet of products, .csv or .xlsx.")] = None,
    out: Annotated[Path | None, typer.Option(help="Where the findings for a list go, .csv or .xlsx.")] = None,
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    """Say what the rules demand of ITEM, with --level how to buy it; a list comes back with a finding in each row."""
    from dataclasses import replace
    from decimal import Decimal

    from greenward.catalogue import KnownProducts
    from greenward.documents.answer import answer_data, answer_text
    from greenward.exchange.item import item_line
    from greenward.exchange.products import read_products
    from greenward.policy import FROM_SHEET, check_product, load_layer, load_packs, resolve, way
    from greenward.terms.buyer import Buyer
    from greenward.terms.money import Money

    language = as_language(lang)
    day = on or date.today()  # noqa: DTZ011  only a face asks the clock, for the user's own day
    if is_list(item):
        from greenward.documents.list_answers import Asked

        asked = Asked(pack, tuple(layer or ()), day, Buyer(place or "CN", level, kind), object_, products)
        check_list(Path(item), out, asked, language, as_json)
        return
    if out is not None:
        raise typer.BadParameter(
            "it goes with a list's file; the answer for a single item is printed", param_hint="--out"
        )
    buyer = Buyer(place or "CN", level, kind) if place or level or kind else None
    layers = load_packs(pack, buyer)
    for folder in layer or []:
        layers += (load_layer(folder, layers),)
    rules = resolve(layers, day, buyer)
    known = KnownProducts(() if products is None else read_products(products, rules)).named(item)
    answer = check_product(item_line(item, edition, ";".join(attribute or []), rules), known, False, rules)
    if buyer is not None:
        total = Money(Decimal(amount), "CNY") if amount else None
        answer = replace(answer, way=way(answer, total, object_, rules))
    product = known[0] if answer.reading is not None and answer.reading.code == FROM_SHEET else None
    if as_json:
        print_json(answer_data(answer, product, language))
    else:
        typer.echo(answer_text(answer, product, rules, language))
