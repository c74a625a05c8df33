"""What a plan must serve and the ways to serve it, in plain figures, and the limits that it must keep."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Way:
    """One way to serve a demand, with its figures for the demand's whole quantity.

    ``price`` is what the budget must hold, ``cost`` the life-cycle cost in the same currency, ``carbon`` kgCO2 (None:
    not known). ``green`` says that it counts for the green share. ``supplier`` is empty where none is known; ``pieces``
    is what it has to deliver where that is more than the demand, as whole packs are (None: the demand's quantity).
    """

    id: str
    price: Decimal
    cost: Decimal
    carbon: Decimal | None = None
    green: bool = False
    supplier: str = ""
    pieces: int | None = None


@dataclass(frozen=True, slots=True)
class Demand:
    """A quantity to be served, and where its money comes from.

    ``line`` and ``year`` name the budget line and its year (empty and None: no line holds it). ``lot`` None: one way
    serves the whole; else the quantity may be split among ways, in whole pieces, each of them at least ``lot``.
    """

    id: str
    quantity: int
    ways: tuple[Way, ...]
    line: str = ""
    year: int | None = None
    lot: int | None = None


@dataclass(frozen=True, slots=True)
class LineLimit:
    """What a budget line holds, in one year or (None) in all years together."""

    line: str
    amount: Decimal
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Capacity:
    """How many pieces a supplier can deliver."""

    supplier: str
    pieces: int


@dataclass(frozen=True, slots=True)
class Limits:
    """What a plan must keep; None or empty: no such limit.

    ``total`` is the money of all lines; ``green_share`` the least share of the price that goes to green ways, from 0
    to 1; ``carbon`` the cap in kgCO2.
    """

    lines: tuple[LineLimit, ...] = ()
    total: Decimal | None = None
    capacities: tuple[Capacity, ...] = ()
    green_share: Decimal | None = None
    carbon: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Award:
    """What a plan gives to one way of a demand: how many pieces and what they come to; ``carbon`` None: not known."""

    demand: str
    way: str
    pieces: int
    price: Decimal
    cost: Decimal
    carbon: Decimal | None
