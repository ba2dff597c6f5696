"""Read tables: a header, then one record a row; commas, semicolons or tabs between the cells."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from litreview.read.records import content, flagged, known

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["rows"]

LONGEST = 10_000_000
"""Characters of a cell at most."""


def rows(path: Path) -> Iterator[dict[str, str] | str]:
    """A row a record; a sentence where a row has more cells than the header has names, or the header no name that is known."""
    text, wrong = content(path)
    return flagged(_records(text), wrong)


def _records(text: str) -> Iterator[dict[str, str] | str]:
    delimiter = max("\t;,", key=text[: text.find("\n", text.find("\n") + 1)].count)
    csv.field_size_limit(LONGEST)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        names = [name.strip() for name in next(reader, [])]
        if len(names) == 1 and not known(names[0]):  # a line about the export
            names = [name.strip() for name in next(reader, names)]
        if any(names) and not any(map(known, names)):
            yield "the first row must name the columns (title, authors, year, ...), and names none that is known"
        for cells in reader:
            if not cells:
                continue
            if len(cells) > len(names):
                yield f"{len(cells)} cells under {len(names)} names"
                continue
            yield dict(zip(names, cells, strict=False))
    except csv.Error as error:
        yield str(error)
