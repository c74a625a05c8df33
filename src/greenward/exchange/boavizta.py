"""Boavizta's list of makers' product carbon footprints (environmental-footprint-data, boavizta-data-us.csv).

Share-alike: nothing of it is a fact of ours. Its publisher recommends not to compare devices of different makers by it.
"""

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

from greenward.exchange.published import PublishedRow, PublishedTable, read_published
from greenward.terms.dataset import Origin, Retrieval, RowNote
from greenward.terms.footprint import FootprintList, MakerFootprint
from greenward.terms.percentile import percentile
from greenward.terms.problem import Place, Problem, ProblemsError

NAME = "boavizta"
_COLUMNS = {
    "maker": ("manufacturer",),
    "name": ("name",),
    "word": ("subcategory",),
    "total": ("gwp_total",),
    "use_share": ("gwp_use_ratio",),
    "manufacturing_share": ("gwp_manufacturing_ratio",),
    "error_share": ("gwp_error_ratio",),
    "yearly_energy": ("yearly_tec",),
    "lifetime": ("lifetime",),
    "use_place": ("use_location",),
    "reported": ("report_date",),
    "source": ("sources",),
    "added": ("added_date",),
}
_SHARES = {
    "use_share": "gwp_use_ratio",
    "manufacturing_share": "gwp_manufacturing_ratio",
    "error_share": "gwp_error_ratio",
}
CATEGORIES = {
    "laptop": "notebook_computer",
    "desktop": "desktop_computer",
    "monitor": "display",
    "tablet": "tablet_computer",
    "server": "server",
    "workstation": "workstation",
    "thin client": "network_computer",
    "printer": "printer",
    "entertainmentt": "entertainment",
}
"""The list's words, in small letters, and what we call them; a word that is not here keeps its small letters."""

PLACES = {"worldwide": "WW"}
_FIRST_QUARTER, _LAST_QUARTER = Decimal("0.25"), Decimal("0.75")
_FAR = 3
"""Tukey's far outliers: further from the quartiles than three times their distance."""

_LARGE = 10_000
"""kgCO2e of a piece that is told in any category: a category of few has no quartiles worth the name."""


def read_boavizta(path: Path, taken: Retrieval) -> FootprintList:
    """Return the makers' footprints in ``path``.

    Left out: a row without maker, name, category or total; a second row of the same maker and name; a share above 1
    or below 0 (the row stays, that figure is not used). Told: a margin of error of 0, which is none stated; a row
    without a share of use, whose embodied carbon is unknown; a total far outside its category. The release is
    the day on which the newest row was added, unless ``taken`` names one. Raises ProblemsError where the file is
    another table or no row can be used.
    """
    table = read_published(path, NAME, _COLUMNS)
    left_out: list[RowNote] = []
    told: list[RowNote] = []
    first: dict[tuple[str, str], int] = {}
    found = []
    for row in table.rows:
        made = _footprint(row, left_out, told)
        if made is None:
            continue
        key = (made.maker.casefold(), made.name.casefold())
        if key in first:
            left_out.append(RowNote(row.number, f"{made.maker} {made.name} ({first[key]})", "boavizta.duplicate"))
            continue
        first[key] = row.number
        found.append(made)
    if not found:
        raise ProblemsError([Problem("set.nothing_usable", Place(str(path)), {"name": NAME})])
    return FootprintList(
        origin=_origin(table, taken),
        left_out=tuple(left_out),
        told=(*_outliers(found), *told),
        footprints=tuple(found),
    )


def _origin(table: PublishedTable, taken: Retrieval) -> Origin:
    newest = max((day for row in table.rows if (day := _day(row.text("added")))), default=None)
    return Origin(
        publisher="Boavizta, environmental-footprint-data",
        licence="ODbL 1.0 (database), DbCL 1.0 (contents)",
        share_alike=True,
        release=taken.release or (f"rows added up to {newest}" if newest else f"taken {taken.day}"),
        retrieved=taken.day,
        warning="warning.boavizta",
        file=table.file,
        file_hash=table.file_hash,
    )


def _footprint(row: PublishedRow, left_out: list[RowNote], told: list[RowNote]) -> MakerFootprint | None:
    maker, name, word, total = row.text("maker"), row.text("name"), row.text("word"), row.figure("total")
    part = f"{maker} {name}".strip()
    if not maker or not name or not word or total is None or total <= 0:
        left_out.append(RowNote(row.number, part, "boavizta.no_figure"))
        return None
    shares = {key: _share(row, key, left_out) for key in _SHARES}
    if shares["error_share"] == 0:
        told.append(RowNote(row.number, part, "boavizta.no_margin"))
        shares["error_share"] = None
    if shares["use_share"] is None:
        told.append(RowNote(row.number, part, "boavizta.no_use_share"))
    small = " ".join(word.casefold().split())
    place = row.text("use_place")
    return MakerFootprint(
        maker=maker,
        name=name,
        category=CATEGORIES.get(small, small),
        word=word,
        total=total,
        use_share=shares["use_share"],
        manufacturing_share=shares["manufacturing_share"],
        error_share=shares["error_share"],
        yearly_energy=row.figure("yearly_energy"),
        lifetime=row.figure("lifetime"),
        use_place=PLACES.get(place.casefold(), place),
        reported=row.text("reported"),
        source=row.text("source"),
        row=row.number,
    )


def _share(row: PublishedRow, key: str, left_out: list[RowNote]) -> Decimal | None:
    share = row.figure(key)
    if not row.text(key) or (share is not None and 0 <= share <= 1):
        return share
    left_out.append(RowNote(row.number, f"{_SHARES[key]} {row.text(key)}", "boavizta.share_outside"))
    return None


def _outliers(found: list[MakerFootprint]) -> list[RowNote]:
    """Return the rows whose total lies far outside their category (Tukey's outer fences) or is very large."""
    notes = []
    for category in sorted({item.category for item in found}):
        rows = [item for item in found if item.category == category]
        totals = sorted(item.total for item in rows)
        low, high = percentile(totals, _FIRST_QUARTER), percentile(totals, _LAST_QUARTER)
        fence = _FAR * (high - low)
        notes += [
            RowNote(item.row, f"{item.maker} {item.name}, {item.word}: {item.total} kgCO2e", "boavizta.outlier")
            for item in rows
            if not low - fence <= item.total <= min(high + fence, Decimal(_LARGE))
        ]
    return notes


def _day(text: str) -> date | None:
    """Return a day written 2022-04-07 or 27-05-2022, as the list has both."""
    parts = [int(part) for part in re.findall(r"\d+", text)]
    try:
        if len(parts) != 3:
            return None
        return date(*parts) if parts[0] > 31 else date(parts[2], parts[1], parts[0])
    except ValueError:
        return None
