"""The plan of a whole case."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from greenward.exchange.case import Case
from greenward.lifecycle.embodied import with_category_values
from greenward.lifecycle.energy import Products
from greenward.planning.choice import GAP, NO_LIMITS
from greenward.planning.plan import plan
from greenward.planning.survey import survey, unsettled
from greenward.policy import check
from greenward.terms.finding import Reason
from greenward.terms.footprint import FootprintList
from greenward.terms.front import CARBON, FrontWish
from greenward.terms.plan import Plan, Survey
from greenward.terms.problem import Problem, ProblemsError


def plan_case(
    case: Case,
    products: Products,
    budget_scale: Decimal = Decimal(1),
    gap: float = GAP,
    wish: FrontWish | None = None,
) -> Plan:
    """Return the plan of ``case`` with its budget lines times ``budget_scale``, proved to lie within ``gap``.

    ``wish`` asks for a front. Raises ProblemsError for one over carbon that is not known of any option of a need,
    ValueError where the price of a tonne that the case takes from an import is not in its method yet.
    """
    if case.carbon_import is not None:
        raise ValueError("the imported price of a tonne is missing: with_carbon_price puts it into the method")
    every = replace(case.limits, total=None) != NO_LIMITS or (wish is not None and CARBON in wish.over)
    surveys, comparisons = survey(case.needs, case.offers, case.rules, case.method, products, every, case.in_use)
    if wish is not None and CARBON in wish.over:
        _check_carbon(surveys)
    return plan(
        case.names,
        case.unit,
        case.invented,
        surveys,
        comparisons,
        case.budgets,
        case.method,
        budget_scale,
        case_notes(case),
        case.limits,
        gap,
        wish,
    )


def with_footprints(case: Case, imported: Iterable[FootprintList]) -> Case:
    """Return ``case`` with its method fixed on the category values that imported sets give what it buys."""
    answers = (check(line, case.rules) for line in (*(n.line for n in case.needs), *(o.line for o in case.offers)))
    categories = {answer.category_id for answer in answers if answer.category_id is not None}
    return replace(case, method=with_category_values(case.method, imported, categories))


def case_notes(case: Case) -> tuple[Reason, ...]:
    """Return what a reader must know of the case beside its figures."""
    notes = (*case.notes, *unsettled(case.offers, case.rules))
    if case.method.grid_factor is None:
        notes += (Reason("note.no_grid_factor", {"day": str(case.rules.day)}),)
    return notes


def _check_carbon(surveys: Iterable[Survey]) -> None:
    """Raise ProblemsError where a need has options, but none of known carbon."""
    unknown = [
        item.need.id for item in surveys if item.options and all(option.carbon is None for option in item.options)
    ]
    if unknown:
        raise ProblemsError([Problem("front.no_carbon", None, {"needs": tuple(unknown)})])
