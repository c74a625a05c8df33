"""A YAML file as text nodes that know their line: no type guessing, no key given twice."""

from dataclasses import dataclass
from pathlib import Path

import yaml

from greenward.terms.problem import Place, Problem, ProblemsError

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
DEEPEST = 20


@dataclass(frozen=True, slots=True)
class Node:
    """A piece of a document: text (None where left empty), a list or a mapping, with its place."""

    place: Place
    text: str | None = None
    items: tuple["Node", ...] | None = None
    fields: dict[str, "Node"] | None = None


def _too_deep(text: str) -> bool:
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > DEEPEST:
            return True
    return False


def read_document(path: Path, problems: list[Problem]) -> Node | None:
    """Return the root of the YAML file, or None; defects are added to ``problems``.

    Every scalar stays the text that was written, so that 1.10 is not 1.1 and NO is not false. Aliases are refused:
    a page that says what it means needs none, and a few lines of them can mean gigabytes.
    """
    file = str(path)
    try:
        text = path.read_text("utf-8")
        if _too_deep(text):  # composing recurses, and a C stack is no exception to catch
            problems.append(Problem("pack.too_deep", Place(file)))
            return None
        root = yaml.compose(text, Loader=_Loader)
    except UnicodeDecodeError:
        problems.append(Problem("pack.not_utf8", Place(file)))
        return None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        detail = getattr(error, "problem", None) or getattr(error, "reason", None) or ""
        problems.append(Problem("pack.not_yaml", Place(file, mark.line + 1 if mark else None), {"detail": detail}))
        return None
    if root is None:
        problems.append(Problem("pack.empty_file", Place(file)))
        return None
    return _Tree(file, problems).node(root, 0)


def read_settings(path: Path) -> Node:
    """Return the root of a YAML file that stands alone; raises ProblemsError."""
    problems: list[Problem] = []
    root = read_document(path, problems)
    if root is None or problems:
        raise ProblemsError(problems)
    return root


class _Tree:
    """Turns the parser's nodes into ours, each once."""

    def __init__(self, file: str, problems: list[Problem]) -> None:
        self.file = file
        self.problems = problems
        self.seen: set[int] = set()

    def node(self, raw: yaml.Node, depth: int) -> Node:
        place = Place(self.file, raw.start_mark.line + 1)
        if id(raw) in self.seen or depth > DEEPEST:
            code = "pack.too_deep" if depth > DEEPEST else "pack.alias"
            self.problems.append(Problem(code, place))
            return Node(place)
        self.seen.add(id(raw))
        if isinstance(raw, yaml.ScalarNode):
            empty = raw.style in (None, "") and raw.value in ("", "null", "~")
            return Node(place, text=None if empty else raw.value)
        if isinstance(raw, yaml.SequenceNode):
            return Node(place, items=tuple(self.node(item, depth + 1) for item in raw.value))
        return Node(place, fields=self._fields(raw, depth))

    def _fields(self, raw: yaml.Node, depth: int) -> dict[str, Node]:
        fields: dict[str, Node] = {}
        for key, value in raw.value:
            name = str(key.value)
            if name in fields:
                place = Place(self.file, key.start_mark.line + 1)
                self.problems.append(Problem("pack.duplicate_key", place, {"key": name}))
            fields[name] = self.node(value, depth + 1)
        return fields
