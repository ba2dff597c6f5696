"""The nouns of opinion: what rules find, and the review that holds every fact and finding of a run."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Literal

from litreview.model import fields, plain
from litreview.registry import Table

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    import pandas as pd

    from litreview.model import Confidence, Evidence, Paper, Reference, Span, Work

Applicability = Literal["safe", "unsafe", "suggest"]
SCHEMA_VERSION = 1
# Data frames are presentation, and cost pandas: a room above this one makes them when they are first asked for.
FRAMES = Table(
    "frames",
    {name: f"litreview.report.frames:{name}" for name in ("findings", "works", "citations", "references")},
)


class Severity(StrEnum):
    """How bad a fault is, mildest first."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"

    @property
    def rank(self) -> int:
        """0 for the mildest."""
        return list(type(self)).index(self)


@dataclass(frozen=True, slots=True)
class Place:
    """One place that a finding speaks of."""

    span: Span
    key: str | None = None
    field: str | None = None
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace `source[start:end]` by `text`."""

    source: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """How to mend a finding."""

    applicability: Applicability
    title: str
    edits: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """An opinion of one rule, merged per work, with every place it is about (the first is where it is shown)."""

    rule: str
    name: str
    severity: Severity
    confidence: Confidence
    message: str
    paper: str | None = None
    work: str | None = None
    references: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()
    fix: Fix | None = None
    fingerprint: str = ""
    suppressed: Mapping[str, str] | None = None
    baseline: Literal["new", "known"] | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """How a review was made; `started` is left out of golden runs."""

    version: str
    date: dt.date
    offline: bool
    command: str
    started: str | None = None


@dataclass(frozen=True, slots=True)
class Review:
    """Everything that a run knows and thinks: all facts, all findings (of every confidence), sorted.

    `not_run` says why, by code of the rule; `fixed` are the messages of findings that the baseline has and the run has not.
    """

    run: Run
    evidence: Evidence
    findings: tuple[Finding, ...] = ()
    not_run: Mapping[str, str] | None = None
    fixed: tuple[str, ...] = ()

    def findings_frame(self) -> pd.DataFrame:
        """A row a finding."""
        return _frame(self, "findings")

    def works_frame(self) -> pd.DataFrame:
        """A row a work of the consolidated bibliography."""
        return _frame(self, "works")

    def citations_frame(self) -> pd.DataFrame:
        """A row a citation, in text order."""
        return _frame(self, "citations")

    def references_frame(self) -> pd.DataFrame:
        """A row a reference as printed, with what was understood of it."""
        return _frame(self, "references")

    def to_dict(self) -> dict[str, Any]:
        """`review.json`, schema 1: JSON's own types only. Same review, same dictionary, in the same order."""
        evidence, run = self.evidence, self.run
        mentions: dict[str, int] = {}
        for paper in evidence.papers:
            for match in paper.matches:
                for work in match.works:
                    mentions[work] = mentions.get(work, 0) + 1
        of_reference = {member: work.id for work in evidence.works for member in work.members}
        return {
            "schema_version": SCHEMA_VERSION,
            "tool": {"name": "litreview", "version": run.version},
            "run": {
                "date": run.date.isoformat(),
                **({"started": run.started} if run.started else {}),
                "offline": run.offline,
                "command": run.command,
            },
            "sources": [plain(paper.source) for paper in evidence.lists()],
            "papers": [_paper(paper, of_reference) for paper in evidence.papers],
            "bibliographies": [_listing(paper, of_reference) for paper in evidence.bibliographies],
            "works": [_work(work, mentions.get(work.id, 0)) for work in evidence.works],
            "pairs": [plain(pair) for pair in evidence.pairs],
            "links": [_link(self, n) for n in range(len(evidence.links))],
            "findings": [_finding(finding) for finding in self.findings],
            "not_run": dict(self.not_run or {}),
            "fixed": list(self.fixed),
            "coverage": plain(evidence.coverage.meters),
            "coverage_by_paper": plain(evidence.coverage.papers),
            "overlap": plain(evidence.coverage.overlap),
            "profile": plain(evidence.coverage.profile),
            "consolidation": plain(evidence.coverage.consolidation),
        }


def _frame(review: Review, name: str) -> pd.DataFrame:
    frame: pd.DataFrame = FRAMES[name](review)
    return frame


def _listing(paper: Paper, of_reference: Mapping[str, str]) -> dict[str, Any]:
    return {
        "id": paper.id,
        "source": paper.source.id,
        "path": paper.source.path,
        "references": [
            _reference(reference, fields(entry, drop=("id",)), of_reference.get(reference.id))
            for reference, entry in zip(paper.references, paper.entries, strict=True)
        ],
    }


def _paper(paper: Paper, of_reference: Mapping[str, str]) -> dict[str, Any]:
    index = {reference.id: reference.index for reference in paper.references}
    listing = _listing(paper, of_reference)
    references = listing.pop("references")
    return listing | {
        "title": paper.title,
        "language": paper.language,
        "citation_style": paper.citation_style,
        "vote": dict(paper.vote),
        "has_reference_list": paper.has_reference_list,
        "references": references,
        "citations": [
            fields(citation.span)
            | fields(citation, drop=("span",))
            | {
                "references": [index[r] for r in match.references if r in index],
                "works": list(match.works),
                "status": match.status,
                "confidence": match.confidence,
                "reasons": list(match.reasons),
            }
            for citation, match in zip(paper.citations, paper.matches, strict=True)
        ],
    }


def _reference(reference: Reference, entry: dict[str, Any], work: str | None) -> dict[str, Any]:
    return fields(reference, drop=("span", "stated")) | fields(reference.span) | {"work": work, "entry": entry}


def _work(work: Work, mentions: int) -> dict[str, Any]:
    return {
        "id": work.id,
        "key": work.key,
        "type": work.entry.type,
        "fields": fields(work.entry, drop=("id", "key", "type", "confidence")),
        "provenance": {name: list(gave) for name, gave in work.provenance.items()},
        "conflicts": [
            {"field": c.field, "values": [{"value": v, "references": list(refs)} for v, refs in c.values]}  # noqa: PD011 (no frame)
            for c in work.conflicts
        ],
        "members": list(work.members),
        "mentions": mentions,
    }


def _link(review: Review, n: int) -> dict[str, Any]:
    link = review.evidence.links[n]
    check = review.evidence.checks.get(link.url)
    return (
        {"url": link.url, "printed": link.printed, "field": link.field}
        | {"keys": list(link.keys), "references": list(link.references)}
        | (fields(check, drop=("url",)) if check else {"verdict": "unchecked", "evidence": []})
        | {"where": [fields(span) for span in link.where]}
    )


def _finding(finding: Finding) -> dict[str, Any]:
    places = [fields(p.span) | fields(p, drop=("span",)) for p in finding.places]
    return (
        fields(finding, drop=("places",))
        | (fields(finding.places[0].span) if finding.places else {})
        | {"places": places}
    )
