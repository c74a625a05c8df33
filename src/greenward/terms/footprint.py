"""The carbon footprint of a product: its value with a range, what it covers and how good the figure is."""

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from greenward.terms.dataset import PublicSet
from greenward.terms.finding import Reason


class Part(Enum):
    """What of a product's life a figure counts: making and ending it, using it, or both."""

    EMBODIED = "embodied"
    USE = "use"
    TOTAL = "total"


class Boundary(Enum):
    """Where a figure begins and ends; figures of different boundaries are never compared."""

    CRADLE_TO_GATE = "cradle to gate"
    WITHOUT_USE = "cradle to grave without use"
    CRADLE_TO_GRAVE = "cradle to grave"
    USE_ONLY = "use"


class Rung(Enum):
    """The ladder of data quality, best first."""

    VERIFIED = 1
    """A verified declaration (EPD, PCF) of this model."""
    MAKER = 2
    """A footprint that the maker states for this model."""
    CATEGORY = 3
    """What products of the same category have."""
    ARCHETYPE = 4
    """A model product put together for the purpose."""
    SPEND = 5
    """Money times a factor: for screening and inventories, never for comparing offers."""


MAKERS = (Rung.VERIFIED, Rung.MAKER)
"""The rungs of figures that are one maker's own."""


@dataclass(frozen=True, slots=True)
class Footprint:
    """kgCO2e of one piece, with its range and all that a reader must know beside it.

    ``low`` and ``high`` are None where no range is stated: such a figure ranks nothing. ``source`` is the place in
    the publisher's words, ``warning`` the code of the sentence to show beside the figure. ``rule`` is the product
    category rule that it follows and ``maker`` whose figure it is (both empty: not one maker's). ``count`` is the
    number of products behind a category value. Raises ValueError where the range does not hold the value.
    """

    value: Decimal
    low: Decimal | None
    high: Decimal | None
    part: Part
    boundary: Boundary
    rung: Rung
    release: str
    publisher: str
    source: str
    warning: str = ""
    rule: str = ""
    maker: str = ""
    category: str = ""
    count: int | None = None

    def __post_init__(self) -> None:
        if (self.low is None) != (self.high is None):
            raise ValueError("a range has two ends or none")
        if self.low is not None and self.high is not None and not self.low <= self.value <= self.high:
            raise ValueError(f"{self.value} does not lie between {self.low} and {self.high}")


@dataclass(frozen=True, slots=True)
class MakerFootprint:
    """A row of a list of makers' footprints, as the list states it.

    ``total`` is kgCO2e of one piece from cradle to grave; shares are fractions of it, ``error_share`` the stated
    margin as a fraction of it, ``yearly_energy`` kWh, ``lifetime`` years; None: not stated, or not usable.
    ``category`` is ours where we have one, else the list's own ``word`` in small letters.
    """

    maker: str
    name: str
    category: str
    word: str
    total: Decimal
    use_share: Decimal | None
    manufacturing_share: Decimal | None
    error_share: Decimal | None
    yearly_energy: Decimal | None
    lifetime: Decimal | None
    use_place: str
    reported: str
    source: str
    row: int


@dataclass(frozen=True, slots=True)
class FootprintList(PublicSet):
    """Makers' footprints of one publisher and release."""

    footprints: tuple[MakerFootprint, ...]


class Order(Enum):
    """How one figure stands to another; ``UNDECIDED`` is an answer: no difference is shown."""

    LOWER = "lower"
    HIGHER = "higher"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class Comparison:
    """How the footprint of a year of service of one stands to that of another.

    ``basis`` names the embodied figures that it rests on (``category``, ``own``, or empty), ``reason`` why no
    difference is shown. ``use`` is the order of the use phases alone, which have no range: it stands beside the
    order and does not replace it.
    """

    order: Order
    basis: str
    reason: Reason | None
    use: Order
    warnings: tuple[Reason, ...]
