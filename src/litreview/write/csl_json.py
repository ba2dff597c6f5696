"""CSL-JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from litreview.write import tagged

if TYPE_CHECKING:
    from collections.abc import Sequence

    from litreview.model import Entry, Name

__all__ = ["text"]

TYPES = {
    "article": "article-journal",
    "book": "book",
    "dataset": "dataset",
    "inbook": "chapter",
    "incollection": "chapter",
    "inproceedings": "paper-conference",
    "legislation": "legislation",
    "mastersthesis": "thesis",
    "misc": "document",
    "online": "webpage",
    "patent": "patent",
    "phdthesis": "thesis",
    "proceedings": "book",
    "report": "report",
    "software": "software",
    "standard": "standard",
    "thesis": "thesis",
    "unpublished": "manuscript",
}
FIELDS = {
    "title": "title",
    "container_title": "container-title",
    "series": "collection-title",
    "publisher": "publisher",
    "place": "publisher-place",
    "volume": "volume",
    "issue": "issue",
    "pages": "page",
    "edition": "edition",
    "doi": "DOI",
    "url": "URL",
    "isbn": "ISBN",
    "issn": "ISSN",
    "pmid": "PMID",
    "pmcid": "PMCID",
    "language": "language",
    "note": "note",
}
GENRES = {"phdthesis": "PhD thesis", "mastersthesis": "Master's thesis"}


def text(entries: Sequence[Entry]) -> str:
    """A list of items, an item an entry."""
    return json.dumps([_item(entry) for entry in entries], ensure_ascii=False, indent=1) + "\n"


def _item(entry: Entry) -> dict[str, Any]:
    item: dict[str, Any] = {
        "id": entry.key,
        "type": tagged.kind(entry, TYPES, "document"),
        "genre": GENRES.get(entry.type),
    }
    item |= {
        "author": [_name(one) for one in entry.authors],
        "editor": [_name(one) for one in entry.editors],
        "translator": [_name(one) for one in entry.translators],
    }
    item |= {theirs: getattr(entry, ours) for ours, theirs in FIELDS.items()}
    item |= {"abstract": tagged.abstract(entry), "keyword": ", ".join(tagged.keywords(entry))}
    item |= {"issued": _date(entry.date or entry.year), "accessed": _date(entry.accessed)}
    return {name: value for name, value in item.items() if value}


def _name(one: Name) -> dict[str, str]:
    parts = {"family": one.family, "given": one.given, "suffix": one.suffix, "literal": one.literal}
    return {name: value for name, value in parts.items() if value}


def _date(date: str | None) -> dict[str, Any] | None:
    if not date:
        return None
    parts = date.split("-")
    if all(part.isdecimal() for part in parts) and len(parts[0]) == 4 and len(parts) <= 3:
        return {"date-parts": [[int(part) for part in parts]]}
    return {"literal": date}
