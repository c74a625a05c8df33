"""A case: a folder with its settings, its needs, its offers and its budget lines."""

import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TypeVar

from greenward.exchange.carbon_price import ImportedPrice, read_imported_price
from greenward.exchange.funding import read_funding
from greenward.exchange.in_use import read_in_use
from greenward.exchange.limits import read_capacities, read_limits
from greenward.exchange.method import read_method
from greenward.exchange.needs import read_budget, read_needs
from greenward.exchange.neutrality import named_in_competed, named_in_settings
from greenward.exchange.offers import read_offers
from greenward.exchange.ranges import read_ranges
from greenward.policy import Pack, Rules, load_layer, load_pack, resolve
from greenward.policy.document import Node, read_settings
from greenward.policy.fields import Fields
from greenward.policy.vocabulary import Vocabulary
from greenward.terms.budget import BudgetLine
from greenward.terms.demand import Limits
from greenward.terms.finding import Reason
from greenward.terms.funding import Applicant
from greenward.terms.in_use import InUse
from greenward.terms.method import Method
from greenward.terms.names import Names
from greenward.terms.need import Need
from greenward.terms.offer import Offer
from greenward.terms.problem import Place, Problem, ProblemsError
from greenward.terms.sensitivity import Ranges

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Case:
    """What a plan is made from, and the ``files`` it was read from.

    ``invented`` says, where it is so, that figures and names are made up; ``ranges`` what is uncertain. ``applicant``
    says who asks whom for money that is lacking; None: the settings do not. ``carbon_import`` names the imported price
    of a tonne that the method is to take; ``notes`` are what a reader must know beside the figures. ``in_use`` could go
    on serving.
    """

    names: Names
    unit: Names
    invented: Names | None
    rules: Rules
    method: Method
    needs: tuple[Need, ...]
    offers: tuple[Offer, ...]
    budgets: tuple[BudgetLine, ...]
    files: tuple[Path, ...]
    ranges: Ranges | None = None
    limits: Limits = Limits()  # noqa: RUF009  a frozen value
    applicant: Applicant | None = None
    in_use: tuple[InUse, ...] = ()
    carbon_import: ImportedPrice | None = None
    notes: tuple[Reason, ...] = ()


def read_case(folder: Path, pack: str, day: date | None = None) -> Case:
    """Return the case in ``folder`` under ``pack``, on ``day`` or else on the day that its settings name.

    Raises ProblemsError with every defect of its settings, and then of each sheet.
    """
    settings = folder / "case.yaml"
    if not settings.is_file():
        raise ProblemsError([Problem("case.no_settings", Place(str(settings)))])
    problems: list[Problem] = []
    f = Fields(read_settings(settings), problems)
    known = Vocabulary(())
    for node in f.each("readings"):
        reading = Fields(node, problems)
        known.add_reading(reading, reading.text("id"), reading.names("where"), reading.day("on"))
    for node in f.each("sources"):
        known.add_source(Fields(node, problems))
    names, unit, invented = f.names("names"), f.names("unit"), f.optional_names("invented")
    on = day or f.day("on")
    files = f.mapping("files") or Fields(Node(f.place, fields={}), problems)
    sheets = {name: folder / files.text(name) for name in ("needs", "offers", "budget")}
    for name in ("capacities", "in_use"):
        if files.has(name):
            sheets[name] = folder / files.text(name)
    files.done()
    layer_names = f.texts("layers")
    method_text = f.mapping("method")
    if method_text is None:
        f.refuse("pack.missing_field", field="method")
    if problems or method_text is None:
        raise ProblemsError(problems)
    rules = _rules(folder, pack, layer_names, on)
    method = read_method(method_text, known, rules, f.day("on"))
    carbon = read_imported_price(method_text)
    ranges = None if (section := f.mapping("sensitivity")) is None else read_ranges(section, known)
    limits = read_limits(f.mapping("limits"), known, method.currency if method is not None else "")
    asking = f.mapping("funding")
    applicant = read_funding(asking) if asking is not None else None
    f.done()
    if problems or method is None:
        raise ProblemsError(problems)
    read = Case(
        names, unit, invented, rules, method, (), (), (), (settings,), ranges, limits, applicant, carbon_import=carbon
    )
    return _with_sheets(sheets, read)


def _rules(folder: Path, pack: str, layer_names: tuple[str, ...], on: date) -> Rules:
    layers: tuple[Pack, ...] = (load_pack(pack),)
    for name in layer_names:
        layers += (load_layer(Path(os.path.normpath(folder / name)), layers),)
    return resolve(layers, on)


def _with_sheets(sheets: dict[str, Path], case: Case) -> Case:
    """Read the sheets; defects of all of them are raised together."""
    problems: list[Problem] = []
    unlisted = 0

    def read(name: str, reader: Callable[[Path], tuple[T, ...]]) -> tuple[T, ...]:
        nonlocal unlisted
        try:
            return reader(sheets[name]) if name in sheets else ()
        except ProblemsError as error:
            problems.extend(error.problems)
            unlisted += error.total - len(error.problems)
            return ()

    budgets = read("budget", read_budget)
    needs = read("needs", lambda path: read_needs(path, case.rules, budgets))
    offers = read("offers", lambda path: read_offers(path, case.rules))
    suppliers = {offer.supplier for offer in offers}
    capacities = read("capacities", lambda path: read_capacities(path, suppliers))
    known = {need.id for need in needs}
    in_use = read("in_use", lambda path: read_in_use(path, known, case.method.currency))
    files = {name: str(path) for name, path in sheets.items()}
    problems += _currencies(budgets, case.method.currency, files["budget"])
    problems += named_in_competed(needs, budgets, in_use, offers, case.rules, files)
    asking = case.applicant
    stated = (asking.addressed_to, asking.applicant, asking.contact, asking.returns_to) if asking else ()
    titles = (case.names, case.unit, case.invented, *stated, *(path.names for path in case.method.paths))
    cited = list(replace(case.method, grid_factor=None).citations())
    problems += named_in_settings(needs, offers, case.rules, case.files[0], titles, cited)
    if problems:
        raise ProblemsError(problems, unlisted)
    limits, files_read = replace(case.limits, capacities=capacities), (*case.files, *sheets.values())
    return replace(case, limits=limits, needs=needs, offers=offers, budgets=budgets, in_use=in_use, files=files_read)


def _currencies(budgets: tuple[BudgetLine, ...], currency: str, file: str) -> list[Problem]:
    return [
        Problem("row.other_currency", Place(file, line.row, "currency"), {"currency": currency})
        for line in budgets
        if line.available.currency != currency
    ]
