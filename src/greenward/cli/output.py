"""What a command writes: checked before the work, written after it, each file in one step."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from greenward.exchange.file import write_whole
from greenward.terms.problem import Place, Problem, ProblemsError


def check_outputs(outputs: Mapping[Path, tuple[str, ...]], inputs: Iterable[Path] = (), fresh: bool = False) -> None:
    """Refuse outputs that cannot be written or would overwrite an input or one another.

    ``outputs`` maps each path to the endings that it may have; ``fresh``: nothing may stand there yet. Raises
    ProblemsError with all of them.
    """
    problems = []
    taken = {path.resolve() for path in inputs}
    for path, endings in outputs.items():
        place = Place(str(path))
        if path.suffix.casefold() not in endings:
            problems.append(Problem("output.ending", place, {"endings": endings}))
        elif path.is_dir() or not path.parent.is_dir():
            problems.append(Problem("output.no_folder", place))
        elif fresh and path.exists():
            problems.append(Problem("output.exists", place))
        elif path.resolve() in taken:
            problems.append(Problem("output.taken", place))
        taken.add(path.resolve())
    if problems:
        raise ProblemsError(problems)


def write(path: Path, data: bytes) -> None:
    """Write ``data`` to ``path`` in one step: a file that cannot be finished never stands half-written."""
    try:
        write_whole(path, data)
    except OSError as error:
        raise unwritable(path, error) from error


def make_folder(path: Path) -> None:
    """Make the folder ``path`` with what lies above it."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unwritable(path, error) from error


def unwritable(path: Path, error: OSError) -> ProblemsError:
    """Return the problem of an output that the system refuses."""
    return ProblemsError([Problem("output.refused", Place(str(path)), {"detail": error.strerror or ""})])
