"""The money to ask for: from the plan that the present budget buys to the best choice of each need."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from greenward.exchange.case import Case
from greenward.lifecycle.energy import Products
from greenward.lifecycle.measures import RUNNING, discounted_payback, net_savings, simple_payback
from greenward.planning.choice import cheapest
from greenward.planning.payments import payments, together
from greenward.planning.survey import Behind, behind
from greenward.terms.budget import BudgetLine
from greenward.terms.finding import Reason
from greenward.terms.funding import Applicant, Funding, LineRequest, Saving, Scenario, Upgrade
from greenward.terms.method import Method
from greenward.terms.plan import BudgetUse, Option, Plan, PlanLine
from greenward.terms.present_values import PresentValues

TARIFF_STEP, RATE_STEP = Decimal("0.2"), Decimal("0.01")

Span = tuple[Decimal, Decimal, Decimal]
"""A value with its low and high end."""


@dataclass(frozen=True, slots=True)
class _Pair:
    """An upgrade with the offers behind its two choices; never shown."""

    upgrade: Upgrade
    before: tuple[Behind, ...]
    after: tuple[Behind, ...]


def funding(plan: Plan, case: Case, applicant: Applicant, products: Products) -> Funding | Reason:
    """Return what to ask for so that each need gets the choice with the least life-cycle cost, or why nothing is.

    ``plan`` is that of ``case`` at the budgets of the record. A budget line is asked for where that choice costs more
    than is available, in the budget year of the request's window. Savings are those of the needs whose choice becomes
    another one, on these lines.
    """
    lacking = [(use, lines) for use in plan.budgets if (lines := _short_of(use, plan))]
    asked = [item for item in lacking if item[0].line.year in (None, applicant.window.year)]
    others = tuple(use.line for use, _ in lacking if use.line.year not in (None, applicant.window.year))
    upgrades = {use.line.key: tuple(_upgrade(line, plan) for line in lines) for use, lines in asked}
    pairs = _pairs([item for found in upgrades.values() for item in found if item.better], case, products)
    requests = tuple(_request(use, upgrades[use.line.key], pairs, case.method, products) for use, _ in asked)
    if not requests:
        return _nothing(plan, others, applicant)
    return Funding(
        plan=plan,
        applicant=applicant,
        lines=requests,
        asked=sum((item.asked for item in requests), Decimal(0)),
        short=sum((item.use.short for item in requests), Decimal(0)),
        saving=_saving(list(pairs.values()), case.method, products),
        scenarios=tuple(_scenario(code, method, pairs, products) for code, method in _changed(case.method) if pairs),
        left_out=tuple(line.survey.need.id for line in plan.lines if not line.survey.options),
        other_years=others,
    )


def _nothing(plan: Plan, others: Sequence[BudgetLine], applicant: Applicant) -> Reason:
    """Return why no money is asked for."""
    if others:
        years = tuple(f"{line.id} ({line.year})" for line in others)
        return Reason("funding.other_year", {"lines": years, "year": applicant.window.year})
    return Reason("funding.limits" if any(item.lacking for item in plan.limits) else "funding.nothing")


def returned_to(applicant: Applicant, budgets: Sequence[BudgetLine]) -> BudgetLine | None:
    """Return the budget line of the sheet that the saving returns to; None: it is another one, known by its name."""
    return next((line for line in budgets if line.id in (applicant.returns_to.en, applicant.returns_to.zh)), None)


def _short_of(use: BudgetUse, plan: Plan) -> list[PlanLine]:
    """Return the needs of a budget line that cannot hold the best choice of each; none where it can."""
    lines = [item for item in plan.lines if use.line.holds(item.survey.need) and item.survey.options]
    best = sum((_option(item, item.least_cost).price for item in lines), Decimal(0))
    return lines if best > use.amount else []


def _option(line: PlanLine, id_: str | None) -> Option:
    return next(option for option in line.survey.options if option.id == id_)


def _upgrade(line: PlanLine, plan: Plan) -> Upgrade:
    present = line.chosen or cheapest(line.survey.options)
    best = _option(line, line.least_cost)
    grades = {
        judged.named.offer_id: judged.grade
        for found in plan.comparisons
        if line.survey.need.id in found.needs
        for judged in found.judged
    }

    def grade(option: Option) -> int | None:
        known = [each.level.grade if each.level is not None else grades.get(each.id) for each in option.awards]
        return max((each for each in known if each is not None), default=None) if None not in known else None

    return Upgrade(line.survey, present, best, (grade(present), grade(best)))


def _pairs(better: Sequence[Upgrade], case: Case, products: Products) -> dict[str, _Pair]:
    needs = {need.id: need for need in case.needs}
    choices = [
        (needs[item.survey.need.id], item.survey, each) for item in better for each in (item.present, item.requested)
    ]
    found = behind(choices, case.offers, case.in_use, case.rules, case.method, products)
    return {
        item.survey.need.id: _Pair(item, before, after)
        for item, before, after in zip(better, found[::2], found[1::2], strict=True)
    }


def _request(
    use: BudgetUse, upgrades: tuple[Upgrade, ...], pairs: Mapping[str, _Pair], method: Method, products: Products
) -> LineRequest:
    requested = sum((item.requested.price for item in upgrades), Decimal(0))
    mine = [pairs[item.survey.need.id] for item in upgrades if item.better]
    return LineRequest(
        use=use,
        upgrades=upgrades,
        compared=sum((item.present.price for item in upgrades), Decimal(0)),
        requested=requested,
        asked=requested - use.amount,
        saving=_saving(mine, method, products),
    )


def _saving(pairs: Sequence[_Pair], method: Method, products: Products) -> Saving | None:
    if not pairs:
        return None
    base, best = _payments(pairs, method, products)
    chosen = [pair.upgrade for pair in pairs]
    spans = _spans(chosen)
    known = [
        item.present.carbon - item.requested.carbon
        for item in chosen
        if item.present.carbon is not None and item.requested.carbon is not None
    ]
    return Saving(
        invested=sum((item.requested.price - item.present.price for item in chosen), Decimal(0)),
        net=net_savings(base, best),
        running=_by_year(base, best, RUNNING),
        electricity=_by_year(base, best, ("electricity",)),
        energy=sum((item.present.yearly_energy - item.requested.yearly_energy for item in chosen), Decimal(0)),
        carbon=sum(known, Decimal(0)) if len(known) == len(chosen) else None,
        embodied=None if spans is None else _apart(*spans),
        embodied_known=spans is not None,
        simple_payback=simple_payback(base, best),
        discounted_payback=discounted_payback(base, best),
    )


def _spans(chosen: Sequence[Upgrade]) -> tuple[Span, Span] | None:
    """Return embodied carbon of the choices compared with and asked for, in kg with both ends; None: not all known."""
    sums = []
    for options in ([item.present for item in chosen], [item.requested for item in chosen]):
        total = (Decimal(0), Decimal(0), Decimal(0))
        for option in options:
            if option.footprint is None or option.carbon is None:
                return None
            value, low, high = (end - option.carbon for end in option.footprint)
            total = total[0] + value, total[1] + low, total[2] + high
        sums.append(total)
    return sums[0], sums[1]


def _apart(before: Span, after: Span) -> Decimal | None:
    """Return by how much the value falls, where the ranges do not overlap."""
    apart = after[2] < before[1] or before[2] < after[1]
    return before[0] - after[0] if apart else None


def _payments(pairs: Sequence[_Pair], method: Method, products: Products) -> tuple[PresentValues, PresentValues]:
    """Return what the choices compared with and the choices asked for pay."""
    sides: tuple[list[PresentValues], list[PresentValues]] = ([], [])
    for pair in pairs:
        category = pair.upgrade.survey.answer.category_id or ""
        for side, offers in zip(sides, (pair.before, pair.after), strict=True):
            side.append(payments(offers, category, method, products))
    return together(sides[0], method), together(sides[1], method)


def _by_year(base: PresentValues, best: PresentValues, parts: tuple[str, ...]) -> tuple[Decimal, ...]:
    saved = dict.fromkeys(range(1, base.method.years + 1), Decimal(0))
    for sign, values in ((1, base), (-1, best)):
        for cell in values.cells:
            if cell.part in parts and cell.year in saved:
                saved[cell.year] += sign * cell.cash
    return tuple(saved.values())


def _changed(method: Method) -> tuple[tuple[str, Method], ...]:
    """Return the method as it is, then with one figure of it changed at a time."""
    return (
        ("as_is", method),
        ("tariff_down", _tariff(method, 1 - TARIFF_STEP)),
        ("tariff_up", _tariff(method, 1 + TARIFF_STEP)),
        ("rate_down", _rate(method, -RATE_STEP)),
        ("rate_up", _rate(method, RATE_STEP)),
    )


def _tariff(method: Method, factor: Decimal) -> Method:
    prices = (
        replace(price, value=price.value * factor) if price.resource == "electricity" else price
        for price in method.prices
    )
    return replace(method, prices=tuple(prices))


def _rate(method: Method, step: Decimal) -> Method:
    return replace(method, rates=tuple(replace(band, rate=band.rate + step) for band in method.rates))


def _scenario(code: str, method: Method, pairs: Mapping[str, _Pair], products: Products) -> Scenario:
    base, best = _payments(list(pairs.values()), method, products)
    return Scenario(code, net_savings(base, best), simple_payback(base, best), discounted_payback(base, best))
