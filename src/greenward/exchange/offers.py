"""Offers from a sheet, in one shape."""

from pathlib import Path

from greenward.exchange.columns import OFFERS
from greenward.exchange.item import check_line, read_line
from greenward.exchange.sheet import read_sheet
from greenward.exchange.table import Record, read_table
from greenward.policy import Rules
from greenward.terms.certificate import Certificate
from greenward.terms.money import Money
from greenward.terms.offer import Offer
from greenward.terms.problem import Problem
from greenward.terms.product import MODES, ProductKey, Watts

_CERTIFICATE = ("certificate_kind", "certificate_body", "certificate_models", "certificate_issued", "certificate_until")


def read_offers(path: Path, rules: Rules) -> tuple[Offer, ...]:
    """Return the offers of a CSV or XLSX file; raises ProblemsError with every defect of it."""
    records = read_table(read_sheet(path), OFFERS, lambda record: _check(record, rules))
    kinds = _kinds(rules)
    return tuple(_offer(record, kinds) for record in records)


def _kinds(rules: Rules) -> dict[str, str]:
    """Return the kind of certificate that each known word means."""
    found: dict[str, str] = {}
    for kind in rules.certificates:
        found |= dict.fromkeys((kind.id, kind.names.en, kind.names.zh, *kind.words), kind.id)
    return found


def _check(record: Record, rules: Rules) -> list[Problem]:
    problems = check_line(record, rules)
    kinds = _kinds(rules)
    if record.text("certificate_kind") and record.text("certificate_kind") not in kinds:
        problems.append(Problem("cell.unknown_word", record.at("certificate_kind"), {"known": tuple(kinds)}))
    if record.cells.get("tax_included") is False and "tax_rate" not in record.filled:
        problems.append(Problem("row.no_tax_rate", record.at("tax_rate")))
    for first, last in (("valid_from", "valid_until"), ("certificate_issued", "certificate_until")):
        start, end = record.day(first), record.day(last)
        if start is not None and end is not None and end < start:
            problems.append(Problem("row.ends_before_it_begins", record.at(last)))
    price, residual, pack = record.decimal("price"), record.decimal("residual"), record.whole("pack_size")
    if price == 0:
        problems.append(Problem("row.price_zero", record.at("price")))
    elif price is not None and residual is not None and pack is not None and residual > price / pack:
        problems.append(Problem("row.residual_above_price", record.at("residual")))
    given = [mode for mode in MODES if f"watts_{mode}" in record.filled]
    if given and len(given) < len(MODES):
        missing = next(mode for mode in MODES if mode not in given)
        problems.append(Problem("row.watts_incomplete", record.at(f"watts_{missing}")))
    if bool(record.text("product_scheme")) != bool(record.text("product_id")):
        problems.append(Problem("row.product_incomplete", record.at("product_id")))
    if not record.text("certificate_number") and any(record.cells.get(key) for key in _CERTIFICATE):
        problems.append(Problem("row.certificate_without_number", record.at("certificate_number")))
    return problems


def _offer(record: Record, kinds: dict[str, str]) -> Offer:
    currency = record.text("currency")

    def money(key: str) -> Money | None:
        amount = record.decimal(key)
        return None if amount is None else Money(amount, currency)

    valid_from, valid_until = record.day("valid_from"), record.day("valid_until")
    price, freight = money("price"), money("freight")
    if price is None or freight is None or valid_from is None or valid_until is None:
        raise AssertionError("read_table lets no row pass without its required cells")
    return Offer(
        id=record.text("offer_id"),
        supplier=record.text("supplier"),
        brand=record.text("brand"),
        model=record.text("model"),
        line=read_line(record),
        unit=record.text("unit"),
        pack_size=record.whole("pack_size") or 1,
        price=price,
        tax_included=record.yes("tax_included"),
        tax_rate=record.decimal("tax_rate"),
        freight=freight,
        valid_from=valid_from,
        valid_until=valid_until,
        source=record.text("source"),
        obtained=record.text("obtained"),
        grade=record.whole("efficiency_grade"),
        yearly_energy=record.decimal("yearly_energy"),
        watts=_watts(record),
        product=_product(record),
        certificate=_certificate(record, kinds),
        maintenance=money("maintenance"),
        end_of_life=money("end_of_life"),
        residual=money("residual"),
        life=record.whole("life"),
        row=record.row,
        raw_hash=record.raw_hash,
    )


def _watts(record: Record) -> Watts | None:
    watts = [value for mode in MODES if (value := record.decimal(f"watts_{mode}")) is not None]
    return Watts(*watts) if len(watts) == len(MODES) else None


def _product(record: Record) -> ProductKey | None:
    scheme, id_ = record.text("product_scheme"), record.text("product_id")
    return ProductKey(scheme, id_, record.text("product_configuration")) if scheme else None


def _certificate(record: Record, kinds: dict[str, str]) -> Certificate | None:
    number = record.text("certificate_number")
    if not number:
        return None
    models = record.text("certificate_models").replace("；", ";")
    return Certificate(
        kind=kinds.get(record.text("certificate_kind")),
        number=number,
        body=record.text("certificate_body") or None,
        models=tuple(part.strip() for part in models.split(";") if part.strip()),
        standard=record.text("certificate_standard") or None,
        issued=record.day("certificate_issued"),
        valid_until=record.day("certificate_until"),
    )
