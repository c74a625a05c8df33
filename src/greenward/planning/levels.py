"""Requirement levels: what a competition could ask for, from offers that nobody names."""

from collections.abc import Sequence
from decimal import Decimal

from greenward.planning.candidate import Candidate
from greenward.terms.life_cycle import COST_PARTS
from greenward.terms.plan import Option, RequirementLevel


def levels(
    fit: Sequence[Candidate], certificate: str | None, years: int, least: int, brands_count_once: bool
) -> tuple[Option, ...]:
    """Return one option for each efficiency grade on which at least ``least`` suppliers could compete.

    ``fit`` are the offers that may serve the need. A level holds the offers of its grade or better. Its price is
    the lowest at which enough suppliers qualify; each part of its life-cycle cost is the highest among the offers up
    to that price, so that none of them costs more. Offers without a grade make one level without a grade.
    With ``brands_count_once`` as many brands as suppliers must be there, since bids of one brand count as one.
    """
    grades: list[int | None] = [*sorted({item.offer.grade for item in fit if item.offer.grade is not None})]
    found = []
    for grade in grades or [None]:
        members = _members(fit, grade)
        enough = _until(members, least, brands_count_once)
        if enough:
            found.append(_level(grade, members, enough, certificate, years, least))
    return tuple(found)


def qualifying(fit: Sequence[Candidate], grade: int | None, least: int, brands_count_once: bool) -> Sequence[Candidate]:
    """Return the offers on which the price and the cost of the level of ``grade`` rest: the cheapest that suffice."""
    return _until(_members(fit, grade), least, brands_count_once)


def _members(fit: Sequence[Candidate], grade: int | None) -> list[Candidate]:
    ordered = sorted(fit, key=lambda item: (item.price, item.cost, item.id))
    return [item for item in ordered if grade is None or (item.offer.grade or grade + 1) <= grade]


def _until(members: Sequence[Candidate], least: int, brands_count_once: bool) -> Sequence[Candidate]:
    """Return the cheapest members up to the one with which ``least`` suppliers are reached; none: never reached."""
    suppliers: set[str] = set()
    brands: set[str] = set()
    for count, item in enumerate(members, start=1):
        suppliers.add(item.offer.supplier)
        brands.add(item.offer.brand)
        if len(suppliers) >= least and (len(brands) >= least or not brands_count_once):
            return members[:count]
    return ()


def _level(
    grade: int | None,
    members: Sequence[Candidate],
    enough: Sequence[Candidate],
    certificate: str | None,
    years: int,
    least: int,
) -> Option:
    options = [item.option() for item in enough]
    known = [dict(option.parts) for option in options]
    parts = tuple(
        (name, max(item.get(name, Decimal(0)) for item in known))
        for name in COST_PARTS
        if any(name in item for item in known)
    )
    carbons = [option.carbon for option in options if option.carbon is not None]
    level = RequirementLevel(
        grade=grade,
        certificate=certificate,
        years=years,
        offers=len(members),
        suppliers=len({item.offer.supplier for item in members}),
        least=least,
        price_low=options[0].price,
        price_high=options[-1].price,
        cost_low=min(option.cost for option in options),
        cost_high=sum((value for _, value in parts), Decimal(0)),
    )
    return Option(
        id=f"grade-{grade}" if grade is not None else "any-grade",
        pieces=enough[0].quantity,
        price=level.price_high,
        cost=level.cost_high,
        yearly_energy=max(option.yearly_energy for option in options),
        carbon=max(carbons) if len(carbons) == len(options) else None,
        parts=parts,
        level=level,
    )
