"""The links of bibliographies and reference lists: every address that a field prints, with where it stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from litreview.linkcheck import clean
from litreview.model import Link

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from litreview.linkcheck.clean import Address
    from litreview.model import Entry, Paper, Reference, Span, Work

# Fields of a bibliography that hold an address, and those whose words may mention one.
HOLDING, MENTIONING = (
    ("url", "doi"),
    ("howpublished", "note", "addendum", "annote", "eprint", "howaccessed", "crossref-url"),
)


@dataclass(slots=True)
class _Seen:
    """What is known of one address as one text prints it, over all references."""

    name: str
    references: dict[str, None] = field(default_factory=dict)
    keys: dict[str, None] = field(default_factory=dict)
    where: dict[Span, None] = field(default_factory=dict)
    titles: dict[str, None] = field(default_factory=dict)
    near: str | None = None


def links(listings: Iterable[Paper], works: Sequence[Work] = (), *, doi_url: str = clean.RESOLVER) -> tuple[Link, ...]:
    """Every address that the references of the listings print, in order; equal texts for one address are one link.

    `works` give the citation keys where the reference has none of its own; `doi_url` is a base under
    which addresses are DOIs too. Nothing is asked.
    """
    work_of = {member: work.key for work in works for member in work.members}
    found: dict[tuple[str, str], _Seen] = {}
    for listing in listings:
        for reference, entry in zip(listing.references, listing.entries, strict=True):
            for name, address in _printed(reference.stated or entry, doi_url):
                seen = found.setdefault((address.url, address.printed), _Seen(name))
                seen.references[reference.id] = None
                seen.where[_place(listing, reference, address.printed)] = None
                key = entry.key or work_of.get(reference.id)
                if key:
                    seen.keys[key] = None
                if entry.title:
                    seen.titles[entry.title] = None
                seen.near = seen.near or entry.accessed or entry.date or entry.year
    return tuple(
        Link(url, printed, s.name, tuple(s.references), tuple(s.keys), tuple(s.where), tuple(s.titles), s.near)
        for (url, printed), s in found.items()
    )


def _printed(entry: Entry, doi_url: str) -> Iterator[tuple[str, Address]]:
    """The addresses of an entry by field, each once."""
    seen = set()
    for name, address in _fields(entry, doi_url):
        if (address.url, address.printed) not in seen:
            seen.add((address.url, address.printed))
            yield name, address


def _fields(entry: Entry, doi_url: str) -> Iterator[tuple[str, Address]]:
    for text in dict.fromkeys((*filter(None, (entry.url,)), *entry.urls)):
        yield from (("url", address) for address in clean.in_field(text, resolver=doi_url))
    for text in entry.local_files:
        yield from (("url", address) for address in clean.in_field(text) if "files/" in text or ":" in text)
    if entry.doi:
        yield from (("doi", address) for address in clean.in_field(entry.doi, resolver=doi_url))
    if entry.arxiv:
        yield from (("eprint", address) for address in clean.in_field(f"arXiv:{entry.arxiv.removeprefix('arXiv:')}"))
    for name, text in (("note", entry.note or ""), *((n, entry.extra.get(n, "")) for n in MENTIONING)):
        yield from ((name, address) for address in clean.in_prose(text, resolver=doi_url))


def _place(listing: Paper, reference: Reference, printed: str) -> Span:
    """Where a text stands in its reference: exactly, where it stands there as it is; else the reference."""
    span = reference.span
    at = listing.document.text.find(printed, span.start, span.end)
    return listing.document.span(at, at + len(printed)) if at >= 0 else span
