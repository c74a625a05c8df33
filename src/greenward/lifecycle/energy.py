"""Yearly energy of one piece: the label's figure, or power, hours or distance with the method's use of a category."""

from dataclasses import dataclass
from decimal import Decimal

from greenward.terms.finding import Reason
from greenward.terms.method import Method, UsageProfile
from greenward.terms.offer import Offer
from greenward.terms.product import (
    HOURS_A_YEAR_IN_THOUSANDS,
    ProductKey,
    ProductRecord,
    Watts,
    most_yearly_energy,
)
from greenward.terms.quantity import Quantity

Products = dict[tuple[str, str], ProductRecord]
"""Product records by scheme and id."""

NOT_STATED = "missing.yearly_energy"
"""The reason where nothing is stated at all, so that there is nothing to leave out either."""


@dataclass(frozen=True, slots=True)
class YearlyEnergy:
    """kWh a year and what they rest on, or why they are not known.

    ``basis`` is ``label``, ``watts``, ``product``, ``hours`` or ``distance``.
    """

    kwh: Decimal | None
    basis: str | None
    missing: Reason | None = None


def yearly_energy(offer: Offer, category: str, method: Method, products: Products) -> YearlyEnergy:
    """Return the yearly electricity of one piece of ``offer``.

    The label's figure goes first, then the offer's own watts, those of the product it names, hours, distance. A
    label's figure that the stated power makes impossible is not taken.
    """
    if offer.yearly_energy is not None:
        most = most_yearly_energy(offer.watts, offer.energy_per_1000h)
        if most is not None and offer.yearly_energy > most:
            return _unknown("missing.energy_impossible", kwh=offer.yearly_energy, most=most)
        return YearlyEnergy(offer.yearly_energy, "label")
    if offer.watts is not None:
        return _of_watts(offer.watts, "watts", category, method)
    if offer.product is not None:
        watts, missing = _of_product(offer.product, products)
        return YearlyEnergy(None, None, missing) if watts is None else _of_watts(watts, "product", category, method)
    activity = method.activity_of(category)
    if offer.energy_per_1000h is not None:
        if activity is None or activity.hours is None:
            return _unknown("missing.hours", category=category)
        per = Quantity(offer.energy_per_1000h, "kWh/1000h")
        return YearlyEnergy(by_hours(per, Quantity(activity.hours, "h")).value, "hours")
    if offer.energy_per_100km is not None:
        if activity is None or activity.km is None:
            return _unknown("missing.km", category=category)
        per = Quantity(offer.energy_per_100km, "kWh/100km")
        return YearlyEnergy(by_distance(per, Quantity(activity.km, "km")).value, "distance")
    return _unknown(NOT_STATED)


def from_watts(watts: Watts, profile: UsageProfile) -> Decimal:
    """Return kWh a year: 8.76 times the sum of power in each mode (W) by its share of the year.

    Formula: ENERGY STAR computers, typical energy consumption.
    """
    average = (
        watts.off * profile.off
        + watts.sleep * profile.sleep
        + watts.long_idle * profile.long_idle
        + watts.short_idle * profile.short_idle
    )
    return HOURS_A_YEAR_IN_THOUSANDS * average


def by_hours(per: Quantity, hours: Quantity) -> Quantity:
    """Return kWh a year of what uses ``per`` (kWh/1000h) in ``hours`` of a year.

    Raises UnitMismatchError for a figure of another kind, such as kWh a year.
    """
    return Quantity(per.to("kWh/1000h") * hours.to("h") / 1000, "kWh/year")


def by_distance(per: Quantity, distance: Quantity) -> Quantity:
    """Return kWh or litres a year of what uses ``per`` (kWh/100km or L/100km) over the ``distance`` of a year.

    Raises UnitMismatchError for a figure of another kind.
    """
    if per.unit == "L/100km":
        return Quantity(per.value * distance.to("km") / 100, "L/year")
    return Quantity(per.to("kWh/100km") * distance.to("km") / 100, "kWh/year")


def _unknown(code: str, **params: object) -> YearlyEnergy:
    return YearlyEnergy(None, None, Reason(code, params))


def _of_watts(watts: Watts, basis: str, category: str, method: Method) -> YearlyEnergy:
    profile = method.profile(category)
    if profile is None:
        return _unknown("missing.usage_profile", category=category)
    return YearlyEnergy(from_watts(watts, profile), basis)


def _of_product(key: ProductKey, products: Products) -> tuple[Watts | None, Reason | None]:
    record = products.get((key.scheme, key.id))
    if record is None:
        return None, Reason("missing.product", {"scheme": key.scheme, "id": key.id})
    if key.configuration:
        found = [item for item in record.configurations if item.name == key.configuration]
    else:
        found = list(record.configurations)
    if len({item.watts for item in found}) != 1:
        names = tuple(item.name for item in record.configurations)
        return None, Reason("missing.configuration", {"id": key.id, "known": names})
    return found[0].watts, None
