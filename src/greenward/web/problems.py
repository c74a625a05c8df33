"""Problems of a file as rows for a page: where, what, and what to do next."""

from dataclasses import dataclass

from greenward.terms.names import Language, Names
from greenward.terms.problem import ProblemsError
from greenward.texts import say


@dataclass(frozen=True, slots=True)
class Shown:
    """A problem in words; row and column are empty where the whole file is meant."""

    row: str
    column: str
    what: str
    next: str
    code: str


def shown_problems(error: ProblemsError, language: Language) -> list[Shown]:
    """Return the problems of ``error`` in ``language``, in their order."""
    found = []
    for problem in error.problems:
        place = problem.place
        column = place.column if place is not None else None
        found.append(
            Shown(
                row=str(place.row) if place is not None and place.row is not None else "",
                column=column.within(language) if isinstance(column, Names) else column or "",
                what=say(problem.code, language, **problem.params),
                next=say(f"{problem.code}.next", language, **problem.params),
                code=problem.code,
            )
        )
    return found
