"""The plan of a case: the best its budget lines can buy, and what is missing where they cannot."""

from collections.abc import Sequence
from decimal import Decimal

from greenward.planning.solve import Choice, cheapest, least_cost, solve
from greenward.terms.budget import BudgetLine
from greenward.terms.canonical import digest
from greenward.terms.finding import Reason
from greenward.terms.method import Method
from greenward.terms.money import CENT
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
) -> Plan:
    """Return the plan with the least life-cycle cost that each budget line, times ``budget_scale``, can hold.

    Budget lines are independent, so each is solved by itself: one that cannot hold the cheapest lawful basket
    leaves its needs unserved and says what it lacks; the others are planned all the same.
    """
    lines: dict[str, PlanLine] = {}
    uses: list[BudgetUse] = []
    bound = Decimal(0)
    for budget in budgets:
        mine = [item for item in surveys if item.need.budget_line == budget.id]
        ready = [item for item in mine if item.options]
        amount = budget.available.amount * budget_scale
        choice = solve([item.options for item in ready], amount)
        basket = sum((cheapest(item.options).price for item in ready), Decimal(0))
        uses.append(_use(budget, amount, basket, choice))
        bound += choice.bound if choice else Decimal(0)
        chosen = dict(zip([item.need.id for item in ready], choice.options, strict=True)) if choice else {}
        for item in mine:
            lines[item.need.id] = _line(item, chosen.get(item.need.id), budget.id)
    taken = [line.chosen for line in lines.values() if line.chosen is not None]
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
        lines=tuple(lines[item.need.id] for item in surveys),
        comparisons=comparisons,
        budgets=tuple(uses),
        price=sum((option.price for option in taken), Decimal(0)),
        cost=cost,
        carbon=_carbon(taken),
        cheapest=_totals([cheapest(line.survey.options) for line in lines.values() if line.chosen is not None]),
        gap=_gap(cost, bound) if taken else None,
        notes=(*surveys[0].answer.notes, *notes),
    )


def _line(survey: Survey, chosen: Option | None, budget_line: str) -> PlanLine:
    if not survey.options:
        return PlanLine(survey, None, None, None, None, survey.blocked, None)
    best = least_cost(survey.options)
    return PlanLine(
        survey=survey,
        chosen=chosen,
        cheapest=cheapest(survey.options).id,
        least_cost=best.id,
        held_back=budget_line if chosen is not None and chosen.id != best.id else None,
        unserved=None if chosen is not None else Reason("unserved.budget_short", {"line": budget_line}),
        without_preference=_without_preference(survey, chosen),
    )


def _use(budget: BudgetLine, amount: Decimal, basket: Decimal, choice: Choice | None) -> BudgetUse:
    planned = sum((option.price for option in choice.options), Decimal(0)) if choice else Decimal(0)
    return BudgetUse(budget, amount, planned, basket, max(basket - amount, Decimal(0)))


def _totals(options: Sequence[Option]) -> Totals:
    price = sum((item.price for item in options), Decimal(0))
    return Totals(price, sum((item.cost for item in options), Decimal(0)), _carbon(options))


def _without_preference(survey: Survey, chosen: Option | None) -> Reason | None:
    """Return why the choice needs a reason of its own: it lacks what a rule prefers and other offers have."""
    if chosen is None or chosen.preferred or not survey.preferred:
        return None
    return Reason("todo.preferred", {"offers": survey.preferred})


def _carbon(taken: Sequence[Option]) -> Decimal | None:
    known = [option.carbon for option in taken if option.carbon is not None]
    return sum(known, Decimal(0)) if len(known) == len(taken) else None


def _gap(cost: Decimal, bound: Decimal) -> Decimal:
    """Return how far ``cost`` may at most lie above the best possible, as a fraction; less than half a cent is none."""
    return (cost - bound) / cost if cost > 0 and cost - bound >= CENT / 2 else Decimal(0)
