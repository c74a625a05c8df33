"""A unit's own sheet of products: what each is, its facts with their units, its certificates."""

from decimal import Decimal
from pathlib import Path

from greenward.exchange.certificate import certificate_kinds, check_certificates, read_certificates
from greenward.exchange.columns import PRODUCTS
from greenward.exchange.item import check_line, read_line
from greenward.exchange.sheet import read_sheet
from greenward.exchange.table import Record, read_table
from greenward.policy import Rules
from greenward.terms.problem import Problem, ProblemsError
from greenward.terms.product import Fact, Product
from greenward.terms.quantity import Quantity

FACTS = {
    "efficiency_grade": "grade",
    "yearly_energy": "kWh/year",
    "watts_off": "W",
    "watts_sleep": "W",
    "watts_long_idle": "W",
    "watts_short_idle": "W",
    "life": "year",
}
"""Columns that state a fact, each with the unit that its heading names."""


def read_products(path: Path, rules: Rules) -> tuple[Product, ...]:
    """Return the products of a CSV or XLSX file; raises ProblemsError with every defect of it.

    One brand and model in two rows is a defect: nobody could tell which of them a list means.
    """
    records = read_table(read_sheet(path), PRODUCTS, lambda r: check_line(r, rules) + check_certificates(r, rules))
    kinds = certificate_kinds(rules)
    first: dict[tuple[str, str], int] = {}
    problems = []
    for record in records:
        key = record.text("brand").casefold(), record.text("model").casefold()
        if key in first:
            problems.append(Problem("cell.duplicate_id", record.at("model"), {"first": str(first[key])}))
        first.setdefault(key, record.row)
    if problems:
        raise ProblemsError(problems)
    return tuple(_product(record, kinds) for record in records)


def _product(record: Record, kinds: dict[str, str]) -> Product:
    return Product(
        brand=record.text("brand"),
        model=record.text("model"),
        line=read_line(record),
        facts=tuple(
            Fact(name, Quantity(value, unit)) for name, unit in FACTS.items() if (value := _number(record, name))
        ),
        certificates=read_certificates(record, kinds),
        source=record.text("source"),
        obtained=record.text("obtained"),
        row=record.row,
    )


def _number(record: Record, name: str) -> Decimal | None:
    whole = record.whole(name)
    return record.decimal(name) if whole is None else Decimal(whole)
