"""JUnit XML, which every CI service reads: a suite a source, a failed case a finding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from litreview.opinion import Severity
from litreview.report import escape, shown

if TYPE_CHECKING:
    from litreview.opinion import Finding, Review
    from litreview.report import Options

__all__ = ["write"]


def write(review: Review, options: Options) -> str:
    """The findings that count; errors and warnings fail, an info passes, a source without a finding passes."""
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
        lines += [_case(source, finding) for finding in group] or [
            f'    <testcase classname="{escape.xml(source)}" name="no findings"/>'
        ]
        lines.append("  </testsuite>")
    return "\n".join([*lines, "</testsuites>", ""])


def _fails(finding: Finding) -> bool:
    return finding.severity is not Severity.INFO


def _case(source: str, finding: Finding) -> str:
    where = f"{finding.places[0].span.line}:{finding.places[0].span.column} " if finding.places else ""
    name = f'classname="{escape.xml(source)}" name="{where}{finding.rule} {escape.xml(finding.message)}"'
    if not _fails(finding):
        return f"    <testcase {name}/>"
    failure = f'<failure type="{finding.rule}" message="{escape.xml(finding.message)}"/>'
    return f"    <testcase {name}>{failure}</testcase>"
