"""The offers compared for needs alike, and the requirement levels of a competed need."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from greenward.documents import wording
from greenward.documents.table import NOTHING, Figure, Row, TableView, table_view
from greenward.terms.life_cycle import COST_PARTS
from greenward.terms.method import Method
from greenward.terms.names import Language
from greenward.terms.plan import Comparison, Face, Judged, Survey
from greenward.texts import say, say_reason

MOST_OFFERS = 20


def offers_tables(
    surveys: Sequence[Survey],
    comparisons: Sequence[Comparison],
    method: Method,
    language: Language,
    most: int | None = MOST_OFFERS,
) -> Iterator[TableView]:
    """Yield the offers looked at, once for all needs that look at the same, and each competed need's levels.

    ``most`` limits the offers shown of one comparison (None: all).
    """
    by_need = {survey.need.id: survey for survey in surveys}
    for comparison in comparisons:
        yield _offers(comparison, by_need[comparison.needs[0]], method, language, most)
    for survey in surveys:
        if survey.face is Face.REQUIREMENT:
            yield _levels(survey, method, language)


def _offers(comparison: Comparison, survey: Survey, method: Method, language: Language, most: int | None) -> TableView:
    judged = sorted(comparison.judged, key=_by_fitness)
    shown = judged if most is None else judged[:most]
    parts = tuple(part for part in COST_PARTS[1:] if any(part in dict(item.life.parts) for item in shown))
    keys = ("product", "grade", "supplier", "offer", "unit_price", *parts, "unit_cost", "energy", "basis",
            "carbon", "lawful")  # fmt: skip
    if wording.by_water(survey.answer):
        keys = ("product", "water_grade", *keys[2:])
    notes = []
    if len(shown) < len(judged):
        notes.append(say("table.more_offers", language, shown=len(shown), all=len(judged)))
    if survey.blocked is not None:
        notes.append(say_reason(survey.blocked, language))
    title = f"{wording.need_ids(comparison.needs, language)} {wording.item_name(survey, language)}"
    return table_view(
        "offers",
        keys,
        [_offer(item, parts, language) for item in shown],
        language,
        params={"title": title, "currency": method.currency, "years": method.years},
        note=wording.SPACE[language].join(notes),
        narrow=("product", "supplier", "unit_price", "unit_cost", "energy", "carbon", "lawful"),
    )


def _offer(item: Judged, parts: tuple[str, ...], language: Language) -> Row:
    life = item.life
    known = dict(life.parts)
    return (
        f"{item.named.brand} {item.named.model}",
        NOTHING if item.grade is None else str(item.grade),
        item.named.supplier,
        f"{item.named.offer_id}\n{item.source}\n{item.obtained}",
        Figure(item.unit_price),
        *(Figure(known.get(part), absent=part not in known) for part in parts),
        Figure(life.total),
        Figure(life.yearly_energy, 1),
        say(f"basis.{life.energy_basis}", language) if life.energy_basis else NOTHING,
        Figure(life.carbon_of_use, 1),
        _lawful(item, language),
    )


def _lawful(item: Judged, language: Language) -> str:
    left_out = [say("table.left_out", language, what=say_reason(reason, language)) for reason in item.life.left_out]
    if not item.masks:
        return "\n".join([say("table.lawful", language), *left_out])
    texts = [say("table.unlawful", language)]
    for mask in item.masks:
        text = say_reason(mask.reason, language)
        if mask.citation is not None:
            text = say("mask.with_source", language, reason=text, source=wording.citation(mask.citation, language))
        texts.append(text)
    return "\n".join([*texts, *left_out])


def _levels(survey: Survey, method: Method, language: Language) -> TableView:
    water = wording.by_water(survey.answer)
    rows = [
        (
            wording.level_grade(item.grade, water, language) if item.grade else say("level.any_grade", language),
            Figure(Decimal(item.offers), 0),
            Figure(Decimal(item.suppliers), 0),
            Figure(item.price_low),
            Figure(item.price_high),
            Figure(item.cost_low),
            Figure(item.cost_high),
        )
        for option in survey.options
        if (item := option.level) is not None
    ]
    notes = [say("table.competed", language)]
    counts = [say("refused.count", language, kind=say(kind, language), count=count) for kind, count in survey.refused]
    refused = wording.SEPARATOR[language].join(counts)
    if refused:
        notes.append(say("table.refused", language, refused=refused))
    if survey.blocked is not None:
        notes.append(say_reason(survey.blocked, language))
    keys = ("grade", "offers", "suppliers", "price_low", "price_high", "cost_low", "cost_high")
    if water:
        keys = ("water_grade", *keys[1:])
    title = f"{survey.need.id} {wording.item_name(survey, language)}"
    params = {"title": title, "currency": method.currency, "years": method.years}
    return table_view("levels", keys, rows, language, params=params, note=wording.SPACE[language].join(notes))


def _by_fitness(item: Judged) -> tuple[bool, bool, Decimal, str]:
    total = item.life.total
    return bool(item.masks), total is None, total or item.unit_price, item.named.offer_id
