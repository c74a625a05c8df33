"""NIST's tables of discount rates for federal life-cycle costing (DOE and OMB), from its BLCC project."""

from pathlib import Path

from greenward.exchange.published import PublishedRow, read_published
from greenward.terms.dataset import Origin, Retrieval, RowNote
from greenward.terms.problem import Place, Problem, ProblemsError
from greenward.terms.rate import PublishedRate, RateList

NAME = "nist-rates"
PUBLISHER = "NIST, BLCC project tables"
_COLUMNS = {
    "released": ("release_year",),
    "rate": ("rate",),
    "years": ("year",),
    "real": ("real",),
    "nominal": ("nominal",),
    "inflation": ("inflation",),
}


def read_nist_rates(path: Path, taken: Retrieval) -> RateList:
    """Return the rates in ``path`` as fractions a year; a study period of 0 in the table means any.

    Left out: a row without name, study period or real rate, a rate of 100 % or more (written in per cent), a second
    row of a name, period and release. Raises ProblemsError where the file is another table or nothing can be used.
    """
    table = read_published(path, NAME, _COLUMNS)
    left_out: list[RowNote] = []
    rates: dict[tuple[str, int | None, int], PublishedRate] = {}
    for row in table.rows:
        part = f"{row.text('released')} {row.text('rate')} {row.text('years')}".strip()
        rate = _rate(row)
        if rate is None:
            left_out.append(RowNote(row.number, part, "nist.no_figure"))
        elif (key := (rate.rate, rate.years, rate.released)) in rates:
            left_out.append(RowNote(row.number, part, "nist.twice"))
        else:
            rates[key] = rate
    if not rates:
        raise ProblemsError([Problem("set.nothing_usable", Place(str(path)), {"name": NAME})])
    released = sorted({str(rate.released) for rate in rates.values()})
    origin = Origin(
        publisher=PUBLISHER,
        licence="US Government work",
        share_alike=False,
        release=taken.release or ", ".join(released),
        retrieved=taken.day,
        warning="warning.nist_rates",
        file=table.file,
        file_hash=table.file_hash,
    )
    return RateList(origin, tuple(left_out), (), tuple(rates.values()))


def _rate(row: PublishedRow) -> PublishedRate | None:
    name, years, released, real = row.text("rate"), row.figure("years"), row.year("released"), row.figure("real")
    if not name or years is None or years < 0 or years != int(years) or released is None or real is None:
        return None
    others = row.figure("nominal"), row.figure("inflation")
    if any(abs(rate) >= 1 for rate in (real, *others) if rate is not None):
        return None
    return PublishedRate(name, int(years) or None, real, *others, released, PUBLISHER)
