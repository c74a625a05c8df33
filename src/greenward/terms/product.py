"""A product as a public list describes it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

MODES = ("off", "sleep", "long_idle", "short_idle")


@dataclass(frozen=True, slots=True)
class Watts:
    """Power in each mode, in watts of one piece."""

    off: Decimal
    sleep: Decimal
    long_idle: Decimal
    short_idle: Decimal


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
