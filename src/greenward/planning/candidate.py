"""An offer that may serve a need, priced for the need's quantity."""

from dataclasses import dataclass
from decimal import Decimal

from greenward.terms.life_cycle import LifeCycle
from greenward.terms.need import Need
from greenward.terms.offer import Offer
from greenward.terms.plan import Named, Option


@dataclass(frozen=True, slots=True)
class Candidate:
    """An offer with its price in whole packs and its life-cycle cost for ``quantity`` pieces.

    ``preferred``: it has all that rules prefer.
    """

    offer: Offer
    life: LifeCycle
    quantity: int
    preferred: bool
    price: Decimal
    cost: Decimal

    @property
    def id(self) -> str:
        """The offer's id."""
        return self.offer.id

    def parts(self) -> tuple[tuple[str, Decimal], ...]:
        """Return the cost by part; what is bought beyond the need is paid for and not used."""
        running = [(name, value * self.quantity) for name, value in self.life.parts[1:] if value is not None]
        return (("purchase", self.price), *running)

    def option(self) -> Option:
        """Return the candidate as an option that names its offer."""
        life, offer = self.life, self.offer
        return Option(
            id=offer.id,
            pieces=packs(offer, self.quantity) * offer.pack_size,
            price=self.price,
            cost=self.cost,
            yearly_energy=(life.yearly_energy or Decimal(0)) * self.quantity,
            carbon=None if life.carbon_of_use is None else life.carbon_of_use * self.quantity,
            parts=self.parts(),
            preferred=self.preferred,
            named=name(offer),
        )


def candidate(need: Need, offer: Offer, life: LifeCycle, preferred: bool) -> Candidate:
    """Return ``offer`` for the quantity of ``need``; its life-cycle cost must be complete."""
    if life.total is None:
        raise ValueError("an incomplete life-cycle cost ranks nothing")
    price = offer.pack_price.amount * packs(offer, need.quantity)
    return Candidate(offer, life, need.quantity, preferred, price, price + (life.total - life.purchase) * need.quantity)


def packs(offer: Offer, quantity: int) -> int:
    """Return how many whole packs hold ``quantity`` pieces."""
    return -(-quantity // offer.pack_size)


def name(offer: Offer) -> Named:
    """Return what identifies an offer."""
    return Named(offer.id, offer.supplier, offer.brand, offer.model)
