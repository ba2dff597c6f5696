"""RIS: lines of a two-letter tag, '  - ' and a value, from TY to ER."""

from __future__ import annotations

from typing import TYPE_CHECKING

from litreview.write import tagged

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from litreview.model import Entry

__all__ = ["text"]

TYPES = {
    "article": "JOUR",
    "book": "BOOK",
    "dataset": "DATA",
    "inbook": "CHAP",
    "incollection": "CHAP",
    "inproceedings": "CPAPER",
    "legislation": "LEGAL",
    "mastersthesis": "THES",
    "online": "ELEC",
    "patent": "PAT",
    "phdthesis": "THES",
    "proceedings": "BOOK",
    "report": "RPRT",
    "software": "COMP",
    "standard": "STAND",
    "thesis": "THES",
    "unpublished": "UNPB",
}
TAGS = {
    "title": "TI",
    "container_title": "T2",
    "series": "T3",
    "volume": "VL",
    "issue": "IS",
    "year": "PY",
    "publisher": "PB",
    "place": "CY",
    "doi": "DO",
    "edition": "ET",
    "language": "LA",
    "note": "N1",
    "pmid": "AN",
}


def text(entries: Sequence[Entry]) -> str:
    """A record an entry."""
    return "\n".join("".join(f"{tag}  - {value}\n" for tag, value in _lines(entry)) for entry in entries)


def _lines(entry: Entry) -> Iterator[tuple[str, str]]:
    yield "TY", TYPES.get(entry.type, "GEN")
    yield "ID", entry.key or ""
    yield from (("AU", tagged.inverted(one)) for one in entry.authors)
    yield from (("ED", tagged.inverted(one)) for one in entry.editors)
    yield from tagged.fields(entry, TAGS)
    if entry.date and len(entry.date) > 4:
        yield "DA", entry.date.replace("-", "/")
    first, last = tagged.pages(entry)
    yield from ((tag, page) for tag, page in (("SP", first), ("EP", last)) if page)
    if number := entry.isbn or entry.issn:
        yield "SN", number
    yield from (("UR", url) for url in dict.fromkeys(filter(None, (entry.url, *entry.urls))))
    yield "ER", ""
