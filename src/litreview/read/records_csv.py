"""Read tables: a header, then one record a row; commas, semicolons or tabs between the cells."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from litreview.read.records import content

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["rows"]

LONGEST = 10_000_000
"""Characters of a cell at most."""


def rows(path: Path) -> Iterator[dict[str, str] | str]:
    """A row a record; a sentence where a row has more cells than the header has names."""
    text, broken = content(path)
    header, _, _ = text.partition("\n")
    delimiter = max("\t;,", key=header.count)
    csv.field_size_limit(LONGEST)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        names = [name.strip() for name in next(reader, [])]
        for cells in reader:
            if not cells:
                continue
            if len(cells) > len(names):
                yield f"{len(cells)} cells under {len(names)} names"
                continue
            row = dict(zip(names, cells, strict=False))
            yield row | {"": "encoding"} if broken else row
    except csv.Error as error:
        yield str(error)
