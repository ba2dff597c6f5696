"""What the hyperlinks of a reference say that its print does not: a DOI behind 'Crossref', an address behind a title."""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

if TYPE_CHECKING:
    from collections.abc import Sequence

    from litreview.model import Entry, Reference

__all__ = ["linked"]

_IDENTIFIER = re.compile(
    r"https?://(?:www\.)?(?:(?:dx\.)?doi\.org/+(?:doi:)?(?P<doi>10\.\d{4,9}(?:\.\d+)*/[^\s?#]+)(?:[?#].*)?"
    r"|arxiv\.org/(?:abs|pdf)/(?P<arxiv>[\w.-]+/\d{7}|\d{4}\.\d{4,5}(?:v\d+)?)(?:\.pdf)?"
    r"|(?:pubmed\.ncbi\.nlm\.nih\.gov/|ncbi\.nlm\.nih\.gov/(?:pubmed/|entrez/\S{1,300}list_uids=))(?P<pmid>\d{4,9})\b.*"
    r"|(?:pmc\.ncbi\.nlm\.nih\.gov/articles|ncbi\.nlm\.nih\.gov/pmc/articles)/(?P<pmcid>PMC\d{4,9})\b.*)",
    re.IGNORECASE,
)
_LOOKUP = re.compile(
    r"https?://(?:[\w-]+\.)*(?:scholar\.google\.|google\.[a-z.]{2,6}/(?:search|url)|bing\.com/search|worldcat\.org/(?:search|issn)"
    r"|doi\.org(?:/|$)|crossref\.org|refhub\.elsevier\.com|chemport\.cas\.org|webof(?:science|knowledge)\.com|scopus\.com/"
    r"|mathscinet|ams\.org/mathscinet|zbmath\.org|emis\.de/|zotero\.org/(?:google-docs|users|groups)|paperpile\.com/[bc]/"
    r"|mendeley\.com/|orcid\.org/|wikipedia\.org/wiki/|semanticscholar\.org/CorpusID|sciwheel\.com/work|f1000\.com/work|readcube\.com/library"
    r"|[^?#]{0,300}(?:/servlet/linkout|/openurl\b|/action/getFTRLinkout))",
    re.IGNORECASE,
)
"""Addresses that look a work up, tell of its author, or lead into a library of somebody's: what a publisher, an encyclopaedia or
a reference manager puts behind each reference. None is the work's own."""


def linked(entries: Sequence[Entry], references: Sequence[Reference]) -> list[Entry]:
    """The entries with the identifiers and addresses that their references are hyperlinked to.

    What is printed stays, but for a DOI that is printed in part. An address behind several references belongs
    to none of them: a chapter's link may be its book's.
    """
    if not any(reference.hyperlinks for reference in references):
        return list(entries)
    times = Counter(url for reference in references for url in {_bare(link.url) for link in reference.hyperlinks})
    return [
        _entry(entry, [link.url for link in reference.hyperlinks if times[_bare(link.url)] == 1])
        for entry, reference in zip(entries, references, strict=True)
    ]


def _entry(entry: Entry, urls: list[str]) -> Entry:
    """The entry with what these addresses add to it."""
    told: dict[str, list[str]] = {}
    works: list[str] = []
    for url in urls:
        known = _IDENTIFIER.fullmatch(unquote(url))
        if known and known.lastgroup:
            told.setdefault(known.lastgroup, []).append(known[known.lastgroup].rstrip(".,;"))
        elif not _LOOKUP.match(url):
            works.append(url)
    changes: dict[str, Any] = {
        name: values[0] for name, values in told.items() if not getattr(entry, name) and len({*values}) == 1
    }
    if doi := _doi(entry.doi or "", told.get("doi", ())):
        changes["doi"] = doi
    printed = [_bare(url) for url in (entry.url, *entry.urls) if url]
    fresh = [url for url in works if not any(one.startswith(_bare(url)) for one in printed)]
    if fresh:
        changes |= {"url": entry.url or fresh[0], "urls": tuple(dict.fromkeys((*entry.urls, *fresh)))}
    return dataclasses.replace(entry, **changes) if changes else entry


def _doi(printed: str, linked: Sequence[str]) -> str:
    """The DOI that links lead to, where print has none, or its beginning; "" where they differ, or say nothing new."""
    lower = [one.lower() for one in linked]
    whole = max(lower, key=len, default="")
    cut = printed.lower()[max(0, printed.find("10.")) :]
    return whole if cut != whole and all(whole.startswith(one) for one in (*lower, cut)) else ""


def _bare(url: str) -> str:
    """An address without what may be written in several ways."""
    return unquote(re.sub(r"^https?://(?:www\.)?", "", url.partition("#")[0], flags=re.IGNORECASE)).rstrip("/").lower()
