"""The funding section of a case's settings: who asks whom for money, in which window, and where the saving goes."""

from greenward.policy.fields import Fields
from greenward.terms.funding import Applicant, Window, WindowKind
from greenward.terms.period import FIRST_DAY, LAST_DAY

FIRST_YEAR, LAST_YEAR = FIRST_DAY.year, LAST_DAY.year
NO_WINDOW = Window(WindowKind.BUDGET_ROUND, FIRST_YEAR, FIRST_DAY)
"""Stands where the window is missing, until the defects are raised."""


def read_funding(f: Fields) -> Applicant:
    """Return who asks; defects are noted with their lines in the problems of ``f``."""
    window = f.mapping("window")
    if window is None:
        f.refuse("pack.missing_field", at="window", field="window")
    applicant = Applicant(
        window=NO_WINDOW if window is None else _window(window),
        addressed_to=f.names("addressed_to"),
        applicant=f.names("applicant"),
        contact=f.names("contact"),
        returns_to=f.names("returns_to"),
    )
    f.done()
    return applicant


def _window(f: Fields) -> Window:
    year = f.number("year")
    if not FIRST_YEAR <= year <= LAST_YEAR or year != year.to_integral_value():
        f.refuse("funding.year", at="year", text=str(year), first=str(FIRST_YEAR), last=str(LAST_YEAR))
    window = Window(f.choice("kind", WindowKind), int(year), f.day("closes"))
    f.done()
    return window
