"""The offers compared for needs alike, and the requirement levels of a competed need."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from greenward.documents import wording
from greenward.documents.table import NOTHING, Figure, Row, TableView, table_view
from greenward.lifecycle.compare import compare_offers
from greenward.terms.footprint import Order
from greenward.terms.life_cycle import COST_PARTS
from greenward.terms.method import Method
from greenward.terms.names import Language
from greenward.terms.plan import Comparison, Face, Judged, Survey
from greenward.texts import say, say_reason

MOST_OFFERS = 20
EMBODIED = ("missing.embodied", "missing.only_spend", "missing.own_is_no_category")
CARBON = ("embodied", "footprint_year", "footprint_order", "footprint_own")


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
        survey = by_need[comparison.needs[0]]
        judged = sorted(comparison.judged, key=_by_fitness)
        shown = judged if most is None else judged[:most]
        yield _offers(comparison, shown, survey, method, language)
        if shown:
            yield _emissions(comparison, shown, survey, method, language)
    for survey in surveys:
        if survey.face is Face.REQUIREMENT:
            yield _levels(survey, method, language)


def _offers(
    comparison: Comparison, shown: Sequence[Judged], survey: Survey, method: Method, language: Language
) -> TableView:
    """Return what the offers cost and whether they may be chosen."""
    parts = tuple(part for part in COST_PARTS[1:] if any(part in dict(item.life.parts) for item in shown))
    grade = "water_grade" if wording.by_water(survey.answer) else "grade"
    keys = ("product", grade, "supplier", "offer", "unit_price", *parts, "unit_cost", "lawful")
    notes = []
    if len(shown) < len(comparison.judged):
        notes.append(say("table.more_offers", language, shown=len(shown), all=len(comparison.judged)))
    if survey.blocked is not None:
        notes.append(say_reason(survey.blocked, language))
    return table_view(
        "offers",
        keys,
        [_offer(item, parts, language) for item in shown],
        language,
        params=_params(comparison, survey, method, language),
        note=wording.SPACE[language].join(notes),
        narrow=("product", "supplier", "unit_price", "unit_cost", "lawful"),
    )


def _emissions(
    comparison: Comparison, shown: Sequence[Judged], survey: Survey, method: Method, language: Language
) -> TableView:
    """Return what the same offers use and emit."""
    views = CARBON if any(item.life.carbon.value is not None for item in shown) else ()
    keys = ("product", "offer", "energy", "basis", "carbon", *views)
    incomplete = [r for item in shown for r in item.life.carbon.missing if r.code in EMBODIED]
    warnings = [r for item in shown for r in item.life.carbon.warnings]
    notes = dict.fromkeys(say_reason(reason, language) for reason in (*incomplete, *warnings))
    return table_view(
        "emissions",
        keys,
        [_emission(item, _carbon(item, shown, language) if views else (), language) for item in shown],
        language,
        params=_params(comparison, survey, method, language),
        note=wording.SPACE[language].join(notes),
    )


def _params(comparison: Comparison, survey: Survey, method: Method, language: Language) -> dict[str, object]:
    title = f"{wording.need_ids(comparison.needs, language)} {wording.item_name(survey, language)}"
    money = wording.money_word(method.currency, language)
    return {"title": title, "currency": money, "years": method.years}


def _offer(item: Judged, parts: tuple[str, ...], language: Language) -> Row:
    known = dict(item.life.parts)
    return (
        f"{item.named.brand} {item.named.model}",
        NOTHING if item.grade is None else str(item.grade),
        item.named.supplier,
        f"{item.named.offer_id}\n{item.source}\n{item.obtained}",
        Figure(item.unit_price),
        *(Figure(known.get(part), absent=part not in known) for part in parts),
        Figure(item.life.total),
        _lawful(item, language),
    )


def _emission(item: Judged, carbon: Row, language: Language) -> Row:
    life = item.life
    return (
        f"{item.named.brand} {item.named.model}",
        item.named.offer_id,
        Figure(life.yearly_energy, 1),
        say(f"basis.{life.energy_basis}", language) if life.energy_basis else NOTHING,
        Figure(life.carbon_of_use, 1),
        *carbon,
    )


def _carbon(item: Judged, shown: Sequence[Judged], language: Language) -> Row:
    """Return embodied carbon, the footprint of a year of service, where it stands, and the maker's own figure.

    It stands beside the least of those that may be chosen, or of all where none may; an overlap is no difference.
    """
    view = item.life.carbon
    known = [other.life.carbon for other in shown if other.life.carbon.value_per_year is not None]
    least = min(known, key=lambda other: other.value_per_year or Decimal(0))
    order = compare_offers(view, least)
    own = view.own
    code = "self" if view == least else order.order.value
    use = "" if code != "undecided" or order.use is Order.UNDECIDED else f"_use_{order.use.value}"
    beside = NOTHING
    if own is not None:
        rung = say(f"rung.{own.rung.name.casefold()}", language)
        beside = say("carbon.own", language, value=f"{own.value:,.0f}", rung=rung, rule=own.rule or NOTHING)
    return (
        NOTHING if view.embodied is None else _range(view.embodied.value, view.embodied.low, view.embodied.high),
        _range(view.value_per_year, view.low_per_year, view.high_per_year),
        say(f"carbon.{code}{use}", language),
        beside,
    )


def _range(value: Decimal | None, low: Decimal | None, high: Decimal | None) -> str:
    if value is None:
        return NOTHING
    return f"{value:,.1f}" if low is None or high is None else f"{value:,.1f} ({low:,.1f}–{high:,.1f})"


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
    params = {"title": title, "currency": wording.money_word(method.currency, language), "years": method.years}
    return table_view("levels", keys, rows, language, params=params, note=wording.SPACE[language].join(notes))


def _by_fitness(item: Judged) -> tuple[bool, bool, Decimal, str]:
    total = item.life.total
    return bool(item.masks), total is None, total or item.unit_price, item.named.offer_id
