"""The plan of a case: the best its budget lines can buy, and what is missing where they cannot."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from greenward.planning.choice import GAP, NO_LIMITS, Choice, carbon_of, cheapest, choose, least_cost, proved_gap
from greenward.planning.held import Room, room
from greenward.terms.budget import BudgetLine
from greenward.terms.canonical import digest
from greenward.terms.demand import Limits, LineLimit
from greenward.terms.finding import Reason
from greenward.terms.front import Front, FrontWish
from greenward.terms.method import Method
from greenward.terms.names import Names
from greenward.terms.plan import BudgetUse, Comparison, Option, Plan, PlanLine, Survey, Totals


def plan(
    case: Names,
    unit: Names,
    invented: Names | None,
    surveys: Sequence[Survey],
    comparisons: tuple[Comparison, ...],
    budgets: Sequence[BudgetLine],
    method: Method,
    budget_scale: Decimal = Decimal(1),
    notes: tuple[Reason, ...] = (),
    limits: Limits = NO_LIMITS,
    gap: float = GAP,
    wish: FrontWish | None = None,
) -> Plan:
    """Return the plan with the least life-cycle cost that each budget line, times ``budget_scale``, can hold.

    A line that cannot hold its cheapest lawful basket leaves its needs unserved and says what it lacks; all others are
    planned together, within ``limits`` over them all. Where those leave no plan, each says what it lacks, and no need
    is served. The search ends when the plan is proved to lie within ``gap`` of the best. ``wish`` asks for a front.
    """
    amounts = {budget.key: budget.available.amount * budget_scale for budget in budgets}
    ready = [item for item in surveys if item.options]
    baskets = {
        budget.key: sum((cheapest(item.options).price for item in ready if budget.holds(item.need)), Decimal(0))
        for budget in budgets
    }
    short = [budget for budget in budgets if baskets[budget.key] > amounts[budget.key]]
    planned = [item for item in ready if not any(budget.holds(item.need) for budget in short)]
    ready_ids = {item.need.id for item in planned}
    lines = tuple(LineLimit(budget.id, amounts[budget.key], budget.year) for budget in budgets if budget not in short)
    held = replace(limits, lines=lines)
    found = choose(planned, held, gap)
    taken = list(found.chosen.values())
    uses = tuple(_use(budget, amounts[budget.key], baskets[budget.key], planned, found) for budget in budgets)
    left = room(found.limits, taken)
    made = tuple(_line(item, found.chosen.get(item.need.id), item.need.id in ready_ids, uses, left) for item in surveys)
    cost = sum((option.cost for option in taken), Decimal(0))
    day, packs = surveys[0].answer.day, surveys[0].answer.packs
    return Plan(
        case=case,
        unit=unit,
        invented=invented,
        day=day,
        packs=packs,
        method=method,
        method_digest=digest(method),
        what_if=budget_scale,
        lines=made,
        comparisons=comparisons,
        budgets=uses,
        price=sum((option.price for option in taken), Decimal(0)),
        cost=cost,
        carbon=carbon_of(taken),
        cheapest=_totals([cheapest(line.survey.options) for line in made if line.chosen is not None]),
        gap=proved_gap(cost, found.bound) if taken else None,
        notes=(*surveys[0].answer.notes, *notes, *found.notes),
        limits=found.limits,
        solver=found.solver,
        front=None if wish is None else _front(planned, held, wish, gap, found),
    )


def _line(survey: Survey, chosen: Option | None, holding: bool, uses: Sequence[BudgetUse], left: Room) -> PlanLine:
    if not survey.options:
        return PlanLine(survey, None, None, None, (), survey.blocked, None)
    best, line = least_cost(survey.options), survey.need.budget_line
    short = Reason("unserved.limits") if holding else Reason("unserved.budget_short", {"line": line})
    paying = [use for use in uses if use.line.holds(survey.need)]
    return PlanLine(
        survey=survey,
        chosen=chosen,
        cheapest=cheapest(survey.options).id,
        least_cost=best.id,
        held_back=left.held_back(chosen, best, paying) if chosen is not None and chosen.id != best.id else (),
        unserved=None if chosen is not None else short,
        without_preference=_without_preference(survey, chosen),
    )


def _use(budget: BudgetLine, amount: Decimal, basket: Decimal, surveys: Iterable[Survey], found: Choice) -> BudgetUse:
    chosen = found.chosen
    mine = [chosen[item.need.id] for item in surveys if budget.holds(item.need) and item.need.id in chosen]
    planned = sum((option.price for option in mine), Decimal(0))
    short = max(basket - amount, Decimal(0))
    return BudgetUse(budget, amount, planned, basket, short, found.worth.get(budget.key) if mine else None)


def _totals(options: Sequence[Option]) -> Totals:
    price = sum((item.price for item in options), Decimal(0))
    return Totals(price, sum((item.cost for item in options), Decimal(0)), carbon_of(options))


def _without_preference(survey: Survey, chosen: Option | None) -> Reason | None:
    """Return why the choice needs a reason of its own: it lacks what a rule prefers and other offers have."""
    if chosen is None or not survey.preferred or all(item.preferred or item.kept for item in chosen.awards):
        return None
    return Reason("todo.preferred", {"offers": survey.preferred})


def _front(planned: Sequence[Survey], held: Limits, wish: FrontWish, gap: float, found: Choice) -> Front:
    """Return the front that ``wish`` asks for; without a plan there is none."""
    from greenward.planning.front import front

    if not found.chosen:
        return Front(wish.over, (), (), Reason("front.none"))
    return front(planned, held, wish, gap, found.chosen)
