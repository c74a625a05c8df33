"""How sure the ranking of offers is, as tables: one input at a time, and all at once."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from greenward.documents import wording
from greenward.documents.table import Figure, Row, TableView, table_view
from greenward.terms.method import Method
from greenward.terms.names import Language
from greenward.terms.plan import Comparison
from greenward.terms.sensitivity import DISCOUNT_RATE, Input, Ranges, Sensitivity, Swing
from greenward.texts import enumerated, say


def sensitivity_tables(
    found: Sequence[Sensitivity],
    comparisons: Sequence[Comparison],
    ranges: Ranges,
    method: Method,
    language: Language,
) -> Iterator[TableView]:
    """Yield two tables a comparison: what each input does alone, with switching values; the draws of all at once."""
    named = {j.named.offer_id: f"{j.named.brand} {j.named.model}" for c in comparisons for j in c.judged}
    for item in found:
        products = tuple(named[id_] for id_ in item.offers)
        params = {
            "needs": wording.need_ids(item.needs, language),
            "product": products[0],
            "currency": wording.money_word(method.currency, language),
            "draws": f"{ranges.draws:,}",
            "seed": ranges.seed,
        }
        swings = [_swing(swing, products, language) for swing in item.swings]
        heads = ("input", "range", "cost_at_low", "cost_at_high", "lead_at_low", "lead_at_high", "switching")
        yield table_view("tornado", heads, swings, language, params=params, note=say("table.tornado_note", language))
        spreads: list[Row] = [
            (
                product,
                Figure(s.best * 100, 1),
                *(Figure(value) for value in (s.mean, s.p05, s.p50, s.p95)),
                str(s.group + 1),
            )
            for product, s in zip(products, item.spreads, strict=True)
        ]
        heads = ("product", "best_share", "cost_mean", "cost_p05", "cost_p50", "cost_p95", "group")
        yield table_view("draws", heads, spreads, language, params=params, note=say("table.draws_note", language))


def _swing(swing: Swing, products: tuple[str, ...], language: Language) -> Row:
    switches = [
        say("sensitivity.switch", language, value=_at(swing.input, value, language), product=products[offer])
        for value, offer in filter(None, swing.switches)
    ]
    label = "subject.discount_rate" if swing.input.key == DISCOUNT_RATE else f"part.{swing.input.key}"
    ends = (_at(swing.input, swing.input.low, language), _at(swing.input, swing.input.high, language))
    return (
        say(label, language),
        say("sensitivity.range", language, low=ends[0], high=ends[1]),
        *(Figure(value) for value in (swing.cost_low, swing.cost_high, swing.at_low, swing.at_high)),
        enumerated(switches, language) if switches else say("sensitivity.no_switch", language),
    )


def _at(item: Input, value: Decimal, language: Language) -> str:
    """Return a factor in per cent of the base, or points on the rate."""
    if item.key == DISCOUNT_RATE:
        return say("sensitivity.points", language, points=f"{value * 100:+.2f}")
    return f"{value * 100:,.1f} %"
