"""What became of links: for `litreview links`, in text, JSON and Markdown. The printed address comes first."""

from __future__ import annotations

import json as js
from collections import Counter
from typing import TYPE_CHECKING, Any

from litreview.linkcheck import clean
from litreview.model import Link, LinkCheck, Verdict, plain
from litreview.registry import Table
from litreview.report import escape, shown, summary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from litreview.opinion import Review
    from litreview.report import Options

__all__ = ["FORMATS", "json", "markdown", "text"]

# What `litreview links` writes: its own, and those that show any findings.
FORMATS = Table(
    "report",
    {
        "text": "litreview.report.links:text",
        "json": "litreview.report.links:json",
        "markdown": "litreview.report.links:markdown",
        "github": "litreview.report.github:write",
        "junit": "litreview.report.junit:write",
        "sarif": "litreview.report.sarif:write",
        "csv": "litreview.report.csv:links",
    },
)

SCHEMA_VERSION = 1
ENCODER = js.JSONEncoder(ensure_ascii=False)
TOLD = ("status", "reason", "final_url", "suggest", "archive", "evidence")
QUIET = (Verdict.OK, Verdict.SKIPPED)


def json(review: Review, options: Options) -> str:
    """`{"links": [...], "findings": [...], "summary": {...}}`: a row a link, `url` as printed, `asked` as it was asked."""
    findings = shown(review, options.min_confidence).findings
    rows = [_row(link, check) for link, check in _links(review)]
    data = {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "litreview", "version": review.run.version},
        "run": {"date": review.run.date.isoformat(), "offline": review.run.offline},
        "links": rows,
        "findings": [plain(finding) for finding in findings],
        "summary": dict(sorted(Counter(row["verdict"] for row in rows).items())),
    }
    # A row a line: for eyes and for diffs, and many times as fast as an indented whole.
    parts = [
        f"{_dumped(name)}: {_lines(value) if isinstance(value, list) else _dumped(value)}"
        for name, value in data.items()
    ]
    return "{" + ",\n".join(parts) + "}\n"


def text(review: Review, options: Options) -> str:
    """A line a finding, with its place; then how many links there are of each verdict."""
    paths = {listing.source.id: listing.source.path for listing in review.evidence.lists()}
    lines = []
    for finding in shown(review, options.min_confidence).findings:
        place, span = finding.places[0], finding.places[0].span
        entry = f" [{place.key}.{place.field}]" if place.key else ""
        at = f"{span.line}:{span.column}" if span.page is None else f" {span.place}"
        where = f"{summary.path(span, paths)}:{at}{entry}"
        fix = f" [{finding.fix.title}]" if finding.fix else ""
        lines.append(f"{escape.line(where)}: {finding.severity} {finding.rule} {escape.line(finding.message + fix)}")
    return "\n".join([*lines, *([""] if lines else []), _summary(review), ""])


def markdown(review: Review, options: Options) -> str:
    """The same for a comment: a table of the links that are not simply good."""
    bad = [(link, check) for link, check in _links(review) if check.verdict not in QUIET]
    lines = ["## Links", "", _summary(review), ""]
    if bad:
        lines += ["| link | in | verdict | evidence | instead |", "|---|---|---|---|---|"]
    for link, check in bad:
        keys = ", ".join(link.keys) or ", ".join(f"{span.source}:{span.line}" for span in link.where)
        evidence = "; ".join(check.evidence) + ("" if check.confirmed else " (to be seen again)")
        cells = (clean.masked(link.printed), keys, check.verdict, evidence, check.suggest or check.archive or "")
        lines.append("| " + " | ".join(escape.markdown(cell) for cell in cells) + " |")
    noted = [f for f in shown(review, options.min_confidence).findings if f.rule.startswith("LR9")]
    return "\n".join([*lines, *(f"\n{escape.markdown(finding.message)}" for finding in noted), ""])


def _lines(rows: list[Any]) -> str:
    return "[" + ",\n".join(("", *map(_dumped, rows)))[1:] + "]"


def _dumped(value: object) -> str:
    return ENCODER.encode(value)


def _links(review: Review) -> Iterator[tuple[Link, LinkCheck]]:
    for link in review.evidence.links:
        unasked = LinkCheck(link.url, Verdict.UNCHECKED, reason="offline")
        yield link, review.evidence.checks.get(link.url, unasked)


def _row(link: Link, check: LinkCheck) -> dict[str, Any]:
    """A link and its check in one; what is absent, and what is as usual, is left out."""
    row: dict[str, Any] = {"url": clean.masked(link.printed), "asked": link.url, "verdict": check.verdict.value}
    row |= {name: value for name in TOLD if (value := getattr(check, name))}
    row |= {"confidence": check.confidence.value}
    row |= {} if check.confirmed else {"confirmed": False}
    row |= {"lasting": True} if check.lasting else {}
    where = [
        {"source": s.source, "line": s.line, "column": s.column, "start": s.start, "end": s.end} for s in link.where
    ]
    return row | {"field": link.field, "keys": list(link.keys), "where": where}


def _summary(review: Review) -> str:
    counted = Counter(check.verdict for _, check in _links(review))
    total = counted.total()
    said = ", ".join(f"{counted[verdict]} {verdict}" for verdict in Verdict if counted[verdict])
    return f"{total} {'link' if total == 1 else 'links'}" + (f": {said}" if said else "")
