"""Yearly energy of one piece: the label's figure, or watts by mode over a usage profile."""

from dataclasses import dataclass
from decimal import Decimal

from greenward.terms.finding import Reason
from greenward.terms.method import Method, UsageProfile
from greenward.terms.offer import Offer
from greenward.terms.product import ProductKey, ProductRecord, Watts

HOURS_A_YEAR_IN_THOUSANDS = Decimal("8.76")

Products = dict[tuple[str, str], ProductRecord]
"""Product records by scheme and id."""


@dataclass(frozen=True, slots=True)
class YearlyEnergy:
    """kWh a year and what they rest on (``label``, ``watts``, ``product``), or why they are not known."""

    kwh: Decimal | None
    basis: str | None
    missing: Reason | None = None


def yearly_energy(offer: Offer, category: str, method: Method, products: Products) -> YearlyEnergy:
    """Return the yearly energy of one piece of ``offer``; the label's figure goes before watts."""
    if offer.yearly_energy is not None:
        return YearlyEnergy(offer.yearly_energy, "label")
    watts, basis, missing = offer.watts, "watts", None
    if watts is None and offer.product is not None:
        watts, missing = _of_product(offer.product, products)
        basis = "product"
    if watts is None:
        return YearlyEnergy(None, None, missing or Reason("missing.yearly_energy"))
    profile = next((item for item in method.profiles if item.category == category), None)
    if profile is None:
        return YearlyEnergy(None, None, Reason("missing.usage_profile", {"category": category}))
    return YearlyEnergy(from_watts(watts, profile), basis)


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
