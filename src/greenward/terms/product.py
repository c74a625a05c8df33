"""A product: as a public list describes it, and as a unit keeps it in a sheet of its own."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from greenward.terms.certificate import Certificate
from greenward.terms.line import Line
from greenward.terms.quantity import Quantity

MODES = ("off", "sleep", "long_idle", "short_idle")
HOURS_A_YEAR_IN_THOUSANDS = Decimal("8.76")


@dataclass(frozen=True, slots=True)
class Watts:
    """Power in each mode, in watts of one piece."""

    off: Decimal
    sleep: Decimal
    long_idle: Decimal
    short_idle: Decimal

    @property
    def most(self) -> Decimal:
        """The highest of the four."""
        return max(self.off, self.sleep, self.long_idle, self.short_idle)


def most_yearly_energy(watts: Watts | None, per_1000h: Decimal | None) -> Decimal | None:
    """Return the kWh a year that a piece uses if it runs all year at its highest stated power; None: none is stated.

    ``per_1000h`` is its declared kWh for 1,000 hours. A yearly figure above this is impossible.
    """
    stated = [power for power in (watts.most if watts is not None else None, per_1000h) if power is not None]
    return HOURS_A_YEAR_IN_THOUSANDS * min(stated) if stated else None


@dataclass(frozen=True, slots=True)
class ProductKey:
    """A product in a scheme, and the configuration where the list holds several."""

    scheme: str
    id: str
    configuration: str = ""


@dataclass(frozen=True, slots=True)
class Configuration:
    """One configuration: its name in the list, watts by mode, and the list's own yearly figure in kWh."""

    name: str
    watts: Watts
    listed_yearly_energy: Decimal | None


@dataclass(frozen=True, slots=True)
class ProductRecord:
    """A row of a public list."""

    scheme: str
    id: str
    brand: str
    model: str
    kind: str
    configurations: tuple[Configuration, ...]
    available: date | None
    certified: date | None


@dataclass(frozen=True, slots=True)
class Fact:
    """A property of a product: what it is called, and its quantity with its unit."""

    name: str
    quantity: Quantity


@dataclass(frozen=True, slots=True)
class Product:
    """A product that a unit knows: what it is, its facts and its certificates, and where and when that was taken.

    ``line`` says what kind of thing it is, by words or code, with its attributes. ``row`` is the row of the sheet.
    """

    brand: str
    model: str
    line: Line
    facts: tuple[Fact, ...]
    certificates: tuple[Certificate, ...]
    source: str
    obtained: str
    row: int

    def fact(self, name: str) -> Quantity | None:
        """Return the quantity of a fact; None where the sheet does not state it."""
        return next((item.quantity for item in self.facts if item.name == name), None)
