"""Read a .bib as records: each entry by its key."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from litreview import bibtex
from litreview.read.records import content

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["rows"]


def rows(path: Path) -> Iterator[dict[str, Any] | str]:
    """A row an entry; a sentence for each block that cannot be read."""
    text, _ = content(path)
    read = bibtex.read(text)
    for item in read.items:
        yield {"entry": replace(item.entry(), id=item.key)}
    yield from (trouble.message for trouble in read.troubles if trouble.kind == "syntax")
