"""What offers and requirement levels save against a base case, as tables."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from greenward.documents import wording
from greenward.documents.table import NOTHING, Figure, Row, TableView, table_view
from greenward.terms.method import Method
from greenward.terms.names import Language
from greenward.terms.plan import Comparison, Survey
from greenward.terms.savings import Alternative, Savings
from greenward.texts import say, say_reason

PERCENT = 100
MEASURES = (
    *("net_savings", "ratio", "adjusted_return", "simple_years", "discounted_years", "annual_cost"),
    *("break_even", "saving_remark"),
)


def savings_tables(
    found: Sequence[Savings],
    surveys: Sequence[Survey],
    comparisons: Sequence[Comparison],
    method: Method,
    language: Language,
) -> Iterator[TableView]:
    """Yield a table for each comparison of offers (of one piece), and for each competed need (of its levels).

    How they are to be read is told once, under the first.
    """
    products = {j.named.offer_id: f"{j.named.brand} {j.named.model}" for c in comparisons for j in c.judged}
    by_id = {survey.need.id: survey for survey in surveys}
    told: set[str] = set()
    for item in found:
        survey = by_id[item.needs[0]]
        title = f"{wording.need_ids(item.needs, language)} {wording.item_name(survey, language)}"
        names = _levels(survey, language) if item.levels else products
        rows = [(names[each.id], *figures(each, item, language)) for each in item.alternatives]
        first = ("water_grade" if wording.by_water(survey.answer) else "grade") if item.levels else "product"
        note = say_reason(item.missing, language) if item.missing else notes(method, language, item.levels)
        yield table_view(
            "level_savings" if item.levels else "savings",
            (first, *MEASURES),
            rows,
            language,
            params={"title": title, "currency": wording.money_word(method.currency, language), "years": method.years},
            note="" if note in told else note,
        )
        told.add("" if item.missing else note)


def figures(item: Alternative, found: Savings, language: Language) -> Row:
    """Return the cells of the measures and, last, why those without a figure have none."""
    life = item.measures
    if life is None:
        base = "saving.base_named" if found.named else "saving.base_level" if found.levels else "saving.base_lowest"
        nothing = Figure(None, absent=True)
        return nothing, nothing, nothing, nothing, nothing, Figure(item.annual_cost), nothing, say(base, language)
    rate = None if life.adjusted_return is None else life.adjusted_return * PERCENT
    return (
        Figure(life.net_savings),
        _known(life.savings_to_investment, 2),
        _known(rate, 1),
        _known(life.simple_payback, 0),
        _known(life.discounted_payback, 0),
        Figure(item.annual_cost),
        _known(life.break_even, 3),
        wording.SEPARATOR[language].join(say_reason(reason, language) for reason in life.remarks) or NOTHING,
    )


def notes(method: Method, language: Language, levels: bool = False) -> str:
    """Return how the measures are to be read, with the price of electricity that the break-even price stands beside."""
    tariff = method.price("electricity")
    now = NOTHING if tariff is None else f"{tariff.value} {tariff.unit}"
    if levels:
        return say("saving.levels_note", language)
    return say("saving.note", language, day=method.base_date, years=method.years, tariff=now)


def _known(value: Decimal | int | None, places: int) -> Figure:
    return Figure(None, absent=True) if value is None else Figure(Decimal(value), places)


def _levels(survey: Survey, language: Language) -> dict[str, str]:
    water = wording.by_water(survey.answer)
    return {
        option.id: wording.level_grade(level.grade, water, language)
        if level.grade
        else say("level.any_grade", language)
        for option in survey.options
        if (level := option.level) is not None
    }
