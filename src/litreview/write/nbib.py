"""NBIB, PubMed's format: it knows journal articles and books, and begins a record with its number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from litreview.write import tagged

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from litreview.model import Entry

__all__ = ["text"]

TAGS = {
    "container_title": "JT",
    "volume": "VI",
    "issue": "IP",
    "pages": "PG",
    "year": "DP",
    "language": "LA",
    "issn": "IS",
    "isbn": "ISBN",
    "publisher": "PB",
    "place": "PL",
    "edition": "EN",
    "pmcid": "PMC",
}
BOOKS = frozenset(("book", "collection", "reference", "proceedings", "thesis", "phdthesis", "mastersthesis", "report"))


def text(entries: Sequence[Entry]) -> str:
    """A record an entry; one that PubMed has not numbered begins with an empty number."""
    return "\n".join("".join(f"{tag:<4}- {value}\n" for tag, value in _lines(entry)) for entry in entries)


def _lines(entry: Entry) -> Iterator[tuple[str, str]]:
    yield "PMID", entry.pmid or ""
    yield from (("FAU", tagged.inverted(one)) for one in entry.authors)
    yield "BTI" if entry.type in BOOKS else "TI", tagged.line(entry.title or "")
    yield from tagged.fields(entry, TAGS)
    if entry.doi:
        yield "AID", f"{entry.doi} [doi]"
    if abstract := tagged.abstract(entry):
        yield "AB", abstract
    yield from (("OT", word) for word in tagged.keywords(entry))
