"""How a plan was computed: every assumption, and every source with where and when it was read."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from greenward.documents import wording
from greenward.documents.table import NOTHING, Row, TableView, table_view
from greenward.terms.canonical import digest
from greenward.terms.finding import Answer
from greenward.terms.method import Method
from greenward.terms.names import Language, Names
from greenward.terms.plan import Plan
from greenward.terms.price_path import PricePath
from greenward.terms.source import Citation
from greenward.texts import enumerated, say

RATE_UNIT = "fraction a year"


def method_table(plan: Plan, language: Language) -> TableView:
    """Return every assumption of a plan with unit, source and mark, what it was optimised for first."""
    answers = [line.survey.answer for line in plan.lines]
    objective = _plain("method.objective_label", say("method.objective", language), language)
    view = assumptions_table(plan.method, answers, plan.packs, language)
    return replace(view, rows=(objective, *view.rows))


def assumptions_table(method: Method, answers: Iterable[Answer], packs: Iterable[str], language: Language) -> TableView:
    """Return every assumption of a method with unit, source and mark, its digest and the packs that it stands under.

    ``answers`` give the categories their names; what the method fixes for others stands in its digest alone.
    """
    names = {answer.category_id: answer.category for answer in answers if answer.category is not None}
    rows: list[Row] = [
        (say("method.years_label", language), str(method.years), say("unit.years", language).strip(), NOTHING, NOTHING),
        _plain("method.base_date_label", str(method.base_date), language),
        _plain("method.basis_label", say(f"method.basis_{method.basis.value}", language), language),
        _plain("method.timing_label", say(f"method.timing_{method.timing.value}", language), language),
        *_rates(method, language),
        *_prices(method, language),
        *_grid(method, language),
        *_use(method, names, language),
        *_embodied(method, names, language),
        _plain("method.asks_label", _words("ask", method.asks, language), language),
        _plain("method.rounding_label", say("method.rounding", language), language),
    ]
    rows.append((say("method.digest_label", language), digest(method), "SHA-256", NOTHING, NOTHING))
    rows += [(say("method.pack_label", language), pack, NOTHING, NOTHING, NOTHING) for pack in packs]
    return table_view("method", ("assumption", "value", "unit", "source", "mark"), rows, language)


def sources_table(plan: Plan, language: Language) -> TableView:
    """Return every source that a plan cites, with where and when it was read."""
    return cited_table(_citations(plan), language)


def cited_table(citations: Iterable[Citation], language: Language) -> TableView:
    """Return every source cited, each once, with where and when it was read."""
    seen: dict[tuple[str, str], Citation] = {}
    for cited in citations:
        seen.setdefault((cited.source.number, cited.article.en), cited)
    rows = [
        (
            cited.source.number,
            cited.source.title.within(language),
            cited.source.issuer.within(language),
            str(cited.source.issued or say("table.not_seen", language)),
            cited.article.within(language),
            say(f"mark.{cited.mark.value}", language),
            say("source.read", language, where=cited.read_in, on=cited.read_on),
        )
        for _, cited in sorted(seen.items())
    ]
    return table_view("sources", ("number", "title", "issuer", "issued", "article", "mark", "read_in"), rows, language)


def _plain(label: str, value: str, language: Language) -> Row:
    return say(label, language), value, NOTHING, NOTHING, NOTHING


def _rates(method: Method, language: Language) -> Iterator[Row]:
    """Yield each discount rate with the years in which it holds, and inflation."""
    kind = say(f"method.rate_{method.basis.value}", language)
    unit = say(f"unit.{RATE_UNIT}", language)
    first = 1
    for band in method.rates:
        last = min(band.until or method.years, method.years)
        label = kind if len(method.rates) == 1 else say("method.rate_band", language, rate=kind, first=first, last=last)
        if first <= last:
            yield label, str(band.rate), unit, *cited_in(band.citation, language)
        first = last + 1
    if method.inflation is not None:
        label = say("method.inflation_label", language)
        yield label, str(method.inflation.value), unit, *cited_in(method.inflation.citation, language)


def _prices(method: Method, language: Language) -> Iterator[Row]:
    """Yield each unit price, each price path and what follows it."""
    for price in method.prices:
        yield (
            say(f"method.price_{price.resource}", language),
            str(price.value),
            price.unit,
            *cited_in(price.citation, language),
        )
    for path in method.paths:
        followers = [say(f"part.{price.resource}", language) for price in method.prices if price.path == path.id]
        followers += [say(f"part.{part}", language) for part, id_ in method.follows if id_ == path.id]
        if method.carbon_price is not None and method.carbon_price.path == path.id:
            followers.append(say("part.carbon_price", language))
        parts = enumerated(followers, language) or NOTHING
        label = say("method.path_label", language, path=path.names, parts=parts)
        yield label, _path(path, method), _path_unit(path, language), *cited_in(path.citation, language)


def _path(path: PricePath, method: Method) -> str:
    """Return a path's yearly rate, or its index for each year of the study."""
    if path.rate is not None:
        return str(path.rate)
    last = method.base_date.year + method.years
    years = ((year, value) for year, value in sorted(path.index) if method.base_date.year <= year <= last)
    return "\n".join(f"{year}: {value}" for year, value in years)


