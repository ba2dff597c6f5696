"""The stages in order: read, extract, parse, normalise, dedupe, linkcheck, crosscheck, coverage, rules."""

from __future__ import annotations

import dataclasses
import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

import litreview
from litreview import config, coverage, crosscheck, dedupe, extract, linkcheck, normalise, parse, read, rules
from litreview.model import Evidence, Paper
from litreview.opinion import Review, Run

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from litreview.model import Document, Entry, LinkCheck, Reference, Work


def review(paths: Sequence[str | Path], *, offline: bool = False, **settings: Any) -> Review:
    """Everything litreview knows and thinks of the papers and bibliographies at paths.

    A setting is any field of Config. Raises UsageError for settings or paths that cannot be used.
    """
    return run(paths, config.load(Path.cwd(), offline=offline or None, **settings))


def run(paths: Sequence[str | Path], settings: config.Config, *, command: str = "") -> Review:
    """The whole pipeline."""
    listings = [listing(document, settings) for document in read.documents(paths)]
    papers = [p for p in listings if p.source.kind == "paper"]
    bibliographies = [p for p in listings if p.source.kind == "bibliography"]
    merged = dedupe.merge([e for p in listings for e in p.entries], engine=settings.engine)
    links = linkcheck.links(listings, merged.works)
    checks = {} if settings.offline else linkcheck.checks(links, settings)
    papers = crosscheck.papers(papers, bibliographies, merged.works)
    evidence = Evidence(
        today=_today(settings),
        papers=tuple(papers),
        bibliographies=tuple(bibliographies),
        works=merged.works,
        pairs=merged.pairs,
        links=links,
        checks=checks,
    )
    evidence = dataclasses.replace(evidence, coverage=coverage.of(evidence))
    findings = rules.findings(evidence)
    return Review(Run(litreview.__version__, evidence.today, settings.offline, command), evidence, findings)
