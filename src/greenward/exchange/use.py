"""What a row says of a piece's use, checked together: power, energy, consumables."""

from collections.abc import Iterator

from greenward.exchange.table import Record
from greenward.terms.problem import Problem
from greenward.terms.product import MODES, Watts, most_yearly_energy


def check_use(record: Record) -> Iterator[Problem]:
    """Yield what the cells of one row about its use cannot be together."""
    given = [mode for mode in MODES if f"watts_{mode}" in record.filled]
    if given and len(given) < len(MODES):
        missing = next(mode for mode in MODES if mode not in given)
        yield Problem("row.watts_incomplete", record.at(f"watts_{missing}"))
    yield from _energy(record)
    yield from _consumables(record)


def read_watts(record: Record) -> Watts | None:
    """Return the power by mode; None where it is not stated whole."""
    watts = [value for mode in MODES if (value := record.decimal(f"watts_{mode}")) is not None]
    return Watts(*watts) if len(watts) == len(MODES) else None


def _energy(record: Record) -> Iterator[Problem]:
    """Yield what cannot be at the stated power: a figure of one unit that was written into the column of another."""
    watts, per_1000h, yearly = read_watts(record), record.decimal("energy_per_1000h"), record.decimal("yearly_energy")
    most = most_yearly_energy(watts, per_1000h)
    if yearly is not None and most is not None and yearly > most:
        yield Problem("row.energy_impossible", record.at("yearly_energy"), {"most": most})
    if watts is not None and per_1000h is not None and per_1000h > watts.most:
        yield Problem("row.energy_impossible", record.at("energy_per_1000h"), {"most": watts.most})


def _consumables(record: Record) -> Iterator[Problem]:
    """Yield what is wrong with consumables: stated in two ways, or a price without its pages."""
    priced = {"consumable_price", "consumable_yield"} & record.filled
    if priced and "consumables" in record.filled:
        yield Problem("row.consumables_twice", record.at("consumables"))
    elif len(priced) == 1:
        yield Problem("row.consumable_incomplete", record.at(*priced))
