"""Money that comes or goes at a moment."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class CashFlow:
    """An amount of one cost part, ``when`` years after the base date (0: on it; 2.5: halfway through the third year).

    ``amount`` is in prices of the base date; what is received is negative. ``path`` is the id of the method's price
    path that the price follows; empty: it follows none, so it keeps its real value. ``whole_life_only`` marks what
    belongs to whole-life cost and not to life-cycle cost (income, externalities), after ISO 15686-5.
    """

    part: str
    amount: Decimal
    when: Decimal
    path: str = ""
    whole_life_only: bool = False
