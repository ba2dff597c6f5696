"""Read JSON lines: one object a record."""

from __future__ import annotations

import codecs
import json
from typing import TYPE_CHECKING, Any

from litreview.read import encoding
from litreview.read.records import FLAW, content, flagged

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

__all__ = ["rows"]

LONGEST = 10_000_000
"""Bytes of a line at most."""

SAMPLE = 4096
"""Bytes that tell the encoding."""


def rows(path: Path) -> Iterator[dict[str, Any] | str]:
    """A row an object; a sentence where a line holds none. An id of any kind becomes text."""
    with path.open("rb") as file:
        codec, _ = encoding.marked(file.read(SAMPLE))
        if codec == "utf-8":
            file.seek(0)
            yield from _records(iter(lambda: file.readline(LONGEST), b""))
            return
    text, wrong = content(path)
    yield from flagged(_records(text.encode("utf-8", "surrogatepass").splitlines()), wrong)


def _records(lines: Iterable[bytes]) -> Iterator[dict[str, Any] | str]:
    parsed = json.JSONDecoder().decode
    for line in lines:
        if not line.strip():
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
        except (ValueError, RecursionError) as error:  # a number of thousands of digits, brackets a thousand deep
            yield f"its JSON cannot be read: {error}"
            continue
        if not isinstance(row, dict):
            yield "it is JSON, but not an object with fields"
            continue
        if wrong:
            row[FLAW] = wrong
        yield row
