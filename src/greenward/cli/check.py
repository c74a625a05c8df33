"""greenward check: what the rules demand of one item on one day, and why."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

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
    item: Annotated[str, typer.Argument(help="A name, or a category code together with --edition.")],
    pack: PackOption = "cn",
    on: OnOption = None,
    edition: Annotated[str, typer.Option(help="The edition of the catalogue that a code is from.")] = "",
    attribute: Annotated[list[str] | None, typer.Option(help="A stated attribute, name=value.")] = None,
    layer: Annotated[list[Path] | None, typer.Option(help="A folder with the unit's own rules.")] = None,
    place: PlaceOption = "",
    level: LevelOption = "",
    kind: KindOption = "",
    amount: AmountOption = None,
    object_: ObjectOption = "goods",
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    """Say what the rules demand of ITEM: status, article, evidence, the certificate check; with --level, how to buy."""
    from dataclasses import replace
    from decimal import Decimal

    from greenward.documents.answer import answer_data, answer_text
    from greenward.exchange.item import item_line
    from greenward.policy import check as check_line
    from greenward.policy import load_layer, load_packs, resolve, way
    from greenward.terms.buyer import Buyer
    from greenward.terms.money import Money

    language = as_language(lang)
    buyer = Buyer(place or "CN", level, kind) if place or level or kind else None
    layers = load_packs(pack, buyer)
    for folder in layer or []:
        layers += (load_layer(folder, layers),)
    rules = resolve(layers, on or date.today(), buyer)  # noqa: DTZ011  only a face asks the clock, for the user's own day
    answer = check_line(item_line(item, edition, ";".join(attribute or []), rules), rules)
    if buyer is not None:
        total = None if amount is None else Money(Decimal(amount), "CNY")
        answer = replace(answer, way=way(answer, total, object_, rules))
    if as_json:
        print_json(answer_data(answer, language))
    else:
        typer.echo(answer_text(answer, language))
