"""The limits over all budget lines of a case: a total, a green share, a cap on carbon, what suppliers can deliver."""

from collections.abc import Collection
from decimal import Decimal
from pathlib import Path

from greenward.exchange.columns import CAPACITIES
from greenward.exchange.sheet import read_sheet
from greenward.exchange.table import Record, read_table
from greenward.policy.fields import Fields
from greenward.policy.vocabulary import Vocabulary
from greenward.terms.demand import Capacity, Limits
from greenward.terms.problem import Problem

KILOGRAMS_A_TONNE = 1000


def read_limits(f: Fields | None, known: Vocabulary, currency: str) -> Limits:
    """Return the limits that the section ``f`` states (None: it states none); defects are noted in its problems.

    Each has value, unit and source: ``total`` in the currency (empty: not known, and not checked), ``green_share`` from
    0 to 1, ``carbon`` of use in tCO2.
    """
    if f is None:
        return Limits()
    total = _limit(f, "total", currency, known)
    share = _limit(f, "green_share", "share", known)
    carbon = _limit(f, "carbon", "tCO2", known)
    if share is not None and share > 1:
        f.refuse("cell.share_above_one", at="green_share")
    f.done()
    return Limits(total=total, green_share=share, carbon=None if carbon is None else carbon * KILOGRAMS_A_TONNE)


def read_capacities(path: Path, suppliers: Collection[str]) -> tuple[Capacity, ...]:
    """Return how many pieces suppliers can deliver, from a CSV or XLSX file; raises ProblemsError with every defect.

    ``suppliers`` are those of the offers (none: they are not known): one that no offer names would limit nothing.
    """

    def check(record: Record) -> list[Problem]:
        named = record.text("supplier")
        return [] if not suppliers or named in suppliers else [Problem("row.unknown_supplier", record.at("supplier"))]

    records = read_table(read_sheet(path), CAPACITIES, check)
    return tuple(Capacity(record.text("supplier"), record.whole("pieces") or 0) for record in records)


def _limit(f: Fields, name: str, unit: str, known: Vocabulary) -> Decimal | None:
    inner = f.mapping(name)
    if inner is None:
        return None
    value, stated = inner.number("value"), inner.text("unit")
    known.citation(inner)
    if value < 0:
        inner.refuse("cell.negative", at="value")
    if unit and stated != unit:
        inner.refuse("method.unit", at="unit", name=name, unit=unit, text=stated)
    inner.done()
    return value