def _path_unit(path: PricePath, language: Language) -> str:
    return say("unit.index" if path.rate is None else f"unit.{RATE_UNIT}", language)


def _grid(method: Method, language: Language) -> Iterator[Row]:
    """Yield the grid's carbon: by year where the method states it, else as released."""
    factor, forecast = method.grid_factor, method.grid_forecast
    if forecast is not None:
        values = "\n".join(f"{year}: {value}" for year, value in sorted(forecast.values))
        yield say("method.factor_label", language), values, forecast.unit, *cited_in(forecast.citation, language)
    elif factor is None:
        yield _plain("method.factor_label", say("table.unknown", language), language)
    else:
        label = say("method.factor_of", language, place=factor.place, year=factor.year, release=factor.release)
        yield label, str(factor.value), factor.unit, *cited_in(factor.citation, language)


def _use(method: Method, names: dict[str | None, Names], language: Language) -> Iterator[Row]:
    """Yield usage profiles and yearly activity, category by category."""
    for profile in (item for item in method.profiles if item.category in names):
        shares = f"{profile.off} / {profile.sleep} / {profile.long_idle} / {profile.short_idle}"
        label = say("method.profile_label", language, category=names[profile.category])
        yield label, shares, say("unit.shares", language), *cited_in(profile.citation, language)
    for item in (each for each in method.activity if each.category in names):
        label = say("method.activity_label", language, category=names[item.category])
        for unit, value in (("hours", item.hours), ("pages", item.pages), ("km", item.km)):
            if value is not None:
                yield label, str(value), say(f"unit.{unit} a year", language), *cited_in(item.citation, language)


def _embodied(method: Method, names: dict[str | None, Names], language: Language) -> Iterator[Row]:
    """Yield the category values of embodied carbon, and the price of a tonne."""
    for item in (each for each in method.embodied if each.category in names):
        found = item.footprint
        label = say("method.embodied_label", language, category=names[item.category])
        value = f"{found.value:,.1f} ({found.low:,.1f}–{found.high:,.1f})"
        cited = (f"{found.publisher} {found.release}".strip(), NOTHING)
        cited = cited_in(item.citation, language) if item.citation is not None else cited
        yield label, value, say("unit.kgCO2e", language), *cited
    if (price := method.carbon_price) is not None:
        yield (
            say("method.carbon_price_label", language),
            str(price.value),
            price.unit,
            *cited_in(price.citation, language),
        )


def _words(kind: str, words: tuple[str, ...], language: Language) -> str:
    return enumerated([say(f"{kind}.{word}", language) for word in words], language) or NOTHING


def cited_in(cited: Citation, language: Language) -> tuple[str, str]:
    """Return the cells that say what a figure rests on and how sure that is."""
    return wording.citation(cited, language), say(f"mark.{cited.mark.value}", language)


def _citations(plan: Plan) -> Iterator[Citation]:
    for line in plan.lines:
        for finding in line.survey.answer.findings:
            yield from finding.citations
    yield from plan.method.citations()
