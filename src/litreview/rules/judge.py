"""From the faults of rules to findings: severity, paper, work, order and fingerprint, which no rule needs to know."""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from litreview.errors import UsageError
from litreview.opinion import Finding, Severity
from litreview.registry import did_you_mean
from litreview.similarity import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from litreview.model import Evidence, Paper
    from litreview.rules.rule import Rule

__all__ = ["judged"]


def judged(
    rules: Iterable[Rule],
    material: Any,
    evidence: Evidence,
    options: Mapping[str, Mapping[str, Any]],
    folder: str,
) -> tuple[Finding, ...]:
    """What the rules find in the material, by order of source, then position, then code; what has no place comes last.

    `options` are by code. Raises UsageError for an option, or a value of one, that there is not.
    """
    listings = {listing.source.id: listing for listing in evidence.lists()}
    work_of = {member: work.id for work in evidence.works for member in work.members}
    found = []
    for rule in rules:
        own = dict(options.get(rule.code, {}))
        severity = _severity(own.pop("severity", None), rule)
        for fault in rule.run(material, own):
            finding = Finding(
                rule=rule.code,
                name=rule.name,
                severity=severity or fault.severity or rule.severity,
                confidence=fault.confidence or rule.confidence,
                message=" ".join(fault.message.split()),  # printed text may break over lines
                paper=listings[fault.places[0].span.source].id if fault.places else None,
                work=fault.work or next((work_of[r] for r in fault.references if r in work_of), None),
                references=fault.references,
                places=fault.places,
                fix=fault.fix,
            )
            found.append((finding, fault.subject))
    order = {source: n for n, source in enumerate(listings)}
    found.sort(key=lambda pair: (_position(pair[0], order), pair[0].rule, pair[0].message))
    seen: Counter[tuple[str, ...]] = Counter()
    return tuple(_fingerprinted(finding, subject, listings, folder, seen) for finding, subject in found)


def _severity(given: object, rule: Rule) -> Severity | None:
    if given is not None and given not in list(Severity):
        raise UsageError(f"{rule.code}: severity cannot be {given!r}{did_you_mean(str(given), list(Severity))}")
    return Severity(str(given)) if given else None


def _position(finding: Finding, order: Mapping[str, int]) -> tuple[int, int]:
    if not finding.places:
        return len(order), 0
    span = finding.places[0].span
    return order[span.source], span.start


def _fingerprinted(
    finding: Finding, subject: str | None, listings: Mapping[str, Paper], folder: str, seen: Counter[tuple[str, ...]]
) -> Finding:
    """The finding with a hash of rule, path, folded printed text and its occurrence: it outlives edits elsewhere."""
    path, text = "", subject or ""
    if finding.places:
        span = finding.places[0].span
        path = _relative(listings[span.source].source.path, folder)
        text = listings[span.source].document.text[span.start : span.end] if subject is None else subject
    identity = (finding.rule, path, fold(text))
    seen[identity] += 1
    digest = hashlib.sha256("\0".join((*identity, str(seen[identity]))).encode())
    return replace(finding, fingerprint=digest.hexdigest()[:16])


def _relative(path: str, folder: str) -> str:
    try:
        inside = os.path.relpath(path, folder)
    except ValueError:  # another drive
        inside = path
    return (path if inside.startswith("..") else inside).replace(os.sep, "/")
