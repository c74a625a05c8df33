"""What offers, or the requirement levels of a competed need, save against a base case."""

from dataclasses import dataclass
from decimal import Decimal

from greenward.terms.finding import Reason


@dataclass(frozen=True, slots=True)
class Measures:
    """What an alternative saves against the base case, in the method's currency.

    None: the measure has no meaning here, and ``remarks`` say why. ``savings_to_investment`` and ``adjusted_return``
    (a fraction a year) need an additional investment and lower running costs; paybacks are years of the study, and
    need a higher cost at the start. ``break_even`` is the price of electricity at the base date at which both cost the
    same over their life.
    """

    net_savings: Decimal
    savings_to_investment: Decimal | None
    adjusted_return: Decimal | None
    simple_payback: int | None
    discounted_payback: int | None
    break_even: Decimal | None
    remarks: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Alternative:
    """An offer or a requirement level by its id, with its equivalent annual cost; ``measures`` None: the base case."""

    id: str
    annual_cost: Decimal
    measures: Measures | None


@dataclass(frozen=True, slots=True)
class Savings:
    """The measures of what may be chosen for ``needs``: the base case first, the others by what they save.

    Of offers, figures are of one piece; of requirement levels (``levels``), of the whole need. ``named``: the reader
    named the base case; else it is what has the lowest price. ``missing`` says why there is nothing to compare.
    """

    needs: tuple[str, ...]
    levels: bool
    named: bool
    alternatives: tuple[Alternative, ...]
    missing: Reason | None = None

    @property
    def base(self) -> str:
        """The id of the base case; empty where there is nothing to compare."""
        return self.alternatives[0].id if self.alternatives else ""
