"""The stages in order: read, extract, parse, normalise, dedupe, linkcheck, crosscheck, coverage, rules."""

from __future__ import annotations

import datetime as dt
import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import litreview
from litreview import config, coverage, crosscheck, dedupe, extract, linkcheck, normalise, parse, read, rules
from litreview.errors import UsageError
from litreview.model import Entry, Evidence, Paper, Reference, Span
from litreview.opinion import Review, Run

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from litreview.model import Document, LinkCheck, Work

    Track = Callable[[Iterable[Any], str, int], Iterable[Any]]


def run(
    paths: Sequence[str | Path],
    settings: config.Config,
    *,
    known: Mapping[str, str] | None = None,
    command: str = "",
    track: Track = lambda items, _label, _total: items,
) -> Review:
    """The whole pipeline over the papers and bibliographies at paths.

    `known` are the keys that works already have, by work id; `track` passes items through and may
    show how far they are. Raises UsageError for paths or settings that cannot be used.
    """
    documents = read.documents(paths)
    listings = [listing(document, settings) for document in track(documents, "Reading", len(documents))]
    papers = [paper for paper in listings if paper.source.kind == "paper"]
    bibliographies = [paper for paper in listings if paper.source.kind == "bibliography"]

    merged = dedupe.merge([entry for paper in listings for entry in paper.entries], engine=settings.engine, known=known)
    links = linkcheck.links(listings, merged.works)
    checks = {} if settings.offline else linkcheck.checks(links, settings)
    papers = crosscheck.papers(papers, bibliographies, merged.works)

    facts = Evidence(
        today=today(settings),
        papers=tuple(papers),
        bibliographies=tuple(bibliographies),
        works=merged.works,
        pairs=merged.pairs,
        links=links,
        checks=checks,
    )
    facts = replace(facts, coverage=coverage.of(facts))
    findings = rules.findings(
        facts,
        select=settings.select,
        extend_select=settings.extend_select,
        ignore=settings.ignore,
        options=settings.rules,
    )
    started = None if "SOURCE_DATE_EPOCH" in os.environ else dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    about = Run(litreview.__version__, facts.today, settings.offline, command, started)
    return Review(about, facts, findings, rules.not_run(facts, offline=settings.offline))


def listing(document: Document, settings: config.Config) -> Paper:
    """The facts about one source on its own: its references, understood, and its citations."""
    references = extract.references(document)
    entries = tuple(normalise.entry(entry) for entry in parse.entries(references))
    alone = Paper(document.source.id, document.source, document, references=references, entries=entries)
    if document.source.kind == "bibliography":
        return alone
    sections = extract.sections(document)
    language = settings.lang or extract.language(document.text)
    found = extract.citations(
        document, references, entries, sections=sections, language=language, style=settings.citation_style
    )
    return replace(
        alone,
        title=document.title,
        language=language,
        citation_style=found.style,
        vote=found.vote,
        has_reference_list=bool(references),
        sections=sections,
        citations=found.citations,
    )


def today(settings: config.Config) -> dt.date:
    """The date of the run: the setting, else SOURCE_DATE_EPOCH, else today."""
    if settings.today:
        try:
            return dt.date.fromisoformat(settings.today)
        except ValueError as error:
            raise UsageError(f"--today {settings.today}: write it as YYYY-MM-DD") from error
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch is None:
        return dt.datetime.now(dt.UTC).date()
    try:
        return dt.datetime.fromtimestamp(int(epoch), dt.UTC).date()
    except (ValueError, OverflowError, OSError) as error:
        raise UsageError(f"SOURCE_DATE_EPOCH={epoch}: must be seconds since 1970") from error


# -- the public API -----------------------------------------------------------------------------


def review(paths: Sequence[str | Path], *, offline: bool = False, **settings: Any) -> Review:
    """Everything litreview knows and thinks of the papers and bibliographies at paths.

    A setting is any field of Config. Findings of every confidence are returned. Raises UsageError
    for settings or paths that cannot be used.
    """
    return run(paths, config.load(Path.cwd(), offline=offline or None, **settings))


def split_references(text: str) -> list[Reference]:
    """The references of a printed list (no heading needed), in order; `.raw` is the printed text."""
    return extract.split(text)


def parse_references(strings: Iterable[str]) -> list[Entry]:
    """What each printed reference says: one Entry a string, in order."""
    references = [
        Reference(id=f"#r{n}", index=n - 1, raw=string, span=Span("", 0, len(string), 1, 1))
        for n, string in enumerate(strings, 1)
    ]
    return [normalise.entry(entry) for entry in parse.entries(references)]


def dedupe_entries(entries: Iterable[Entry]) -> list[Work]:
    """Entries that mean one work, merged: works in the order of their first entry."""
    named = [entry if entry.id else replace(entry, id=f"#{n}") for n, entry in enumerate(entries, 1)]
    return list(dedupe.works(named))


def check_links(entries_or_urls: Iterable[Entry | str], **settings: Any) -> list[LinkCheck]:
    """What became of the links of entries, or of addresses: one LinkCheck an address, in order of appearance.

    A setting is any field of Config.
    """
    entries = [
        Entry(id=f"#{n}", url=item, urls=(item,)) if isinstance(item, str) else replace(item, id=item.id or f"#{n}")
        for n, item in enumerate(entries_or_urls, 1)
    ]
    links = linkcheck.links_of(entries)
    checks = linkcheck.checks(links, config.load(Path.cwd(), **settings))
    return [checks[link.url] for link in links]
