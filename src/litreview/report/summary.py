"""What every format for people says in the same words: the verdict, the counts, the order in which to fix."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from litreview.model import Verdict
from litreview.opinion import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from litreview.model import Meter, Span
    from litreview.opinion import Finding, Review

__all__ = ["by_severity", "count", "first", "path", "percent", "standing", "unasked", "verdict"]


def count(n: int, noun: str, plural: str | None = None) -> str:
    """'1 paper', '2 papers'."""
    return f"{n:,} {noun if n == 1 else plural or noun + 's'}"


def percent(meter: Meter) -> str:
    """The whole per cent, rounded down, so that 100 % means all; '–' where nothing could be judged."""
    return f"{100 * meter.n // meter.of} %" if meter.of else "–"


def standing(meter: Meter) -> str:
    """'9 of 17 (2 unchecked)'."""
    return f"{meter.n:,} of {meter.of:,}" + (f" ({meter.unchecked:,} unchecked)" if meter.unchecked else "")


def by_severity(findings: Iterable[Finding]) -> dict[Severity, int]:
    """How many findings there are of each severity, worst first."""
    counts = Counter(finding.severity for finding in findings)
    return {severity: counts[severity] for severity in reversed(Severity)}


def first(findings: Iterable[Finding]) -> list[Finding]:
    """What to fix first: by severity, then confidence, then how many places it is about; stable."""
    return sorted(findings, key=lambda f: (-f.severity.rank, -f.confidence.rank, -len(f.places)))


def path(span: Span, paths: Mapping[str, str]) -> str:
    """The file in which a span's lines count: that of its source (`paths`, by id), or the one that the source includes."""
    return span.file or paths.get(span.source, span.source)


def verdict(review: Review, findings: Iterable[Finding]) -> str:
    """The review in a sentence: how far the citations lead to references, what is to fix, what was not asked."""
    evidence, counts = review.evidence, by_severity(findings)
    if not evidence.papers and not evidence.bibliographies:
        return "Nothing was reviewed."
    resolved = evidence.coverage.meters.get("resolved")
    said = []
    if resolved and resolved.of:
        said.append(_led(resolved))
    errors, warnings = counts[Severity.ERROR], counts[Severity.WARNING]
    if errors:
        said.append(
            f"{count(errors, 'error')} to fix" + (f" and {count(warnings, 'warning')} to look at" if warnings else "")
        )
    elif warnings:
        said.append(f"no error, and {count(warnings, 'warning')} to look at")
    else:
        said.append("nothing to fix was found")
    left = [f"not checked: {text}" for text in unasked(review)[:1]]
    sentence = "; ".join(said + left)
    return f"{sentence[0].upper()}{sentence[1:]}."


def _led(resolved: Meter) -> str:
    """How many citations lead to a reference, in words."""
    if resolved.of == 1:
        return f"the only citation leads to {'a' if resolved.n else 'no'} reference"
    if resolved.n == 0:
        return f"none of {resolved.of:,} citations leads to a reference"
    some = "all" if resolved.n == resolved.of else f"{resolved.n:,} of"
    return f"{some} {resolved.of:,} citations {'leads' if resolved.n == 1 else 'lead'} to a reference"


def unasked(review: Review) -> list[str]:
    """What the run did not check, each in a few words: silence is no all-clear."""
    known = review.evidence.checks
    links = sum(link.url not in known or known[link.url].verdict == Verdict.UNCHECKED for link in review.evidence.links)
    said = [f"{count(links, 'link')} ({'offline' if review.run.offline else 'no network'})"] if links else []
    reasons: dict[str, list[str]] = {}
    for code, why in sorted((review.not_run or {}).items()):
        reasons.setdefault(why.removeprefix("not checked (").removesuffix(")"), []).append(code)
    return said + [f"{_several(codes)} ({why})" for why, codes in reasons.items()]


def _several(codes: list[str]) -> str:
    return ", ".join(codes) if len(codes) < 4 else f"{len(codes)} rules, {codes[0]} to {codes[-1]}"
