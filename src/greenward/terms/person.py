"""A person as an organisation's list names one."""

from dataclasses import dataclass
from datetime import date

from greenward.terms.role import Role


@dataclass(frozen=True, slots=True)
class ListedPerson:
    """A row of a list of people; roles hold from ``starts`` (None: the day of the import) to ``ends`` (None: open).

    ``department`` and ``department_name`` are empty for one who belongs to none. ``row`` is that of the file.
    """

    row: int
    login: str
    name: str
    email: str
    department: str
    department_name: str
    roles: tuple[Role, ...]
    whole: bool
    starts: date | None
    ends: date | None
