"""The front of a plan as a table, a row a point, and as a drawing of the points that none beats."""

from collections.abc import Iterator
from dataclasses import replace

from greenward.documents import wording
from greenward.documents.chart import Drawing
from greenward.documents.plot import frontier
from greenward.documents.table import NOTHING, Cell, Figure, TableView, table_view
from greenward.terms.front import CARBON, PRICE, Front, FrontPoint
from greenward.terms.names import Language
from greenward.terms.plan import Plan
from greenward.texts import enumerated, say, say_reason

MOST_LINES = 5
GAP_PLACES = 4


def front_tables(plan: Plan, language: Language) -> Iterator[TableView]:
    """Yield the table of a plan's front, the plan itself in its first row; nothing where there is no point."""
    front = plan.front
    if front is None or not front.points:
        return
    rates = ("carbon_rate", "price_rate")
    hidden = {f"{word}_ceiling" for word in (CARBON, PRICE) if word not in front.over}
    hidden.add(rates[CARBON in front.over])
    keys = ("point", "price_ceiling", "carbon_ceiling", "price", "cost", "carbon", "carbon_rate", "price_rate",
            "bound", "gap", "changed", "point_remark")  # fmt: skip
    shown = [key for key in keys if key not in hidden]
    rows = [_itself(plan, language), *(_cells(front, at, language) for at in range(len(front.points)))]
    yield table_view(
        "front",
        shown,
        [tuple(row[key] for key in shown) for row in rows],
        language,
        params={
            "currency": wording.money_word(plan.method.currency, language),
            "years": plan.method.years,
            "what": enumerated((say(f"front.{word}", language) for word in front.over), language),
        },
        note=_note(front, wording.money_word(plan.method.currency, language), language),
        narrow=[key for key in shown if key not in _wide(front)],
    )


def _wide(front: Front) -> set[str]:
    """Return the columns that a terminal leaves out; of a lattice the ceilings say enough of price and carbon."""
    return {"bound", "gap", CARBON, PRICE} - (set(front.over) if len(front.over) == 1 else set())


def front_drawing(view: TableView, front: Front) -> Drawing:
    """Return the front as steps of life-cycle cost over carbon or, where that has no ceiling, over price.

    Of a lattice each ceiling on price has steps of its own, five of them at most, from the loosest to the tightest.
    """
    x, y = (view.heads.index(head) for head in (CARBON if CARBON in front.over else PRICE, "cost"))
    unbeaten = [at for at, point in enumerate(front.points) if point.cost is not None and not point.beaten]
    lattice = len(front.over) > 1
    ceilings = list(dict.fromkeys(front.points[at].price_ceiling for at in unbeaten))
    drawn = {ceilings[at * (len(ceilings) - 1) // (MOST_LINES - 1)] for at in range(MOST_LINES)} if ceilings else set()
    rows = [view.rows[at + 1] for at in unbeaten if not lattice or front.points[at].price_ceiling in drawn]
    by = view.heads.index("price_ceiling") if lattice else None
    axes = (view.headings[x], view.headings[y])
    return frontier(replace(view, rows=(view.rows[0], *rows)), x, y, axes, chosen=0, by=by)


def _itself(plan: Plan, language: Language) -> dict[str, Cell]:
    """Return the row of the plan itself, to compare with."""
    none = Figure(None, absent=True)
    return {
        **dict.fromkeys(("price_ceiling", "carbon_ceiling", "carbon_rate", "price_rate"), none),
        "bound": Figure(None if plan.gap is None else plan.cost * (1 - plan.gap)),
        "point": say("front.itself", language),
        "price": Figure(plan.price),
        "cost": Figure(plan.cost),
        "carbon": Figure(plan.carbon, 0),
        "gap": Figure(None if plan.gap is None else plan.gap * 100, GAP_PLACES),
        "changed": NOTHING,
        "point_remark": "",
    }


def _cells(front: Front, at: int, language: Language) -> dict[str, Cell]:
    point = front.points[at]
    none = point.cost is None
    return {
        "point": str(at + 1),
        "price_ceiling": Figure(point.price_ceiling),
        "carbon_ceiling": Figure(point.carbon_ceiling, 0),
        "price": Figure(point.price, absent=none),
        "cost": Figure(point.cost, absent=none),
        "carbon": Figure(point.carbon, 0, absent=none),
        "carbon_rate": Figure(point.rate if point.rate_is_sure else None, absent=True),
        "price_rate": Figure(point.rate if point.rate_is_sure else None, GAP_PLACES, absent=True),
        "bound": Figure(point.bound, absent=none),
        "gap": Figure(None if point.gap is None else point.gap * 100, GAP_PLACES, absent=none),
        "changed": wording.need_ids(point.changed, language) if point.changed else NOTHING,
        "point_remark": _remark(front, at, language),
    }


def _remark(front: Front, at: int, language: Language) -> str:
    point = front.points[at]
    if point.why is not None:
        return say_reason(point.why, language)
    same = next(n for n, other in enumerate(front.points, start=1) if _plan(other) == _plan(point))
    parts = [say("front.same", language, point=same)] if same <= at else []
    if not point.changed:
        parts.append(say("front.as_plan", language))
    if point.beaten:
        parts.append(say("front.beaten", language))
    if point.gap is not None and point.gap > front.asked:
        parts.append(say("front.wide", language, asked=f"{front.asked * 100:f}"))
    if point.rate_low is not None and point.rate_high is not None and not point.rate_is_sure:
        low, high = (Figure(end).text("") for end in (point.rate_low, point.rate_high))
        parts.append(say("front.rate_unsure", language, low=low, high=high))
    return wording.SEPARATOR[language].join(parts)


def _plan(point: FrontPoint) -> tuple[object, ...]:
    """Return what tells one plan from another without a name."""
    return point.price, point.cost, point.carbon, point.changed


def _note(front: Front, currency: str, language: Language) -> str:
    rate = "front.note_carbon_rate" if CARBON in front.over else "front.note_price_rate"
    parts = [say("front.note", language), say(rate, language, currency=currency)]
    if front.left_out:
        parts.append(say("front.left_out", language, needs=front.left_out))
    return wording.SPACE[language].join(parts)
