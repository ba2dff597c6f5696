"""Nouns as JSON's own types: None, "", () and {} are left out of objects, numbers and False are kept."""

from __future__ import annotations

import dataclasses
from enum import StrEnum
from functools import cache
from typing import Any

_PLAIN = frozenset({str, int, float, bool})
_MANY = (str, tuple, list, dict)


def fields(noun: Any, drop: tuple[str, ...] = ()) -> dict[str, Any]:
    """A noun's fields by name, without those to drop and those that say nothing."""
    kind: Any = type(noun)
    found = {}
    for name in _names(kind):
        item = getattr(noun, name)
        if item is None or (not item and isinstance(item, _MANY)) or name in drop:
            continue
        found[name] = item if type(item) in _PLAIN else plain(item)
    return found


def plain(value: Any) -> Any:
    """Any value that a noun holds."""
    if type(value) in _PLAIN:
        return value
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, StrEnum):
        return value.value
    return fields(value) if dataclasses.is_dataclass(value) else value


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(kind))
