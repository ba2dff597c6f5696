"""Read EndNote's XML export: one `record` element a record."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from litreview.read.people import inverted
from litreview.read.records import pubmed
from litreview.read.xml import parsed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["rows"]

ONE = {
    "title": "titles/title", "container_title": "titles/secondary-title", "series": "titles/tertiary-title",
    "volume": "volume", "issue": "number", "pages": "pages", "year": "dates/year", "publisher": "publisher",
    "place": "pub-location", "edition": "edition", "isbn": "isbn", "doi": "electronic-resource-num", "pmid": "accession-num",
    "language": "language", "abstract": "abstract", "note": "notes", "id": "rec-number",
}  # fmt: skip
MANY = {
    "authors": "contributors/authors/author", "editors": "contributors/secondary-authors/author",
    "keywords": "keywords/keyword", "url": "urls/related-urls/url",
}  # fmt: skip


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """A row a record; styles inside a value are dropped, their text is kept."""
    for record in parsed(str(path), path.read_bytes(), recover=True).iter("record"):
        row: dict[str, Any] = {name: _text(record.find(where)) for name, where in ONE.items()}
        row |= {name: [_text(one) for one in record.findall(where)] for name, where in MANY.items()}
        row |= {role: inverted(row[role]) for role in ("authors", "editors")}
        kind = record.find("ref-type")
        row["type"] = kind.get("name", "") if kind is not None else ""
        row["container_title"] = row["container_title"] or _text(record.find("periodical/full-title"))
        if len(re.sub(r"[^0-9Xx]", "", row["isbn"])) == 8:
            row["issn"] = row.pop("isbn")
        row["pmid"] = pubmed(row["pmid"], _text(record.find("remote-database-name")))
        yield row


def _text(element: Any) -> str:
    return " ".join("".join(element.itertext()).split()) if element is not None else ""
