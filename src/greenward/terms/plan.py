"""The best plan a budget can buy, and why each line came out as it did."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum

from greenward.terms.budget import BudgetLine
from greenward.terms.finding import Answer, Reason
from greenward.terms.front import Front
from greenward.terms.in_use import Kept
from greenward.terms.life_cycle import LifeCycle
from greenward.terms.method import Method
from greenward.terms.names import Names
from greenward.terms.need import Need
from greenward.terms.source import Citation


class Face(Enum):
    """What a plan may name for a need."""

    OFFER = "offer"
    REQUIREMENT = "requirement level"


@dataclass(frozen=True, slots=True)
class Mask:
    """Why an offer cannot serve a need.

    ``kind`` is a code without parameters, safe where no name may appear; ``reason`` says it in full, and
    ``citation`` is the source where a rule says so.
    """

    kind: str
    reason: Reason
    citation: Citation | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """What identifies an offer; stands only where the channel lets the unit choose."""

    offer_id: str
    supplier: str
    brand: str
    model: str


@dataclass(frozen=True, slots=True)
class RequirementLevel:
    """A requirement that a competition could be held on, without a name in it.

    ``offers`` counts the offers known to meet it, ``suppliers`` the suppliers behind them; low and high are
    totals for the whole need: the cheapest such offer and the price at which ``least`` suppliers qualify.
    """

    grade: int | None
    certificate: str | None
    years: int
    offers: int
    suppliers: int
    least: int
    price_low: Decimal
    price_high: Decimal
    cost_low: Decimal
    cost_high: Decimal


@dataclass(frozen=True, slots=True)
class Option:
    """One way to serve a need, for its whole quantity.

    ``price`` is what the budget must hold for ``pieces`` pieces, whole packs; ``cost`` the life-cycle cost that
    is minimised; ``carbon`` kgCO2 of use over the study period, None where unknown; ``footprint`` embodied carbon and
    use with low and high end, None where incomplete; ``preferred`` says that it has all that rules prefer. Exactly
    one of ``named``, ``level``, ``kept`` and ``shares`` is set: an offer, a requirement level, pieces in use that go on
    serving, or several that share the need, each with the figures of its own pieces.
    """

    id: str
    pieces: int
    price: Decimal
    cost: Decimal
    yearly_energy: Decimal
    carbon: Decimal | None
    parts: tuple[tuple[str, Decimal], ...]
    footprint: tuple[Decimal, Decimal, Decimal] | None = None
    preferred: bool = True
    named: Named | None = None
    level: RequirementLevel | None = None
    shares: tuple["Option", ...] = ()
    kept: Kept | None = None

    @property
    def awards(self) -> tuple["Option", ...]:
        """What each part of the need is served by: one supplier, or what is in use."""
        return self.shares or (self,)

    @property
    def green(self) -> Decimal:
        """The part of the price that goes to what has all that rules prefer."""
        return sum((award.price for award in self.awards if award.preferred), Decimal(0))

    def pieces_of(self, supplier: str) -> int:
        """Return how many pieces a supplier delivers of it."""
        return sum(
            award.pieces for award in self.awards if award.named is not None and award.named.supplier == supplier
        )


@dataclass(frozen=True, slots=True)
class Judged:
    """An offer looked at for a need: its unit cost and every reason why it cannot serve (none: it can).

    ``source`` and ``obtained`` say where and when the offer was taken; ``grade`` is its efficiency grade.
    """

    named: Named
    grade: int | None
    source: str
    obtained: str
    unit_price: Decimal
    life: LifeCycle
    masks: tuple[Mask, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The offers looked at for needs that ask for the same kind of thing, by the needs' ids."""

    needs: tuple[str, ...]
    judged: tuple[Judged, ...]


