"""Stage 9, evidence to findings: every rule in one table, in order of code, and what makes its faults findings."""

from __future__ import annotations

import hashlib
import os
import unicodedata
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from litreview.errors import UsageError
from litreview.model import Verdict
from litreview.opinion import Finding, Severity
from litreview.registry import did_you_mean
from litreview.rules import reading
from litreview.rules.rule import Fault, Rule, at, rule
from litreview.rules.select import chosen, named

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from litreview.model import Evidence, Paper

__all__ = ["RULES", "Fault", "Rule", "at", "chosen", "findings", "named", "not_run", "rule"]

RULES: Final[tuple[Rule, ...]] = (
    reading.encoding_problem,  # LR003
)


def findings(
    evidence: Evidence,
    *,
    select: Iterable[str] = (),
    extend_select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    options: Mapping[str, Mapping[str, Any]] | None = None,
    folder: str = ".",
) -> tuple[Finding, ...]:
    """What the chosen rules find, of every confidence, by order of source, then position, then code.

    `options` are those of each rule, by code or name; `severity` is one that all rules have. Paths
    under `folder`, that of the settings, count relative to it in fingerprints, so that a baseline
    holds on every machine. Raises UsageError for a selector or an option that there is not.
    """
    given: dict[str, dict[str, Any]] = {}
    for selector, table in (options or {}).items():
        for each in named(RULES, selector):
            given.setdefault(each.code, {}).update(table)
    listings = {listing.source.id: listing for listing in evidence.lists()}
    work_of = {member: work.id for work in evidence.works for member in work.members}
    found = []
    for each in chosen(RULES, select, extend_select, ignore):
        own = dict(given.get(each.code, {}))
        severity = _severity(own.pop("severity", None), each)
        for fault in each.run(evidence, own):
            finding = Finding(
                rule=each.code,
                name=each.name,
                severity=severity or fault.severity or each.severity,
                confidence=fault.confidence or each.confidence,
                message=fault.message,
                paper=listings[fault.places[0].span.source].id,
                work=fault.work or next((work_of[r] for r in fault.references if r in work_of), None),
                references=fault.references,
                places=fault.places,
                fix=fault.fix,
            )
            found.append((finding, fault.subject))
    order = {source: n for n, source in enumerate(listings)}
    found.sort(key=lambda pair: (*_position(pair[0], order), pair[0].rule, pair[0].message))
    seen: Counter[tuple[str, ...]] = Counter()
    return tuple(_fingerprinted(finding, subject, listings, folder, seen) for finding, subject in found)


def not_run(evidence: Evidence, *, offline: bool) -> dict[str, str]:
    """The rules that read answers from outside and got none, with the reason. They are no findings, and no all-clear."""
    if not evidence.links:
        return {}
    asked = [check for check in evidence.checks.values() if check.verdict not in (Verdict.UNCHECKED, Verdict.SKIPPED)]
    if offline:
        reason = "not checked (offline)"
    elif not asked:
        reason = "not checked (no network)"
    else:
        return {}
    return {each.code: reason for each in RULES if each.network and each.default}


def _severity(name: object, of: Rule) -> Severity | None:
    if name is None or name in list(Severity):
        return None if name is None else Severity(str(name))
    raise UsageError(f"{of.code}: severity cannot be {name!r}{did_you_mean(str(name), list(Severity))}")


def _position(finding: Finding, order: Mapping[str, int]) -> tuple[int, int]:
    span = finding.places[0].span
    return order[span.source], span.start


def _fingerprinted(
    finding: Finding, subject: str | None, listings: Mapping[str, Paper], folder: str, seen: Counter[tuple[str, ...]]
) -> Finding:
    """The finding with its fingerprint: rule, path, folded printed text and its occurrence, so that it outlives edits elsewhere."""
    span = finding.places[0].span
    paper = listings[span.source]
    text = paper.document.text[span.start : span.end] if subject is None else subject
    folded = "".join(c for c in unicodedata.normalize("NFKD", text).casefold() if c.isalnum())
    identity = (finding.rule, _relative(paper.source.path, folder), folded)
    seen[identity] += 1
    digest = hashlib.sha256("\0".join((*identity, str(seen[identity]))).encode())
    return replace(finding, fingerprint=digest.hexdigest()[:16])


def _relative(path: str, folder: str) -> str:
    try:
        inside = os.path.relpath(path, folder)
    except ValueError:  # another drive
        inside = path
    return (path if inside.startswith("..") else inside).replace(os.sep, "/")
