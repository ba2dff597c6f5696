"""Nouns as JSON's own types: None, "", () and {} are left out of objects, numbers and False are kept."""

from __future__ import annotations

import dataclasses
from enum import StrEnum
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

_PLAIN = frozenset({str, int, float, bool})
_NUMBERS = frozenset({int, float, bool})
_LISTS = (tuple, list)


def fields(noun: Any, drop: tuple[str, ...] = ()) -> dict[str, Any]:
    """A noun's fields by name, without those to drop and those that say nothing."""
    kind: Any = type(noun)
    names, values = read(kind, drop)
    return {
        name: item if type(item) in _PLAIN else plain(item)
        for name, item in zip(names, values(noun), strict=True)
        if item is not None and (item or type(item) in _NUMBERS)
    }


def plain(value: Any) -> Any:
    """Any value that a noun holds."""
    if type(value) in _PLAIN:
        return value
    if isinstance(value, _LISTS):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, StrEnum):
        return value.value
    return fields(value) if dataclasses.is_dataclass(value) else value


@cache
def read(kind: Any, drop: tuple[str, ...] = ()) -> tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]]]:
    """The names of the fields of a kind of noun, without those to drop, and what reads them all at once."""
    names = tuple(field.name for field in dataclasses.fields(kind) if field.name not in drop)
    if len(names) == 1:
        return names, lambda noun: (getattr(noun, names[0]),)
    return names, attrgetter(*names)
