"""A need that several offers serve together."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from greenward.planning.exact import part
from greenward.terms.demand import Award
from greenward.terms.plan import Option, Survey


def served(surveys: Iterable[Survey], awards: Iterable[Award]) -> dict[str, Option]:
    """Return the option that serves each need, by the need's id, as ``awards`` give it."""
    pieces: dict[str, dict[str, int]] = {}
    for award in awards:
        pieces.setdefault(award.demand, {})[award.way] = award.pieces
    return {survey.need.id: _served(survey, pieces[survey.need.id]) for survey in surveys}


def _served(survey: Survey, pieces: Mapping[str, int]) -> Option:
    """Return the option that serves the need with ``pieces`` of each of its options, by id."""
    chosen = [option for option in survey.options if option.id in pieces]
    if len(chosen) == 1:
        return chosen[0]
    return together([share(option, pieces[option.id], survey.need.quantity) for option in chosen])


def share(option: Option, pieces: int, quantity: int) -> Option:
    """Return what ``pieces`` pieces of an option that serves ``quantity`` come to; it is not sold in packs."""

    def of(amount: Decimal) -> Decimal:
        return part(amount, pieces, quantity)

    footprint = option.footprint
    return replace(
        option,
        pieces=pieces,
        price=of(option.price),
        cost=of(option.cost),
        yearly_energy=of(option.yearly_energy),
        carbon=None if option.carbon is None else of(option.carbon),
        parts=tuple((name, of(amount)) for name, amount in option.parts),
        footprint=None if footprint is None else (of(footprint[0]), of(footprint[1]), of(footprint[2])),
    )


def together(shares: Sequence[Option]) -> Option:
    """Return the option that consists of ``shares``; what is not known of one of them is not known of the whole."""
    carbons = [item.carbon for item in shares if item.carbon is not None]
    footprints = [item.footprint for item in shares if item.footprint is not None]
    names = dict.fromkeys(name for item in shares for name, _ in item.parts)
    return Option(
        id="+".join(item.id for item in shares),
        pieces=sum(item.pieces for item in shares),
        price=_sum(item.price for item in shares),
        cost=_sum(item.cost for item in shares),
        yearly_energy=_sum(item.yearly_energy for item in shares),
        carbon=_sum(carbons) if len(carbons) == len(shares) else None,
        parts=tuple((name, _sum(dict(item.parts).get(name, Decimal(0)) for item in shares)) for name in names),
        footprint=_ends(footprints) if len(footprints) == len(shares) else None,
        preferred=all(item.preferred for item in shares),
        shares=tuple(shares),
    )


def _ends(footprints: Sequence[tuple[Decimal, Decimal, Decimal]]) -> tuple[Decimal, Decimal, Decimal]:
    value, low, high = (_sum(ends) for ends in zip(*footprints, strict=True))
    return value, low, high


def _sum(amounts: Iterable[Decimal]) -> Decimal:
    return sum(amounts, Decimal(0))
