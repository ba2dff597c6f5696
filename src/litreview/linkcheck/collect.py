"""The links of bibliographies and reference lists: every address that a field prints, with where it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from litreview.linkcheck import clean
from litreview.model import Link

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from litreview.linkcheck.clean import Address
    from litreview.model import Entry, Paper, Reference, Span, Work

# Fields of a bibliography whose words may mention an address, beside url, doi and eprint, which hold one.
MENTIONING = ("howpublished", "note", "addendum", "annote")
FIELD = re.compile(rf"[,{{\s](url|doi|eprint|{'|'.join(MENTIONING)})\s{{0,50}}=\s{{0,50}}(?=[{{\"])", re.IGNORECASE)
DELIMITER = re.compile(r'[{}"]')


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
            stated = values(reference.raw) if reference.stated else {}
            said = entry if reference.hyperlinks else reference.stated or entry
            for name, address in _printed(said, reference.raw, stated, doi_url):
                seen = found.setdefault((address.url, address.printed), _Seen(name))
                seen.references[reference.id] = None
                seen.where[_place(listing, reference, address, stated.get(name))] = None
                key = entry.key or reference.label or work_of.get(reference.id)
                if key:
                    seen.keys[key] = None
                if entry.title:
                    seen.titles[entry.title] = None
                seen.near = seen.near or entry.accessed or entry.date or entry.year
    return tuple(
        Link(url, printed, s.name, tuple(s.references), tuple(s.keys), tuple(s.where), tuple(s.titles), s.near)
        for (url, printed), s in found.items()
    )


def values(raw: str) -> dict[str, tuple[int, int]]:
    """Where the values of an entry's fields stand in it, without their delimiters: those that may hold an address."""
    found: dict[str, tuple[int, int]] = {}
    at = 0
    while match := FIELD.search(raw, at):
        end = _closing(raw, match.end())
        if end is None:
            return found
        found.setdefault(match[1].lower(), (match.end() + 1, end))
        at = end
    return found


def _closing(raw: str, start: int) -> int | None:
    """The offset of what closes the value that opens at `start`: a brace's partner, or a quote outside of braces."""
    depth = 0
    for mark in DELIMITER.finditer(raw, start):
        depth += {"{": 1, "}": -1}.get(mark[0], 0)
        if not depth and mark[0] == ("}" if raw[start] == "{" else '"') and mark.start() > start:
            return mark.start()
    return None


def _printed(entry: Entry, raw: str, stated: dict[str, tuple[int, int]], doi_url: str) -> Iterator[tuple[str, Address]]:
    """The addresses of an entry by field, each once: as its bibliography prints them, else as it was understood."""
    seen = set()
    for name, address in _fields(entry, {name: raw[start:end] for name, (start, end) in stated.items()}, doi_url):
        if (address.url, address.printed) not in seen:
            seen.add((address.url, address.printed))
            yield name, address


def _fields(entry: Entry, stated: dict[str, str], doi_url: str) -> Iterator[tuple[str, Address]]:
    leaked = tuple(path for path in entry.local_files if ":" in path)
    texts = (stated["url"],) if "url" in stated else tuple(filter(None, (entry.url, *entry.urls, *leaked)))
    for text in dict.fromkeys(texts):
        yield from (("url", address) for address in clean.in_field(text, resolver=doi_url))
    doi = stated.get("doi") or entry.doi or ""
    yield from (("doi", address) for address in clean.in_field(doi, resolver=doi_url))
    if entry.arxiv:
        number = entry.arxiv.lower().removeprefix("arxiv:").strip()
        for address in clean.in_field(f"arXiv:{number}"):
            yield "eprint", replace(address, printed=stated.get("eprint", address.printed))
    said = {"note": entry.note or "", **entry.extra, **stated}
    for name in (*MENTIONING, "eprint"):
        yield from ((name, address) for address in clean.in_prose(said.get(name, ""), resolver=doi_url))


def _place(listing: Paper, reference: Reference, address: Address, value: tuple[int, int] | None) -> Span:
    """Where an address stands in its reference: exactly, where it stands there as it is; else what leads to it, else its field, else all of it."""
    span = reference.span
    first, last = (span.start + value[0], span.start + value[1]) if value else (span.start, span.end)
    at = listing.document.text.find(address.printed, first, last)
    if at >= 0:
        return listing.document.span(at, at + len(address.printed))
    for link in reference.hyperlinks:
        if address.url in (one.url for one in clean.in_field(link.url)):
            return listing.document.span(link.start, link.end)
    return listing.document.span(first, last) if value else span
