"""Entries -> the text of a bibliography, in the formats that reference managers read; what each can hold is in HOLDS."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from litreview.errors import UsageError
from litreview.registry import Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from litreview.model import Entry

__all__ = ["FORMATS", "HOLDS", "format_of", "text"]

FORMATS = Table(
    "write",
    {
        "bibtex": "litreview.write.bib:bibtex",
        "biblatex": "litreview.write.bib:biblatex",
        "csl-json": "litreview.write.csl_json:text",
        "ris": "litreview.write.ris:text",
        "nbib": "litreview.write.nbib:text",
        "endnote": "litreview.write.endnote:text",
        "csv": "litreview.write.table:text",
    },
)
"""A writer is `(entries) -> text`; each entry has a key, and no two the same."""

SUFFIXES = {".bib": "bibtex", ".json": "csl-json", ".ris": "ris", ".nbib": "nbib", ".xml": "endnote", ".csv": "csv"}

COMMON = ("authors", "title", "container_title", "volume", "issue", "pages", "year", "doi", "language")
MOST = (*COMMON, "type", "editors", "publisher", "place", "series", "edition", "url", "isbn", "issn", "note", "pmid")
HOLDS = {
    "bibtex": ("key", *MOST, "translators", "authors_truncated", "date", "urls", "accessed", "arxiv", "pmcid", "extra"),
    "biblatex": (
        "key",
        *MOST,
        "translators",
        "authors_truncated",
        "date",
        "urls",
        "accessed",
        "arxiv",
        "pmcid",
        "extra",
    ),
    "csl-json": ("key", *MOST, "translators", "date", "accessed", "pmcid"),
    "ris": ("key", *MOST, "translators", "date", "urls", "accessed"),
    "nbib": (*COMMON, "publisher", "place", "edition", "isbn", "issn", "pmid", "pmcid"),
    "endnote": (*MOST, "urls"),
    "csv": ("key", *MOST, "date", "urls", "arxiv", "pmcid"),
}
"""The fields of an Entry that survive being written and read again, by format; so do the abstract and the keywords in `extra`."""


def text(entries: Sequence[Entry], form: str) -> str:
    """The bibliography in that format; UsageError for one that is not in FORMATS."""
    written: str = FORMATS[form]([_stated(entry, form) for entry in entries])
    return written


def _stated(entry: Entry, form: str) -> Entry:
    """The entry with the year that only its date tells, and its arXiv number as an address where the format has no field for it."""
    if entry.date and not entry.year and entry.date[:4].isdecimal():
        entry = replace(entry, year=entry.date[:4])
    if not entry.arxiv or "arxiv" in HOLDS[form] or any("arxiv.org/" in url for url in entry.urls):
        return entry
    address = f"https://arxiv.org/abs/{entry.arxiv}"
    return replace(entry, url=entry.url or address, urls=(*entry.urls, address))


def format_of(name: str) -> str:
    """The format that a file of that name is in; UsageError where its ending tells none."""
    ending = "." + name.rpartition(".")[2].lower()
    if ending not in SUFFIXES:
        raise UsageError(f"{name}: what format shall this be? Use one of {', '.join(SUFFIXES)}, or --to")
    return SUFFIXES[ending]
