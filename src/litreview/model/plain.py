"""Nouns as JSON's own types: None, "", () and {} are left out of objects, numbers and False are kept."""

from __future__ import annotations

import dataclasses
from enum import StrEnum
from typing import Any


def fields(noun: Any, drop: tuple[str, ...] = ()) -> dict[str, Any]:
    """A noun's fields by name, without those to drop and those that say nothing."""
    pairs = ((f.name, getattr(noun, f.name)) for f in dataclasses.fields(noun) if f.name not in drop)
    return {name: plain(item) for name, item in pairs if not _absent(item)}


def plain(value: Any) -> Any:
    """Any value that a noun holds."""
    if isinstance(value, str):
        return value.value if isinstance(value, StrEnum) else value
    if dataclasses.is_dataclass(value):
        return fields(value)
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    return value


def _absent(value: object) -> bool:
    return value is None or (isinstance(value, str | tuple | dict) and not value)
