"""A request for the money that the better choice needs: how much, what it saves, and what stands behind it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum

from greenward.terms.budget import BudgetLine
from greenward.terms.names import Names
from greenward.terms.plan import BudgetUse, Option, Plan, Survey


class WindowKind(Enum):
    """When money may be asked for: in the yearly budget round, or in an adjustment of the running budget."""

    BUDGET_ROUND = "budget_round"
    ADJUSTMENT = "adjustment"


@dataclass(frozen=True, slots=True)
class Window:
    """The window of a request: its kind, the budget year, and the last day on which it may be handed in."""

    kind: WindowKind
    year: int
    closes: date


@dataclass(frozen=True, slots=True)
class Applicant:
    """Who asks whom, when, and where the saving goes.

    ``returns_to`` is the budget line that pays the electricity: by its id in the budget sheet, or by its name.
    """

    window: Window
    addressed_to: Names
    applicant: Names
    contact: Names
    returns_to: Names


@dataclass(frozen=True, slots=True)
class Upgrade:
    """A need with the choice compared with and the choice asked for; no field names an offer where it is competed.

    ``present`` is what the present budget buys; of a budget line that cannot hold its cheapest basket it is the
    cheapest lawful choice. ``grades`` are the efficiency grades of the two, None where not stated.
    """

    survey: Survey
    present: Option
    requested: Option
    grades: tuple[int | None, int | None]

    @property
    def better(self) -> bool:
        """Whether the choice asked for is another one."""
        return self.present.id != self.requested.id


@dataclass(frozen=True, slots=True)
class Saving:
    """What the choices asked for save against those compared with, over the study period.

    ``invested`` is the difference of the purchase prices; ``net`` the difference of life-cycle costs (present values).
    ``running`` is the running cost saved (energy, water, consumables, maintenance), undiscounted, of each year from 1
    on; ``electricity`` the part of it that electricity is. ``energy`` is kWh a year; ``carbon`` kgCO2 of use over the
    study, undiscounted, None where not known. ``embodied`` is kgCO2e of the pieces bought over the study, None where
    no difference is shown: the ranges of the two overlap or, ``embodied_known`` false, a figure is missing. What is
    negative is not saved but spent. Pay-backs are years by whose end the difference is paid back: 0 where there is
    none, None where it is not within the study.
    """

    invested: Decimal
    net: Decimal
    running: tuple[Decimal, ...]
    electricity: tuple[Decimal, ...]
    energy: Decimal
    carbon: Decimal | None
    embodied: Decimal | None
    embodied_known: bool
    simple_payback: int | None
    discounted_payback: int | None

    @property
    def running_a_year(self) -> Decimal:
        """Running cost saved in an average year."""
        return sum(self.running, Decimal(0)) / len(self.running)

    @property
    def electricity_a_year(self) -> Decimal:
        """Cost of electricity saved in an average year."""
        return sum(self.electricity, Decimal(0)) / len(self.electricity)


@dataclass(frozen=True, slots=True)
class LineRequest:
    """What is asked for on one budget line.

    ``compared`` and ``requested`` are the totals of the choices compared with and asked for. ``asked`` is what the
    line lacks for the latter: their price less the amount available, so money left on the line is used first.
    ``use.short`` of it is needed for even the cheapest lawful basket. ``saving`` is None where no choice differs.
    """

    use: BudgetUse
    upgrades: tuple[Upgrade, ...]
    compared: Decimal
    requested: Decimal
    asked: Decimal
    saving: Saving | None


@dataclass(frozen=True, slots=True)
class Scenario:
    """The same choices computed again with one figure of the method changed; ``changed`` is its code."""

    changed: str
    net: Decimal
    simple_payback: int | None
    discounted_payback: int | None


@dataclass(frozen=True, slots=True)
class Funding:
    """A request for money: the plan it starts from, the budget lines asked for, and how sure the saving is.

    ``saving`` is None where the money is asked for only because the cheapest lawful baskets do not fit. ``left_out``
    are the ids of needs that no offer can serve: they ask for nothing here. ``other_years`` are budget lines that lack
    money of another year than the window's, which is not asked for here.
    """

    plan: Plan
    applicant: Applicant
    lines: tuple[LineRequest, ...]
    asked: Decimal
    short: Decimal
    saving: Saving | None
    scenarios: tuple[Scenario, ...]
    left_out: tuple[str, ...]
    other_years: tuple[BudgetLine, ...] = ()

    @property
    def upgrades(self) -> tuple[Upgrade, ...]:
        """Every need of the budget lines asked for."""
        return tuple(item for line in self.lines for item in line.upgrades)

    @property
    def bought(self) -> tuple[Upgrade, ...]:
        """Those of which something is bought, not all of it kept or repaired."""
        return tuple(item for item in self.upgrades if any(award.kept is None for award in item.requested.awards))
