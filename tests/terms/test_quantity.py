"""A number with its unit."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenward.terms.quantity import UNITS, Quantity, UnitMismatchError


@pytest.mark.parametrize(
    ("value", "unit", "wanted", "expected"),
    [
        ("1.5", "MWh", "kWh", "1500"),
        ("36", "MJ", "kWh", "10"),
        ("2500", "W", "kW", "2.5"),
        ("3", "t", "kg", "3000"),
        ("100", "mi", "km", "160.9344"),
        ("2", "m3", "L", "2000"),
    ],
)
def test_a_quantity_is_told_in_another_unit_of_its_kind(value: str, unit: str, wanted: str, expected: str) -> None:
    assert abs(Quantity(Decimal(value), unit).to(wanted) - Decimal(expected)) < Decimal("1e-20")


@pytest.mark.parametrize(("unit", "wanted"), [("kWh", "kW"), ("kWh/1000h", "kWh/year"), ("kg", "furlong")])
def test_a_unit_of_another_kind_is_refused(unit: str, wanted: str) -> None:
    with pytest.raises(UnitMismatchError):
        Quantity(Decimal(1), unit).to(wanted)


def test_a_unit_that_nobody_knows_is_refused() -> None:
    with pytest.raises(UnitMismatchError, match="furlong"):
        Quantity(Decimal(1), "furlong")


@given(st.decimals("0.001", "1e6", places=3), st.sampled_from(sorted(UNITS)), st.sampled_from(sorted(UNITS)))
def test_there_and_back_is_the_same(value: Decimal, unit: str, other: str) -> None:
    if UNITS[unit][0] == UNITS[other][0]:
        back = Quantity(Quantity(value, unit).to(other), other).to(unit)
        assert abs(back - value) <= value * Decimal("1e-20")
