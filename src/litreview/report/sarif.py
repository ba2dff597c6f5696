"""SARIF 2.1.0, which code hosts show beside the lines of a file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from litreview.opinion import Severity
from litreview.report import escape

if TYPE_CHECKING:
    from collections.abc import Mapping

    from litreview.opinion import Finding, Place, Review
    from litreview.report import Options

__all__ = ["write"]

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def write(review: Review, options: Options) -> str:  # noqa: ARG001 (the signature of a format)
    """The findings of the review as one run; columns count code points."""
    paths = {listing.source.id: listing.source.path for listing in review.evidence.lists()}
    rules = {finding.rule: finding.name for finding in review.findings}
    driver = {
        "name": "litreview",
        "version": review.run.version,
        "rules": [
            {"id": code, "name": name, "shortDescription": {"text": name}} for code, name in sorted(rules.items())
        ],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, paths) for finding in review.findings],
    }
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [run],
    }
    return json.dumps(log, ensure_ascii=False, indent=1) + "\n"


def _result(finding: Finding, paths: Mapping[str, str]) -> dict[str, Any]:
    result = {
        "ruleId": finding.rule,
        "level": _LEVELS[finding.severity],
        "message": {"text": escape.line(finding.message)},
        "locations": [_location(place, paths) for place in finding.places[:1]],
        "relatedLocations": [_location(place, paths) for place in finding.places[1:]],
        "partialFingerprints": {"litreview/v1": finding.fingerprint},
        "properties": {"confidence": finding.confidence.value},
    }
    if finding.suppressed:
        result["suppressions"] = [{"kind": "external", "justification": finding.suppressed.get("reason", "")}]
    if finding.baseline:
        result["baselineState"] = {"new": "new", "known": "unchanged"}[finding.baseline]
    return result


def _location(place: Place, paths: Mapping[str, str]) -> dict[str, Any]:
    span = place.span
    path = paths.get(span.source, span.source).replace("\\", "/")
    location: dict[str, Any] = {
        "physicalLocation": {
            "artifactLocation": {"uri": quote(path)},
            "region": {
                "startLine": span.line,
                "startColumn": span.column,
                "charOffset": span.start,
                "charLength": span.end - span.start,
            },
        }
    }
    if place.key:
        field = f".{place.field}" if place.field else ""
        location["logicalLocations"] = [{"name": place.field or place.key, "fullyQualifiedName": place.key + field}]
    return location
