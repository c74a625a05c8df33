"""What a department has already: a piece in use that could be kept or repaired instead of a purchase."""

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from greenward.terms.finding import Reason
from greenward.terms.offer import Offer


class Keeping(Enum):
    """How a piece in use goes on serving."""

    KEEP = "keep"
    REPAIR = "repair"


@dataclass(frozen=True, slots=True)
class InUse:
    """A way to let the pieces in use go on serving a need.

    ``piece`` states as an offer does what one piece uses and costs a year; its price is that of the repair (0 where it
    is kept as it is) and its life the years that it still serves. ``row`` is the row of the file it came from.
    """

    need: str
    way: Keeping
    piece: Offer
    row: int


@dataclass(frozen=True, slots=True)
class Kept:
    """What a plan tells of a way to go on with pieces in use.

    ``price`` is that of the repair of one piece and ``years`` how long it still serves; ``missing`` says what keeps the
    way from being planned (none: it can be), ``left_out`` what does not count although it should, ``source`` and
    ``obtained`` where and when its figures were taken. ``followed_by`` is the id of the option whose yearly cost
    follows; empty: it serves the whole study.
    """

    way: Keeping
    price: Decimal
    years: int
    source: str
    obtained: str
    missing: tuple[Reason, ...] = ()
    followed_by: str = ""
    left_out: tuple[Reason, ...] = ()
