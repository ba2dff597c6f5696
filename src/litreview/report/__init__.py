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
    from collections.abc import Callable, Iterable, Mapping

    from litreview.bibtex import Dialect
    from litreview.opinion import Review
    from litreview.report.bibliography import Printed

__all__ = ["FILES", "FORMATS", "Options", "files", "shown", "text"]

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
HALF = ("review.html", "keymap.csv")
"""The files that take as long to make as all others."""


@dataclass(frozen=True, slots=True)
class Options:
    """How to present: what each format does not know, it ignores.

    `prose` shows the papers' text; `min_confidence` is what a page for people shows (files for machines
    hold everything); `style` formats references in the page (a pybtex style); `width` in columns wraps
    the terminal's text, None leaves lines whole; `pages` document rules, by code, in Markdown; `data` is
    the review's dictionary and `printed` its works in print, where they were made before.
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
    printed: Printed | None = None


def text(review: Review, name: str, **options: object) -> str:
    """The review in that format. Raises UsageError for a format that there is none of."""
    written: str = FORMATS[name](review, Options(**options))  # type: ignore[arg-type]
    return _SURROGATE.sub("\ufffd", written)


def files(
    review: Review,
    keep: Callable[[str, str], object],
    *,
    jobs: int = 1,
    printed: Callable[[], Printed] | None = None,
    **options: object,
) -> None:
    """Everything that `litreview review` writes, on so many cores: `keep(file, text)` is called in the process that made the text.

    `printed` is asked for the works as `bibliography.printed` prints them, where that goes on already.
    """
    # costs as much as the smaller files together, and printing as much again: made once for all
    options |= {"data": review.to_dict()}
    options |= {"printed": printed and printed()}
    beside = forked.Beside(_kept, most=jobs).begin(review, keep, options, [file for file in FILES if file not in HALF])
    _kept(review, keep, options, HALF)
    beside.result()


def _kept(
    review: Review, keep: Callable[[str, str], object], options: Mapping[str, object], files: Iterable[str]
) -> None:
    for file in files:
        keep(file, text(review, FILES[file], **options))


def shown(review: Review, min_confidence: str) -> Review:
    """The review with those findings only that count: at least this sure, and suppressed by no ignore."""
    least = Confidence(min_confidence).rank
    findings = tuple(f for f in review.findings if f.confidence.rank >= least and not f.suppressed)
    return dataclasses.replace(review, findings=findings)
