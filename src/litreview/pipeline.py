"""The stages in order: read, extract, parse, normalise, dedupe, linkcheck, crosscheck, coverage, rules."""

from __future__ import annotations

import datetime as dt
import os
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from litreview import config, coverage, crosscheck, dedupe, extract, forked, linkcheck, normalise, parse, read, rules
from litreview.linkcheck import history
from litreview.model import Evidence, Paper
from litreview.occasion import asking, cores, minima, now, today, uncollected
from litreview.opinion import Review, Run
from litreview.version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from litreview.model import Document, Link, LinkCheck, Work
    from litreview.opinion import Finding

    Track = Callable[[Iterable[Any], str, int], Iterable[Any]]


@uncollected()
def run(
    paths: Sequence[str | Path],
    settings: config.Config,
    *,
    known: Mapping[str, str] | None = None,
    state_file: Path | None = None,
    command: str = "",
    track: Track = lambda items, _label, _total: items,
    works: Callable[[Sequence[Work]], object] = lambda _works: None,
    facts: Callable[[Evidence], object] = lambda _evidence: None,
    asked: Callable[[int, int], None] | None = None,
) -> Review:
    """The whole pipeline over the papers and bibliographies at paths.

    `known` are the keys that works already have, by work id; `state_file` is the history of links that
    `litreview links` keeps, and is only read; `track` passes items through and may show how far they
    are; `works` is told of the works as soon as they are known, `facts` of the evidence before it is judged, `asked` of
    how many links are done.
    Raises UsageError for paths, settings or a state file that cannot be used.
    """
    least = minima(settings, recalls=state_file is not None)
    state = history.load(state_file) if state_file else {}
    with cores(settings.jobs, load=parse.load) as apply:
        understood = read.each(
            paths,
            partial(_understood, settings=settings),
            apply=lambda work, files: track(apply(work, files), "Reading", len(files)),
        )
    listings = [listing for listing, _ in understood]
    papers = [paper for paper in listings if paper.source.kind == "paper"]
    bibliographies = [paper for paper in listings if paper.source.kind == "bibliography"]

    merged = dedupe.merge(
        [entry for paper in listings for entry in paper.entries],
        engine=settings.engine,
        known=known,
        merge_versions=settings.merge_versions,
        decided=dedupe.decisions.load(Path(settings.decisions)),
        table=[row for _, rows in understood for row in rows],
    )
    works(merged.works)
    links = linkcheck.links(listings, merged.works, doi_url=settings.doi_url)
    checks = _checks(links, settings, state, asked)
    papers = crosscheck.papers(papers, bibliographies, merged.works)

    evidence = Evidence(
        today=today(settings),
        papers=tuple(papers),
        bibliographies=tuple(bibliographies),
        works=merged.works,
        pairs=merged.pairs,
        links=links,
        checks=checks,
    )
    evidence = replace(evidence, coverage=coverage.of(evidence))
    judging = forked.Beside(_judged, most=settings.jobs).begin(evidence, settings, least)
    facts(evidence)
    findings, fixed, not_run = judging.result()
    started = None if "SOURCE_DATE_EPOCH" in os.environ else dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    about = Run(__version__, evidence.today, settings.offline, command, started)
    return Review(about, evidence, findings, not_run, fixed)


def _judged(
    evidence: Evidence, settings: config.Config, least: Mapping[str, Mapping[str, float]]
) -> tuple[tuple[Finding, ...], tuple[str, ...], dict[str, str]]:
    """What the rules find, what the baseline has and they do not, and which rules did not run."""
    findings = rules.findings(
        evidence,
        select=settings.select,
        extend_select=(*settings.extend_select, *least),
        ignore=settings.ignore,
        options={**settings.rules, **least},
        agreed=settings.ignores,
        folder=str(config.home(Path.cwd())),
    )
    findings, fixed = rules.baseline.compared(findings, rules.baseline.load(settings.baseline))
    unanswered = settings.offline and not any(check.history for check in evidence.checks.values())
    return findings, fixed, rules.not_run(evidence, offline=unanswered)


def _checks(
    links: Sequence[Link],
    settings: config.Config,
    state: history.State,
    asked: Callable[[int, int], None] | None,
) -> dict[str, LinkCheck]:
    """The verdict on each link by its address, with its history; offline, the last one that the history has."""
    time = now(settings)
    urls = [link.url for link in links]
    held = history.recalled(state, urls) if settings.offline else history.known(state, time)
    checks = linkcheck.checks(links, offline=settings.offline, known=held, progress=asked, options=asking(settings))
    after, checks = history.settled(state, checks, [url for url in checks if url not in held], time)
    return history.told(after, checks) if state else checks


def _understood(document: Document, settings: config.Config) -> tuple[Paper, list[dedupe.Features]]:
    """All that can be said of one source on its own: the facts, and by what its entries are compared with those of others."""
    paper = listing(document, settings)
    return paper, dedupe.folded([paper.entries])


def listing(document: Document, settings: config.Config) -> Paper:
    """The facts about one source on its own: its references, understood, its citations, and how the two fit."""
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
    if found.style == "key":  # \bibitem's keys are the author's own, as those of a .bib are
        pairs = zip(references, entries, strict=True)
        entries = tuple([replace(entry, key=entry.key or reference.label) for reference, entry in pairs])
    whole = replace(
        alone,
        entries=entries,
        title=document.title,
        language=language,
        citation_style=found.style,
        vote=found.vote,
        has_reference_list=bool(references),
        sections=sections,
        citations=found.citations,
    )
    return crosscheck.alone(whole)
