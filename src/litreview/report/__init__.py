"""Present a review: each format is a module and a row. Reporters compute nothing; what they count is in the review."""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from litreview import forked
from litreview.model import Confidence
from litreview.registry import Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from litreview.bibtex import Dialect
    from litreview.opinion import Review

__all__ = ["FILES", "FORMATS", "Options", "files", "shown", "text"]

MANY = 1000
"""Works from which on it pays to start processes."""

_SURROGATE = re.compile("[\ud800-\udfff]")  # half a character, which no encoding can write

# Each is a function of a Review and Options that returns the text.
FORMATS = Table(
    "report",
    {
        "text": "litreview.report.terminal:write",
        "markdown": "litreview.report.markdown:write",
        "html": "litreview.report.html:write",
        "json": "litreview.report.json:write",
        "sarif": "litreview.report.sarif:write",
        "junit": "litreview.report.junit:write",
        "github": "litreview.report.github:write",
        "badge": "litreview.report.badge:write",
        "badge-svg": "litreview.report.badge:draw",
        "bibtex": "litreview.report.bibliography:write",
        # tables, as CSV
        "csv": "litreview.report.csv:findings",
        "works": "litreview.report.csv:works",
        "citations": "litreview.report.csv:citations",
        "references": "litreview.report.csv:references",
        "links": "litreview.report.csv:links",
        "coverage": "litreview.report.csv:coverage",
        "keymap": "litreview.report.csv:keymap",
    },
)

# What `litreview review` writes, by file name.
FILES = {
    "consolidated.bib": "bibtex",
    "review.html": "html",
    "review.md": "markdown",
    "review.json": "json",
    "findings.csv": "csv",
    "works.csv": "works",
    "citations.csv": "citations",
    "references.csv": "references",
    "links.csv": "links",
    "coverage.csv": "coverage",
    "keymap.csv": "keymap",
}


@dataclass(frozen=True, slots=True)
class Options:
    """How to present: what each format does not know, it ignores.

    `prose` shows the papers' text; `min_confidence` is what a page for people shows (files for machines
    hold everything); `style` formats references in the page (a pybtex style); `width` in columns wraps
    the terminal's text, None leaves lines whole; `pages` document rules, by code, in Markdown; `data` is
    the review's dictionary, where it was made before.
    """

    title: str | None = None
    prose: bool = True
    min_confidence: str = Confidence.LIKELY
    style: str = "plain"
    dialect: Dialect = "bibtex"
    colour: bool = False
    width: int | None = None
    pages: Mapping[str, str] = field(default_factory=dict)
    data: dict[str, Any] | None = None


def text(review: Review, name: str, **options: object) -> str:
    """The review in that format. Raises UsageError for a format that there is none of."""
    written: str = FORMATS[name](review, Options(**options))  # type: ignore[arg-type]
    return _SURROGATE.sub("\ufffd", written)


def files(review: Review, *, jobs: int = 1, **options: object) -> dict[str, str]:
    """Everything that `litreview review` writes: text by file name; on so many cores where there is much to write."""
    options |= {"data": review.to_dict()}  # costs as much as the smaller files together: made once for all
    cores = jobs if len(review.evidence.works) >= MANY else 1
    page = [file for file, name in FILES.items() if name == "html"]  # costs as much as all others
    halves = forked.apply(_texts, (page, [file for file in FILES if file not in page]), review, options, most=cores)
    made = {file: written for half in halves for file, written in half.items()}
    return {file: made[file] for file in FILES}


def _texts(review: Review, options: Mapping[str, object], names: Iterable[str]) -> dict[str, str]:
    return {file: text(review, FILES[file], **options) for file in names}


def shown(review: Review, min_confidence: str) -> Review:
    """The review with those findings only that count: at least this sure, and suppressed by no ignore."""
    least = Confidence(min_confidence).rank
    findings = tuple(f for f in review.findings if f.confidence.rank >= least and not f.suppressed)
    return dataclasses.replace(review, findings=findings)
