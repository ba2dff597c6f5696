"""Workflow commands of GitHub Actions, which show findings beside the lines of a pull request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from litreview.opinion import Severity
from litreview.report import escape, shown, summary

if TYPE_CHECKING:
    from litreview.opinion import Review
    from litreview.report import Options

__all__ = ["write"]

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def write(review: Review, options: Options) -> str:
    """A command a finding that counts, in the order of the review."""
    paths = {listing.source.id: listing.source.path for listing in review.evidence.lists()}
    lines = []
    for finding in shown(review, options.min_confidence).findings:
        properties = {"title": f"{finding.rule} {finding.name}"}
        if finding.places:
            span = finding.places[0].span
            where = {"file": summary.path(span, paths), "line": str(span.line), "col": str(span.column)}
            page = {} if span.page is None else {"title": f"{properties['title']} (p. {span.page})"}
            properties = where | properties | page
        told = ",".join(f"{name}={escape.command(text, value=True)}" for name, text in properties.items())
        lines.append(f"::{_COMMANDS[finding.severity]} {told}::{escape.command(finding.message)}\n")
    return "".join(lines)
