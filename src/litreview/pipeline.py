"""The stages in order: read, extract, parse, normalise, dedupe, linkcheck, crosscheck, coverage, rules."""

from __future__ import annotations

import datetime as dt
import os
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from litreview import config, coverage, crosscheck, dedupe, extract, linkcheck, normalise, parse, read, rules
from litreview.errors import UsageError
from litreview.model import Document, Entry, Evidence, Paper, Reference, Source, Span
from litreview.occasion import asking, cores, minima, today
from litreview.opinion import Review, Run
from litreview.registry import did_you_mean
from litreview.version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from litreview.model import LinkCheck, Work

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
    least = minima(settings)
    with cores(settings.jobs) as apply:
        documents = read.documents(paths, apply=apply)
        read_on = apply(partial(listing, settings=settings), documents)
        listings = list(track(read_on, "Reading", len(documents)))
    papers = [paper for paper in listings if paper.source.kind == "paper"]
    bibliographies = [paper for paper in listings if paper.source.kind == "bibliography"]

    merged = dedupe.merge(
        [entry for paper in listings for entry in paper.entries],
        engine=settings.engine,
        known=known,
        merge_versions=settings.merge_versions,
        decided=dedupe.decisions.load(Path(settings.decisions)),
    )
    links = linkcheck.links(listings, merged.works, doi_url=settings.doi_url)
    checks = linkcheck.checks(links, offline=settings.offline, options=asking(settings))
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
        extend_select=(*settings.extend_select, *least),
        ignore=settings.ignore,
        options={**settings.rules, **least},
        agreed=settings.ignores,
        folder=str(config.home(Path.cwd())),
    )
    findings, fixed = rules.baseline.compared(findings, rules.baseline.load(settings.baseline))
    started = None if "SOURCE_DATE_EPOCH" in os.environ else dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    about = Run(__version__, facts.today, settings.offline, command, started)
    return Review(about, facts, findings, rules.not_run(facts, offline=settings.offline), fixed)


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


def cited_by(evidence: Evidence, name: str) -> tuple[Work, ...]:
    """The works that one paper cites or lists; the paper is named by its id or path. Raises UsageError for no paper."""
    paper = next((paper for paper in evidence.papers if name in (paper.id, paper.source.path)), None)
    if paper is None:
        raise UsageError(
            f"--cited-by {name}: no such paper{did_you_mean(name, [paper.id for paper in evidence.papers])}"
        )
    cited = {work for match in paper.matches for work in match.works}
    listed = {reference.id for reference in paper.references}
    return tuple(work for work in evidence.works if work.id in cited or not listed.isdisjoint(work.members))


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
        Reference(f"#r{n}", n - 1, string, Span("", 0, len(string), 1, 1)) for n, string in enumerate(strings, 1)
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
    settled = config.load(Path.cwd(), **settings)
    entries = [
        Entry(id=f"#{n}", url=item, urls=(item,)) if isinstance(item, str) else replace(item, id=item.id or f"#{n}")
        for n, item in enumerate(entries_or_urls, 1)
    ]
    links = linkcheck.links([_unprinted(entries)], doi_url=settled.doi_url)
    checks = linkcheck.checks(links, offline=settled.offline, options=asking(settled))
    return list(checks.values())


def _unprinted(entries: Sequence[Entry]) -> Paper:
    """Entries that stand in no file, as a bibliography."""
    source = Source("", "", "bibliography", "")
    nowhere = Span("", 0, 0, 1, 1)
    references = tuple(Reference(entry.id, n, "", nowhere, stated=entry) for n, entry in enumerate(entries))
    document = Document(source, "", "entries", lines=(0,))
    return Paper("", source, document, references=references, entries=tuple(entries))
