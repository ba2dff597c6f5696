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
    yield "TY", tagged.kind(entry, TYPES, "GEN")
    yield "ID", entry.key or ""
    yield from (("AU", tagged.inverted(one)) for one in entry.authors)
    yield from (("ED", tagged.inverted(one)) for one in entry.editors)
    yield from (("A4", tagged.inverted(one)) for one in entry.translators)
    yield from tagged.fields(entry, TAGS)
    date, _, _ = (entry.date or "").partition("/")  # of a span of dates, when it began
    if len(date) > 4:
        yield "DA", date.replace("-", "/")
    if entry.accessed:
        yield "Y2", entry.accessed.replace("-", "/")
    first, last = tagged.pages(entry)
    yield from ((tag, page) for tag, page in (("SP", first), ("EP", last)) if page)
    if number := entry.isbn or entry.issn:
        yield "SN", number
    yield from (("UR", url) for url in dict.fromkeys(filter(None, (entry.url, *entry.urls))))
    if abstract := tagged.abstract(entry):
        yield "AB", abstract
    yield from (("KW", word) for word in tagged.keywords(entry))
    yield "ER", ""
