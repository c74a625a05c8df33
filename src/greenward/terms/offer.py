"""One offer in one shape, wherever it came from."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from greenward.terms.certificate import Certificate
from greenward.terms.footprint import Footprint
from greenward.terms.line import Line
from greenward.terms.money import Money
from greenward.terms.product import ProductKey, Watts


@dataclass(frozen=True, slots=True)
class Offer:
    """What a supplier asks for a pack of a product and what is known of its life.

    ``unit`` is what one piece is counted in. ``price`` is per pack of ``pack_size`` pieces, with or without tax as
    ``tax_included`` says; ``freight`` is per pack, final. All that follows is of one piece, and None where it is not
    stated. Energy: ``yearly_energy`` the labelled kWh a year; ``watts`` by mode; ``energy_per_1000h`` kWh for 1,000
    hours in operation; ``energy_per_100km`` kWh and ``fuel_per_100km`` litres for 100 km. Other use: ``water`` m3 a
    year; ``consumables`` money a year, or ``consumable_price`` for ``consumable_yield`` pages. Money:
    ``installation`` once, at the start; ``maintenance`` a year, from year ``maintenance_from`` of the piece's life on
    (None: from the first), and ``maintenance_per_km``; ``end_of_life`` paid and ``residual`` received when the piece
    leaves service. ``life`` is in years. ``footprint`` is the maker's own embodied
    figure. ``raw_hash`` is the SHA-256 of the row as it was read.
    """

    id: str
    supplier: str
    brand: str
    model: str
    line: Line
    unit: str
    pack_size: int
    price: Money
    tax_included: bool
    tax_rate: Decimal | None
    freight: Money
    valid_from: date
    valid_until: date
    source: str
    obtained: str
    grade: int | None
    yearly_energy: Decimal | None
    watts: Watts | None
    product: ProductKey | None
    certificates: tuple[Certificate, ...]
    maintenance: Money | None
    end_of_life: Money | None
    residual: Money | None
    life: int | None
    row: int
    raw_hash: str
    installation: Money | None = None
    energy_per_1000h: Decimal | None = None
    energy_per_100km: Decimal | None = None
    fuel_per_100km: Decimal | None = None
    water: Decimal | None = None
    consumables: Money | None = None
    consumable_price: Money | None = None
    consumable_yield: int | None = None
    maintenance_from: int | None = None
    maintenance_per_km: Money | None = None
    footprint: Footprint | None = None

    @property
    def pack_price(self) -> Money:
        """The price of a pack delivered, tax included."""
        rate = Decimal(0) if self.tax_included else self.tax_rate or Decimal(0)
        return self.price * (1 + rate) + self.freight

    @property
    def unit_price(self) -> Money:
        """The price of a piece delivered, tax included."""
        return Money(self.pack_price.amount / self.pack_size, self.price.currency)
