"""Problems as text: where, what, and what to do next."""

from greenward.terms.names import Language
from greenward.terms.problem import Place, Problem, ProblemsError
from greenward.texts import say


def problem_text(error: ProblemsError, language: Language) -> str:
    """Return all problems as text, one after the other, and how many more there are."""
    parts = [_one(problem, language) for problem in error.problems]
    if error.total > len(error.problems):
        parts.append(say("problem.more", language, more=error.total - len(error.problems)))
    return "\n".join(parts)


def _one(problem: Problem, language: Language) -> str:
    what = say(problem.code, language, **problem.params)
    where = _place(problem.place, language) if problem.place else "greenward"
    first = say("problem.at", language, where=where, what=what, code=problem.code)
    return f"{first}\n    {say(problem.code + '.next', language, **problem.params)}"


def _place(place: Place, language: Language) -> str:
    where = place.file
    if place.row is not None:
        where = say("problem.place", language, file=where, rest=say("problem.row", language, row=place.row))
    if place.column is not None:
        where = say("problem.place", language, file=where, rest=say("problem.column", language, column=place.column))
    return where
