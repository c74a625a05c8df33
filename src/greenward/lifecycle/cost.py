"""The life-cycle cost of one piece: price now, running costs each year, what the end costs and returns."""

from decimal import Decimal, localcontext

from greenward.lifecycle.discount import PRECISION, present_value, uniform_present_value
from greenward.lifecycle.energy import Products, yearly_energy
from greenward.terms.finding import Reason
from greenward.terms.life_cycle import LifeCycle
from greenward.terms.method import Method
from greenward.terms.money import Money
from greenward.terms.offer import Offer


def life_cycle(offer: Offer, category: str, method: Method, products: Products) -> LifeCycle:
    """Return present values by part for one piece of ``offer`` over the method's years, and its carbon of use.

    LCC = price + PV(electricity) + PV(maintenance) + PV(end of life) - PV(residual), NIST Handbook 135
    equation 7-1 without replacement: an offer whose life is not stated, or shorter than the study period, is
    incomplete. Carbon of use is kWh x years x grid factor (kgCO2) and is never discounted.
    """
    rate, years = method.discount_rate.value, method.years
    energy = yearly_energy(offer, category, method, products)
    missing = [energy.missing] if energy.missing else []
    parts: dict[str, Decimal | None] = {"electricity": None, "maintenance": None, "end_of_life": None, "residual": None}
    if energy.kwh is not None:
        parts["electricity"] = uniform_present_value(energy.kwh * method.tariff.value, rate, years)
    if (maintenance := _stated("maintenance", offer.maintenance, missing)) is not None:
        parts["maintenance"] = uniform_present_value(maintenance, rate, years)
    if (end_of_life := _stated("end_of_life", offer.end_of_life, missing)) is not None:
        parts["end_of_life"] = present_value(end_of_life, rate, years)
    residual = _stated("residual", offer.residual, missing)
    if offer.life is None:
        missing.append(Reason("missing.life"))
    elif offer.life < years:
        missing.append(Reason("missing.replacement", {"life": str(offer.life), "years": str(years)}))
    elif residual is not None:
        parts["residual"] = -present_value(residual, rate, years)
    return LifeCycle(
        purchase=offer.unit_price.amount,
        electricity=parts["electricity"],
        maintenance=parts["maintenance"],
        end_of_life=parts["end_of_life"],
        residual=parts["residual"],
        yearly_energy=energy.kwh,
        energy_basis=energy.basis,
        carbon_of_use=_carbon(energy.kwh, method),
        missing=tuple(missing),
    )


def _stated(part: str, amount: Money | None, missing: list[Reason]) -> Decimal | None:
    if amount is None:
        missing.append(Reason(f"missing.{part}"))
        return None
    return amount.amount


def _carbon(kwh: Decimal | None, method: Method) -> Decimal | None:
    if kwh is None or method.grid_factor is None:
        return None
    with localcontext(prec=PRECISION):
        return kwh * method.years * method.grid_factor.value