@dataclass(frozen=True, slots=True)
class Survey:
    """A need, what the rules say of it and the ways to serve it that no other beats in both price and cost.

    ``refused`` counts the offers left out by the kind of their first mask; ``blocked`` says why there is no option;
    ``preferred`` counts the lawful offers that have all that rules prefer. ``kept`` are the ways to go on with what is
    in use, those that are options too and those for which something is missing.
    """

    need: Need
    face: Face
    channel: Names | None
    answer: Answer
    options: tuple[Option, ...]
    refused: tuple[tuple[str, int], ...]
    blocked: Reason | None
    preferred: int
    kept: tuple[Kept, ...] = ()


@dataclass(frozen=True, slots=True)
class Held:
    """A limit, by kind, name and year as in ``LimitUse``."""

    kind: str
    name: str
    year: int | None = None


@dataclass(frozen=True, slots=True)
class PlanLine:
    """What the plan says of one need.

    ``chosen`` None: not served, and ``unserved`` says why. ``cheapest`` and ``least_cost`` are the ids of the
    options with the lowest price and the lowest life-cycle cost; ``held_back`` names the limits that kept the
    least-cost one out. ``without_preference`` is set where a rule prefers what the chosen offer lacks although
    other offers have it.
    """

    survey: Survey
    chosen: Option | None
    cheapest: str | None
    least_cost: str | None
    held_back: tuple[Held, ...]
    unserved: Reason | None
    without_preference: Reason | None


@dataclass(frozen=True, slots=True)
class BudgetUse:
    """A budget line beside what the plan takes from it; ``short`` is what the cheapest lawful basket lacks.

    ``worth`` is by how much the life-cycle cost falls for one unit of money more, at the margin of the linear
    relaxation: 0 where the line is not felt, None where it is not known, since nothing was planned on it.
    """

    line: BudgetLine
    amount: Decimal
    planned: Decimal
    cheapest_basket: Decimal
    short: Decimal
    worth: Decimal | None = None


@dataclass(frozen=True, slots=True)
class LimitUse:
    """A limit over all budget lines beside what the plan uses of it; ``lacking`` is what the nearest plan lacks of it.

    ``kind`` is ``line`` (money of the budget line ``name`` in ``year``, where it lacks some), ``total`` (money),
    ``capacity`` (pieces of the supplier ``name``), ``green_share`` (a share of the price; lacking is money) or
    ``carbon`` (kgCO2 of use). ``used`` None: there is no plan to use it. ``worth`` is by how much the life-cycle cost
    falls, at the margin of the linear relaxation, for one more: of money, piece, tonne of CO2, and for a green share
    one unit of money less that must go to green offers; None: not known.
    """

    kind: str
    name: str
    limit: Decimal
    used: Decimal | None
    lacking: Decimal
    worth: Decimal | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums over all planned needs; ``carbon`` None where one of them is not known."""

    price: Decimal
    cost: Decimal
    carbon: Decimal | None


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan for a case on a day.

    ``gap`` is the proven relative distance of ``cost`` from the best possible (0: proven best); None where
    nothing could be planned. ``what_if`` is the factor put on every budget line (1: the record). ``comparisons``
    hold offers for needs whose channel lets the unit choose; of a competed need nothing but levels is kept.
    ``cheapest`` are the totals of the lowest-price lawful option of each planned need, to compare with. ``limits`` are
    those beside the budget lines; ``solver`` names what found the plan; ``front`` None: it was not asked for.
    """

    case: Names
    unit: Names
    invented: Names | None
    day: date
    packs: tuple[str, ...]
    method: Method
    method_digest: str
    what_if: Decimal
    lines: tuple[PlanLine, ...]
    comparisons: tuple[Comparison, ...]
    budgets: tuple[BudgetUse, ...]
    price: Decimal
    cost: Decimal
    carbon: Decimal | None
    cheapest: Totals
    gap: Decimal | None
    notes: tuple[Reason, ...] = ()
    limits: tuple[LimitUse, ...] = ()
    solver: str = ""
    front: Front | None = None

    @property
    def feasible(self) -> bool:
        """Whether every need is served within its budget line."""
        return all(line.chosen is not None for line in self.lines)
