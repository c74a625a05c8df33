"""A price path is a rate or an index, without holes where a study needs it; a schedule of rates is in order."""

from datetime import date
from decimal import Decimal

import pytest

from greenward.terms.names import Names
from greenward.terms.price_path import Basis, PricePath, RateBand, schedule_problems
from greenward.terms.source import Citation, Mark, Source
from support import codes

D = Decimal
NOWHERE = Names("example", "示例")
CITED = Citation(Source("s", "Example", NOWHERE, NOWHERE, None), NOWHERE, NOWHERE, date(2026, 1, 1), Mark.EXAMPLE)


def path(rate: str | None = None, **index: str) -> PricePath:
    points = tuple((int(year[1:]), D(value)) for year, value in index.items())
    return PricePath("p", NOWHERE, Basis.REAL, CITED, None if rate is None else D(rate), points)


def test_a_path_is_a_rate_or_an_index() -> None:
    assert path("0.02").holes(2026, 30) == ()
    assert path(y2027="1.02", y2028="1.03").holes(2026, 2) == ()


def test_the_years_that_an_index_leaves_out_are_named() -> None:
    assert path(y2027="1.02", y2030="1.03").holes(2026, 5) == (2028, 2029, 2031)


def test_the_base_year_itself_is_no_hole() -> None:
    assert path(y2027="1.02").holes(2026, 1) == ()


@pytest.mark.parametrize(
    ("rate", "index", "code"),
    [
        (None, {}, "path.rate_or_index"),
        ("0.02", {"y2027": "1"}, "path.rate_or_index"),
        ("-1", {}, "rate.all_lost"),
        (None, {"y2027": "0"}, "path.bad_index"),
        (None, {"y2027": "-1.02"}, "path.bad_index"),
    ],
)
def test_a_path_that_says_nothing_clear_is_refused(rate: str | None, index: dict[str, str], code: str) -> None:
    assert codes(lambda: path(rate, **index)) == [(code, None)]


def test_a_year_that_stands_twice_is_refused() -> None:
    twice = ((2027, D(1)), (2027, D(2)))
    assert codes(lambda: PricePath("p", NOWHERE, Basis.REAL, CITED, None, twice)) == [("path.bad_index", None)]


@pytest.mark.parametrize(
    ("ends", "years", "code"),
    [
        ((None,), 200, None),
        ((30, 75, 125), 125, None),
        ((30, None), 200, None),
        ((), 10, "rates.order"),
        ((None, 30), 10, "rates.order"),
        ((75, 30), 10, "rates.order"),
        ((30, 30), 10, "rates.order"),
        ((0, None), 10, "rates.order"),
        ((30, 75, 125), 126, "rates.too_short"),
        ((9,), 10, "rates.too_short"),
    ],
)
def test_a_schedule_of_rates_rises_to_the_end_of_the_study(
    ends: tuple[int | None, ...], years: int, code: str | None
) -> None:
    bands = [RateBand(D("0.03"), end, CITED) for end in ends]
    assert [problem.code for problem in schedule_problems(bands, years)] == ([code] if code else [])
