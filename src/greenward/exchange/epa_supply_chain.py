"""US EPA's supply chain emission factors by industry: kgCO2e for a dollar spent, without and with margins.

The unit differs by release (dollars of 2021 in v1.2, of 2022 in v1.3.0), and so do the figures: a factor always says
which. No endorsement by the EPA is implied.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from greenward.exchange.published import PublishedRow, read_published
from greenward.terms.dataset import Origin, Retrieval, RowNote
from greenward.terms.factor import EmissionFactor, EmissionFactorList, Pricing
from greenward.terms.problem import Place, Problem, ProblemsError

NAME = "epa-supply-chain"
_COLUMNS = {
    "code": ("2017 NAICS Code", "NAICS Code 2017"),
    "title": ("2017 NAICS Title", "NAICS Title 2017"),
    "gas": ("GHG",),
    "unit": ("Unit",),
    "without": ("Supply Chain Emission Factors without Margins",),
    "with": ("Supply Chain Emission Factors with Margins",),
}
_UNIT = re.compile(r"kg CO2e/((?:19|20)\d{2}) USD, purchaser price")
_VERSION = re.compile(r"v\d+(?:\.\d+)+", re.IGNORECASE)
_ALL_GASES = "All GHGs"
_CODE = re.compile(r"\d{6}", re.ASCII)


def read_epa_supply_chain(path: Path, taken: Retrieval) -> EmissionFactorList:
    """Return the factors in ``path``, two for each industry: with and without margins.

    The price year is that of the file's unit, and the release that of the file's name with it. Left out: rows of
    single gases, rows without a code or figure, a second row of an industry. Raises ProblemsError where the file is
    another table, or its rows are of several price years.
    """
    table = read_published(path, NAME, _COLUMNS)
    years = {found[1] for row in table.rows if (found := _UNIT.fullmatch(row.text("unit")))}
    if len(years) != 1:
        params: dict[str, object] = {"found": tuple(sorted(years)) or "-"}
        raise ProblemsError([Problem("epa.price_year", Place(str(path), None, "Unit"), params)])
    year = int(years.pop())
    version = _VERSION.search(path.stem)
    origin = Origin(
        publisher="US EPA, Supply Chain Greenhouse Gas Emission Factors",
        licence="US Government work; no endorsement by the EPA is implied",
        share_alike=False,
        release=taken.release or (f"{version[0].lower()}, USD {year}" if version else f"USD {year}"),
        retrieved=taken.day,
        warning="warning.epa_supply_chain",
        file=table.file,
        file_hash=table.file_hash,
    )
    left_out: list[RowNote] = []
    seen: dict[str, int] = {}
    factors: list[EmissionFactor] = []
    for row in table.rows:
        code = row.text("code")
        if (unusable := _unusable(row, code, seen)) is not None:
            left_out.append(RowNote(row.number, f"{code} {row.text('title')}".strip(), unusable))
            continue
        seen[code] = row.number
        factors += _factors(row, year, origin)
    return EmissionFactorList(origin, tuple(left_out), (), tuple(factors))


def _unusable(row: PublishedRow, code: str, seen: dict[str, int]) -> str | None:
    if row.text("gas") != _ALL_GASES:
        return "epa.single_gas"
    figures = (row.figure("without"), row.figure("with"))
    if not _CODE.fullmatch(code) or any(figure is None or figure < 0 for figure in figures):
        return "epa.no_figure"
    if not _UNIT.fullmatch(row.text("unit")):
        return "epa.other_unit"
    return "epa.twice" if code in seen else None


def _factors(row: PublishedRow, year: int, origin: Origin) -> Iterator[EmissionFactor]:
    for key, pricing in (("with", Pricing.WITH_MARGINS), ("without", Pricing.WITHOUT_MARGINS)):
        figure = row.figure(key)
        if figure is not None:
            yield EmissionFactor(
                value=figure,
                unit="kgCO2e/USD",
                code=row.text("code"),
                title=row.text("title"),
                place="US",
                currency="USD",
                year=year,
                pricing=pricing,
                release=origin.release,
                publisher=origin.publisher,
                licence=origin.licence,
                retrieved=origin.retrieved,
                warning=origin.warning,
            )
