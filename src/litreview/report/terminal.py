"""Findings for a terminal: by file, with line and column, and a summary that says what was not checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from litreview.opinion import Severity
from litreview.report import escape, shown, summary

if TYPE_CHECKING:
    from litreview.opinion import Finding, Review
    from litreview.report import Options

__all__ = ["write"]

_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36"}
_BOLD, _DIM = "1", "2"


def write(review: Review, options: Options) -> str:
    """The findings that count, grouped by source in input order, then the meters in a line."""
    review = shown(review, options.min_confidence)
    paths = {listing.source.id: listing.source.path for listing in review.evidence.lists()}
    groups: dict[str, list[Finding]] = {source: [] for source in (*paths, "")}
    for finding in review.findings:
        groups[finding.places[0].span.source if finding.places else ""].append(finding)
    lines = []
    for source, findings in groups.items():
        if findings:
            lines += [_styled(escape.line(paths.get(source, "the run as a whole")), _BOLD, options)]
            lines += [line for finding in findings for line in _finding(finding, options)]
            lines += [""]
    return "\n".join(lines + _summary(review, options)) + "\n"


def _finding(finding: Finding, options: Options) -> list[str]:
    where = escape.line(finding.places[0].span.place) if finding.places else "-"
    head = f"  {where:>7}  {finding.severity:7}  {finding.rule}  "
    fix = f" [{escape.line(finding.fix.title)}]" if finding.fix else ""
    more = f" (and {summary.count(len(finding.places) - 1, 'more place')})" if len(finding.places) > 1 else ""
    message = _wrapped(escape.line(finding.message) + more + fix, len(head), options)
    coloured = head.replace(finding.severity, _styled(finding.severity, _COLOURS[finding.severity], options), 1)
    return [coloured + message[0], *(" " * len(head) + line for line in message[1:])]


def _summary(review: Review, options: Options) -> list[str]:
    evidence = review.evidence
    counted = [
        summary.count(len(evidence.papers), "paper"),
        summary.count(sum(len(paper.citations) for paper in evidence.papers), "citation"),
        summary.count(sum(len(listing.references) for listing in evidence.lists()), "reference"),
        summary.count(len(evidence.works), "work"),
    ]
    meters = [f"{name} {summary.standing(meter)}" for name, meter in evidence.coverage.meters.items()]
    said = [summary.verdict(review, review.findings), ", ".join(counted), "; ".join(meters)]
    left = summary.unasked(review)[1:]  # the verdict has the first
    if left:
        said.append("Not checked either: " + ", ".join(left))
    return [
        _styled(line, _DIM if n else _BOLD, options)
        for n, text in enumerate(said)
        for line in _wrapped(escape.line(text), 0, options)
    ]


def _wrapped(text: str, indent: int, options: Options) -> list[str]:
    return [text] if options.width is None else escape.wrap(text, max(20, options.width - indent))


def _styled(text: str, code: str, options: Options) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if options.colour else text
