"""The stages that links need, and no others: what `litreview links` runs. Read, extract, parse, linkcheck, rules."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from litreview import config, linkcheck, read, rules
from litreview.linkcheck import clean, history, quarantine
from litreview.linkcheck.plan import plan as planned
from litreview.model import Entry, Evidence, Paper, Reference
from litreview.occasion import asking, now
from litreview.opinion import Review, Run
from litreview.version import __version__

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from litreview.model import Document, Link, LinkCheck

__all__ = ["Job", "ask", "begin", "changed", "plan"]

RULES = ("LR4", "LR901", "LR902")


@dataclass(frozen=True, slots=True)
class Job:
    """Links to be checked, and how: `known` are verdicts that need no asking, `state` is the history, where it is kept."""

    settings: config.Config
    listings: tuple[Paper, ...]
    links: tuple[Link, ...]
    options: linkcheck.Options
    known: Mapping[str, LinkCheck]
    state: history.State | None
    now: dt.datetime
    command: str = ""


def begin(
    paths: Sequence[str | Path],
    settings: config.Config,
    *,
    state_file: Path | None = None,
    budget: float | None = None,
    allow_private: bool = False,
    command: str = "",
) -> Job:
    """Read what is at paths and collect its links. Raises UsageError for paths, settings or a state file that cannot be used."""
    listings = tuple(_listing(document) for document in read.documents(paths))
    links = linkcheck.links(listings, doi_url=settings.doi_url)
    time = now(settings)
    state = history.load(state_file) if state_file else None
    usual = asking(settings)
    options = replace(
        usual,
        budget=budget,
        allow_private=allow_private or usual.allow_private,
        archive_all=any(each.code == "LR410" for each in rules.chosen(rules.RULES, *_chosen(settings))),
    )
    known = history.known(state or {}, time) | quarantine.held(links, settings.quarantine, time.date())
    return Job(settings, listings, links, options, known, state, time, command)


def changed(job: Job, before: Callable[[Document], str]) -> Job:
    """The job with those links only that some source did not print before; `before` gives a source's earlier text."""
    old = {listing.source.id: before(listing.document) for listing in job.listings}
    new = tuple(link for link in job.links if any(link.printed not in old.get(span.source, "") for span in link.where))
    return replace(job, links=new)


def plan(job: Job) -> list[tuple[str, int, str]]:
    """What would be asked: (host, requests at first, what for)."""
    return planned(job.links, job.options, job.known)


def ask(job: Job, *, progress: Callable[[int, int], None] | None = None) -> tuple[Review, str | None]:
    """The review of the links, and the state file's new text where there is news."""
    checks = linkcheck.checks(
        job.links,
        offline=job.settings.offline,
        known=job.known,
        first=partial(history.waited, job.state) if job.state else None,
        progress=progress,
        options=job.options,
    )
    news = None
    if job.state is not None:
        fresh = [url for url in checks if url not in job.known]
        state, checks = history.settled(job.state, checks, fresh, job.now)
        news = history.text(state) if state != job.state else None
    facts = Evidence(
        today=job.now.date(),
        papers=tuple(listing for listing in job.listings if listing.source.kind == "paper"),
        bibliographies=tuple(listing for listing in job.listings if listing.source.kind == "bibliography"),
        links=job.links,
        checks=checks,
    )
    select, extend_select, ignore = _chosen(job.settings)
    findings = rules.findings(
        facts, select=select, extend_select=extend_select, ignore=ignore, options=job.settings.rules
    )
    about = Run(__version__, facts.today, job.settings.offline, job.command)
    return Review(about, facts, findings, rules.not_run(facts, offline=job.settings.offline)), news


def _listing(document: Document) -> Paper:
    """A source's references, understood; those of a bibliography as it states them."""
    references = document.references
    if references is None:
        from litreview import extract  # noqa: PLC0415 (a .bib needs none of it)

        references = extract.references(document) or _lines(document)
    entries = [reference.stated for reference in references]
    if not all(entries):
        from litreview import parse  # noqa: PLC0415 (the same)

        entries = list(parse.entries(references))
    known = tuple(entry for entry in entries if entry)
    return Paper(document.source.id, document.source, document, references=references, entries=known)


def _lines(document: Document) -> tuple[Reference, ...]:
    """The lines of a text without a reference list that hold an address, each as a reference: a plain list of links."""
    found: list[Reference] = []
    for start, end in pairwise([*document.lines, len(document.text)]):
        line = document.text[start:end]
        if clean.in_prose(line):
            name = f"{document.source.id}#r{len(found) + 1}"
            stated = Entry(id=name, note=line)
            found.append(Reference(name, len(found), line, document.span(start, end), stated=stated))
    return tuple(found)


def _chosen(settings: config.Config) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """The rules that run: those on links that are on, unless others are selected."""
    usual = tuple(rule.code for rule in rules.RULES if rule.default and rule.code.startswith(RULES))
    return settings.select or usual, settings.extend_select, settings.ignore
