"""The public ENERGY STAR list of certified computers, as the US EPA publishes it in CSV."""

import csv
import hashlib
import io
import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

from greenward.exchange.encoding import decode_text
from greenward.terms.dataset import Origin, ProductList, Retrieval, RowNote
from greenward.terms.problem import Place, Problem, ProblemsError
from greenward.terms.product import Configuration, ProductRecord, Watts

SCHEME = "ENERGY STAR"
ID, BRAND, MODEL, NUMBER, KIND = "ENERGY STAR Unique ID", "Brand Name", "Model Name", "Model Number", "Type"
_MODES = ("Off Mode", "Sleep Mode", "Long Idle", "Short Idle")
_GROUP = re.compile(r"(.+): Short Idle \(watts\)")
_WATTS = re.compile(r"\d{1,5}(\.\d{1,4})?", re.ASCII)
_LARGEST_ROW = 1_000_000


def read_energy_star(path: Path, taken: Retrieval) -> ProductList:
    """Return the list in ``path``; a configuration without all four powers is left out and listed with its row.

    The release is the day on which the newest row was certified, unless ``taken`` names one. Raises ProblemsError
    where the file is not such a list, a row has no id, or an id stands twice.
    """
    place = Place(str(path))
    if not path.is_file():
        raise ProblemsError([Problem("file.missing", place)])
    data = path.read_bytes()
    text, _ = decode_text(str(path), data)
    csv.field_size_limit(_LARGEST_ROW)
    reader = csv.DictReader(io.StringIO(text, newline=""))
    groups = _groups(path, reader.fieldnames or [])
    problems: list[Problem] = []
    left_out: list[RowNote] = []
    records: dict[str, ProductRecord] = {}
    rows: dict[str, int] = {}
    for row in reader:
        number = reader.line_num
        if None in row or None in row.values():
            problems.append(Problem("energy_star.row_incomplete", Place(str(path), number)))
            continue
        id_ = row[ID].strip()
        if not id_ or id_ in records:
            code = "cell.duplicate_id" if id_ else "cell.empty"
            problems.append(Problem(code, Place(str(path), number, ID), {"first": rows.get(id_)}))
            continue
        rows[id_] = number
        configurations = tuple(_configurations(row, groups, number, left_out))
        records[id_] = _record(row, id_, configurations)
    if problems or not records:
        raise ProblemsError(problems or [Problem("file.no_rows", place)])
    newest = max((record.certified for record in records.values() if record.certified), default=None)
    origin = Origin(
        publisher="US EPA, ENERGY STAR certified computers",
        licence="US Government open data",
        share_alike=False,
        release=taken.release or (f"certified up to {newest}" if newest else f"taken {taken.day}"),
        retrieved=taken.day,
        warning="warning.energy_star",
        file=path.name,
        file_hash=hashlib.sha256(data).hexdigest(),
    )
    return ProductList(origin, tuple(left_out), (), SCHEME, tuple(records.values()))


def _groups(path: Path, headings: Sequence[str]) -> list[str]:
    """Return the column groups that hold a configuration each; raises ProblemsError where it is another file."""
    missing = [name for name in (ID, BRAND, MODEL, KIND) if name not in headings]
    groups = [found[1] for name in headings if (found := _GROUP.fullmatch(name))]
    repeated = sorted({name for name in headings if list(headings).count(name) > 1})
    if repeated:
        raise ProblemsError([Problem("file.column_twice", Place(str(path), 1, name)) for name in repeated])
    if missing or not groups:
        params: dict[str, object] = {"missing": ", ".join(missing) or "… (watts)"}
        raise ProblemsError([Problem("energy_star.not_the_list", Place(str(path), 1), params)])
    return groups


def _record(row: dict[str, str], id_: str, configurations: tuple[Configuration, ...]) -> ProductRecord:
    model = " ".join(part.strip() for part in (row[MODEL], row.get(NUMBER, "")) if part.strip())
    available, certified = _day(row.get("Date Available On Market", "")), _day(row.get("Date Certified", ""))
    return ProductRecord(
        SCHEME, id_, row[BRAND].strip(), model, row[KIND].strip(), configurations, available, certified
    )


def _configurations(
    row: dict[str, str], groups: list[str], number: int, left_out: list[RowNote]
) -> list[Configuration]:
    found = []
    for group in groups:
        texts = [(row.get(f"{group}: {mode} (watts)") or "").strip() for mode in _MODES]
        if not any(texts):
            continue
        if not all(_WATTS.fullmatch(text) for text in texts):
            left_out.append(RowNote(number, group, "energy_star.watts_incomplete"))
            continue
        listed = (row.get(f"{group}: TEC of Model (kWh)") or "").strip()
        yearly = Decimal(listed) if _WATTS.fullmatch(listed) else None
        found.append(Configuration(group, Watts(*[Decimal(text) for text in texts]), yearly))
    return found


def _day(text: str) -> date | None:
    """Return a date written month/day/year, or None where there is none."""
    parts = text.strip().split("/")
    try:
        return date(int(parts[2]), int(parts[0]), int(parts[1])) if len(parts) == 3 else None
    except ValueError:
        return None
