"""Invented footprints, grid factors and views for the tests of carbon."""

from datetime import date
from decimal import Decimal

from greenward.lifecycle.carbon import decision_view
from greenward.terms.carbon import DecisionView
from greenward.terms.factor import Accounting, GridFactor, GridPath, GridSide
from greenward.terms.footprint import Boundary, Footprint, Part, Rung

D = Decimal


def grid_factor(year: int | None = 2026, value: str = "0.5", place: str = "XX", release: str = "r1") -> GridFactor:
    return GridFactor(
        D(value), "kgCO2e/kWh", place, year, Accounting.LIFE_CYCLE, GridSide.PRODUCTION, release, "Invented grid",
        "none", date(2026, 11, 1), "warning.grid_production",
    )  # fmt: skip


def footprint(
    value: str, low: str | None = None, high: str | None = None, rung: Rung = Rung.CATEGORY, maker: str = "",
    rule: str = "", boundary: Boundary = Boundary.WITHOUT_USE, part: Part = Part.EMBODIED, warning: str = "",
) -> Footprint:  # fmt: skip
    return Footprint(
        D(value), None if low is None else D(low), None if high is None else D(high), part, boundary, rung,
        "2026", "Invented list", "row 2", warning, rule, maker, "notebook_computer", 12,
    )  # fmt: skip


def view(
    embodied: Footprint | None, own: Footprint | None = None, kwh: str = "100", years: int = 6, life: int | None = 6,
    release: str = "r1",
) -> DecisionView:  # fmt: skip
    grid = GridPath((grid_factor(release=release),) * years, ())
    return decision_view(embodied, own, [D(kwh)] * years, grid, years, life)
