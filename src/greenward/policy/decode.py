"""From canonical JSON data back to frozen values, by the values' own types."""

import dataclasses
import types
import typing
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any, TypeVar

T = TypeVar("T")


def decode(kind: type[T], data: object) -> T:
    """Return the value of type ``kind`` that ``greenward.terms.canonical.plain`` turned into ``data``.

    Raises TypeError or KeyError where data is not the plain form of such a value.
    """
    reader: Any = _reader
    return typing.cast(T, reader(kind)(data))


@cache
def _reader(kind: Any) -> Any:
    origin = typing.get_origin(kind)
    if origin in (types.UnionType, typing.Union):
        inner = _reader(next(item for item in typing.get_args(kind) if item is not types.NoneType))
        return lambda data: None if data is None else inner(data)
    if origin is tuple:
        return _tuple_reader(typing.get_args(kind))
    if dataclasses.is_dataclass(kind):
        return _dataclass_reader(kind)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    if kind is date:
        return date.fromisoformat
    if kind is Decimal:
        return Decimal
    if kind in (str, int, bool):
        return lambda data: data
    raise TypeError(f"no reader for {kind}")


def _tuple_reader(parts: tuple[Any, ...]) -> Any:
    if len(parts) == 2 and parts[1] is Ellipsis:
        each = _reader(parts[0])
        return lambda data: tuple(each(item) for item in data)
    readers = [_reader(part) for part in parts]
    return lambda data: tuple(read(item) for read, item in zip(readers, data, strict=True))


def _dataclass_reader(kind: Any) -> Any:
    hints = typing.get_type_hints(kind)
    readers = [(field.name, _reader(hints[field.name])) for field in dataclasses.fields(kind)]
    return lambda data: kind(*[read(data[name]) for name, read in readers])
