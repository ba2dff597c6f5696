"""SARIF 2.1.0, which code hosts show beside the lines of a file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from litreview.opinion import Severity
from litreview.report import escape, summary

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from litreview.opinion import Finding, Place, Review
    from litreview.report import Options

__all__ = ["write"]

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def write(review: Review, options: Options) -> str:
    """The findings of the review as one run, with the pages of their rules; columns count code points."""
    paths = {listing.source.id: listing.source.path for listing in review.evidence.lists()}
    # Where a text was put together from pages or files, its offsets are those of no file.
    whole = {listing.source.id for listing in review.evidence.lists() if not listing.document.parts}
    rules = {finding.rule: finding.name for finding in review.findings}
    driver = {
        "name": "litreview",
        "version": review.run.version,
        "rules": [_rule(code, name, options.pages.get(code)) for code, name in sorted(rules.items())],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, paths, whole) for finding in review.findings],
    }
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [run],
    }
    return json.dumps(log, ensure_ascii=False, indent=1) + "\n"


def _rule(code: str, name: str, page: str | None) -> dict[str, Any]:
    # Hosts that render no Markdown show the text, which is readable as it stands.
    told = {"help": {"text": page, "markdown": page}} if page else {}
    return {"id": code, "name": name, "shortDescription": {"text": name}} | told


def _result(finding: Finding, paths: Mapping[str, str], whole: Collection[str]) -> dict[str, Any]:
    result = {
        "ruleId": finding.rule,
        "level": _LEVELS[finding.severity],
        "message": {"text": escape.line(finding.message)},
        "locations": [_location(place, paths, whole) for place in finding.places[:1]],
        "relatedLocations": [_location(place, paths, whole) for place in finding.places[1:]],
        "partialFingerprints": {"litreview/v1": finding.fingerprint},
        "properties": {"confidence": finding.confidence.value},
    }
    if finding.suppressed:
        result["suppressions"] = [{"kind": "external", "justification": finding.suppressed.get("reason", "")}]
    if finding.baseline:
        result["baselineState"] = {"new": "new", "known": "unchanged"}[finding.baseline]
    return result


def _location(place: Place, paths: Mapping[str, str], whole: Collection[str]) -> dict[str, Any]:
    span = place.span
    path = summary.path(span, paths).replace("\\", "/")
    region: dict[str, Any] = {"startLine": span.line, "startColumn": span.column}
    location: dict[str, Any] = {"physicalLocation": {"artifactLocation": {"uri": quote(path)}, "region": region}}
    if span.page is not None:  # which a region cannot say
        location |= {"message": {"text": span.place}, "properties": {"page": span.page}}
    if span.source in whole:
        region |= {"charOffset": span.start, "charLength": span.end - span.start}
    if place.key:
        field = f".{place.field}" if place.field else ""
        location["logicalLocations"] = [{"name": place.field or place.key, "fullyQualifiedName": place.key + field}]
    return location
