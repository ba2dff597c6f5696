"""Read JSON lines: one object a record."""

from __future__ import annotations

import codecs
import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["rows"]

LONGEST = 10_000_000
"""Bytes of a line at most."""


def rows(path: Path) -> Iterator[dict[str, Any] | str]:
    """A row an object; a sentence where a line holds none. An id of any kind becomes text."""
    parsed = json.JSONDecoder().decode
    with path.open("rb") as file:
        for line in iter(lambda: file.readline(LONGEST), b""):
            if line.isspace():
                continue
            try:
                text, broken = line.removeprefix(codecs.BOM_UTF8).decode(), False
            except UnicodeDecodeError:
                text, broken = line.decode("utf-8", errors="replace"), True
            try:
                row = parsed(text)
            except (ValueError, RecursionError) as error:
                yield str(error)
                continue
            if not isinstance(row, dict):
                yield "not a JSON object"
                continue
            yield row | {"": "encoding"} if broken else row
