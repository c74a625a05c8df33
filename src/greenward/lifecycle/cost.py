"""The life-cycle cost of one piece: price, use, replacements, and what the end costs and returns."""

from collections.abc import Iterator
from decimal import Decimal, localcontext

from greenward.lifecycle.carbon import KILOGRAMS_A_TONNE, decision_view, purchases
from greenward.lifecycle.discount import PRECISION
from greenward.lifecycle.energy import Products
from greenward.lifecycle.flows import cash_flows
from greenward.lifecycle.inputs import read_inputs
from greenward.lifecycle.present import present_values
from greenward.terms.carbon import DecisionView
from greenward.terms.cash_flow import CashFlow
from greenward.terms.factor import Accounting, GridFactor, GridPath, GridSide
from greenward.terms.finding import Reason
from greenward.terms.footprint import Footprint
from greenward.terms.inputs import Inputs
from greenward.terms.life_cycle import COST_PARTS, LifeCycle
from greenward.terms.method import Method
from greenward.terms.offer import Offer
from greenward.terms.present_values import PresentValues


def life_cycle(offer: Offer, category: str, method: Method, products: Products) -> LifeCycle:
    """Return present values by part for one piece of ``offer`` over the method's years, and its carbon of use.

    LCC = purchase and installation + replacements - residual values + energy, water, consumables, maintenance and
    disposal, each as a present value: NIST Handbook 135 equation 7-1. What the method asks for and the offer does not
    say makes it incomplete. Carbon of use is kWh x grid factor of each year (kgCO2), never discounted.
    """
    given = read_inputs(offer, category, method, products)
    flows = cash_flows(given, method)
    view = carbon_view(given, category, offer.footprint, method)
    values = present_values((*flows, *carbon_flows(view, method)), method)
    known = dict(values.parts)
    carbon = tuple(item.carbon for item in view.use)
    unpriced = method.carbon_price is not None and view.embodied is None
    with localcontext(prec=PRECISION):
        return LifeCycle(
            parts=tuple(
                (part, None if part in given.unknown else known[part])
                for part in COST_PARTS
                if part in known or part in given.unknown
            ),
            by_year=() if given.missing else values.by_year,
            yearly_energy=given.electricity,
            energy_basis=given.energy_basis,
            carbon_of_use=sum(carbon, Decimal(0)) if carbon else None,
            carbon_by_year=carbon,
            missing=given.missing,
            carbon=view,
            left_out=(*given.left_out, *((Reason("left_out.embodied"),) if unpriced else ())),
        )


def paid(offer: Offer, category: str, method: Method, products: Products) -> PresentValues:
    """Return what one piece of ``offer`` pays by part and year, with the price of its emissions where there is one."""
    return present_values(payments_of(offer, category, method, products), method)


def payments_of(offer: Offer, category: str, method: Method, products: Products) -> tuple[CashFlow, ...]:
    """Return the dated payments of one piece of ``offer``, with the price of its emissions where there is one."""
    given = read_inputs(offer, category, method, products)
    view = carbon_view(given, category, offer.footprint, method)
    return (*cash_flows(given, method), *carbon_flows(view, method))


def carbon_view(given: Inputs, category: str, own: Footprint | None, method: Method) -> DecisionView:
    """Return the view for deciding of one piece: the category's embodied carbon with its range, and use by year."""
    found = method.embodied_of(category)
    embodied = found.footprint if found is not None else Reason("missing.embodied")
    energy = given.electricity
    kwh = Reason("missing.yearly_energy") if energy is None else (energy,) * method.years
    return decision_view(embodied, own, kwh, grid_path(method), method.years, given.life)


def carbon_flows(view: DecisionView, method: Method) -> Iterator[CashFlow]:
    """Yield what the method's price of a tonne makes of the emissions, each in its year: pieces bought, then use.

    Only the price is discounted. What is not known is not priced.
    """
    price = method.carbon_price
    if price is None:
        return
    bought = purchases(view.years, view.life) if view.life is not None else (0,)
    with localcontext(prec=PRECISION):
        for year in bought if view.embodied is not None else ():
            amount = view.embodied.value / KILOGRAMS_A_TONNE * price.value if view.embodied else Decimal(0)
            yield CashFlow("carbon_price", amount, Decimal(year), price.path)
        for item in view.use:
            yield CashFlow(
                "carbon_price", item.carbon / KILOGRAMS_A_TONNE * price.value, Decimal(item.year), price.path
            )


def grid_path(method: Method, start: int | None = None) -> GridPath:
    """Return the grid's factor of each year of the study, as the method fixes it.

    ``start`` is the calendar year in which the study begins, where that is not the base date's.
    """
    cited = method.grid_forecast or method.grid_factor
    if cited is None:
        return GridPath((), (), Reason("missing.grid_factor", {"place": ""}))
    source, release = cited.citation.source, method.grid_factor.release if method.grid_factor else ""
    release = source.number if method.grid_forecast is not None else release
    place = method.grid_factor.place if method.grid_factor is not None else ""

    def factor(value: Decimal, year: int) -> GridFactor:
        return GridFactor(value, cited.unit, place, year, Accounting.NOT_STATED, GridSide.NOT_STATED, release,
                          source.issuer.en, "", cited.citation.read_on, "")  # fmt: skip

    first = (start or method.base_date.year) + 1
    years = range(first, first + method.years)
    if method.grid_forecast is not None:
        by_year = dict(method.grid_forecast.values)
        if unknown := tuple(str(year) for year in years if year not in by_year):
            return GridPath((), (), Reason("missing.grid_years", {"years": unknown}))
        return GridPath(tuple(factor(by_year[year], year) for year in years), ())
    if method.grid_factor is None:
        raise AssertionError("a method without a forecast has a factor here")
    one = factor(method.grid_factor.value, method.grid_factor.year)
    return GridPath((one,) * method.years, tuple(year for year in years if year != one.year))
