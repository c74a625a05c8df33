"""What is in use already, from a department's sheet."""

from collections.abc import Collection, Iterator
from decimal import Decimal
from pathlib import Path

from greenward.exchange.columns import IN_USE
from greenward.exchange.sheet import read_sheet
from greenward.exchange.table import Record, read_table
from greenward.exchange.use import check_use, read_watts
from greenward.terms.in_use import InUse, Keeping
from greenward.terms.line import Line
from greenward.terms.money import Money
from greenward.terms.offer import Offer
from greenward.terms.period import FIRST_DAY, LAST_DAY
from greenward.terms.problem import Problem


def read_in_use(path: Path, needs: Collection[str], currency: str) -> tuple[InUse, ...]:
    """Return the ways to go on with what is in use, of a CSV or XLSX file.

    ``needs`` are the ids that a row may name (none: they are not known, and not checked) and ``currency`` that of the
    method. Raises ProblemsError with every defect of the file.
    """

    def check(record: Record) -> list[Problem]:
        return [*_check(record, needs, currency), *check_use(record)]

    return tuple(_in_use(record) for record in read_table(read_sheet(path), IN_USE, check))


def _check(record: Record, needs: Collection[str], currency: str) -> Iterator[Problem]:
    price, way = record.decimal("price") or Decimal(0), record.text("way")
    if needs and record.text("need_id") not in needs:
        yield Problem("row.unknown_need", record.at("need_id"))
    if record.text("currency") and record.text("currency") != currency:
        yield Problem("row.not_in_currency", record.at("currency"), {"currency": currency})
    if way == Keeping.KEEP.value and price:
        yield Problem("row.keep_has_price", record.at("price"))
    if way == Keeping.REPAIR.value and not price:
        yield Problem("row.repair_has_no_price", record.at("price"))


def _in_use(record: Record) -> InUse:
    currency = record.text("currency")

    def money(key: str) -> Money | None:
        amount = record.decimal(key)
        return None if amount is None else Money(amount, currency)

    need, way = record.text("need_id"), Keeping(record.text("way"))
    piece = Offer(
        id=way.value,
        supplier="",
        brand="",
        model="",
        line=Line(),
        unit="",
        pack_size=1,
        price=Money(record.decimal("price") or Decimal(0), currency),
        tax_included=True,
        tax_rate=None,
        freight=Money(Decimal(0), currency),
        valid_from=FIRST_DAY,
        valid_until=LAST_DAY,
        source=record.text("source"),
        obtained=record.text("obtained"),
        grade=None,
        yearly_energy=record.decimal("yearly_energy"),
        watts=read_watts(record),
        product=None,
        certificates=(),
        maintenance=money("maintenance"),
        end_of_life=None,
        residual=None,
        life=record.whole("life"),
        row=record.row,
        raw_hash=record.raw_hash,
        energy_per_1000h=record.decimal("energy_per_1000h"),
        energy_per_100km=record.decimal("energy_per_100km"),
        fuel_per_100km=record.decimal("fuel_per_100km"),
        water=record.decimal("water"),
        consumables=money("consumables"),
        consumable_price=money("consumable_price"),
        consumable_yield=record.whole("consumable_yield"),
        maintenance_per_km=money("maintenance_per_km"),
    )
    return InUse(need, way, piece, record.row)
