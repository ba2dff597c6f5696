"""The nouns of opinion: what rules find, and the review that holds every fact and finding of a run."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Literal

from litreview.model import dictionary, fields, plain
from litreview.registry import Table

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    import pandas as pd

    from litreview.model import Confidence, Evidence, Span

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

    def to_dict(self, facts: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """`review.json`, schema 1: JSON's own types only. Same review, same dictionary, in the same order.

        `facts` are `dictionary.facts` of the evidence, where they were made before.
        """
        evidence, run = self.evidence, self.run
        return {
            "schema_version": SCHEMA_VERSION,
            "tool": {"name": "litreview", "version": run.version},
            "run": {
                "date": run.date.isoformat(),
                **({"started": run.started} if run.started else {}),
                "offline": run.offline,
                "command": run.command,
            },
            **(facts or dictionary.facts(evidence)),
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


def _finding(finding: Finding) -> dict[str, Any]:
    places = [fields(p.span) | fields(p, drop=("span",)) for p in finding.places]
    return (
        fields(finding, drop=("places",))
        | (fields(finding.places[0].span) if finding.places else {})
        | {"places": places}
    )
