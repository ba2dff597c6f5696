"""Nouns as JSON's own types."""

from __future__ import annotations

import dataclasses
from enum import StrEnum
from typing import Any


def plain(value: Any, drop: tuple[str, ...] = ()) -> Any:
    """A noun as JSON's own types: None, "", () and {} are left out of objects, numbers and False are kept."""
    if dataclasses.is_dataclass(value):
        pairs = ((f.name, getattr(value, f.name)) for f in dataclasses.fields(value) if f.name not in drop)
        return {name: plain(item) for name, item in pairs if not _absent(item)}
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    if isinstance(value, StrEnum):
        return value.value
    return value


def _absent(value: object) -> bool:
    return value is None or (isinstance(value, str | tuple | dict) and not value)
