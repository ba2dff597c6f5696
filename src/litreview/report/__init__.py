"""Present a review: each format is a module and a row. Reporters compute nothing; what they count is in the review."""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from litreview import forked
from litreview.model import Confidence, dictionary
from litreview.registry import Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from litreview.bibtex import Dialect
    from litreview.model import Evidence, Work
    from litreview.opinion import Review
    from litreview.report.bibliography import Printed

__all__ = ["FILES", "FORMATS", "Draft", "Options", "shown", "text"]

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


class Draft:
    """A report in the making: what of it can be made while the run goes on, and then its files, on so many cores."""

    def __init__(self, *, dialect: str = "bibtex", style: str = "plain", jobs: int = 1) -> None:
        self._how: dict[str, Any] = {"dialect": dialect, "style": style}
        self._jobs = jobs
        self._printing: forked.Beside | None = None
        self._facts: dict[str, Any] | None = None

    def works(self, works: Sequence[Work]) -> None:
        """Print the works, beside what comes next."""
        self._printing = forked.Beside(_printed, most=self._jobs).begin(works, *self._how.values())

    def facts(self, evidence: Evidence) -> None:
        """Make the dictionary of the facts: it costs as much as the smaller files together."""
        self._facts = dictionary.facts(evidence)

    def files(self, review: Review, keep: Callable[[str, str], object], **options: object) -> None:
        """Everything that `litreview review` writes: `keep(file, text)` is called in the process that made the text."""
        printed = self._printing.result() if self._printing else _printed(review.evidence.works, *self._how.values())
        options |= self._how | {"data": review.to_dict(self._facts), "printed": printed}
        less = [file for file in FILES if file not in HALF]
        beside = forked.Beside(_kept, most=self._jobs).begin(review, keep, options, less)
        _kept(review, keep, options, HALF)
        beside.result()


def _printed(works: Sequence[Work], dialect: str, style: str) -> Printed:
    from litreview.report import bibliography  # noqa: PLC0415 (seldom needed, and then mostly by a process of its own)

    return bibliography.printed(works, dialect, style)


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
