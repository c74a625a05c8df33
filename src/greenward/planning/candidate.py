"""An offer that may serve a need, priced for the need's quantity."""

from dataclasses import dataclass
from decimal import Decimal

from greenward.terms.carbon import DecisionView
from greenward.terms.life_cycle import LifeCycle
from greenward.terms.offer import Offer
from greenward.terms.plan import Named, Option


@dataclass(frozen=True, slots=True)
class Eligible:
    """An offer that may serve needs of a kind: the price of a pack, what installing a piece costs, and its later cost.

    ``preferred``: it has all that rules prefer.
    """

    offer: Offer
    life: LifeCycle
    preferred: bool
    pack_price: Decimal
    installation: Decimal
    running: Decimal

    def serving(self, quantity: int) -> "Candidate":
        """Return the offer for ``quantity`` pieces, in whole packs and installed."""
        price = self.pack_price * packs(self.offer, quantity) + self.installation * quantity
        return Candidate(self, quantity, price, price + self.running * quantity)


@dataclass(frozen=True, slots=True)
class Candidate:
    """An eligible offer with its price, whole packs installed, and its life-cycle cost for ``quantity`` pieces."""

    eligible: Eligible
    quantity: int
    price: Decimal
    cost: Decimal

    @property
    def offer(self) -> Offer:
        """The offer itself."""
        return self.eligible.offer

    @property
    def id(self) -> str:
        """The offer's id."""
        return self.eligible.offer.id

    def parts(self) -> tuple[tuple[str, Decimal], ...]:
        """Return the cost by part; what is bought beyond the need is paid for and not used."""
        packed = self.eligible.pack_price * packs(self.offer, self.quantity)
        return tuple(
            (part, packed if part == "purchase" else value * self.quantity)
            for part, value in self.eligible.life.parts
            if value is not None
        )

    def option(self) -> Option:
        """Return the candidate as an option that names its offer."""
        life, offer = self.eligible.life, self.offer
        return Option(
            id=offer.id,
            pieces=packs(offer, self.quantity) * offer.pack_size,
            price=self.price,
            cost=self.cost,
            yearly_energy=(life.yearly_energy or Decimal(0)) * self.quantity,
            carbon=None if life.carbon_of_use is None else life.carbon_of_use * self.quantity,
            parts=self.parts(),
            footprint=_footprint(life.carbon, self.quantity),
            preferred=self.eligible.preferred,
            named=name(offer),
        )


def _footprint(view: DecisionView, quantity: int) -> tuple[Decimal, Decimal, Decimal] | None:
    """Return the footprint of the pieces in use with its low and high end; what is bought beyond the need is not."""
    if view.value is None or view.low is None or view.high is None:
        return None
    return view.value * quantity, view.low * quantity, view.high * quantity


def eligible(offer: Offer, life: LifeCycle, preferred: bool) -> Eligible:
    """Return ``offer`` as one that may serve; raises ValueError where its life-cycle cost is incomplete."""
    purchase, installation = life.part("purchase"), life.part("installation") or Decimal(0)
    if life.total is None or purchase is None:
        raise ValueError("an incomplete life-cycle cost ranks nothing")
    running = life.total - purchase - installation
    return Eligible(offer, life, preferred, offer.pack_price.amount, installation, running)


def packs(offer: Offer, quantity: int) -> int:
    """Return how many whole packs hold ``quantity`` pieces."""
    return -(-quantity // offer.pack_size)


def name(offer: Offer) -> Named:
    """Return what identifies an offer."""
    return Named(offer.id, offer.supplier, offer.brand, offer.model)
