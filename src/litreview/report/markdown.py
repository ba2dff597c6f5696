"""A comment for a pull request: the verdict, the meters, ten findings, the rest folded; a marker to find it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from litreview.coverage import METERS
from litreview.report import escape, shown, summary

if TYPE_CHECKING:
    from litreview.opinion import Finding, Review
    from litreview.report import Options

__all__ = ["MARKER", "write"]

MARKER = "<!-- litreview -->"
FIRST = 10
ROOM = 60_000  # characters: a comment on GitHub holds 65,536


def write(review: Review, options: Options) -> str:
    """The review as GitHub-flavoured Markdown, short enough for one comment."""
    review = shown(review, options.min_confidence)
    ranked = summary.first(review.findings)
    lines = [
        MARKER,
        f"## {escape.markdown(options.title or 'Review of citations and references')}",
        "",
        f"**{escape.markdown(summary.verdict(review, ranked))}**",
        "",
        "| | | | unchecked |",
        "|---|---:|---:|---:|",
    ]
    for name, meter in review.evidence.coverage.meters.items():
        lines.append(
            f"| {METERS[name].label} | {meter.n} of {meter.of} | {summary.percent(meter)} | {meter.unchecked} |"
        )
    if ranked:
        lines += ["", "### Fix first", "", *map(_item, ranked[:FIRST])]
    lines += _folded(ranked[FIRST:], ROOM - sum(map(len, lines)))
    left = summary.unasked(review)
    if left:
        lines += ["", escape.markdown(f"Not checked: {', '.join(left)}.")]
    lines += ["", f"<sub>litreview {escape.markdown(review.run.version)}, {review.run.date.isoformat()}</sub>"]
    return "\n".join(lines) + "\n"


def _item(finding: Finding) -> str:
    where = ""
    if finding.places:
        span = finding.places[0].span
        more = f" and {len(finding.places) - 1} more" if len(finding.places) > 1 else ""
        where = f" ({escape.markdown(span.source)}:{escape.markdown(span.place)}{more})"
    fix = f" *{escape.markdown(finding.fix.title)}.*" if finding.fix else ""
    return f"- **{finding.rule}** {finding.severity}: {escape.markdown(finding.message)}{where}{fix}"


def _folded(findings: list[Finding], room: int) -> list[str]:
    if not findings:
        return []
    rows: list[str] = []
    for finding in findings:
        row = _item(finding)
        room -= len(row) + 1
        if room < 0:
            rows.append(f"- and {len(findings) - len(rows)} more, in review.html")
            break
        rows.append(row)
    said = summary.count(len(findings), "more finding")
    return ["", f"<details><summary>{said}</summary>", "", *rows, "", "</details>"]
