"""A department's list as lines of a need: what, how many, at which estimated price."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from greenward.exchange.columns import LINES
from greenward.exchange.item import check_line, read_line
from greenward.exchange.sheet import read_sheet
from greenward.exchange.table import Record, read_table
from greenward.policy import Rules
from greenward.terms.need import Asked
from greenward.terms.problem import Problem

MOST_ITEM = 200
CENT = Decimal("0.01")
MOST_PIECES = 1_000_000


def read_need_list(path: Path, rules: Rules) -> tuple[Asked, ...]:
    """Return the lines of a CSV or XLSX file; raises ProblemsError with every defect, and takes no part of such a file.

    A price is that of one piece in CNY, or the amount divided by the quantity where only that is stated.
    """
    records = read_table(read_sheet(path), LINES, lambda record: list(_check(record, rules)))
    return tuple(_asked(record) for record in records)


def _check(record: Record, rules: Rules) -> Iterator[Problem]:
    yield from check_line(record, rules)
    quantity, price, amount = (record.decimal(key) for key in ("quantity", "unit_price", "amount"))
    if quantity is None or quantity <= 0 or quantity != int(quantity) or quantity > MOST_PIECES:
        yield Problem("row.no_pieces", record.at("quantity"), {"most": str(MOST_PIECES)})
    elif price is None and amount is None:
        yield Problem("row.no_price", record.at("unit_price"))
    elif price is not None and amount is not None and price * quantity != amount:
        yield Problem("row.amount_differs", record.at("amount"))
    elif any(sum_ is not None and (sum_ < CENT or sum_ != sum_.quantize(CENT)) for sum_ in (price, amount)):
        yield Problem("row.price_form", record.at("unit_price" if price is not None else "amount"))
    elif price is None and amount is not None and (amount / quantity).quantize(CENT) * quantity != amount:
        yield Problem("row.amount_indivisible", record.at("amount"))
    if len(record.text("item")) + len(record.text("spec")) + 3 > MOST_ITEM:
        yield Problem("row.too_long", record.at("item"), {"most": str(MOST_ITEM)})


def _asked(record: Record) -> Asked:
    line, quantity = read_line(record), record.decimal("quantity") or Decimal(1)
    price = record.decimal("unit_price")
    if price is None:
        price = ((record.decimal("amount") or Decimal(0)) / quantity).quantize(CENT)
    attributes = ";".join(f"{name}={value}" for name, value in line.attributes)
    item = line.words or (line.code.value if line.code is not None else "")
    return Asked(item=item, attributes=attributes, quantity=int(quantity), unit_price=price)
