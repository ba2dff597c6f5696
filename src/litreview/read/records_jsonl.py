"""Read JSON lines: one object a record."""

from __future__ import annotations

import codecs
import json
from typing import TYPE_CHECKING, Any

from litreview.read.records import FLAW, WIDE, content

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["rows"]

LONGEST = 10_000_000
"""Bytes of a line at most."""


def rows(path: Path) -> Iterator[dict[str, Any] | str]:
    """A row an object; a sentence where a line holds none. An id of any kind becomes text."""
    parsed = json.JSONDecoder().decode
    for line in _lines(path):
        if line.isspace():
            continue
        wrong = ""
        try:
            text = line.removeprefix(codecs.BOM_UTF8).decode()
        except UnicodeDecodeError:
            text = line.decode("utf-8", errors="litreview.cp1252")
            wrong = "is not UTF-8; bytes that are not were read as Windows-1252"
        try:
            row = parsed(text)
        except json.JSONDecodeError as error:
            yield f"it is not JSON: {error.msg} at character {error.pos + 1}"
            continue
        except RecursionError:
            yield "it is nested too deep"
            continue
        if not isinstance(row, dict):
            yield "it is JSON, but not an object with fields"
            continue
        if wrong:
            row[FLAW] = wrong
        yield row


def _lines(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        if not file.read(4).startswith(WIDE):
            file.seek(0)
            yield from iter(lambda: file.readline(LONGEST), b"")
            return
    yield from content(path)[0].encode().splitlines()
