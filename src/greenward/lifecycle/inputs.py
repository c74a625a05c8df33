"""From an offer to what one piece of it uses and costs, with every gap named."""

from collections.abc import Iterable
from decimal import Decimal, localcontext

from greenward.lifecycle.discount import PRECISION
from greenward.lifecycle.energy import NOT_STATED, Products, YearlyEnergy, by_distance, yearly_energy
from greenward.lifecycle.flows import replacements
from greenward.terms.finding import Reason
from greenward.terms.inputs import Inputs
from greenward.terms.method import Activity, Method
from greenward.terms.money import Money
from greenward.terms.offer import Offer
from greenward.terms.quantity import Quantity


class _Gaps:
    """Collects what the method asks for and nobody knows, and what is stated without a figure to count it by."""

    def __init__(self, asks: tuple[str, ...]) -> None:
        self.asks = asks
        self.unknown: list[str] = []
        self.missing: list[Reason] = []
        self.left_out: list[Reason] = []

    def note(self, ask: str, part: str, reason: Reason, stated: bool) -> None:
        """Note a gap: missing where the method asks for it, else left out where something was stated."""
        if ask in self.asks:
            self.unknown.append(part)
            self.missing.append(reason)
        elif stated:
            self.left_out.append(reason)

    def money(self, part: str, amount: Money | None) -> Decimal | None:
        """Return a stated amount, or note that it is not."""
        if amount is None:
            self.note(part, part, Reason(f"missing.{part}"), stated=False)
            return None
        return amount.amount


def read_inputs(offer: Offer, category: str, method: Method, products: Products) -> Inputs:
    """Return what one piece of ``offer`` uses and costs under ``method``; ``category`` decides how much it is used.

    An offer with money in another currency than the method's has nothing but that gap: no exchange rate is assumed.
    """
    for money in _amounts(offer):
        if money.currency != method.currency:
            params: dict[str, object] = {"offered": money.currency, "needed": method.currency}
            return Inputs(Decimal(0), unknown=("purchase",), missing=(Reason("missing.exchange_rate", params),))
    gaps = _Gaps(method.asks)
    activity = method.activity_of(category)
    with localcontext(prec=PRECISION):
        energy = yearly_energy(offer, category, method, products)
        electricity, fuel = _electricity(energy, offer, method, gaps), _fuel(offer, category, method, gaps)
        maintenance = _maintenance(offer, category, activity, gaps)
        end_of_life = gaps.money("end_of_life", offer.end_of_life)
        residual = gaps.money("residual", offer.residual)
        if offer.life is None:
            gaps.note("life", "residual", Reason("missing.life"), stated=False)
        installation = gaps.money("installation", offer.installation)
        if "installation" in gaps.unknown and replacements(offer.life, method.years):
            gaps.unknown.append("replacement")
        return Inputs(
            purchase=offer.unit_price.amount,
            installation=installation,
            electricity=electricity,
            fuel=fuel,
            water=_water(offer, method, gaps),
            consumables=_consumables(offer, category, activity, gaps),
            maintenance=maintenance,
            maintenance_from=offer.maintenance_from or 1,
            end_of_life=end_of_life,
            residual=residual,
            life=offer.life,
            energy_basis=energy.basis,
            unknown=tuple(gaps.unknown),
            missing=tuple(gaps.missing),
            left_out=tuple(gaps.left_out),
        )


def _amounts(offer: Offer) -> Iterable[Money]:
    given = (offer.price, offer.freight, offer.installation, offer.consumables, offer.consumable_price)
    more = (offer.maintenance, offer.maintenance_per_km, offer.end_of_life, offer.residual)
    return (money for money in (*given, *more) if money is not None)


def _electricity(energy: YearlyEnergy, offer: Offer, method: Method, gaps: _Gaps) -> Decimal | None:
    """Return kWh a year; nothing at all stated is no gap where the piece runs on fuel."""
    reason = energy.missing
    if reason is None and method.price("electricity") is None:
        reason = Reason("missing.price_electricity")
    stated = reason is not None and reason.code != NOT_STATED
    if reason is not None and (stated or offer.fuel_per_100km is None):
        gaps.note("yearly_energy", "electricity", reason, stated)
    return energy.kwh


def _fuel(offer: Offer, category: str, method: Method, gaps: _Gaps) -> Decimal | None:
    """Return litres a year."""
    if offer.fuel_per_100km is None:
        return None
    activity = method.activity_of(category)
    if activity is None or activity.km is None:
        gaps.note("yearly_energy", "fuel", Reason("missing.km", {"category": category}), stated=True)
        return None
    if method.price("fuel") is None:
        gaps.note("yearly_energy", "fuel", Reason("missing.price_fuel"), stated=True)
    return by_distance(Quantity(offer.fuel_per_100km, "L/100km"), Quantity(activity.km, "km")).value


def _water(offer: Offer, method: Method, gaps: _Gaps) -> Decimal | None:
    """Return m3 a year."""
    if offer.water is None:
        gaps.note("water", "water", Reason("missing.water"), stated=False)
    elif method.price("water") is None:
        gaps.note("water", "water", Reason("missing.price_water"), stated=True)
    return offer.water


def _consumables(offer: Offer, category: str, activity: Activity | None, gaps: _Gaps) -> Decimal | None:
    """Return money a year: as stated, or for the pages of a year at price and yield."""
    if offer.consumables is not None:
        return offer.consumables.amount
    if offer.consumable_price is None or offer.consumable_yield is None:
        gaps.note("consumables", "consumables", Reason("missing.consumables"), stated=False)
        return None
    if activity is None or activity.pages is None:
        gaps.note("consumables", "consumables", Reason("missing.pages", {"category": category}), stated=True)
        return None
    return offer.consumable_price.amount * activity.pages / offer.consumable_yield


def _maintenance(offer: Offer, category: str, activity: Activity | None, gaps: _Gaps) -> Decimal | None:
    """Return money a year, what is stated a year and what is stated a kilometre together."""
    if offer.maintenance_per_km is None:
        return gaps.money("maintenance", offer.maintenance)
    if activity is None or activity.km is None:
        gaps.note("maintenance", "maintenance", Reason("missing.km", {"category": category}), stated=True)
        return None if offer.maintenance is None else offer.maintenance.amount
    fixed = offer.maintenance.amount if offer.maintenance is not None else Decimal(0)
    return fixed + offer.maintenance_per_km.amount * activity.km
