"""The efficiency grade of a computer from its yearly energy, by the edition of the standard in force."""

from decimal import Decimal

from greenward.policy.resolve import Rules
from greenward.terms.finding import Question, Reason
from greenward.terms.source import Citation

GRADES = (1, 2, 3)
STANDARD = "GB 28380"


def computer_grade(
    kind: str, class_: str, energy: Decimal, allowances: Decimal, rules: Rules
) -> tuple[int | None, Reason, tuple[Citation, ...], Question | None]:
    """Return the best grade that ``energy`` (kWh a year) meets, with reason, sources and, where open, the question.

    ``kind`` is desktop (all-in-ones too) or portable, ``class_`` the class of the edition, ``allowances`` the sum of
    its allowances for extra functions in kWh a year. The grade is None both where the energy exceeds every limit
    (no question) and where the limits of the edition in force are not known (ask for the grade on the label).
    """
    edition = rules.entry(f"standard_edition.{STANDARD}")
    number = edition.value if edition else STANDARD
    found = [
        (grade, entry)
        for grade in GRADES
        if (entry := rules.entry(f"efficiency_limit.{number}", kind=kind, grade=str(grade), **{"class": class_}))
    ]
    if not found:
        reason = Reason("grade.limits_unknown", {"standard": number})
        return None, reason, (edition.citation,) if edition else (), Question("ask.labelled_grade", "efficiency_grade")
    citations = (found[0][1].citation,)
    for grade, entry in found:
        if energy <= Decimal(entry.value) + allowances:
            limit = Decimal(entry.value) + allowances
            return grade, Reason("grade.met", {"grade": grade, "limit": limit, "standard": number}), citations, None
    return None, Reason("grade.none_met", {"standard": number}), citations, None
