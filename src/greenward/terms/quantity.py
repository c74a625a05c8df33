"""A number with its unit, and the dozen units that purchases are described in."""

from dataclasses import dataclass
from decimal import Decimal

UNITS: dict[str, tuple[str, Decimal]] = {
    "1": ("number", Decimal(1)),
    "piece": ("number", Decimal(1)),
    "page": ("number", Decimal(1)),
    "grade": ("grade", Decimal(1)),
    "W": ("power", Decimal(1)),
    "kW": ("power", Decimal(1000)),
    "h": ("time", Decimal(1)),
    "day": ("time", Decimal(24)),
    "year": ("years", Decimal(1)),
    "month": ("years", Decimal(1) / 12),
    "kWh": ("energy", Decimal(1)),
    "MWh": ("energy", Decimal(1000)),
    "MJ": ("energy", Decimal(1) / Decimal("3.6")),
    "kWh/year": ("energy a year", Decimal(1)),
    "MWh/year": ("energy a year", Decimal(1000)),
    "kWh/1000h": ("energy by hours", Decimal(1)),
    "kWh/100km": ("energy by distance", Decimal(1)),
    "L/100km": ("volume by distance", Decimal(1)),
    "L/year": ("volume a year", Decimal(1)),
    "m3/year": ("volume a year", Decimal(1000)),
    "kg": ("mass", Decimal(1)),
    "g": ("mass", Decimal("0.001")),
    "t": ("mass", Decimal(1000)),
    "kgCO2e": ("carbon", Decimal(1)),
    "tCO2e": ("carbon", Decimal(1000)),
    "L": ("volume", Decimal(1)),
    "m3": ("volume", Decimal(1000)),
    "km": ("distance", Decimal(1)),
    "mi": ("distance", Decimal("1.609344")),
}
"""Each unit with what it measures and how many of the first unit of that kind it holds. A month is a twelfth year."""


class UnitMismatchError(ValueError):
    """A quantity was asked for in a unit of another kind, or in one that nobody knows."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in one of ``UNITS``; raises UnitMismatchError for a unit that is not known."""

    value: Decimal
    unit: str

    def __post_init__(self) -> None:
        if self.unit not in UNITS:
            raise UnitMismatchError(f"'{self.unit}' is none of {', '.join(UNITS)}")

    def to(self, unit: str) -> Decimal:
        """Return the number in ``unit``; raises UnitMismatchError where it measures something else."""
        kind, factor = UNITS.get(unit, ("", Decimal(1)))
        own, size = UNITS[self.unit]
        if kind != own:
            raise UnitMismatchError(f"{self.unit} ({own}) cannot be told in {unit} ({kind or 'not known'})")
        return self.value * size / factor


def percent(share: str) -> str:
    """Return a share, written as a fraction, as people read it: 0.3 as 30 %."""
    return f"{(Decimal(share) * 100).normalize():f} %"
