"""What is wrong with something that was brought in, where, and what to do next."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from greenward.terms.names import Names

MOST_PROBLEMS = 100


@dataclass(frozen=True, slots=True)
class Place:
    """A file and, where it applies, a row as the user's program counts it and a column by its heading or names."""

    file: str
    row: int | None = None
    column: str | Names | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """One defect: a stable code, its parameters and its place.

    The sentence and the next step stand in the text catalogues under the code and ``<code>.next``.
    """

    code: str
    place: Place | None = None
    params: Mapping[str, object] = field(default_factory=dict)


class ProblemsError(Exception):
    """Something brought in cannot be used: all its problems at once, the first hundred of them.

    ``total`` counts them all, with ``unlisted`` ones that were already cut off; nothing of the input has been
    taken over.
    """

    def __init__(self, problems: Iterable[Problem], unlisted: int = 0) -> None:
        found = tuple(problems)
        self.total = len(found) + unlisted
        self.problems = found[:MOST_PROBLEMS]
        first = self.problems[0]
        place = first.place
        super().__init__(f"{first.code} at {place.file if place else '-'} ({self.total} in all)")

    def of_file(self, name: str) -> "ProblemsError":
        """Return the same problems of a file that its user knows by another name."""
        found = [
            problem if problem.place is None else replace(problem, place=replace(problem.place, file=name))
            for problem in self.problems
        ]
        return ProblemsError(found, self.total - len(found))
