"""Stage 9, evidence to findings: every rule in one table, in order of code, and what makes its faults findings."""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from litreview.errors import UsageError
from litreview.model import Verdict
from litreview.opinion import Finding, Severity
from litreview.registry import did_you_mean
from litreview.rules import cited, duplicates, fields, identifiers, printed, reading, titles
from litreview.rules.rule import Fault, Rule, at, rule
from litreview.rules.select import chosen, named
from litreview.rules.wording import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from litreview.model import Evidence, Paper

__all__ = ["RULES", "Fault", "Rule", "at", "chosen", "findings", "named", "not_run", "rule"]

RULES: Final[tuple[Rule, ...]] = (
    reading.bib_syntax_error,  # LR001
    reading.text_outside_entry,  # LR002
    reading.encoding_problem,  # LR003
    reading.no_reference_section,  # LR004
    reading.reference_not_parsed,  # LR005
    reading.no_citations_found,  # LR006
    reading.mixed_citation_styles,  # LR007
    reading.undefined_string,  # LR008
    reading.unresolved_crossref,  # LR009
    reading.unknown_entry_type,  # LR010
    reading.duplicate_field,  # LR012
    reading.citation_malformed,  # LR013
    cited.cited_not_listed,  # LR101
    cited.listed_not_cited,  # LR102
    cited.year_mismatch_in_text,  # LR103
    printed.author_spelling_in_text,  # LR104
    cited.ambiguous_citation,  # LR105
    printed.year_suffix_missing,  # LR106
    printed.author_missing_in_text,  # LR107
    printed.author_order_in_text,  # LR108
    printed.et_al_misuse,  # LR109
    cited.number_out_of_range,  # LR110
    cited.number_gap,  # LR111
    printed.number_order,  # LR112
    printed.cluster_order,  # LR113
    cited.secondary_not_listed,  # LR114
    printed.bare_citation_key,  # LR118
    printed.author_mentioned_uncited,  # LR119
    printed.citation_in_abstract,  # LR120
    fields.missing_required_field,  # LR201
    fields.invalid_year,  # LR204
    fields.year_in_the_future,  # LR205
    fields.invalid_pages,  # LR206
    identifiers.malformed_doi,  # LR208
    identifiers.isbn_check_digit,  # LR211
    identifiers.issn_check_digit,  # LR212
    titles.title_all_caps,  # LR218
    titles.title_trailing_punctuation,  # LR220
    identifiers.local_file_link,  # LR224
    fields.placeholder_value,  # LR229
    fields.too_short_to_identify,  # LR231
    titles.title_quoted_odd,  # LR232
    duplicates.duplicate_key_identical,  # LR301
    duplicates.duplicate_key_conflict,  # LR302
    duplicates.duplicate_identifier,  # LR303
    duplicates.probable_duplicate,  # LR304
    duplicates.metadata_conflict,  # LR305
    duplicates.preprint_and_version,  # LR306
    duplicates.key_collision,  # LR307
    duplicates.edition_or_volume_variants,  # LR311
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
    identity = (finding.rule, _relative(paper.source.path, folder), fold(text))
    seen[identity] += 1
    digest = hashlib.sha256("\0".join((*identity, str(seen[identity]))).encode())
    return replace(finding, fingerprint=digest.hexdigest()[:16])


def _relative(path: str, folder: str) -> str:
    try:
        inside = os.path.relpath(path, folder)
    except ValueError:  # another drive
        inside = path
    return (path if inside.startswith("..") else inside).replace(os.sep, "/")
