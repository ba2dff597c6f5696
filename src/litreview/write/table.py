"""CSV: a header of field names, then a row an entry."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from litreview.write import tagged

if TYPE_CHECKING:
    from collections.abc import Sequence

    from litreview.model import Entry, Name

__all__ = ["text"]

COLUMNS = (
    "key type authors editors title container_title series publisher place volume issue pages year date edition doi url isbn issn "
    "arxiv pmid pmcid language note abstract keywords"
).split()


def text(entries: Sequence[Entry]) -> str:
    """People stand as 'Family, Given' between semicolons, an organisation in braces; addresses between spaces."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([_cell(entry, name) for name in COLUMNS] for entry in entries)
    return out.getvalue()


def _cell(entry: Entry, name: str) -> str:
    if name in ("authors", "editors"):
        return "; ".join(_name(one) for one in getattr(entry, name))
    if name == "url":
        return " ".join(dict.fromkeys(filter(None, (entry.url, *entry.urls))))
    if name == "keywords":
        return "; ".join(tagged.keywords(entry))
    return tagged.abstract(entry) if name == "abstract" else tagged.line(str(getattr(entry, name) or ""))


def _name(one: Name) -> str:
    return tagged.inverted(one) if one.family else f"{{{tagged.inverted(one)}}}"
