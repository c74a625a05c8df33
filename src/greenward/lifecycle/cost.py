"""The life-cycle cost of one piece: price, use, replacements, and what the end costs and returns."""

from decimal import Decimal, localcontext

from greenward.lifecycle.discount import PRECISION
from greenward.lifecycle.energy import Products
from greenward.lifecycle.flows import cash_flows
from greenward.lifecycle.inputs import read_inputs
from greenward.lifecycle.present import present_values
from greenward.terms.inputs import Inputs
from greenward.terms.life_cycle import COST_PARTS, LifeCycle
from greenward.terms.method import Method
from greenward.terms.offer import Offer


def life_cycle(offer: Offer, category: str, method: Method, products: Products) -> LifeCycle:
    """Return present values by part for one piece of ``offer`` over the method's years, and its carbon of use.

    LCC = purchase and installation + replacements - residual values + energy, water, consumables, maintenance and
    disposal, each as a present value: NIST Handbook 135 equation 7-1. What the method asks for and the offer does not
    say makes it incomplete. Carbon of use is kWh x grid factor of each year (kgCO2), never discounted.
    """
    given = read_inputs(offer, category, method, products)
    values = present_values(cash_flows(given, method), method)
    known = dict(values.parts)
    carbon = _carbon(given, method)
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
            left_out=given.left_out,
        )


def _carbon(given: Inputs, method: Method) -> tuple[Decimal, ...]:
    """Return kgCO2 of use in each year of the study; nothing where the energy or the grid factor is not known."""
    if given.electricity is None:
        return ()
    with localcontext(prec=PRECISION):
        return tuple(given.electricity * factor for factor in grid_factors(method))


def grid_factors(method: Method) -> tuple[Decimal, ...]:
    """Return the grid's carbon (kgCO2/kWh) in each year of the study; nothing where it is not known."""
    if method.grid_forecast is not None:
        by_year = dict(method.grid_forecast.values)
        return tuple(by_year[method.base_date.year + year] for year in range(1, method.years + 1))
    return (method.grid_factor.value,) * method.years if method.grid_factor is not None else ()
