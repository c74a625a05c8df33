"""One option for each need within all limits, with the proof; or what the limits lack."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from greenward.planning.split import served
from greenward.terms.demand import Demand, Limits, Way
from greenward.terms.finding import Reason
from greenward.terms.money import CENT
from greenward.terms.plan import LimitUse, Option, Survey

if TYPE_CHECKING:
    from greenward.planning.program import Program

GAP, EXACT = 5e-3, 1e-6
"""How near to the best a plan is proved to be: a large one, unless more is asked for; a small one always."""
NO_LIMITS = Limits()
KINDS = LINE, TOTAL, CAPACITY, GREEN_SHARE, CARBON = "line", "total", "capacity", "green_share", "carbon"


LimitKey = tuple[str, str, int | None]
"""A limit's kind as the program has it, its name and its year."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The option chosen for each need by the need's id, and a proven lower bound on the cost of any choice.

    ``limits`` say what is used of the limits over all lines, ``notes`` what had to be left out, ``solver`` who says so.
    ``worth`` is the marginal value of each budget line that was planned, by its id and year.
    """

    chosen: dict[str, Option]
    bound: Decimal
    limits: tuple[LimitUse, ...]
    notes: tuple[Reason, ...]
    solver: str
    worth: dict[tuple[str, int | None], Decimal] = field(default_factory=dict)


def choose(surveys: Sequence[Survey], limits: Limits, gap: float) -> Choice:
    """Return the choice of one option a need with the least total cost within ``limits``, proved to ``gap``.

    Where nothing keeps the limits nothing is chosen, and each limit says what the nearest choice lacks. Equal costs are
    settled by the lower price, then the id.
    """
    from greenward.planning.elastic import lacking
    from greenward.planning.marginal import marginals
    from greenward.planning.program import Kind, build
    from greenward.planning.restricted import Proof, Solution, solve

    if not surveys:
        return Choice({}, Decimal(0), _used((), limits, {}), (), "")
    limits = _felt(surveys, limits)
    program = build([demand(survey) for survey in surveys], limits)
    notes: tuple[Reason, ...] = ()
    if program.left_out:
        notes += (Reason("note.carbon_unknown", {"needs": left_out(program)}),)
    asked = gap_asked(program, gap)
    found = solve(program, asked)
    if not isinstance(found, Solution):
        short = {(item.kind.value, item.name, item.year): item.lacking for item in lacking(program).shortfalls}
        return Choice({}, Decimal(0), _used(None, limits, short), notes, found.solver)
    if found.proof is not Proof.WITHIN_GAP:
        notes += (Reason("note.gap_not_reached", {"asked": f"{asked * 100:g}"}),)
    chosen = served(surveys, found.awards)
    rows = marginals(program, found.duals)
    lines = {(item.row.name, item.row.year): item.worth for item in rows if item.row.kind is Kind.LINE}
    worth = {(item.row.kind.value, item.row.name, item.row.year): item.worth for item in rows}
    return Choice(chosen, found.bound, _used(tuple(chosen.values()), limits, {}, worth), notes, found.solver, lines)


def _felt(surveys: Sequence[Survey], limits: Limits) -> Limits:
    """Return the limits without capacities of suppliers that no option names: what is competed names nobody."""
    named = {option.named.supplier for survey in surveys for option in survey.options if option.named is not None}
    return replace(limits, capacities=tuple(item for item in limits.capacities if item.supplier in named))


def gap_asked(program: "Program", gap: float) -> float:
    """Return how near to the best a plan of ``program`` is to be proved: a small one always as far as can be."""
    from greenward.planning.restricted import SMALL_PROGRAM

    return min(gap, EXACT) if len(program.need) <= SMALL_PROGRAM else gap


def proved_gap(cost: Decimal, bound: Decimal) -> Decimal:
    """Return how far ``cost`` may at most lie above the best possible, as a fraction; less than half a cent is none."""
    return (cost - bound) / cost if cost > 0 and cost - bound >= CENT / 2 else Decimal(0)


def cheapest(options: Sequence[Option]) -> Option:
    """Return the option with the lowest price; equal prices are settled by cost, then id."""
    return min(options, key=lambda option: (option.price, option.cost, option.id))


def least_cost(options: Sequence[Option]) -> Option:
    """Return the option with the lowest life-cycle cost; equal costs are settled by price, then id."""
    return min(options, key=lambda option: (option.cost, option.price, option.id))


def carbon_of(options: Sequence[Option]) -> Decimal | None:
    """Return the carbon of use of options together; None where it is not known of one of them."""
    known = [option.carbon for option in options if option.carbon is not None]
    return sum(known, Decimal(0)) if len(known) == len(options) else None


def left_out(program: "Program") -> tuple[str, ...]:
    """Return the needs of which options were left out, since their carbon is not known."""
    return tuple(dict.fromkeys(need for need, _ in program.left_out))


def demand(survey: Survey) -> Demand:
    """Return what the program must serve of a need, with its options as ways."""
    need = survey.need
    ways = tuple(_way(option) for option in survey.options)
    return Demand(need.id, need.quantity, ways, need.budget_line, need.year, need.lot)


def _way(option: Option) -> Way:
    supplier = option.named.supplier if option.named is not None else ""
    return Way(option.id, option.price, option.cost, option.carbon, option.preferred, supplier, option.pieces)


def _used(
    chosen: Sequence[Option] | None,
    limits: Limits,
    lacking: dict[LimitKey, Decimal],
    worth: dict[LimitKey, Decimal] | None = None,
) -> tuple[LimitUse, ...]:
    """Return each limit over all lines with what ``chosen`` uses of it (None: nothing is chosen) and what it lacks.

    A budget line is among them where the nearest plan lacks money of it.
    """

    def use(kind: str, name: str, limit: Decimal, used: Decimal, word: str, year: int | None = None) -> LimitUse:
        key = word, name, year
        taken = None if chosen is None else used
        return LimitUse(kind, name, limit, taken, lacking.get(key, Decimal(0)), (worth or {}).get(key), year)

    options = chosen or ()
    price = sum((option.price for option in options), Decimal(0))
    green = sum((option.green for option in options), Decimal(0))
    carbon = sum((option.carbon or Decimal(0) for option in options), Decimal(0))
    lines = [use(LINE, item.line, item.amount, Decimal(0), "budget line", item.year) for item in limits.lines]
    found = [item for item in lines if item.lacking]
    if limits.total is not None:
        found.append(use(TOTAL, "", limits.total, price, "total budget"))
    for item in limits.capacities:
        pieces = sum(option.pieces_of(item.supplier) for option in options)
        found.append(use(CAPACITY, item.supplier, Decimal(item.pieces), Decimal(pieces), "supplier capacity"))
    if limits.green_share is not None:
        share = green / price if price else Decimal(1)
        found.append(use(GREEN_SHARE, "", limits.green_share, share, "green share"))
    if limits.carbon is not None:
        found.append(use(CARBON, "", limits.carbon, carbon, "carbon cap"))
    return tuple(found)
