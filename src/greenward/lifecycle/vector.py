"""Life-cycle cost of many offers at once, in floats: for sweeps and draws, where the Decimal path would be slow.

It takes the same inputs and the same factors as the Decimal path and equals it to 1e-9 of each part. Only this file of
the room imports NumPy, and only when one of its functions is called.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from greenward.lifecycle.flows import cash_flows
from greenward.lifecycle.present import present_values
from greenward.terms.inputs import Inputs
from greenward.terms.life_cycle import COST_PARTS
from greenward.terms.method import Method

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Wholes = NDArray[np.int64]

PARTS = tuple(part for part in COST_PARTS if part not in ("carbon_price", "follow_on"))
AMOUNTS = tuple(part for part in PARTS if part != "replacement")
"""Parts that are amounts of the inputs too; a replacement is a purchase again."""

RESTS_ON = {
    "purchase": ("life", "residual_stated"),
    "installation": ("life",),
    "maintenance": ("life", "maintenance_from"),
    "end_of_life": ("life",),
    "residual": ("life", "residual_stated"),
}
"""What the factors of an amount rest on beside the method; those of the others rest on nothing else."""


@dataclass(frozen=True, slots=True)
class InputArrays:
    """One figure an offer in each array, all of one length; units as in ``Inputs``.

    0: the offer has none; NaN: the method asks for it and nobody knows it. ``residual`` counts where
    ``residual_stated`` is true, else the unused life is valued by straight line. ``life`` 0: it lasts.
    """

    purchase: "Floats"
    installation: "Floats"
    electricity: "Floats"
    fuel: "Floats"
    water: "Floats"
    consumables: "Floats"
    maintenance: "Floats"
    end_of_life: "Floats"
    residual: "Floats"
    residual_stated: "NDArray[np.bool_]"
    life: "Wholes"
    maintenance_from: "Wholes"


@dataclass(frozen=True, slots=True)
class PresentArrays:
    """Present values: ``values`` has a row for each of ``parts`` and a column for each offer; NaN: not known.

    ``total`` is their sum for each offer, NaN where a part is not known.
    """

    parts: tuple[str, ...]
    values: "Floats"
    total: "Floats"


def input_arrays(offers: Sequence[Inputs]) -> InputArrays:
    """Return the inputs of offers as arrays, in their order."""
    import numpy as np

    def floats(part: str) -> "Floats":
        found = ((getattr(item, part), part in item.unknown) for item in offers)
        return np.array([np.nan if unknown else float(value or 0) for value, unknown in found], dtype=np.float64)

    return InputArrays(
        purchase=floats("purchase"),
        installation=floats("installation"),
        electricity=floats("electricity"),
        fuel=floats("fuel"),
        water=floats("water"),
        consumables=floats("consumables"),
        maintenance=floats("maintenance"),
        end_of_life=floats("end_of_life"),
        residual=floats("residual"),
        residual_stated=np.array([item.residual is not None for item in offers], dtype=np.bool_),
        life=np.array([item.life or 0 for item in offers], dtype=np.int64),
        maintenance_from=np.array([item.maintenance_from for item in offers], dtype=np.int64),
    )


def present_arrays(given: InputArrays, method: Method) -> PresentArrays:
    """Return present values of each offer by part over the method's years.

    Every part is linear in the amounts. The factors rest on what ``RESTS_ON`` names; they come from the Decimal path,
    once for each case that occurs.
    """
    import numpy as np

    values = np.zeros((len(PARTS), len(given.purchase)))
    for source in AMOUNTS:
        amounts = getattr(given, source)
        first, which = _cases(given, source)
        for part, factors in _factors(given, source, first, method).items():
            values[PARTS.index(part)] += np.array(factors)[which] * amounts
        values[PARTS.index(source), np.isnan(amounts)] = np.nan
    return PresentArrays(PARTS, values, values.sum(axis=0))


def _cases(given: InputArrays, source: str) -> tuple["Wholes", "Wholes"]:
    """Return the first offer of each case that the factors of ``source`` tell apart, and the case of each offer."""
    import numpy as np

    code = np.zeros(len(given.purchase), dtype=np.int64)
    for name in RESTS_ON.get(source, ()):
        key = getattr(given, name).astype(np.int64)
        code = code * (key.max(initial=0) + 1) + key
    _, first, which = np.unique(code, return_index=True, return_inverse=True)
    return first, which


def _factors(given: InputArrays, source: str, cases: "Wholes", method: Method) -> dict[str, list[float]]:
    """Return what one unit of ``source`` costs as a present value, by the part that it costs something in and by case.

    ``cases`` are the offers that stand for them.
    """
    found: dict[str, list[float]] = {part: [0.0] * len(cases) for part in PARTS}
    for at, offer in enumerate(cases.tolist()):
        stated = bool(given.residual_stated[offer])
        if source == "residual" and not stated:
            continue
        blank = Inputs(
            Decimal(0),
            life=int(given.life[offer]) or None,
            maintenance_from=int(given.maintenance_from[offer]),
            residual=Decimal(0) if stated else None,
        )
        one: dict[str, Any] = {source: Decimal(1)}
        for part, value in present_values(cash_flows(replace(blank, **one), method), method).parts:
            found[part][at] = float(value)
    return {part: factors for part, factors in found.items() if any(factors)}
