"""How a price or a discount rate moves over the years, in real or in nominal money."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from itertools import pairwise

from greenward.terms.names import Names
from greenward.terms.problem import Problem, ProblemsError
from greenward.terms.source import Citation


class Basis(Enum):
    """Whether amounts and rates are in money of the base date (real) or in money of their own year (nominal)."""

    REAL = "real"
    NOMINAL = "nominal"


def check_rate(rate: Decimal) -> None:
    """Refuse a yearly rate of -100 % or below, after which nothing is left; raises ProblemsError."""
    if rate <= -1:
        raise ProblemsError([Problem("rate.all_lost", params={"value": rate})])


@dataclass(frozen=True, slots=True)
class RateBand:
    """A discount rate, as a fraction a year, that holds from the end of the band before to the end of year ``until``.

    ``until`` None: to the end. Raises ProblemsError for a rate of -100 % or below.
    """

    rate: Decimal
    until: int | None
    citation: Citation

    def __post_init__(self) -> None:
        check_rate(self.rate)


def schedule_problems(bands: Sequence[RateBand], years: int) -> list[Problem]:
    """Return what is wrong with a schedule of rates over ``years``: none, out of order, or ended too early."""
    if not bands:
        return [Problem("rates.order")]
    *inner, last = [band.until for band in bands]
    ends = [end or 0 for end in inner] + ([] if last is None else [last])
    if None in inner or any(later <= earlier for earlier, later in pairwise([0, *ends])):
        return [Problem("rates.order")]
    if last is not None and last < years:
        return [Problem("rates.too_short", params={"years": years, "until": last})]
    return []


@dataclass(frozen=True, slots=True)
class PricePath:
    """A price relative to that of the base date: by a constant yearly ``rate``, or by an ``index`` of calendar years.

    Exactly one of both is given. An index is a number for each year, of which only the proportion to the base year's
    counts; where the base year is left out its index is 1. ``basis`` says whether the path includes inflation.
    Raises ProblemsError where neither or both are given, a rate is -100 % or below, a year stands twice or an index is
    not above 0.
    """

    id: str
    names: Names
    basis: Basis
    citation: Citation
    rate: Decimal | None = None
    index: tuple[tuple[int, Decimal], ...] = ()

    def __post_init__(self) -> None:
        if (self.rate is None) is not bool(self.index):
            raise ProblemsError([Problem("path.rate_or_index", params={"path": self.id})])
        if self.rate is not None:
            check_rate(self.rate)
        years = [year for year, _ in self.index]
        bad = [year for year, value in self.index if value <= 0 or years.count(year) > 1]
        if bad:
            raise ProblemsError([Problem("path.bad_index", params={"path": self.id, "year": str(bad[0])})])

    def holes(self, base_year: int, years: int) -> tuple[int, ...]:
        """Return the calendar years of a study of ``years`` years after ``base_year`` that the index leaves out."""
        if self.rate is not None:
            return ()
        known = {year for year, _ in self.index}
        return tuple(year for year in range(base_year + 1, base_year + years + 1) if year not in known)
