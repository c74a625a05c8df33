"""From dated cash flows to present values."""

from collections.abc import Iterable, Iterator
from decimal import Decimal, localcontext

from greenward.lifecycle.discount import PRECISION, discount_factor
from greenward.lifecycle.price_path import elapsed, price_factor, year_of
from greenward.terms.cash_flow import CashFlow
from greenward.terms.life_cycle import COST_PARTS
from greenward.terms.method import Method
from greenward.terms.present_values import PartYear, PresentValues
from greenward.terms.problem import Problem, ProblemsError

ORDER = {part: at for at, part in enumerate(COST_PARTS)}


def present_values(flows: Iterable[CashFlow], method: Method) -> PresentValues:
    """Return what ``flows`` cost by part and year: moved along their price paths, then discounted to the base date.

    Amounts are of the base date and in the method's currency; their sum over all cells is the life-cycle cost of
    NIST Handbook 135 equation 7-1. Flows for whole-life cost only count where the method says so. Raises
    ProblemsError for a flow outside the study period, or of a part or a path that is not known.
    """
    counted = [flow for flow in flows if method.whole_life or not flow.whole_life_only]
    problems = [problem for flow in counted for problem in _problems(flow, method)]
    if problems:
        raise ProblemsError(problems)
    sums: dict[tuple[int, int], tuple[Decimal, Decimal]] = {}
    moments: dict[tuple[Decimal, str], tuple[int, Decimal, Decimal]] = {}
    with localcontext(prec=PRECISION):
        for flow in counted:
            key = flow.when, flow.path
            if key not in moments:
                moments[key] = _moment(flow, method)
            year, price, discount = moments[key]
            cell = ORDER[flow.part], year
            cash, present = sums.get(cell, (Decimal(0), Decimal(0)))
            amount = flow.amount * price
            sums[cell] = cash + amount, present + amount * discount
    cells = (PartYear(COST_PARTS[part], year, *sums[part, year]) for part, year in sorted(sums))
    return PresentValues(method, tuple(cells))


def _moment(flow: CashFlow, method: Method) -> tuple[int, Decimal, Decimal]:
    """Return the year of a flow, by how much its price has moved, and what money of that moment is worth today."""
    price = price_factor(method.path(flow.path), flow.when, method)
    return year_of(flow.when), price, discount_factor(method.rates, elapsed(flow.when, method))


def _problems(flow: CashFlow, method: Method) -> Iterator[Problem]:
    if not 0 <= flow.when <= method.years:
        yield Problem("flow.outside", params={"part": flow.part, "when": flow.when, "years": method.years})
    if flow.part not in ORDER:
        yield Problem("flow.part", params={"part": flow.part, "known": COST_PARTS})
    if flow.path and method.path(flow.path) is None:
        yield Problem("method.unknown_path", params={"path": flow.path})
