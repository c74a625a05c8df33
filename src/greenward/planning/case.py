"""The plan of a whole case."""

from decimal import Decimal

from greenward.exchange.case import Case
from greenward.lifecycle.energy import Products
from greenward.planning.plan import plan
from greenward.planning.survey import survey, unsettled
from greenward.terms.plan import Plan


def plan_case(case: Case, products: Products, budget_scale: Decimal = Decimal(1)) -> Plan:
    """Return the plan of ``case`` with its budget lines times ``budget_scale``."""
    surveys = survey(case.needs, case.offers, case.rules, case.method, products)
    notes = unsettled(case.offers, case.rules)
    return plan(case.names, case.unit, case.invented, surveys, case.budgets, case.method, budget_scale, notes)
