"""A method's price of a tonne from an imported set, fixed in the method before anything is computed."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from greenward.exchange.carbon_price import ImportedPrice
from greenward.exchange.case import Case
from greenward.exchange.nist_scc import CURRENCY, NAME, PRODUCT
from greenward.terms.dataset import Origin
from greenward.terms.finding import Reason
from greenward.terms.method import CARBON_UNIT, Method, UnitPrice
from greenward.terms.names import Names
from greenward.terms.price_path import Basis, PricePath
from greenward.terms.price_series import PriceSeries, PriceSeriesList
from greenward.terms.problem import Problem, ProblemsError
from greenward.terms.source import Citation, Mark, Source


def with_carbon_price(case: Case, imported: Iterable[PriceSeriesList]) -> Case:
    """Return ``case`` with the price of a tonne, and its path, of the imported series that its method names.

    The price is that of the calendar year of the base date, and moves as the series does; nothing is converted, from
    another currency or from dollars of another year. Raises ProblemsError where the series is not imported, is in
    another currency, has not every year of the study, or the method is not in real money.
    """
    wanted = case.carbon_import
    if wanted is None:
        return case
    found = [(each.origin, series) for each in imported for series in each.series if series.product == PRODUCT]
    origin, series = _named(wanted, found)
    return replace(
        case,
        method=_priced(case.method, wanted, origin, series),
        carbon_import=None,
        notes=(*case.notes, Reason(origin.warning), Reason("note.carbon_money", {"unit": series.unit})),
    )


def _named(wanted: ImportedPrice, found: Sequence[tuple[Origin, PriceSeries]]) -> tuple[Origin, PriceSeries]:
    """Return the series that is named; of two imports of one release the one retrieved last."""
    fit = [
        (origin, series)
        for origin, series in found
        if (NAME, series.release, series.case) == (wanted.set, wanted.release, wanted.series)
    ]
    if fit:
        return max(fit, key=lambda item: (item[0].retrieved, item[0].file))
    known = tuple(dict.fromkeys(f"{NAME} {series.release} {series.case}" for _, series in found))
    params: dict[str, object] = {"name": f"{wanted.set} {wanted.release} {wanted.series}", "known": known or ("—",)}
    raise ProblemsError([Problem("carbon_price.not_imported", wanted.place, params)])


def _priced(method: Method, wanted: ImportedPrice, origin: Origin, series: PriceSeries) -> Method:
    problems = []
    if method.currency != CURRENCY:
        problems.append(Problem("carbon_price.currency", wanted.place, {"currency": method.currency}))
    first = method.base_date.year
    years = range(first, first + method.years + 1)
    index = [(year, value) for year in years if (value := series.at(str(year))) is not None]
    if missing := tuple(str(year) for year in years if year not in dict(index)):
        problems.append(Problem("path.hole", wanted.place, {"path": series.case, "years": missing}))
    if problems:
        raise ProblemsError(problems)
    cited = _citation(origin, series)
    label = f"{NAME} {series.release}, {series.case}, {series.unit}"
    path = PricePath(NAME, Names(label, label), Basis.REAL, cited, index=tuple(index))
    price = UnitPrice("carbon", index[0][1], f"{CURRENCY}/{CARBON_UNIT}", cited, NAME)
    try:
        return replace(method, paths=(*method.paths, path), carbon_price=price)
    except ProblemsError as error:
        raise ProblemsError([replace(problem, place=wanted.place) for problem in error.problems]) from error


def _citation(origin: Origin, series: PriceSeries) -> Citation:
    """Return the file as the source, with the hash of what was read."""
    publisher = Names(origin.publisher, origin.publisher)
    article = f"{series.release}, {series.case}, {series.unit}"
    read = f"{origin.file} (SHA-256 {origin.file_hash})"
    source = Source(NAME, NAME, publisher, publisher, None)
    return Citation(source, Names(article, article), Names(read, read), origin.retrieved, Mark.SEEN)
