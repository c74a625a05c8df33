"""Offers from a sheet, in one shape."""

from pathlib import Path

from greenward.exchange.certificate import certificate_kinds, check_certificates, read_certificates
from greenward.exchange.columns import OFFERS
from greenward.exchange.item import check_line, read_line
from greenward.exchange.sheet import read_sheet
from greenward.exchange.table import Record, read_table
from greenward.exchange.use import check_use, read_watts
from greenward.policy import Rules
from greenward.terms.footprint import Boundary, Footprint, Part, Rung
from greenward.terms.money import Money
from greenward.terms.offer import Offer
from greenward.terms.problem import Problem
from greenward.terms.product import ProductKey

FOOTPRINT = ("footprint", "footprint_use_share", "footprint_source")
"""What a maker's footprint is nothing without."""


def read_offers(path: Path, rules: Rules) -> tuple[Offer, ...]:
    """Return the offers of a CSV or XLSX file; raises ProblemsError with every defect of it."""
    records = read_table(read_sheet(path), OFFERS, lambda record: _check(record, rules))
    kinds = certificate_kinds(rules)
    return tuple(_offer(record, kinds) for record in records)


def _check(record: Record, rules: Rules) -> list[Problem]:
    problems = check_line(record, rules) + check_certificates(record, rules)
    if record.cells.get("tax_included") is False and "tax_rate" not in record.filled:
        problems.append(Problem("row.no_tax_rate", record.at("tax_rate")))
    start, end = record.day("valid_from"), record.day("valid_until")
    if start is not None and end is not None and end < start:
        problems.append(Problem("row.ends_before_it_begins", record.at("valid_until")))
    price, residual, pack = record.decimal("price"), record.decimal("residual"), record.whole("pack_size")
    if price == 0:
        problems.append(Problem("row.price_zero", record.at("price")))
    elif price is not None and residual is not None and pack is not None and residual > price / pack:
        problems.append(Problem("row.residual_above_price", record.at("residual")))
    problems += check_use(record)
    stated = [key for key in FOOTPRINT if key in record.filled]
    if stated and len(stated) < len(FOOTPRINT):
        missing = next(key for key in FOOTPRINT if key not in record.filled)
        problems.append(Problem("row.footprint_incomplete", record.at(missing)))
    if bool(record.text("product_scheme")) != bool(record.text("product_id")):
        problems.append(Problem("row.product_incomplete", record.at("product_id")))
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
        watts=read_watts(record),
        product=_product(record),
        certificates=read_certificates(record, kinds),
        maintenance=money("maintenance"),
        end_of_life=money("end_of_life"),
        residual=money("residual"),
        life=record.whole("life"),
        row=record.row,
        raw_hash=record.raw_hash,
        installation=money("installation"),
        energy_per_1000h=record.decimal("energy_per_1000h"),
        energy_per_100km=record.decimal("energy_per_100km"),
        fuel_per_100km=record.decimal("fuel_per_100km"),
        water=record.decimal("water"),
        consumables=money("consumables"),
        consumable_price=money("consumable_price"),
        consumable_yield=record.whole("consumable_yield"),
        maintenance_from=record.whole("maintenance_from"),
        maintenance_per_km=money("maintenance_per_km"),
        footprint=_footprint(record),
    )


def _footprint(record: Record) -> Footprint | None:
    """Return the maker's figure without its use phase, as it is stated for this model."""
    total, share = record.decimal("footprint"), record.decimal("footprint_use_share")
    if total is None or share is None:
        return None
    verified = record.yes("footprint_verified")
    return Footprint(
        value=total * (1 - share),
        low=None,
        high=None,
        part=Part.EMBODIED,
        boundary=Boundary.WITHOUT_USE,
        rung=Rung.VERIFIED if verified else Rung.MAKER,
        release=record.text("footprint_source"),
        publisher=record.text("brand"),
        source=record.text("footprint_source"),
        rule=record.text("footprint_rule"),
        maker=record.text("brand"),
    )


def _product(record: Record) -> ProductKey | None:
    scheme, id_ = record.text("product_scheme"), record.text("product_id")
    return ProductKey(scheme, id_, record.text("product_configuration")) if scheme else None
