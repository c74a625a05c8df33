"""The columns of a certificate that a row claims."""

from collections.abc import Iterator

from greenward.exchange.table import Record
from greenward.policy import Rules
from greenward.terms.certificate import Certificate
from greenward.terms.problem import Problem

GROUPS = ("certificate", "second_certificate")
PARTS = ("kind", "body", "models", "standard", "issued", "until", "scope", "status")


def certificate_kinds(rules: Rules) -> dict[str, str]:
    """Return the kind of certificate that each known word means."""
    found: dict[str, str] = {}
    for kind in rules.certificates:
        found |= dict.fromkeys((kind.id, kind.names.en, kind.names.zh, *kind.words), kind.id)
    return found


def check_certificates(record: Record, rules: Rules) -> list[Problem]:
    """Return what is wrong with the certificates of a row: kind, dates, a missing number."""
    return [problem for group in GROUPS for problem in _check(record, group, certificate_kinds(rules))]


def read_certificates(record: Record, kinds: dict[str, str]) -> tuple[Certificate, ...]:
    """Return the certificates of a row that has no defect."""
    return tuple(_read(record, group, kinds) for group in GROUPS if record.text(f"{group}_number"))


def read_models(text: str) -> tuple[str, ...]:
    """Return the models that a cell lists, parted by semicolons."""
    return tuple(part.strip() for part in text.replace("；", ";").split(";") if part.strip())


def _check(record: Record, group: str, kinds: dict[str, str]) -> Iterator[Problem]:
    if record.text(f"{group}_kind") and record.text(f"{group}_kind") not in kinds:
        yield Problem("cell.unknown_word", record.at(f"{group}_kind"), {"known": tuple(kinds)})
    start, end = record.day(f"{group}_issued"), record.day(f"{group}_until")
    if start is not None and end is not None and end < start:
        yield Problem("row.ends_before_it_begins", record.at(f"{group}_until"))
    if not record.text(f"{group}_number") and any(record.cells.get(f"{group}_{part}") for part in PARTS):
        yield Problem("row.certificate_without_number", record.at(f"{group}_number"))


def _read(record: Record, group: str, kinds: dict[str, str]) -> Certificate:
    return Certificate(
        kind=kinds.get(record.text(f"{group}_kind")),
        number=record.text(f"{group}_number"),
        body=record.text(f"{group}_body") or None,
        models=read_models(record.text(f"{group}_models")),
        standard=record.text(f"{group}_standard") or None,
        issued=record.day(f"{group}_issued"),
        valid_until=record.day(f"{group}_until"),
        scope=record.text(f"{group}_scope") or None,
        status=record.text(f"{group}_status") or None,
    )
