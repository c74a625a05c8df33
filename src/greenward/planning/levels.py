"""Requirement levels: what a competition could ask for, from offers that nobody names."""

from collections.abc import Sequence
from decimal import Decimal

from greenward.terms.offer import Offer
from greenward.terms.plan import Level, Option


def levels(
    fit: Sequence[tuple[Offer, Option]], certificate: str | None, years: int, least_suppliers: int
) -> tuple[Option, ...]:
    """Return one option for each efficiency grade on which at least ``least_suppliers`` could compete.

    ``fit`` are the offers that may serve the need, each with its option. A level holds the offers of its grade
    or better. Its price is the lowest at which enough suppliers qualify; each running part of its life-cycle
    cost is the highest among the offers up to that price, so that none of them costs more. Offers without a grade
    make one level without a grade.
    """
    grades: list[int | None] = [*sorted({offer.grade for offer, _ in fit if offer.grade is not None})]
    found = []
    for grade in grades or [None]:
        members = [pair for pair in fit if grade is None or (pair[0].grade is not None and pair[0].grade <= grade)]
        members.sort(key=lambda pair: (pair[1].price, pair[1].cost, pair[0].id))
        enough = _until(members, least_suppliers)
        if enough:
            found.append(_level(grade, members, enough, certificate, years))
    return tuple(found)


def _until(members: Sequence[tuple[Offer, Option]], least: int) -> list[tuple[Offer, Option]]:
    suppliers: set[str] = set()
    for count, (offer, _) in enumerate(members, start=1):
        suppliers.add(offer.supplier)
        if len(suppliers) >= least:
            return list(members[:count])
    return []


def _level(
    grade: int | None,
    members: Sequence[tuple[Offer, Option]],
    enough: Sequence[tuple[Offer, Option]],
    certificate: str | None,
    years: int,
) -> Option:
    options = [option for _, option in enough]
    running = [(name, max(dict(option.parts)[name] for option in options)) for name, _ in options[0].parts[1:]]
    parts = [("purchase", options[-1].price), *running]
    carbons = [option.carbon for option in options if option.carbon is not None]
    level = Level(
        grade=grade,
        certificate=certificate,
        years=years,
        offers=len(members),
        suppliers=len({offer.supplier for offer, _ in members}),
        price_low=options[0].price,
        price_high=options[-1].price,
        cost_low=min(option.cost for option in options),
        cost_high=sum((value for _, value in parts), Decimal(0)),
    )
    return Option(
        id=f"grade-{grade}" if grade is not None else "any-grade",
        price=level.price_high,
        cost=level.cost_high,
        yearly_energy=max(option.yearly_energy for option in options),
        carbon=max(carbons) if len(carbons) == len(options) else None,
        parts=tuple(parts),
        level=level,
    )
