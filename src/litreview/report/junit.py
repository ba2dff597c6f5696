"""JUnit XML, which every CI service reads: a suite a source, a failed case a finding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from litreview.opinion import Severity
from litreview.report import escape, shown, summary

if TYPE_CHECKING:
    from collections.abc import Mapping

    from litreview.opinion import Finding, Review
    from litreview.report import Options

__all__ = ["write"]


def write(review: Review, options: Options) -> str:
    """The findings that count; errors and warnings fail, an info passes, a source without a finding passes."""
    paths = {listing.source.id: listing.source.path for listing in review.evidence.lists()}
    findings = shown(review, options.min_confidence).findings
    groups: dict[str, list[Finding]] = {listing.source.id: [] for listing in review.evidence.lists()}
    for finding in findings:
        groups.setdefault(finding.places[0].span.source if finding.places else "run", []).append(finding)
    failed = sum(map(_fails, findings))
    cases = sum(max(1, len(group)) for group in groups.values())
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<testsuites name="litreview" tests="{cases}" failures="{failed}">',
    ]
    for source, group in groups.items():
        counts = f'tests="{max(1, len(group))}" failures="{sum(map(_fails, group))}"'
        lines.append(f'  <testsuite name="{escape.xml(source)}" {counts}>')
        lines += [_case(source, finding, paths) for finding in group] or [
            f'    <testcase classname="{escape.xml(source)}" name="no findings"/>'
        ]
        lines.append("  </testsuite>")
    return "\n".join([*lines, "</testsuites>", ""])


def _fails(finding: Finding) -> bool:
    return finding.severity is not Severity.INFO


def _case(source: str, finding: Finding, paths: Mapping[str, str]) -> str:
    where, file = "", ""
    if finding.places:
        span = finding.places[0].span
        where, file = f"{span.place} ", f' file="{escape.xml(summary.path(span, paths))}"'
    said = escape.xml(f"{where}{finding.rule} {finding.message}")
    name = f'classname="{escape.xml(source)}" name="{said}"{file}'
    if not _fails(finding):
        return f"    <testcase {name}/>"
    failure = f'<failure type="{finding.rule}" message="{escape.xml(finding.message)}"/>'
    return f"    <testcase {name}>{failure}</testcase>"
