"""Stage 9, evidence to findings: every rule in one table, in order of code; which of them run, and what is agreed upon."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from litreview.errors import UsageError
from litreview.model import Verdict
from litreview.rules import (
    baseline,
    cited,
    coverage_gates,
    duplicates,
    fields,
    identifiers,
    ignores,
    links,
    moves,
    printed,
    reading,
    titles,
    variants,
)
from litreview.rules.judge import judged
from litreview.rules.rule import Fault, Rule, at, rule
from litreview.rules.select import chosen, named

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from litreview.model import Evidence
    from litreview.opinion import Finding

__all__ = ["RULES", "Fault", "Rule", "at", "baseline", "chosen", "findings", "named", "not_run", "rule"]

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
    reading.source_not_read,  # LR014
    reading.print_differs_from_field,  # LR015
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
    variants.venue_variants,  # LR309
    variants.author_variants,  # LR310
    duplicates.edition_or_volume_variants,  # LR311
    links.dead_link,  # LR401
    links.link_blocked,  # LR402
    links.link_unstable,  # LR403
    moves.link_moved,  # LR404
    links.soft_404,  # LR405
    links.doi_not_registered,  # LR406
    links.doi_landing_dead,  # LR407
    moves.insecure_link,  # LR408
    moves.archive_available,  # LR409
    moves.never_archived,  # LR410
    links.tls_problem,  # LR411
    links.private_address,  # LR413
    coverage_gates.coverage_below,  # LR801
    coverage_gates.citation_desert,  # LR805
    links.source_unreachable,  # LR901
    links.budget_exhausted,  # LR902
    ignores.unused_ignore,  # LR904
    ignores.ignore_without_reason,  # LR905
    ignores.ignore_expired,  # LR906
    ignores.unknown_code,  # LR907
)
ABOUT_IGNORES = frozenset({"LR904", "LR905", "LR906", "LR907"})  # these judge what became of the ignores, and run last


def findings(
    evidence: Evidence,
    *,
    select: Iterable[str] = (),
    extend_select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    options: Mapping[str, Mapping[str, Any]] | None = None,
    agreed: Iterable[Mapping[str, Any]] = (),
    folder: str = ".",
) -> tuple[Finding, ...]:
    """What the chosen rules find, of every confidence, by order of source, then position, then code; about ignores last.

    `options` are those of each rule, by code or name; `severity` is one that all rules have. `agreed`
    are the ignores of the settings; with those that stand in the sources, they mark findings as
    suppressed. Paths under `folder`, that of the settings, count relative to it in fingerprints, so that
    a baseline holds on every machine. Raises UsageError for a selector or an option that there is not.
    """
    given: dict[str, dict[str, Any]] = {}
    for selector, table in (options or {}).items():
        for each in named(RULES, selector):
            given.setdefault(each.code, {}).update(table)
    running = chosen(RULES, select, extend_select, ignore)
    first = [each for each in running if each.code not in ABOUT_IGNORES]
    last = [each for each in running if each.code in ABOUT_IGNORES]
    answered = _asked(evidence)
    ran = {each.code for each in first if answered or not each.network}
    found = judged(first, evidence, evidence, given, folder)
    every = (*ignores.stated(agreed), *ignores.inline(evidence.lists()))
    found, seen = ignores.applied(found, every, evidence, _meant, ran)
    about = judged(last, seen, evidence, given, folder)
    return (*found, *about)


def _meant(selector: str) -> set[str]:
    try:
        return {each.code for each in named(RULES, selector)}
    except UsageError:
        return set()


def not_run(evidence: Evidence, *, offline: bool) -> dict[str, str]:
    """The rules that read answers from outside and got none, with the reason. They are no findings, and no all-clear."""
    if not evidence.links or (_asked(evidence) and not offline):
        return {}
    reason = "not checked (offline)" if offline else "not checked (no network)"
    return {each.code: reason for each in RULES if each.network and each.default}


def _asked(evidence: Evidence) -> bool:
    """Whether anything outside gave an answer."""
    return any(check.verdict not in (Verdict.UNCHECKED, Verdict.SKIPPED) for check in evidence.checks.values())
