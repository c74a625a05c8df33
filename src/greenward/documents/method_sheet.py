"""The method sheet: all that an outsider needs to compute every life-cycle figure again."""

from collections.abc import Iterator, Sequence

from greenward.documents import wording
from greenward.documents.document import Block, Clause, Clauses, Document, Field, Fields, Note, Paragraph, Table, Tone
from greenward.documents.factors_table import factors_table
from greenward.documents.method_cells import cells_table
from greenward.documents.method_tables import assumptions_table, cited_table
from greenward.documents.sheet_offer import SheetOffer
from greenward.documents.sheet_savings import savings_table
from greenward.documents.sheet_tables import check_table, inputs_table, results_table
from greenward.exchange.case import Case
from greenward.planning.case import case_notes
from greenward.terms.canonical import digest
from greenward.terms.method import Method
from greenward.terms.names import Language
from greenward.terms.plan import Survey
from greenward.terms.savings import Savings
from greenward.texts import say, say_reason


def method_document(
    case: Case,
    surveys: Sequence[Survey],
    offers: Sequence[SheetOffer],
    saved: Sequence[Savings],
    language: Language,
    check: bool = False,
) -> Document:
    """Return the method sheet of a case: formulas, assumptions, yearly factors, inputs and results of ``offers``.

    ``offers`` are those that may be named (``sheet_offers``), ``saved`` what they save. ``check`` adds the table that
    sets the workbook's formulas beside this programme's own figures, which says something in a workbook only.
    """
    method = case.method
    answers = [survey.answer for survey in surveys]
    packs = answers[0].packs if answers else ()
    blocks: list[Block] = [Note(text, Tone.BANNER) for text in _banners(case, language)]
    blocks += [
        Paragraph(say("sheet.lead", language), lead=True),
        Fields((Field(say("method.digest_label", language), digest(method), "method_digest"),)),
        Clauses(tuple(formula_clauses(method, language))),
        Table(assumptions_table(method, answers, packs, language)),
        Table(cells_table(method, language)),
        Table(factors_table(method, language)),
    ]
    if offers:
        blocks += [Table(inputs_table(offers, method, language)), Table(results_table(offers, method, language))]
        measured = savings_table(offers, saved, method, language)
        blocks += [Table(measured)] if measured is not None else []
        blocks += [Table(check_table(offers, method, language))] if check else []
    else:
        blocks.append(Note(say("sheet.no_offers", language)))
    blocks.append(Table(cited_table(method.citations(), language)))
    return Document(
        kind="method_sheet",
        language=language,
        title=say("sheet.title", language),
        subtitle=case.names.within(language),
        dateline=say("report.day", language, day=case.rules.day),
        unit=case.unit.within(language),
        day=case.rules.day,
        blocks=tuple(blocks),
    )


def formula_clauses(method: Method, language: Language) -> Iterator[Clause]:
    """Yield what is computed and how, in words and signs."""
    timing = say(f"method.timing_{method.timing.value}", language)
    told: list[tuple[str, str, dict[str, object]]] = [
        (
            "sheet.cost",
            "sheet.cost_text",
            {"day": method.base_date, "currency": wording.money_word(method.currency, language)},
        ),
        ("sheet.discounting", "sheet.discounting_text", {"timing": timing}),
        ("sheet.prices", "sheet.prices_real" if method.inflation is None else "sheet.prices_nominal", {}),
        ("sheet.energy", "sheet.energy_text", {}),
        ("sheet.maintaining", "sheet.maintaining_text", {}),
        ("sheet.replacing", "sheet.replacing_text", {}),
        ("sheet.leaving", "sheet.leaving_text", {}),
        ("sheet.carbon", "sheet.carbon_text", {}),
        *([("sheet.pricing", "sheet.pricing_text", {})] if method.carbon_price is not None else []),
        ("sheet.gaps", "sheet.gaps_text", {}),
        ("sheet.rounding", "sheet.rounding_text", {}),
    ]
    for heading, text, params in told:
        yield Clause(say(text, language, **params), say(heading, language))


def _banners(case: Case, language: Language) -> Iterator[str]:
    if case.invented is not None:
        yield case.invented.within(language)
    yield from (say_reason(note, language) for note in case_notes(case))
