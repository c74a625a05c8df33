"""A YAML file as text nodes that know their line: no type guessing, no key given twice."""

from dataclasses import dataclass
from pathlib import Path

import yaml

from greenward.terms.problem import Place, Problem, ProblemsError

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Node:
    """A piece of a document: text (None where left empty), a list or a mapping, with its place."""

    place: Place
    text: str | None = None
    items: tuple["Node", ...] | None = None
    fields: dict[str, "Node"] | None = None


def read_document(path: Path, problems: list[Problem]) -> Node | None:
    """Return the root of the YAML file, or None; defects are added to ``problems``.

    Every scalar stays the text that was written, so that 1.10 is not 1.1 and NO is not false.
    """
    file = str(path)
    try:
        root = yaml.compose(path.read_text("utf-8"), Loader=_Loader)
    except UnicodeDecodeError:
        problems.append(Problem("pack.not_utf8", Place(file)))
        return None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        row = mark.line + 1 if mark else None
        problems.append(Problem("pack.not_yaml", Place(file, row), {"detail": error.problem or ""}))
        return None
    if root is None:
        problems.append(Problem("pack.empty_file", Place(file)))
        return None
    return _node(root, file, problems)


def read_settings(path: Path) -> Node:
    """Return the root of a YAML file that stands alone; raises ProblemsError."""
    problems: list[Problem] = []
    root = read_document(path, problems)
    if root is None or problems:
        raise ProblemsError(problems)
    return root


def _node(raw: yaml.Node, file: str, problems: list[Problem]) -> Node:
    place = Place(file, raw.start_mark.line + 1)
    if isinstance(raw, yaml.ScalarNode):
        empty = raw.style is None and raw.value in ("", "null", "~")
        return Node(place, text=None if empty else raw.value)
    if isinstance(raw, yaml.SequenceNode):
        return Node(place, items=tuple(_node(item, file, problems) for item in raw.value))
    fields: dict[str, Node] = {}
    for key, value in raw.value:
        name = str(key.value)
        if name in fields:
            problems.append(Problem("pack.duplicate_key", Place(file, key.start_mark.line + 1), {"key": name}))
        fields[name] = _node(value, file, problems)
    return Node(place, fields=fields)
