"""Canonical bytes, money and periods."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from greenward.terms.canonical import canonical, digest
from greenward.terms.money import CurrencyMismatchError, Money, rounded
from greenward.terms.period import Force, Period

days = st.dates(date(1990, 1, 1), date(2100, 1, 1))
periods = st.builds(
    lambda start, length, known: Period(start if known else None, start + timedelta(length), None if known else start),
    days, st.integers(0, 4000), st.booleans(),
)  # fmt: skip


def test_keys_are_sorted_and_decimals_are_text() -> None:
    assert canonical({"b": Decimal("1.10"), "a": [True, None, "绿"]}) == '{"a":[true,null,"绿"],"b":"1.10"}'.encode()


NAMES = st.text(max_size=4) | st.sampled_from(["\ue000", "\U0001f33f", "\ud7ff", "é", "绿"])
DATA = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=4),
    max_leaves=12,
)


@given(DATA)
def test_the_bytes_are_those_of_the_library_for_it(data: object) -> None:
    assert canonical(data) == rfc8785.dumps(data)  # type: ignore[arg-type]


def test_a_whole_number_that_others_cannot_hold_has_no_canonical_form() -> None:
    with pytest.raises(rfc8785.IntegerDomainError):
        canonical({"count": 2**53})


def test_a_float_has_no_canonical_form() -> None:
    with pytest.raises(TypeError):
        canonical({"price": 0.1})


def test_the_digest_is_that_of_the_bytes() -> None:
    """SHA-256 of the two bytes {}."""
    assert digest({}) == "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"


def test_two_currencies_are_never_added() -> None:
    with pytest.raises(CurrencyMismatchError):
        Money(Decimal(1), "CNY") + Money(Decimal(1), "EUR")


@pytest.mark.parametrize(("amount", "shown"), [("0.125", "0.12"), ("0.135", "0.14"), ("-0.125", "-0.12")])
def test_money_is_rounded_half_to_even(amount: str, shown: str) -> None:
    assert rounded(Decimal(amount)) == Decimal(shown)


@given(periods, days)
def test_after_its_last_day_a_value_is_not_in_force(period: Period, day: date) -> None:
    if period.end is not None and day > period.end:
        assert period.on(day) is Force.NO


@given(periods)
def test_a_start_that_was_not_seen_is_never_taken_for_not_in_force(period: Period) -> None:
    if period.start is None and period.evidenced is not None:
        assert period.on(period.evidenced) is Force.YES
        assert period.on(period.evidenced - timedelta(1)) is Force.UNKNOWN


@given(periods, periods, days)
def test_periods_that_do_not_overlap_are_never_in_force_together(one: Period, other: Period, day: date) -> None:
    if not one.overlaps(other):
        assert [one.on(day), other.on(day)].count(Force.YES) < 2
    assert one.overlaps(other) == other.overlaps(one)
